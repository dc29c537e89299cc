"""Word files made by hand: small ones to mutate, and hostile ones."""

from __future__ import annotations

import io
import struct
import zipfile
from html import escape
from typing import TYPE_CHECKING

from bench._hostile_bait import repeated

if TYPE_CHECKING:
    from collections.abc import Iterator

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{_RELATION}/{{}}" Target="{{}}"/></Relationships>'
)
_NUMBERING = (
    f'<?xml version="1.0"?><w:numbering {_W}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)
_STYLES = (
    f'<?xml version="1.0"?><w:styles {_W}><w:style w:type="paragraph" w:styleId="a"><w:basedOn w:val="b"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="b"><w:basedOn w:val="a"/></w:style></w:styles>'
)
MAIN = "word/document.xml"


def parts(body: str) -> dict[str, bytes]:
    """The parts of a small Word file."""
    document = f'<?xml version="1.0" encoding="UTF-8"?><w:document {_W}><w:body>{body}</w:body></w:document>'
    return {
        "[Content_Types].xml": _TYPES.encode(),
        "_rels/.rels": _RELATIONS.format("officeDocument", MAIN).encode(),
        MAIN: document.encode(errors="replace"),
        "word/_rels/document.xml.rels": _RELATIONS.format("numbering", "numbering.xml").encode(),
        "word/numbering.xml": _NUMBERING.encode(),
    }


def packed(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Parts as a file."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return target.getvalue()


def word_file(paragraphs: list[str], references: list[str]) -> bytes:
    """A small article whose reference list is numbered by Word."""
    return packed(
        parts(
            "".join(
                [
                    *map(_paragraph, paragraphs),
                    _paragraph("References"),
                    *(_paragraph(text, numbered=True) for text in references),
                ]
            )
        )
    )


def _paragraph(text: str, *, numbered: bool = False) -> str:
    text = "".join(char for char in text if char in "\t\n\r" or char >= " ")
    number = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>' if numbered else ""
    return f'<w:p>{number}<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def _run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


_RAISED = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>1</w:t></w:r>'
_FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'

WITHIN_A_PARAGRAPH = (
    _RAISED,
    f"{_FIELD.format('begin')}<w:r><w:instrText> REF x </w:instrText></w:r>{_FIELD.format('separate')}"
    f"{_run('1')}{_FIELD.format('end')}",
    '<w:bookmarkStart w:name="x"/><w:r><w:footnoteReference w:id="1"/></w:r>',
    '<w:commentRangeStart w:id="1"/>',
    "<w:r><w:br/><w:t>1. </w:t></w:r>",
)
"""What a paragraph may hold any number of times."""


def many_in_a_paragraph(one: str, size: int) -> bytes:
    """A file with so many bytes of one thing in one paragraph."""
    return packed(parts(f"<w:p>{repeated(one, size)}</w:p>" + _paragraph("Bell AB. Fever.", numbered=True)))


def hostile_word_files() -> Iterator[tuple[str, bytes]]:
    """Files that no Word wrote, each with a name."""
    whole = word_file(["So it is [1]."], ["Bell AB. Fever. J Made Up Med. 2004;12:1-2."] * 3)
    small = parts(_paragraph("So it is [1]."))
    for share in range(1, 20):
        yield f"cut at {share * 5} %", whole[: len(whole) * share // 20]
    for name in small:
        yield f"without {name}", packed({other: data for other, data in small.items() if other != name})
        yield f"{name} is empty", packed(small | {name: b""})
        yield f"{name} is no XML", packed(small | {name: b"\0\xff" * 500})
        yield f"{name} declares entities", packed(small | {name: b'<!DOCTYPE a [<!ENTITY e "lol">]><a>&e;</a>'})
    for megabytes in (100, 400):
        bomb = parts(_paragraph("a" * (megabytes * 1_000_000)))
        yield f"a text of {megabytes} MB", packed(bomb)
        yield f"a text of {megabytes} MB that claims to be short", _lying(packed(bomb))
        yield f"a picture of {megabytes} MB", packed(small | {"word/media/a.png": b"\0" * (megabytes * 1_000_000)})
    yield "30,000 parts", packed(small | {f"word/media/{at}.png": b"" for at in range(30_000)})
    yield "parts outside", packed(small | {"../../a.xml": b"<a/>", "/etc/a.xml": b"<a/>", "C:\\a.xml": b"<a/>"})
    for method in (zipfile.ZIP_STORED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA):
        yield f"compression {method}", packed(small, method)
    yield "an unknown compression", whole.replace(b"\x08\x00", b"\x63\x00")
    yield "encrypted", whole.replace(b"\x00\x00\x08\x00", b"\x01\x00\x08\x00")
    yield "two archives", whole + whole
    yield "something before it", b"PK\x03\x04" + b"\0" * 1000 + whole
    yield (
        "a style that is based on itself",
        packed(
            small
            | {
                "word/styles.xml": _STYLES.encode(),
                MAIN: parts('<w:p><w:pPr><w:pStyle w:val="a"/></w:pPr></w:p>')[MAIN],
            }
        ),
    )
    yield (
        "a part that is outside",
        packed(small | {"_rels/.rels": _RELATIONS.format("officeDocument", "../../../etc/hostname").encode()}),
    )
    yield (
        "a part that is on the network",
        packed(small | {"_rels/.rels": _RELATIONS.format("officeDocument", "http://127.0.0.1:9/a").encode()}),
    )
    for tag in ("p", "r", "sdt", "tbl", "tr", "tc", "ins", "hyperlink", "smartTag", "txbxContent"):
        yield f"w:{tag} 100,000 deep", packed(parts(f"<w:{tag}>" * 100_000 + f"</w:{tag}>" * 100_000))
        yield f"w:{tag} 90 deep", packed(parts(f"<w:{tag}>" * 90 + _paragraph("So [1].") + f"</w:{tag}>" * 90))
        yield f"w:{tag} 20,000 times", packed(parts(f"<w:{tag}>{_paragraph('So [1].')}</w:{tag}>" * 20_000))
    yield "100,000 runs", packed(parts("<w:p>" + (_run("So it is.") + _RAISED) * 50_000 + "</w:p>"))
    yield "100,000 fields never closed", packed(parts("<w:p>" + _FIELD.format("begin") * 100_000 + "</w:p>"))
    yield "100,000 ends of fields", packed(parts("<w:p>" + _FIELD.format("end") * 100_000 + "</w:p>"))
    yield "50,000 empty paragraphs", packed(parts("<w:p/>" * 50_000))
    yield "50,000 paragraphs", packed(parts(_paragraph("So it is [1,2].") * 50_000))
    yield (
        "numbers beyond all",
        packed(
            small
            | {
                "word/numbering.xml": _NUMBERING.replace('w:val="1"/>', 'w:val="99999999999999999999"/>').encode(),
                MAIN: parts(_paragraph("a", numbered=True))[MAIN],
            }
        ),
    )
    yield (
        "numbers that are words",
        packed(
            small
            | {
                "word/numbering.xml": _NUMBERING.replace('w:val="1"/>', 'w:val="one"/>').encode(),
                MAIN: parts(_paragraph("a", numbered=True))[MAIN],
            }
        ),
    )


def _lying(data: bytes) -> bytes:
    """A Word file whose main part says that it is short, in both of the places where an archive says it."""
    out = bytearray(data)
    for signature, name_at, size_at, name_from in ((b"PK\x03\x04", 26, 22, 30), (b"PK\x01\x02", 28, 24, 46)):
        at = data.find(signature)
        while at >= 0:
            (length,) = struct.unpack_from("<H", data, at + name_at)
            if data[at + name_from : at + name_from + length] == MAIN.encode():
                struct.pack_into("<I", out, at + size_at, 500)
            at = data.find(signature, at + 4)
    return bytes(out)
