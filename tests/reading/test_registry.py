"""Which reader reads which file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from refcheck.errors import UnreadableArticle
from refcheck.reading import FORMATS, SUPPORTED_EXTENSIONS, format_of, read_bytes, read_file

if TYPE_CHECKING:
    from pathlib import Path


class TestFormatOf:
    def test_the_extension_says_it(self) -> None:
        names = [format_of(path, b"").name for path in ("a.txt", "a.MD", "b.markdown", "c.nxml", "d.xml")]
        assert names == ["text", "markdown", "markdown", "jats", "jats"]

    @pytest.mark.parametrize(
        ("data", "name"),
        [
            (b"Just words.", "text"),
            (b"# A heading\n", "markdown"),
            (b"See [there](https://example.org).", "markdown"),
            (b"<?xml version='1.0'?><article/>", "jats"),
            (b"<article>", "jats"),
        ],
    )
    def test_standard_input_is_told_by_its_content(self, data: bytes, name: str) -> None:
        assert format_of("-", data).name == name

    def test_a_file_without_extension_too(self) -> None:
        assert format_of("README", b"# A heading\n").name == "markdown"

    def test_an_extension_that_nobody_reads_is_an_error(self) -> None:
        with pytest.raises(UnreadableArticle, match=r"no reader for \.pdf"):
            format_of("a.pdf", b"")

    def test_every_extension_belongs_to_one_format(self) -> None:
        assert len(SUPPORTED_EXTENSIONS) == sum(len(form.extensions) for form in FORMATS)


class TestReadFile:
    def test_reads_from_disk(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_text("So it is [1].", encoding="utf-8")
        article = read_file(str(tmp_path / "a.txt"))
        assert article.source.path == str(tmp_path / "a.txt")
        assert [citation.numbers for citation in article.citations] == [(1,)]

    def test_a_file_that_is_not_there_is_an_error_with_its_path(self) -> None:
        with pytest.raises(UnreadableArticle, match=r"nowhere\.txt: No such file"):
            read_file("nowhere.txt")

    def test_an_empty_file_is_an_empty_article(self) -> None:
        for name in ("a.txt", "a.md"):
            article = read_bytes(b"", name)
            assert (article.citations, article.references) == ((), ())
