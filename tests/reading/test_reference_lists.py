"""Where reference lists are, and where their entries begin and end."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from refcheck.reading import read_bytes
from tests.reading._articles import article, entries

if TYPE_CHECKING:
    from refcheck.article import Reference


def references(text: str, name: str = "a.txt") -> list[Reference]:
    return list(read_bytes(text.encode(), name).references)


def numbers(text: str, name: str = "a.txt") -> list[int]:
    return [reference.number for reference in references(text, name)]


class TestLabels:
    @pytest.mark.parametrize(
        "label", ["{}. ", "{}) ", "[{}] ", "({}) ", "{}\t", "{}   ", "  {}. ", "{}\\. ", "\\[{}\\] ", "- [{}] "]
    )
    @pytest.mark.parametrize("name", ["a.txt", "a.md"])
    def test_entries_are_found_behind_every_kind_of_label(self, label: str, name: str) -> None:
        read = article("It works [1].", 4, name, label).references
        assert [reference.number for reference in read] == [1, 2, 3, 4]
        assert read[1].raw == "Maker AB, Tester C. Made for the test, part 2. J Tests. 2002;12:21-29."

    @pytest.mark.parametrize(
        "label",
        [
            "{}\t",
            "{}:\t",
            "**{}.** ",
            "**[{}]** ",
            "{} - ",
            "{} – ",
            "Ref. {} ",
            "Ref {}: ",
            "Reference {}. ",
            "[{}]",
            "［{}］ ",
            "（{}） ",
            "{}． ",
            "{}、",
            "【{}】",
        ],
    )
    @pytest.mark.parametrize("name", ["a.txt", "a.md"])
    def test_and_behind_the_rarer_ones(self, label: str, name: str) -> None:
        read = article("It works [1].", 4, name, label).references
        assert [reference.number for reference in read] == [1, 2, 3, 4]
        assert read[1].raw == "Maker AB, Tester C. Made for the test, part 2. J Tests. 2002;12:21-29."

    def test_digits_of_full_width_are_digits(self) -> None:
        listed = entries(3, "［{}］").translate({ord(f"{n}"): 0xFF10 + n for n in (1, 2, 3)})
        assert numbers(f"It works [1].\n\n参考文献\n\n{listed}") == [1, 2, 3]

    @pytest.mark.parametrize("label", ["{}. ", "[{}] ", "({}) ", "{}) "])
    def test_several_works_under_one_number_keep_it(self, label: str) -> None:
        lines = [line.partition(" ")[2] for line in entries(6).split("\n")]
        printed = ["1a", "1b", "1c", "2", "3a", "3b"]
        text = "\n".join(label.format(name) + line for name, line in zip(printed, lines, strict=True))
        read = references(f"It works [1].\n\nReferences\n\n{text}\n")
        assert [reference.number for reference in read] == [1, 1, 1, 2, 3, 3]
        assert read[1].label == label.format("1b").strip()
        assert read[1].raw.endswith("2002;12:21-29.")

    @pytest.mark.parametrize("label", ["[S{}] ", "S{}. "])
    def test_the_references_of_a_supplement_are_none_of_the_article(self, label: str) -> None:
        read = article(f"It works [1].\n\nReferences\n\n{entries(3)}\n{entries(3, label)}\n", 0)
        assert [reference.number for reference in read.references] == [1, 2, 3]
        assert read.references[2].raw.endswith("2003;12:31-39.")
        assert [citation.numbers for citation in read.citations] == [(1,)]

    def test_the_label_is_kept_as_printed_with_its_place(self) -> None:
        read = article("It works.", 2, label="[{}] ")
        first = read.references[0]
        assert first.label == "[1]"
        assert read.source.text[first.label_span.start : first.label_span.end] == "[1]"
        assert read.source.text[first.span.start : first.span.end].startswith("[1] Maker")

    def test_a_definition_with_a_url_is_a_reference(self) -> None:
        text = "It works [1][2].\n\n[1]: https://example.org/a-report-2001\n[2]: https://example.org/another-2002\n"
        assert numbers(text, "a.md") == [1, 2]


class TestListsThatRunOn:
    ENTRIES = (
        "Maker AB. Made for the test, in volume 2. J Tests. 2001;1:1-9.",
        "Tester C, Other D. One more of these. J Tests. 2002;2:1-9.",
        "Writer E. The last of them. J Tests. 2003;3:1-9. https://example.org/three",
    )

    def run_on(self, label: str) -> str:
        return " ".join(label.format(number) + entry for number, entry in enumerate(self.ENTRIES, 1))

    @pytest.mark.parametrize("label", ["{}. ", "[{}] ", "({}) ", "{}) "])
    @pytest.mark.parametrize("heading", ["References ", "REFERENCES: ", "References\n\n", "**Literature** ", ""])
    @pytest.mark.parametrize("name", ["a.txt", "a.md"])
    def test_are_cut_at_their_labels(self, heading: str, label: str, name: str) -> None:
        text = f"It works [1,2].\n\n{heading}{self.run_on(label)}\n\nThe end [3].\n"
        read = read_bytes(text.encode(), name)
        assert [(each.number, each.raw) for each in read.references] == list(enumerate(self.ENTRIES, 1))
        assert [text[each.span.start : each.span.end] for each in read.references] == [
            label.format(number) + entry for number, entry in enumerate(self.ENTRIES, 1)
        ]
        assert [citation.numbers for citation in read.citations] == [(1, 2), (3,)]

    @pytest.mark.parametrize("name", ["a.txt", "a.md"])
    def test_over_wrapped_lines_too(self, name: str) -> None:
        text = "It works [1,2].\n\nReferences\n" + self.run_on("{}. ").replace("One more", "One\nmo-\nre") + "\n"
        read = references(text, name)
        assert [each.raw for each in read] == list(self.ENTRIES)
        assert text[read[1].span.start : read[1].span.end].startswith("2. Tester C, Other D. One\nmo-\nre of")

    def test_but_enumerations_and_prose_are_not(self) -> None:
        outcomes = "1. Quality of life after a year. 2. Pain after two years. 3. Death after any time, for any cause."
        prose = "Maker et al. [1] found it in 2001. [2] In 2002, Tester et al. did. [3] Nobody has found more of it."
        read = read_bytes(f"{outcomes}\n\n{prose}\n\nReferences\n\n{entries(3)}".encode(), "a.txt")
        assert len(read.references) == 3
        assert [citation.numbers for citation in read.citations] == [(1,), (2,), (3,)]

    def test_code_is_left_alone(self) -> None:
        text = f"It works [1].\n\n```\nReferences {self.run_on('{}. ')}\n```\n\n## References\n\n{entries(2)}\n"
        assert numbers(text, "a.md") == [1, 2]


class TestWhichListsAreReferenceLists:
    @pytest.mark.parametrize(
        "heading",
        [
            "References",
            "## References",
            "**References**",
            "LITERATURE CITED",
            "Literatur",
            "7. Références",
            "Works cited:",
            *("Riferimenti bibliografici", "Referências", "Literatuurlijst", "Piśmiennictwo", "Použitá literatura"),
            *("Kaynaklar", "Litteraturförteckning", "Referanser", "Kilder", "Lähteet", "Irodalomjegyzék", "Referințe"),
            *("Список литературы", "СПИСОК ВИКОРИСТАНИХ ДЖЕРЕЛ", "Βιβλιογραφία", "参考文献", "【参考文献】", "文献"),
            *("참고문헌", "المراجع"),
        ],
    )
    def test_a_heading_says_so(self, heading: str) -> None:
        entry = "Some society. Facts and figures. Town: Some society, 2017."
        text = f"It works [1].\n\n{heading}\n\n1. {entry}\n2. A product sheet."
        assert numbers(text, "a.md") == [1, 2]

    def test_entries_that_read_like_references_need_none(self) -> None:
        assert numbers("It works [1].\n\n" + entries(3)) == [1, 2, 3]

    @pytest.mark.parametrize("name", ["a.txt", "a.md"])
    def test_steps_are_none(self, name: str) -> None:
        text = (
            "Do it:\n\n1. Open the door.\n2. Close it in 2019.\n3. Add water and go away.\n\n1. Numbers\n2. Letters\n"
        )
        assert numbers(text, name) == []

    def test_numbered_headings_are_none(self) -> None:
        text = "1. Introduction\n\nIt works [1].\n\n2. Methods\n\nNone.\n\n3. References\n\n" + entries(2)
        assert numbers(text) == [1, 2]
        assert references(text)[0].raw.startswith("Maker")

    def test_a_list_whose_entries_cite_is_none(self) -> None:
        items = "".join(
            f"{n}. Maker A. said in 200{n} in J Tests 12:1-9 that it works.[{n}](#r{n})\n" for n in (1, 2, 3)
        )
        assert numbers(f"{items}\n## References\n\n{entries(3)}", "a.md") == [1, 2, 3]

    def test_one_reference_alone_is_believed_where_there_is_no_other_list(self) -> None:
        assert numbers("It works [1].\n\n" + entries(1)) == [1]

    def test_counted_people_and_dates_at_the_beginning_of_a_line_are_no_labels(self) -> None:
        assert numbers("12 patients came.\n3 March 2004 was the day.\n13 patients left.\n") == []


class TestWhereEntriesEnd:
    def test_wrapped_lines_are_put_together(self) -> None:
        text = (
            "It works [1].\n\nReferences\n"
            " 1. Maker AB, Tester C. Made for the test and long enough\n"
            "    to be wrapped. J Tests. 2001;1:1-9.\n"
            " 2. Tester C. Another one. J Tests. 2002;2:1-9.\n"
        )
        first, second = references(text)
        assert first.raw == "Maker AB, Tester C. Made for the test and long enough to be wrapped. J Tests. 2001;1:1-9."
        assert text[first.text.offsets[-1]] == "."
        assert second.raw.startswith("Tester C. Another")

    def test_wrapped_lines_without_indentation_too(self) -> None:
        text = (
            "References\n"
            "1. Maker AB, Tester C. Made for the test and long enough\n"
            "to be wrapped at some width. J Tests. 2001;1:1-9.\n"
            "2. Tester C. Made for the test as well, and long enough\n"
            "To Be Wrapped. J Tests. 2002;2:1-9.\n"
            "Jane Maker teaches at the university.\n"
        )
        first, second = references(text)
        assert first.raw.endswith("2001;1:1-9.")
        assert second.raw.endswith("2002;2:1-9.")

    @pytest.mark.parametrize("name", ["a.txt", "a.md"])
    def test_an_entry_goes_on_after_a_blank_line_if_it_is_indented(self, name: str) -> None:
        sheet = "A product sheet.\n\n    Available at: example/sheet/."
        text = f"References\n\n  {entries(1)}\n  2. {sheet}\n  3. {entries(1)[3:]}\n"
        assert [reference.raw for reference in references(text, name)][
            1
        ] == "A product sheet. Available at: example/sheet/."

    @pytest.mark.parametrize(
        "tail",
        [
            "\nJane Maker is a professor.",
            "\n\nCopyright 2020",
            "\n\n## About the author\n\nJane.",
            "\n    \u00a9 2020 by all\n",
        ],
    )
    def test_what_follows_the_list_is_not_part_of_it(self, tail: str) -> None:
        assert references("References\n\n" + entries(3) + tail, "a.md")[-1].raw.endswith("2003;12:31-39.")

    def test_citations_after_the_list_are_read(self) -> None:
        read = read_bytes(f"One [1].\n\nReferences\n\n{entries(3)}\n\nAppendix\n\nTwo [2].\n".encode(), "a.txt")
        assert [citation.numbers for citation in read.citations] == [(1,), (2,)]

    def test_a_page_heading_within_the_list_does_not_end_it(self) -> None:
        first, second = entries(4).split("\n")[:2], entries(4).split("\n")[2:]
        text = "References\n\n" + "\n".join(first) + "\n\n## Journal of Tests, page 7\n\n" + "\n".join(second)
        read = references(text, "a.md")
        assert [(reference.number, reference.scope) for reference in read] == [(1, 0), (2, 0), (3, 0), (4, 0)]
        assert read[1].raw.endswith("21-29.")


class TestNumbers:
    def test_a_number_missing_or_repeated_is_read_as_printed(self) -> None:
        lines = entries(7).split("\n")
        assert numbers("References\n\n" + "\n".join([*lines[:2], lines[3], lines[3], *lines[4:]])) == [
            1,
            2,
            4,
            4,
            5,
            6,
            7,
        ]

    def test_a_number_1_in_the_middle_is_a_misprint_if_the_list_goes_on(self) -> None:
        lines = entries(4).split("\n")
        lines[2] = "1" + lines[2][1:]
        assert numbers("References\n\n" + "\n".join(lines)) == [1, 2, 1, 4]

    def test_a_list_that_begins_later_is_read(self) -> None:
        assert numbers("It works [2].\n\n" + "\n".join(entries(5).split("\n")[1:])) == [2, 3, 4, 5]

    def test_markdown_keeps_the_typed_number_and_the_rendered_one(self) -> None:
        lines = entries(3).split("\n")
        typed = [lines[0], "3" + lines[1][1:], "1" + lines[2][1:]]
        read = references("References\n\n" + "\n".join(typed), "a.md")
        assert [(reference.number, reference.rendered_number) for reference in read] == [(1, None), (3, 2), (1, 3)]

    def test_a_markdown_list_typed_all_with_1_counts_as_it_renders(self) -> None:
        read = references("## References\n\n" + "\n".join("1" + line[1:] for line in entries(3).split("\n")), "a.md")
        assert [(reference.number, reference.rendered_number) for reference in read] == [
            (1, None),
            (2, None),
            (3, None),
        ]

    def test_a_wrapped_line_that_begins_with_a_number_is_no_entry(self) -> None:
        text = (
            "References\n1. Maker AB. Made for the test, of the year\n   2001. J Tests, volume\n   7. Town: Tests.\n"
            + "2"
            + entries(1)[1:]
        )
        assert numbers(text) == [1, 2]


class TestSeveralLists:
    TEXT = (
        f"One [1]. Two [2].\n\n## References\n\n{entries(2)}\n\n"
        f"## More\n\nThree [1,3].\n\n## References\n\n{entries(3)}\n\nEnd [2].\n"
    )

    def test_numbering_that_starts_again_is_a_numbering_of_its_own(self) -> None:
        read = read_bytes(self.TEXT.encode(), "a.md")
        assert [(citation.numbers, citation.scope) for citation in read.citations] == [
            ((1,), 0),
            ((2,), 0),
            ((1, 3), 1),
            ((2,), 1),
        ]
        assert [len(scope.references) for scope in read.scopes] == [2, 3]

    @pytest.mark.parametrize("between", ["", "Maker AB. Made without a label. J Tests. 2002;1:2.\n" * 12])
    def test_numbering_that_goes_on_behind_a_gap_is_one(self, between: str) -> None:
        first, last = entries(30).split("\n9. ")[0], entries(30).split("\n21. ")[1]
        body = " ".join(f"So it is [{at}]." for at in range(1, 31))
        read = read_bytes(f"{body}\n\nReferences\n\n{first}\n{between}21. {last}".encode(), "a.txt")
        assert (len(read.scopes), len(read.citations)) == (1, 30)
        assert [reference.number for reference in read.references] == [*range(1, 9), *range(21, 31)]

    def test_footnotes_beside_a_list_are_a_numbering_of_their_own(self) -> None:
        text = f"One [1]. Two[^1].\n\n[^1]: Maker A. A note. J Tests. 2001;1:1-9.\n\n## References\n\n{entries(2)}\n"
        read = read_bytes(text.encode(), "a.md")
        assert [(citation.numbers, citation.scope) for citation in read.citations] == [((1,), 0), ((1,), 1)]


class TestText:
    def test_escapes_and_links_are_taken_out_and_emphasis_stays(self) -> None:
        text = (
            "## References\n\n"
            "1. **Maker A.** A \\[small\\] test\\*. *J Tests*. 2001;1:1-9. [[PubMed]](https://example.org/1)\n"
            "2. B [x](https://doi.org/10.1000/182).\n"
        )
        first, second = references(text, "a.md")
        assert first.raw == "**Maker A.** A [small] test*. *J Tests*. 2001;1:1-9. [PubMed]"
        assert second.raw == "B x https://doi.org/10.1000/182."

    def test_plain_text_is_left_as_it_is(self) -> None:
        assert references("References\n\n1. **Maker A.** A \\[small\\] test &amp; more. J Tests. 2001;1:1-9.\n2. B.")[
            0
        ].raw == ("**Maker A.** A \\[small\\] test &amp; more. J Tests. 2001;1:1-9.")


class TestUnnumbered:
    ENTRIES = (
        "Maker A, Other B. Made for the test. J Tests. 2001;1:1-9.",
        "van Tester C. More of the same. J Tests. 2002;2:10-19.",
        "Writer D, Reader E. Yet more. J Tests. 2003;3:20-29.",
    )

    @pytest.mark.parametrize("separator", ["\n", "\n\n"])
    @pytest.mark.parametrize("bullet", ["", "- "])
    @pytest.mark.parametrize("name", ["a.txt", "a.md"])
    def test_entries_count_by_their_place_where_numbers_are_cited(self, separator: str, bullet: str, name: str) -> None:
        heading = "# References" if name == "a.md" else "References"
        entries = separator.join(bullet + entry for entry in self.ENTRIES)
        read = read_bytes(f"One [1]. Two [2]. Three [3].\n\n{heading}\n\n{entries}\n".encode(), name)
        assert [(each.number, each.label, each.raw) for each in read.references] == [
            (number, "", entry) for number, entry in enumerate(self.ENTRIES, 1)
        ]
        assert [citation.numbers for citation in read.citations] == [(1,), (2,), (3,)]

    def test_hanging_lines_belong_to_the_entry_before_them(self) -> None:
        wrapped = "\n".join(entry.replace(". J", ".\n   J") for entry in self.ENTRIES)
        read = read_bytes(f"One [1]. Two [2]. Three [3].\n\nReferences\n{wrapped}".encode(), "a.txt")
        assert [each.raw for each in read.references] == list(self.ENTRIES)

    def test_where_nothing_cites_numbers_there_is_no_numbered_list(self) -> None:
        text = "One (Maker 2001).\n\nReferences\n\n" + "\n\n".join(self.ENTRIES)
        assert not read_bytes(text.encode(), "a.txt").references

    def test_nor_under_a_heading_that_no_references_follow(self) -> None:
        text = "One [1]. Two [2]. Three [3].\n\n## References\n\nNone yet.\n\nWe know.\n\nWe care.\n\n## More\n\nText."
        assert not read_bytes(text.encode(), "a.md").references


def test_a_numbered_list_of_the_text_is_none_beside_a_plain_reference_list() -> None:
    body = "Outcomes:\n\n(1) Quality of life in 2001: it was 4, 5-9.\n\n(2) Iron in 2002: it was 3, 4-8.\n\n"
    references = "\n".join(f"{n}. Maker A. Made for test {n}. J Tests. 200{n % 9};{n}:1-9." for n in range(1, 10))
    read = read_bytes(f"{body}One.\n\n{references}".encode(), "a.txt")
    assert len(read.references) == 9


def test_an_issue_at_the_beginning_of_a_wrapped_line_is_no_label() -> None:
    first = "1) Maker A. Made for the test. J Tests. 2001;20(supplement\n1):1–13.\n\n"
    rest = "\n\n".join(f"{n}) Maker A. Made for test {n}. J Tests. 2002;{n}:1-9." for n in range(2, 6))
    read = read_bytes(f"One.\n\nReferences\n\n{first}{rest}".encode(), "a.txt")
    assert [each.number for each in read.references] == [1, 2, 3, 4, 5]
    assert read.references[0].raw.endswith("20(supplement 1):1–13.")
