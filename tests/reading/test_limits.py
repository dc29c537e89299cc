"""What is far larger than any article is refused in one line."""

from __future__ import annotations

import os
import re
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from refcheck.errors import UnreadableArticle
from refcheck.reading import SUPPORTED_EXTENSIONS, read_bytes, read_file
from refcheck.reading.claims import LONGEST_SENTENCE
from refcheck.reading.glued_contexts import Weighed, weigh
from refcheck.reading.limits import Allowance
from tests.reading._articles import entries

if TYPE_CHECKING:
    from pathlib import Path


class TestAllowance:
    def test_is_spent_to_the_last_and_not_beyond(self) -> None:
        allowance = Allowance(3, "pages", "a.txt")
        assert list(allowance.counted("abc")) == ["a", "b", "c"]
        with pytest.raises(UnreadableArticle, match=r"^a\.txt: more than 3 pages: this is no article$"):
            allowance.spend()


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("a\n" * 101, "100 lines"),
        ("a\r" * 101, "100 lines"),
        ("[1" * 101, "100 numbers that could be citations"),
        ("[^a] " * 101, "100 numbers that could be citations"),
        ("(1), so " * 101, "100 numbers that could be citations"),
        ("So [1]. And so [2].\n" * 51, "100 numbers that could be citations"),
        (entries(11), "10 references"),
        ("^a" * 701, "700 signs of mark-up"),
        ("<b>" * 400 + "*" * 400, "700 signs of mark-up"),
    ],
)
def test_more_than_any_article_has_is_refused(text: str, what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("refcheck.reading.limits.MOST_LINES", 100)
    monkeypatch.setattr("refcheck.reading.lines.MOST_MARKUP", 700)
    monkeypatch.setattr("refcheck.reading.assembly.MOST_MARKERS", 100)
    monkeypatch.setattr("refcheck.reading.assembly.MOST_REFERENCES", 10)
    with pytest.raises(UnreadableArticle, match=rf"^a\.txt: more than {what}: this is no article$"):
        read_bytes(text.encode(), "a.txt")


@pytest.mark.parametrize(("text", "what"), [("a\n" * 101, "100 lines"), ("$a$ so " * 151, "300 signs of mark-up")])
def test_more_than_any_latex_document_has_is_refused(text: str, what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("refcheck.reading.limits.MOST_LINES", 100)
    monkeypatch.setattr("refcheck.reading.latex.reader.MOST_COMMANDS", 300)
    with pytest.raises(UnreadableArticle, match=rf"^a\.tex: more than {what}: this is no article$"):
        read_bytes(text.encode(), "a.tex")


def test_more_paragraphs_than_any_jats_article_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("refcheck.reading.jats_blocks.MOST_LINES", 100)
    article = "<article><body>{}</body></article>"
    read_bytes(article.format("<p></p>" * 1_000 + "<p>a</p>" * 100).encode(), "a.xml")
    with pytest.raises(UnreadableArticle, match="more than 100 paragraphs, items and cells: this is no article"):
        read_bytes(article.format("<p>a</p>" * 101).encode(), "a.xml")


def test_more_items_than_any_bibliography_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("refcheck.reading.latex.reader.MOST_REFERENCES", 10)
    with pytest.raises(UnreadableArticle, match="more than 10 references: this is no article"):
        read_bytes(b"\\begin{document}" + b"\\bibitem{a} A.\n" * 11, "a.tex")


def test_of_a_table_of_data_only_so_many_numbers_are_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each number is looked at with all of a dozen patterns: a megabyte of them took many seconds."""
    looked_at: list[int] = []

    def counting(text: str, start: int) -> Weighed | None:
        looked_at.append(start)
        return weigh(text, start)

    monkeypatch.setattr("refcheck.reading.glued.weigh", counting)
    monkeypatch.setattr("refcheck.reading.glued.MOST_RUNS", 50)
    read_bytes(b"so 1,1, " * 400 + b"\n\n" + b"so 1,1, " * 400 + entries(3).encode(), "a.txt")
    assert len(looked_at) == 50


def test_brackets_that_never_close_are_read() -> None:
    assert read_bytes(b"[" * 300_000 + b" So it is [1].", "a.md").citations[0].numbers == (1,)


def test_a_text_of_nothing_but_carriage_returns_is_read() -> None:
    article = read_bytes(b"So it is [1].\r" * 2_000, "a.txt")
    assert article.source.position(len(article.source.text)).line == 2_001


def test_a_line_of_nothing_but_comments_is_read() -> None:
    data = (
        "<!-- a -->" * 20_000
        + "So it is [1]. `<!--` " * 2_000
        + "<!-- refcheck: ignore[REF101] "
        + " " * 50_000
        + "a -->"
    )
    article = read_bytes(data.encode(), "a.md")
    assert [(found.codes, found.reason) for found in article.suppressions] == [(("REF101",), "a")]


def test_more_suppressions_than_any_article_has_are_refused() -> None:
    with pytest.raises(UnreadableArticle, match="more than 1,000 comments that silence findings"):
        read_bytes(b"So it is [7]. <!-- refcheck: ignore[REF101] -->\n\n" * 1_001, "a.md")


def test_a_file_that_is_too_large_is_refused_before_it_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"a" * 25_000_001)
    with pytest.raises(UnreadableArticle, match="larger than 25 MB: this is no article"):
        read_file(str(tmp_path / "a.txt"))


class TestOddFiles:
    @pytest.mark.parametrize("ending", sorted(SUPPORTED_EXTENSIONS))
    @pytest.mark.parametrize(
        "data", [b"", b"\xef\xbb\xbf", b"\xff\xfe", b"\0" * 2000, b"\xff\xfe\0", b"\x89PNG\r\n\x1a\n\0"]
    )
    def test_without_text_are_empty_or_refused(self, ending: str, data: bytes) -> None:
        try:
            article = read_bytes(data, f"a{ending}")
        except UnreadableArticle as error:
            assert re.fullmatch(r"a\.\w+(:\d+)?: .{5,200}", str(error))  # noqa: PT017
        else:
            assert (article.citations, article.references) == ((), ())

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
    def test_a_pipe_with_a_name_is_read(self, tmp_path: Path) -> None:
        pipe = tmp_path / "a.txt"
        os.mkfifo(pipe)
        with ThreadPoolExecutor(1) as pool:
            pool.submit(pipe.write_bytes, b"So it is [1].")
            assert read_file(str(pipe)).citations[0].numbers == (1,)

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
    def test_a_pipe_into_which_nobody_writes_is_refused(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("refcheck.reading.PATIENCE", 0.01)
        os.mkfifo(tmp_path / "a.txt")
        with pytest.raises(UnreadableArticle, match=r"a\.txt: a pipe into which nobody wrote for 0\.01 s"):
            read_file(str(tmp_path / "a.txt"))

    def test_a_folder_with_the_name_of_a_file_is_refused(self, tmp_path: Path) -> None:
        (tmp_path / "a.md").mkdir()
        with pytest.raises(UnreadableArticle, match=r"a\.md: Is a directory"):
            read_file(str(tmp_path / "a.md"))

    @pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="this user may read everything")
    def test_a_file_that_may_not_be_read_is_refused(self, tmp_path: Path) -> None:
        (tmp_path / "a.md").write_bytes(b"a")
        (tmp_path / "a.md").chmod(0)
        with pytest.raises(UnreadableArticle, match=r"a\.md: Permission denied"):
            read_file(str(tmp_path / "a.md"))

    def test_a_list_of_references_alone_is_read(self) -> None:
        assert len(read_bytes(entries(5).encode(), "a.md").references) == 5

    def test_citations_alone_are_read(self) -> None:
        assert [found.numbers for found in read_bytes(b"[1] [2,3].", "a.txt").citations] == [(1,), (2, 3)]


def test_what_has_no_sentence_ends_gives_claims_of_bounded_length() -> None:
    article = read_bytes(("the fever was rare [1] and " * 2_000).encode(), "a.txt")
    claims = [citation.claim for citation in article.citations]
    assert len(claims) == 2_000
    assert max(len(claim.sentence) for claim in claims) <= LONGEST_SENTENCE
    assert all(claim.sentence[: claim.anchor].endswith("rare") for claim in claims)


def test_a_long_line_without_tabs_is_read() -> None:
    article = read_bytes(("So it is [1]. " + "x" * 400_000 + "\nAnd so [2].\n").encode(), "a.txt")
    assert [citation.numbers for citation in article.citations] == [(1,), (2,)]
