"""Which reader reads which file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from refcheck.errors import UnreadableArticle
from refcheck.reading import FORMATS, SUPPORTED_EXTENSIONS, format_of, read_bytes, read_file

if TYPE_CHECKING:
    from pathlib import Path

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


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
        with pytest.raises(UnreadableArticle, match=r"no reader for \.ods"):
            format_of("a.ods", b"")

    @pytest.mark.parametrize("path", ["a.pdf", "a.txt", "a.xml", "article", "-"])
    @pytest.mark.parametrize(
        ("data", "words"),
        [
            (b"\x1f\x8b\x08\x00cut", r"a compressed file \(gzip\): unpack it first"),
            (b"%PDF-1.7\n", "a PDF: check the manuscript"),
            (b"{\\rtf1\\ansi", r"an RTF file: save it as \.docx"),
            (OLE + "WordDocument".encode("utf-16-le"), r"an old Word file \(\.doc\): save it as \.docx"),
            (OLE + "EncryptedPackage".encode("utf-16-le"), "locked with a password"),
            (OLE + "Workbook".encode("utf-16-le"), "an old Office file"),
            (b"PK\x03\x04..mimetypeapplication/vnd.oasis.opendocument.text", "a zip archive"),
            (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?>', r"save it as \.docx"),
        ],
    )
    def test_what_nobody_reads_is_named_whatever_it_is_called(self, path: str, data: bytes, words: str) -> None:
        with pytest.raises(UnreadableArticle, match=words):
            format_of(path, data)

    @pytest.mark.parametrize("path", ["a.txt", "a.md", "a.html", "a.doc", "-"])
    def test_what_is_beyond_doubt_is_read_as_what_it_is(self, path: str) -> None:
        data = b'<?xml version="1.0"?>\n<!-- made by hand -->\n<!DOCTYPE article PUBLIC "-//NLM//DTD">\n<article>'
        assert format_of(path, data).name == "jats"

    @pytest.mark.parametrize(("path", "name"), [("a.md", "markdown"), ("a.txt", "text")])
    def test_what_is_likely_does_not_stand_against_the_extension(self, path: str, name: str) -> None:
        for data in (b"# A heading\n", b"<p>One.</p><p>Two.</p><p>Three.</p>", b"So it is \\cite{smith2004}."):
            assert format_of(path, data).name == name

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
