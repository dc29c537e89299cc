"""Files that are damaged, hostile or something else: refused in one line, or read as far as they can be."""

from __future__ import annotations

import io
import random
import struct
import tracemalloc
import zipfile
from contextlib import suppress

import pytest

from refcheck.errors import UnreadableArticle
from refcheck.reading import read_bytes
from refcheck.reading.word import elements
from refcheck.reading.word import package as packages
from refcheck.reading.word.elements import MAX_DEPTH
from refcheck.reading.word.reader import read as read_word
from tests.support.calls import grows_no_faster
from tests.support.word import docx, entries, field, listed, numbers, p, package, parts, relationships, root, sup


def refusal(data: bytes) -> str:
    """The words with which a file is refused."""
    with pytest.raises(UnreadableArticle) as caught:
        read_word(data, "a.docx")
    words = str(caught.value)
    assert words.startswith("a.docx: ")
    assert "\n" not in words
    return words


def with_part(name: str, content: str | bytes) -> bytes:
    return package({**parts(p("So [1].")), name: content})


WHOLE = docx(
    p("So it is", sup("1"), " and ", field(" ADDIN ZOTERO_ITEM CSL_CITATION {} ", "[2]"), ".") + entries(3),
    styles='<w:style w:styleId="a"><w:basedOn w:val="a"/></w:style>',
    numbering='<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>',
)


class TestParts:
    def test_are_found_by_their_relationships(self) -> None:
        made = parts(p("So [1].") + entries(2))
        made["_rels/.rels"] = relationships([("r1", "officeDocument", "/Text/Main.XML")])
        made["text/main.xml"] = made.pop("word/document.xml")
        made["text/_rels/main.xml.rels"] = relationships([("r1", "styles", "nowhere.xml")])
        assert numbers(read_word(package(made), "a.docx")) == [(1,)]

    def test_without_relationships_are_found_by_their_content_type_or_usual_name(self) -> None:
        made = parts(p("So [1].") + entries(2))
        del made["_rels/.rels"]
        assert numbers(read_word(package(made), "a.docx")) == [(1,)]
        del made["[Content_Types].xml"]
        assert numbers(read_word(package(made), "a.docx")) == [(1,)]

    def test_with_backslashes_in_their_names_are_read(self) -> None:
        made = {name.replace("/", "\\"): content for name, content in parts(p("So [1].") + entries(2)).items()}
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            for name, content in made.items():
                info = zipfile.ZipInfo("x")
                info.filename = name
                archive.writestr(info, content)
        assert numbers(read_word(out.getvalue(), "a.docx")) == [(1,)]

    def test_of_no_document_are_refused(self) -> None:
        made = parts(p("So [1]."))
        del made["word/document.xml"]
        assert "no Word document in it" in refusal(package(made))

    @pytest.mark.parametrize("content", [root("styles", ""), "<html/>", '<a xmlns="x"/>'])
    def test_that_are_something_else_are_refused(self, content: str) -> None:
        assert "is no Word document" in refusal(with_part("word/document.xml", content))

    def test_with_the_same_name_twice_are_refused(self) -> None:
        out = io.BytesIO(WHOLE)
        with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(out, "a") as archive:
            archive.writestr("word/document.xml", root("document", ""))
        assert "is there twice" in refusal(out.getvalue())

    def test_more_than_a_document_has_are_refused(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(packages, "MAX_PARTS", 3)
        assert "more than 3 parts" in refusal(WHOLE)


class TestUnpacking:
    def test_a_bomb_is_refused(self) -> None:
        bomb = with_part("word/document.xml", b"<a>" + b" " * 60_000_000)
        assert "too large when unpacked" in refusal(bomb)

    def test_a_bomb_that_lies_about_its_size_is_unpacked_no_further(self) -> None:
        data = bytearray(with_part("word/document.xml", b"<a>" + b" " * 60_000_000))
        at = data.rfind(b"PK\x01\x02", 0, data.rfind(b"word/document.xml"))
        struct.pack_into("<I", data, at + 24, 100)
        tracemalloc.start()
        try:
            assert "damaged" in refusal(bytes(data))
            assert tracemalloc.get_traced_memory()[1] < 5_000_000
        finally:
            tracemalloc.stop()

    def test_parts_that_are_too_large_together_are_refused(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(packages, "MAX_TOTAL", 1000)
        assert "too large when unpacked" in refusal(WHOLE)

    def test_a_zip_in_a_zip_is_not_looked_into(self) -> None:
        inner = package({"x": b"\0" * 1_000_000})
        assert numbers(read_word(package({**parts(p("So [1].") + entries(2)), "word/in.zip": inner}), "a.docx")) == [
            (1,)
        ]

    def test_an_encrypted_part_is_refused(self) -> None:
        data = bytearray(WHOLE)
        at = -1
        while (at := data.find(b"PK\x01\x02", at + 1)) >= 0:
            data[at + 8] |= 1
        assert "is encrypted" in refusal(bytes(data))

    def test_another_packing_is_refused(self) -> None:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_BZIP2) as archive:
            for name, content in parts(p("So [1].")).items():
                archive.writestr(name, content)
        assert "packed in a way" in refusal(out.getvalue())

    @pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
    def test_a_truncated_file_is_refused(self, share: float) -> None:
        assert "damaged" in refusal(WHOLE[: int(len(WHOLE) * share)])

    def test_a_damaged_part_is_refused(self) -> None:
        data = bytearray(WHOLE)
        at = data.find(b"word/document.xml") + 40
        data[at : at + 20] = b"\xff" * 20
        assert "damaged" in refusal(bytes(data))

    def test_no_zip_is_refused(self) -> None:
        assert "cannot be unpacked" in refusal(b"just words")


class TestXml:
    @pytest.mark.parametrize(
        ("content", "words"),
        [
            ('<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>', "document type"),
            ('<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', "document type"),
            ('<!DOCTYPE a [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><a>&b;</a>', "document type"),
            ("<a>&x;</a>", "well-formed"),
            ("<a>", "well-formed"),
            ("", "well-formed"),
            (b'<?xml version="1.0" encoding="none-such"?><a/>', "encoding"),
            ("<a>" * (MAX_DEPTH + 1), "nested deeper"),
            ("<a>" * 10_000 + "</a>" * 10_000, "nested deeper"),
        ],
    )
    def test_that_is_not_safe_or_not_whole_is_refused(self, content: str | bytes, words: str) -> None:
        assert words in refusal(with_part("word/document.xml", content))

    def test_of_too_many_elements_is_refused(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(elements, "MAX_ELEMENTS", 10)
        assert "more than 10 elements" in refusal(WHOLE)

    def test_with_a_tag_without_end_is_refused(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(elements, "MAX_TAG", 300_000)
        attributes = " ".join(f'w:a{number}="{number}"' for number in range(60_000))
        assert "a tag that is longer" in refusal(docx(f"<w:p {attributes}/>"))

    def test_of_too_many_paragraphs_is_refused(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("refcheck.reading.word.opening.MOST_LINES", 3)
        assert "more than 3 paragraphs" in refusal(WHOLE)

    def test_in_another_encoding_is_read(self) -> None:
        made = parts(p("Bouché says [1].") + entries(2))
        made["word/document.xml"] = str(made["word/document.xml"]).replace("UTF-8", "UTF-16").encode("utf-16")
        assert "Bouché" in read_word(package(made), "a.docx").source.text


class TestAbsurdities:
    def test_nesting_as_deep_as_is_read(self) -> None:
        for tag in ("w:sdt><w:sdtContent", "w:smartTag", "w:ins"):
            names = tag.split("><")
            depth = (MAX_DEPTH - 8) // len(names)
            opened, closed = f"<{tag}>" * depth, "".join(f"</{name}>" for name in reversed(names)) * depth
            assert read_word(docx(opened + p("deep") + closed), "a.docx").source.text == "deep"
            assert read_word(
                docx("<w:p>" + opened + "<w:r><w:t>deep</w:t></w:r>" + closed + "</w:p>"), "a.docx"
            ).source.text

    @pytest.mark.parametrize(
        "one",
        [
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
            field(" REF x ", "1"),
            '<w:bookmarkStart w:name="x"/><w:r><w:footnoteReference w:id="1"/></w:r>',
            '<w:commentRangeStart w:id="1"/>',
            "<w:r><w:br/><w:t>1. </w:t></w:r>",
            sup("1"),
        ],
    )
    def test_many_of_one_thing_take_work_as_they_are_many(self, one: str) -> None:
        def reading(many: int) -> None:
            read_word(docx(f"<w:p>{one * many}</w:p>" + entries(2)), "a.docx")

        assert grows_no_faster(reading, 1_000)

    def test_many_numbered_paragraphs(self) -> None:
        numbering = (
            '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:lvlText w:val="%1%2%3%4%5%6%7%8%9"/></w:lvl>'
        )
        numbering += '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'

        def reading(many: int) -> None:
            read_word(docx(p("So it is.", properties=listed("1", 10**8)) * many, numbering=numbering), "a.docx")

        assert grows_no_faster(reading, 500)

    def test_files_with_bytes_changed_never_crash(self) -> None:
        chance = random.Random(5)
        plain = {
            name: content if isinstance(content, bytes) else content.encode()
            for name, content in parts_of(WHOLE).items()
        }
        for _ in range(150):
            data = bytearray(WHOLE)
            if chance.random() < 0.6:
                name = chance.choice(sorted(plain))
                content = bytearray(plain[name])
                for _ in range(chance.randint(1, 4)):
                    at = chance.randrange(len(content))
                    content[at : at + chance.randint(0, 9)] = chance.choice(
                        [b"", b"<", b">", b"w:p", b'"', b"/", b"\xff", b"1"]
                    )
                data = bytearray(package({**plain, name: bytes(content)}))
            else:
                for _ in range(chance.randint(1, 9)):
                    data[chance.randrange(len(data))] = chance.randrange(256)
            with suppress(UnreadableArticle):
                read_word(bytes(data), "a.docx")


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_word_file_of_any_name_is_told_by_its_content() -> None:
    assert numbers(read_bytes(WHOLE, "manuscript")) == [(1,), (2,)]
    assert numbers(read_bytes(WHOLE, "manuscript.doc")) == [(1,), (2,)]
