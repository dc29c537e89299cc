"""`refcheck renumber`: Vancouver order."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.running import Run

ENTRIES = {
    "Adam": "Adam R, Figueras J. The oncosurgery approach to liver metastases. Oncologist. 2012;17:1225-1239.",
    "Bell": "Bell AB, Noor C. Fever in children after a cold bath. J Med. 2001;\n   12:11-19.",
    "Cho": "Cho M, Gong J. The state of regional therapy. Expert Rev Anticancer Ther. 2016;16:229-245.",
    "Dietz": "Dietz W, Li P. Ten days of sleep. Sleep. 2011;9:1-9.",
}


def article(first: str, second: str, order: list[str], label: str = "{}. ") -> str:
    listed = "\n".join(label.format(at) + ENTRIES[name] for at, name in enumerate(order, 1))
    return f"# Naïve\n\nRegional therapy helps [{first}]. Fever is rarer [{second}].\n\n## References\n\n{listed}\n"


class TestOrder:
    @pytest.mark.parametrize("label", ["{}. ", "[{}] ", "{}) "])
    def test_is_that_of_first_citation_the_uncited_last(self, run: Run, label: str) -> None:
        Path("a.md").write_text(article("3", "2, 3", ["Adam", "Bell", "Cho", "Dietz"], label))
        code, out, err = run("renumber", "a.md")
        assert (code, out, err) == (0, "", "refcheck: a.md: 2 references renumbered\n")
        assert Path("a.md").read_text() == article("1", "1, 2", ["Cho", "Bell", "Adam", "Dietz"], label)

    def test_a_second_time_changes_nothing(self, run: Run) -> None:
        Path("a.md").write_text(article("3", "2, 3", ["Adam", "Bell", "Cho", "Dietz"]))
        run("renumber", "a.md")
        done = Path("a.md").read_bytes()
        assert run("renumber", "a.md") == (0, "", "refcheck: a.md: already in the order of first citation\n")
        assert Path("a.md").read_bytes() == done

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
    def test_keeps_encoding_and_line_ends(self, run: Run, encoding: str, end: str) -> None:
        before, after = (
            article(*cited, order).replace("\n", end).encode(encoding)
            for cited, order in (
                (("3", "2, 3"), ["Adam", "Bell", "Cho", "Dietz"]),
                (("1", "1, 2"), ["Cho", "Bell", "Adam", "Dietz"]),
            )
        )
        Path("a.md").write_bytes(before)
        run("renumber", "a.md")
        assert Path("a.md").read_bytes() == after

    def test_ids_of_a_page_go_with_their_entries_and_links_stay_right(self, run: Run) -> None:
        def page(text: str, order: list[int]) -> str:
            listed = "\n".join(f'<li id="r{at}">{list(ENTRIES.values())[at - 1]}</li>' for at in order)
            return f"<!DOCTYPE html><html><body><p>{text}</p><h2>References</h2><ol>\n{listed}\n</ol></body></html>"

        cited = 'Therapy helps <sup><a href="#r3">{}</a></sup>. Fever <sup><a href="#r2">{}</a></sup>.'
        Path("a.html").write_text(page(cited.format(3, 2), [1, 2, 3, 4]))
        assert run("renumber", "a.html")[0] == 0
        assert Path("a.html").read_text() == page(cited.format(1, 2), [3, 2, 1, 4])


class TestDiff:
    def test_shows_and_writes_nothing(self, run: Run) -> None:
        before = article("3", "2, 3", ["Adam", "Bell", "Cho", "Dietz"])
        Path("a.md").write_text(before)
        code, out, _ = run("renumber", "--diff", "a.md")
        assert code == 1
        assert "+Regional therapy helps [1]. Fever is rarer [1, 2].\n" in out
        assert Path("a.md").read_text() == before

    def test_is_empty_where_the_order_is_right(self, run: Run) -> None:
        Path("a.md").write_text(article("1", "2, 3", list(ENTRIES)))
        assert run("renumber", "--diff", "a.md") == (0, "", "")


class TestDoubt:
    @pytest.mark.parametrize(
        ("text", "said"),
        [
            (article("1", "5", list(ENTRIES)), "a.md:3: 5 is cited and not in the reference list (see REF101)"),
            (article("3-1", "2", list(ENTRIES)), "a.md:3: [3-1] cannot be read as it stands (see REF106)"),
            (
                article("1", "2", list(ENTRIES), "[{}] ").replace("[3] ", "[2] "),
                "a.md:10: reference 2 stands twice in the list (see REF105)",
            ),
            (
                article("1", "2", list(ENTRIES)) + "\n" + article("1", "2", list(ENTRIES)),
                "a.md: has 2 numberings, and not one",
            ),
        ],
    )
    def test_is_refused_in_one_line(self, run: Run, text: str, said: str) -> None:
        Path("a.md").write_text(text)
        assert run("renumber", "a.md") == (2, "", f"refcheck: {said}: not renumbered\n")
        assert Path("a.md").read_text() == text

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("Nothing is cited.\n", "a.md: no numbered citations were found: there is nothing to renumber"),
            ("Cited [1].\n", "a.md: no numbered references were found: there is nothing to renumber"),
        ],
    )
    def test_nothing_to_renumber_is_said(self, run: Run, text: str, said: str) -> None:
        Path("a.md").write_text(text)
        assert run("renumber", "a.md") == (2, "", f"refcheck: {said}\n")

    def test_standard_input_is_no_file(self, run: Run) -> None:
        assert run("renumber", "-") == (2, "", "refcheck: standard input cannot be renumbered: give a file\n")
