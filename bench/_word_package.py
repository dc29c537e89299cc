"""Word files for the reading benchmark: the body is written as XML, everything around it is python-docx's template."""

from __future__ import annotations

import io
from copy import deepcopy
from functools import cache
from html import escape

from docx import Document
from docx.oxml import parse_xml

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LIST_NUMBERING = 97
"""The `w:num` of the reference list."""

_STYLES = (
    '<w:style xmlns:w="{w}" w:type="character" w:customStyle="1" w:styleId="CitationMark">'
    '<w:name w:val="Citation Mark"/>'
    '<w:basedOn w:val="DefaultParagraphFont"/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>',
    '<w:style xmlns:w="{w}" w:type="paragraph" w:customStyle="1" w:styleId="NumberedReference">'
    '<w:name w:val="Numbered Reference"/><w:basedOn w:val="Normal"/>'
    '<w:pPr><w:numPr><w:numId w:val="{number}"/></w:numPr></w:pPr></w:style>',
    '<w:style xmlns:w="{w}" w:type="paragraph" w:customStyle="1" w:styleId="LaterReference">'
    '<w:name w:val="Later Reference"/><w:basedOn w:val="NumberedReference"/></w:style>',
)
_ABSTRACT = (
    '<w:abstractNum xmlns:w="{w}" w:abstractNumId="{number}"><w:multiLevelType w:val="singleLevel"/>'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="{text}"/>'
    '<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="720" w:hanging="360"/></w:pPr></w:lvl></w:abstractNum>'
)
_NUM = '<w:num xmlns:w="{w}" w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'


@cache
def _template() -> bytes:
    document = Document()
    for style in _STYLES:
        document.styles.element.append(parse_xml(style.format(w=W, number=LIST_NUMBERING)))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def package(paragraphs: list[str], label: str) -> bytes:
    """Make a file.

    Args:
        paragraphs: the XML of the blocks of its body, prefix ``w``.
        label: the text of a number of the reference list (``%1.``).
    """
    document = Document(io.BytesIO(_template()))
    numbering = document.part.numbering_part.element
    abstract = parse_xml(_ABSTRACT.format(w=W, number=LIST_NUMBERING, text=label))
    numbering.insert(len(numbering.findall(f"{{{W}}}abstractNum")), abstract)
    numbering.append(parse_xml(_NUM.format(w=W, number=LIST_NUMBERING)))
    body = document.element.body
    section = deepcopy(body.sectPr)
    for child in list(body):
        body.remove(child)
    whole = parse_xml(f'<w:body xmlns:w="{W}" xmlns:r="{R}">{"".join(paragraphs)}</w:body>')
    body.extend(list(whole))
    body.append(section)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def again(data: bytes) -> bytes:
    """Load a file by python-docx and save it."""
    out = io.BytesIO()
    Document(io.BytesIO(data)).save(out)
    return out.getvalue()


def run(text: str, properties: str = "") -> str:
    """A run of text."""
    inside = "".join(
        "<w:tab/>" if piece == "\t" else f'<w:t xml:space="preserve">{escape(piece, quote=False)}</w:t>'
        for piece in _tabbed(text)
    )
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{inside}</w:r>"


def _tabbed(text: str) -> list[str]:
    pieces: list[str] = []
    for piece in text.split("\t"):
        pieces += ["\t", piece] if pieces else [piece]
    return [piece for piece in pieces if piece]


def paragraph(inside: str, style: str = "", extra: str = "") -> str:
    """A paragraph around its runs."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    properties = f"<w:pPr>{named}{extra}</w:pPr>" if named or extra else ""
    return f"<w:p>{properties}{inside}</w:p>"


def table(rows: list[list[str]]) -> str:
    """A table of cells, each given as the runs of its only paragraph."""
    width = max(len(row) for row in rows)
    grid = "<w:gridCol/>" * width
    shown = "".join(
        "<w:tr>"
        + "".join(f"<w:tc><w:tcPr/>{paragraph(cell)}</w:tc>" for cell in row + [""] * (width - len(row)))
        + "</w:tr>"
        for row in rows
    )
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{shown}</w:tbl>"


def field(instruction: str, result: str) -> str:
    """A complex field around the runs of its result."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {escape(instruction, quote=False)} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'{result}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
