"""What a file is by its content, whatever it is called.

Each pattern looks at the beginning of a file only, and each repeat in it is bounded.
"""

from __future__ import annotations

import re
from enum import IntEnum

from refcheck.reading.decoding import MARKS

HEAD = 100_000
"""How much of a file is looked at, in bytes."""
_SHORT_HEAD = 2_000

_ZIP = b"PK\x03\x04"
_GZIP = b"\x1f\x8b\x08"  # RFC 1952, with the one method that there is
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # Microsoft's compound file, [MS-CFB] 2.2

_PROLOG = re.compile(r"\s{0,1000}<(?:\?[^>]{0,1000}\?>|!--.{0,5000}?-->)", re.DOTALL)
_LONGEST_PROLOG = 20
_JATS = re.compile(
    r"<!DOCTYPE\s{1,20}(?:article|pmc-articleset)\b"
    r"|<(?:pmc-articleset|article\b[^<>]{0,1000}?\s(?:article-type|dtd-version|xmlns:xlink|xmlns:mml)\s?=)"
    r"|<article\b[^<>]{0,1000}>\s{0,1000}<front\b",
    re.IGNORECASE,
)
_XML = re.compile(r"\s{0,1000}<(?:\?xml\b|article\b)")
_HTML = re.compile(r"<(?:!doctype\s{1,20}html|html)\b", re.IGNORECASE)
_HTML_PIECE = re.compile(r"<(?:head|title|meta|body|main|section|div|h[1-6]|p|ol|ul|table)\b", re.IGNORECASE)
_HTML_ENDS = re.compile(r"</(?:head|title|body|main|section|div|h[1-6]|p|li|tr)>", re.IGNORECASE)
_LATEX = re.compile(
    # Comments, white space and what may stand before the class, taken as one (an atomic group never turns back).
    r"(?>(?:\s|%[^\r\n]{0,2000}(?=[\r\n])|\\(?:PassOptionsTo|RequirePackage)[^\r\n]{0,500}(?=[\r\n])){0,2000})"
    r"\\document(?:class|style)\s{0,9}[\[{]"
)
_LATEX_PIECE = re.compile(
    r"^[ \t]{0,20}\\(?:document(?:class|style)\s?[\[{]|begin\{|(?:sub){0,2}section\*?\s?[\[{]|chapter\*?\s?[\[{]"
    r"|input\s?\{|include\s?\{|usepackage\s?[\[{]|bibliography\s?\{|maketitle\b)|\\cite[a-z]{0,12}\*?\s?[\[{]",
    re.MULTILINE,
)
_MARKDOWN = re.compile(
    r"^(?:---\s*$|\+\+\+\s*$|#{1,6}\s+\S|```|~~~|\[\^[^\]\s]{1,50}\]:|\|.{0,500}\|\s*$|[*-]\s\[[ x]\]\s)"
    r"|\]\((?:#|https?://|/)|\*\*\w[^*\n]{0,200}\*\*|\[\^\w{1,50}\]",
    re.MULTILINE,
)


class Likeness(IntEnum):
    """How much a file looks like a format."""

    NONE = 0
    LIKELY = 1  # if its name does not say otherwise
    CERTAIN = 2  # whatever its name says


def head_of(data: bytes) -> str:
    """The beginning of a file as text, by its byte order mark or as UTF-8; what cannot be decoded is replaced."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return data[len(mark) : HEAD].decode(encoding, "replace")
    return data[:HEAD].decode("utf-8", "replace")


def word(data: bytes) -> Likeness:
    """Word: a zip archive with a part of `word/` in it (names are not compressed in a zip archive).

    Parts may be called otherwise; then only its reader can tell it from other Office files.
    """
    if not data.startswith(_ZIP):
        return Likeness.NONE
    if b"word/" in data:
        return Likeness.CERTAIN
    return Likeness.LIKELY if b"[Content_Types].xml" in data else Likeness.NONE


def jats(data: bytes) -> Likeness:
    """JATS: XML whose root is an article; any other XML may be it."""
    for beginning in (data[:_SHORT_HEAD], data):  # the root nearly always stands at the very beginning
        head = head_of(beginning)
        if _JATS.match(head, _root(head)):
            return Likeness.CERTAIN
    return Likeness.LIKELY if _XML.match(head) and html(data) is Likeness.NONE else Likeness.NONE


def html(data: bytes) -> Likeness:
    """HTML: a page by its first tag, or a piece of one by the tags it is full of."""
    head = head_of(data)
    root = _root(head)
    if _HTML.match(head, root):
        return Likeness.CERTAIN
    piece = _HTML_PIECE.match(head, root) and len(_HTML_ENDS.findall(head)) > 2 and not _MARKDOWN.search(head)
    return Likeness.LIKELY if piece else Likeness.NONE


def latex(data: bytes) -> Likeness:
    """LaTeX: a document by its first command, or a piece of one by any of LaTeX's own."""
    head = head_of(data)
    if _LATEX.match(head):
        return Likeness.CERTAIN
    return Likeness.LIKELY if _LATEX_PIECE.search(head) else Likeness.NONE


def markdown(data: bytes) -> Likeness:
    """Markdown: any mark-up that a plain text has no use for."""
    return Likeness.LIKELY if _MARKDOWN.search(head_of(data)) else Likeness.NONE


def text(_data: bytes) -> Likeness:
    """Text: anything may be it."""
    return Likeness.LIKELY


def refused(data: bytes) -> str:
    """What a file is that no reader reads, and what to do; empty if it is none of those.

    Args:
        data: the file.
    """
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            return "this is an Office file locked with a password: save it without one"
        if "WordDocument".encode("utf-16-le") in data:
            return "this is an old Word file (.doc): save it as .docx"
        return "this is an old Office file, not an article"
    if re.match(rb"%PDF-\d", data):
        return "this is a PDF: check the manuscript that it was made from"
    if data.startswith(_GZIP):
        return "this is a compressed file (gzip): unpack it first"
    if data.startswith(b"{\\rtf"):
        return "this is an RTF file: save it as .docx"
    if data.startswith(_ZIP) and not word(data):
        return "this is a zip archive, not an article"
    if b'progid="Word.Document"' in data[:1000]:
        return "this is a Word file in one piece of XML: save it as .docx"
    return ""


def _root(head: str) -> int:
    """Where the first tag is expected: behind white space, processing instructions and comments."""
    at = 0
    for _ in range(_LONGEST_PROLOG):
        found = _PROLOG.match(head, at)
        if not found:
            break
        at = found.end()
    return at + len(head[at : at + 1000]) - len(head[at : at + 1000].lstrip())
