"""Word files made for the tests: only what a document needs, written by hand."""

from __future__ import annotations

import zipfile
from html import escape
from io import BytesIO
from typing import TYPE_CHECKING

from refcheck.reading import read_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from refcheck.article import Article

TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMESPACES = (
    f'xmlns:w="{TRANSITIONAL}" xmlns:r="{OFFICE}" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def root(tag: str, inside: str) -> str:
    """A part: its root element with the namespaces of Word."""
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:{tag} {_NAMESPACES}>{inside}</w:{tag}>'


def relationships(targets: Iterable[tuple[str, str, str]]) -> str:
    """A part of relationships: identifier, last word of the type, target ("!" before it makes it external)."""
    lines = "".join(
        f'<Relationship Id="{name}" Type="{OFFICE}/{kind}" Target="{escape(target.lstrip("!"))}"'
        + (' TargetMode="External"' if target.startswith("!") else "")
        + "/>"
        for name, kind, target in targets
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{lines}</Relationships>'


def package(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip file of these parts."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def parts(body: str, links: Mapping[str, str] | None = None, **others: str) -> dict[str, str | bytes]:
    """The parts of a Word file.

    Args:
        body: what stands in ``w:body``.
        links: the targets of links by their relationship.
        others: further parts by name (``styles``, ``numbering``, ``footnotes``, ``comments`` ...): what stands in
            their root.
    """
    related = [(f"r{name}", name, f"{name}.xml") for name in others]
    related += [(name, "hyperlink", f"!{target}") for name, target in (links or {}).items()]
    return {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_MAIN}"/></Types>',
        "_rels/.rels": relationships([("r1", "officeDocument", "word/document.xml")]),
        "word/document.xml": root("document", f"<w:body>{body}</w:body>"),
        "word/_rels/document.xml.rels": relationships(related),
        **{f"word/{name}.xml": root(name, inside) for name, inside in others.items()},
    }


def docx(body: str, links: Mapping[str, str] | None = None, **others: str) -> bytes:
    """A Word file; see `parts`."""
    return package(parts(body, links, **others))


def read(body: str, links: Mapping[str, str] | None = None, **others: str) -> Article:
    """Read a Word file; see `parts`."""
    return read_bytes(docx(body, links, **others), "a.docx")


def numbers(article: Article) -> list[tuple[int, ...]]:
    """The numbers of its citations."""
    return [citation.numbers for citation in article.citations]


def r(text: str, properties: str = "") -> str:
    """A run; `properties` go into its ``w:rPr``."""
    look = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{escape(text, quote=False)}</w:t></w:r>'


def sup(text: str) -> str:
    """A raised run."""
    return r(text, '<w:vertAlign w:val="superscript"/>')


def p(*content: str, style: str = "", properties: str = "") -> str:
    """A paragraph of runs; what is no mark-up is made a run."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    inside = "".join(each if each.startswith("<") else r(each) for each in content if each)
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{inside}</w:p>"


def listed(number: str, level: int = 0) -> str:
    """Paragraph properties that put a paragraph in a list."""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def field(instruction: str, *result: str, data: str = "") -> str:
    """A complex field; what is no mark-up is made a run."""
    inside = "".join(each if each.startswith("<") else r(each) for each in result)
    attached = f"<w:fldData>{data}</w:fldData>" if data else ""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin">{attached}</w:fldChar></w:r>'
        f'<w:r><w:instrText xml:space="preserve">{escape(instruction, quote=False)}</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{inside}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def entries(count: int, label: str = "{}. ", properties: str = "") -> str:
    """A heading and a reference list of that many entries, one to a paragraph."""
    made = (
        p(
            label.format(number)
            + f"Maker AB, Tester C. Made for the test, part {number}. J Tests. 20{number:02d};12:{number}1-{number}9.",
            properties=properties,
        )
        for number in range(1, count + 1)
    )
    return p("References") + "".join(made)
