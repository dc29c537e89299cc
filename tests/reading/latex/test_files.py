r"""Documents of several files: what they input, and what of it is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from refcheck.reading import companions, read_bytes
from refcheck.reading.latex import joining
from tests.reading.latex._documents import LIST, document, on_disk

if TYPE_CHECKING:
    from pathlib import Path

    from refcheck.article import Article


def places(read: Article) -> list[tuple[str, int, int]]:
    """The file, line and column of each citation."""
    out = []
    for citation in read.citations:
        at = read.source.position(citation.span.start)
        out.append((read.source.path_at(citation.span.start).rpartition("/")[2], at.line, at.column))
    return out


class TestInput:
    @pytest.mark.parametrize(
        "command",
        ["\\input{parts/one}", "\\include{parts/one}", "\\input{parts/one.tex}", "\\input parts/one ",
         "\\subfile{parts/one}",
         "\\import{parts/}{one}", "\\subimport{parts}{one.tex}"],
    )  # fmt: skip
    def test_what_is_input_is_read_in_its_place(self, command: str, tmp_path: Path) -> None:
        main = document(f"First \\cite{{alpha}}.\n\n{command}\nLast \\cite{{gamma}}.")
        read = on_disk(tmp_path, {"a.tex": main, "parts/one.tex": "\n\nMiddle \\cite{beta}."})
        assert [citation.numbers for citation in read.citations] == [(1,), (2,), (3,)]
        assert places(read) == [("a.tex", 4, 7), ("one.tex", 3, 8), ("a.tex", 7, 6)]
        assert read.notes == ()

    def test_a_sentence_may_go_on_from_one_file_into_the_next(self, tmp_path: Path) -> None:
        read = on_disk(tmp_path, {"a.tex": document("Fever \\input{b} \\cite{alpha}."), "b.tex": "fell in % all\n"})
        assert read.citations[0].claim.sentence == "Fever fell in."

    def test_a_file_that_is_a_document_too_gives_its_text_alone(self, tmp_path: Path) -> None:
        part = document("Middle \\cite{beta}.", "\\title{[1]}", ending="")
        read = on_disk(tmp_path, {"a.tex": document("\\subfile{b}\n\nLast \\cite{alpha}."), "b.tex": part})
        assert [citation.numbers for citation in read.citations] == [(2,), (1,)]

    def test_files_input_files_beside_them(self, tmp_path: Path) -> None:
        files = {"a.tex": document("\\input{p/b}"), "p/b.tex": "\\input{c}", "p/c.tex": "So \\cite{delta}."}
        assert places(on_disk(tmp_path, files)) == [("c.tex", 1, 4)]

    def test_what_is_in_comments_or_macros_is_not_input(self, tmp_path: Path) -> None:
        main = document("% \\input{b}\n\\newcommand{\\x}[1]{\\input{#1}} So \\cite{alpha}.")
        assert on_disk(tmp_path, {"a.tex": main}).notes == ()


class TestRefused:
    def test_a_file_that_is_not_there_is_named_with_its_line(self, tmp_path: Path) -> None:
        read = on_disk(tmp_path, {"a.tex": document("One \\cite{alpha}.\n\\input{lost}\nTwo \\cite{beta}.")})
        assert read.notes == (f"{tmp_path}/a.tex:5: lost is input and was not read: not found",)
        assert len(read.citations) == 2

    def test_nothing_outside_the_folder_is_read(self, tmp_path: Path) -> None:
        (tmp_path / "secret.tex").write_text("Secret \\cite{beta}.")
        inside = tmp_path / "inside"
        inside.mkdir()
        (inside / "link.tex").symlink_to(tmp_path / "secret.tex")
        (inside / "loop.tex").symlink_to(inside / "loop.tex")
        body = (
            f"\\input{{../secret}}\\input{{{tmp_path}/secret}}\\input{{link}}\\input{{loop}}\\input{{x/../../secret}}"
        )
        read = on_disk(inside, {"a.tex": document(body)})
        assert read.citations == ()
        assert [note.rpartition(": ")[2] for note in read.notes if "loop" not in note] == [
            "only files below the article's folder are read"
        ] * 4

    def test_standard_input_has_no_folder(self) -> None:
        read = read_bytes(document("\\input{b}").encode(), "-")
        assert read.notes == ("-:4: b is input and was not read: standard input has no folder to look into",)

    def test_circles_end(self, tmp_path: Path) -> None:
        files = {
            "a.tex": document("\\input{b} So \\cite{alpha}."),
            "b.tex": "\\input{c}",
            "c.tex": "\\input{b}\\input{a}",
        }
        read = on_disk(tmp_path, files)
        assert [note.rpartition(": ")[2] for note in read.notes] == ["it inputs itself"] * 2
        assert len(read.citations) == 1

    def test_depth_number_and_size_are_bounded(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        chain = {f"f{n}.tex": f"\\input{{f{n + 1}}}" for n in range(30)}
        read = on_disk(tmp_path, {"a.tex": document("\\input{f0}"), **chain})
        assert "more than 20 deep" in read.notes[0]
        monkeypatch.setattr(companions, "MOST_FILES", 2)
        assert "more files, or larger ones" in on_disk(tmp_path, {"a.tex": document("\\input{f0}")}).notes[0]
        monkeypatch.setattr(joining, "MOST_INPUTS", 3)
        monkeypatch.setattr(joining, "MOST_NOTES", 2)
        many = document("\\input{lost}" * 9)
        notes = on_disk(tmp_path, {"a.tex": many}).notes
        assert len(notes) == 3
        assert notes[2].endswith("more files are input and were not read")

    def test_what_is_no_text_is_not_read(self, tmp_path: Path) -> None:
        (tmp_path / "b.tex").write_bytes(b"a\0b")
        (tmp_path / "d").mkdir()
        read = on_disk(tmp_path, {"a.tex": document("\\input{b}\\input{d}\\input{plot.pgf}")})
        assert [note.rpartition("read: ")[2] for note in read.notes] == [
            "not a text: it contains zero bytes", "not found",
        ]  # fmt: skip


class TestSuppressionsOfAFile:
    def test_covers_the_file_in_which_it_stands(self, tmp_path: Path) -> None:
        files = {
            "a.tex": document("One \\cite{alpha}.\n\n\\input{b}\n\nTwo \\cite{beta}."),
            "b.tex": "% refcheck: ignore-file[REF103]\nMiddle \\cite{gamma}.\n\n\\input{c}",
            "c.tex": "Deep \\cite{delta}.",
        }
        read = on_disk(tmp_path, files)
        (suppression,) = read.suppressions
        covered = read.source.text[suppression.covers.start : suppression.covers.end]
        assert "Middle" in covered
        assert "Deep" in covered
        assert "One" not in covered
        assert "Two" not in covered

    def test_that_of_the_article_covers_everything(self, tmp_path: Path) -> None:
        read = on_disk(
            tmp_path, {"a.tex": "% refcheck: ignore-file\n" + document("\\input{b}", ending=LIST), "b.tex": "x"}
        )
        assert len(read.suppressions[0].covers) == len(read.source.text)
