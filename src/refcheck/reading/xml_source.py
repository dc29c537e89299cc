"""XML as a text that can be searched by regular expressions, checked by expat to be well-formed and safe.

A tree of an article costs several times what is read of it. So expat, which is C, only checks the file (no handler is
called but for what is refused), and what is wanted is then found in the text itself, where its place is known. For
that the text is made plain, every code point staying where it is: comments, processing instructions and the prolog
become tags that say nothing, and no tag holds a ``>`` before its end, so that ``<[^<>]*>`` is a tag, whatever the file
does. Hostile input is refused: entities may not be declared, nothing outside the file is ever read, and the size is
limited. How deep elements nest does not matter, because nothing here follows them down.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from typing import TYPE_CHECKING
from xml.parsers import expat  # only checks here: declared entities are refused, external ones never read

from refcheck.errors import UnreadableArticle
from refcheck.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MAX_BYTES = 64_000_000  # the largest article of PubMed Central's open subset is about a third of this

_DECLARED_ENCODING = re.compile(rb"""<\?xml[^>]{0,200}?encoding=["']([A-Za-z0-9._-]{1,40})["']""")
_TAG = re.compile(r"""<[^<>"']*(?:(?:"[^"<]*"|'[^'<]*')[^<>"']*)*+>""")
_PREFIXED = re.compile(r"<(/?)([\w.-]{1,100}:)([^\s<>/]+)")
# What stands in a CDATA section is text, even where it looks like a tag: until it is read these stand in for it.
_HIDE = str.maketrans("<>&", "\ufdd0\ufdd1\ufdd2")
_SHOW = str.maketrans("\ufdd0\ufdd1\ufdd2", "<>&")

_REFERENCE = re.compile(r"(&[^&;<>\s]{1,40};)")
UNSEEN = ("tex-math", "object-id", "alt-text", "long-desc")
"""Elements of JATS that nobody sees: formulas in TeX, descriptions of figures."""
_UNSEEN = re.compile(rf"<({'|'.join(UNSEEN)})\b[^<>]*>[^<]*</\1\s*>")
_ODD = re.compile(r"[\s\x00-%(-\x7f\ufdd0-\ufdd2]")  # not & and '
_unescaped = lru_cache(2_000)(unescape)  # an article has some hundred references to a few characters


@dataclass(frozen=True, slots=True)
class XmlSource:
    """An XML file.

    Attributes:
        text: the decoded text, to which all offsets refer.
        plain: the same with each code point in its place, but nothing in it that only looks like a tag.
        start: where the root element begins.
        comments: where comments stand.
    """

    text: str
    plain: str
    start: int
    comments: tuple[Span, ...]


def decode(data: bytes, path: str) -> tuple[str, bytes]:
    """The text of an XML file by its byte order mark or its declaration, without the byte order mark; also as UTF-8."""
    declared = _DECLARED_ENCODING.match(data)
    encoding = declared[1].decode() if declared else "utf-8"
    for mark, name in ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")):
        if data.startswith(mark):
            encoding = name
    try:
        text = data.decode(encoding)
    except (LookupError, UnicodeDecodeError) as error:
        raise UnreadableArticle(f"not readable as {encoding}: {error}", path=path) from error
    if encoding.lower() == "utf-8" and text[:1] != "\ufeff":  # nearly always
        return text, data
    text = text.removeprefix("\ufeff")
    return text, text.encode("utf-8", "surrogatepass")


def parse(data: bytes, path: str) -> XmlSource:
    """Read XML.

    Args:
        data: the file.
        path: its path, for errors.

    Raises:
        UnreadableArticle: if it is no well-formed XML, declares entities, or is too large.
    """
    if len(data) > MAX_BYTES:
        raise UnreadableArticle(f"larger than {MAX_BYTES // 1_000_000} MB", path=path)
    text, as_utf8 = decode(data, path)
    start, root = _checked(as_utf8, path)
    plain, comments = _without_instructions(text, start)
    if plain.count("<") != plain.count(">"):
        plain = _with_plain_ends(plain)
    prefix, colon, _ = root.partition(":")
    if colon:
        plain = _PREFIXED.sub(
            lambda tag: f"<{' ' * (len(tag[2]) - 2)}><{tag[1]}{tag[3]}" if tag[2] == f"{prefix}:" else tag[0], plain
        )
    return XmlSource(text, plain, start, tuple(comments))


def without_unseen(plain: str) -> str:
    """A piece of `XmlSource.plain`, with each element of those `UNSEEN` that holds but text made an empty tag."""
    return _UNSEEN.sub(lambda found: f"<{' ' * (len(found[0]) - 3)}/>", plain)


def characters_in(text: str) -> str:
    """A piece of `XmlSource.plain` outside tags as it reads."""
    return shown(with_characters(text) if "&" in text else text)


def with_characters(text: str) -> str:
    """A piece of `XmlSource.plain` outside tags as it reads, but for `shown`."""
    parts = _REFERENCE.split(text)
    parts[1::2] = map(_unescaped, parts[1::2])
    return "".join(parts)


def with_ordinary_characters(text: str) -> str | None:
    """A piece of `XmlSource.plain`, tags included, with its character references read.

    Returns:
        The text; none if one of its characters, read before tags and texts are told apart, could be taken for mark-up,
        punctuation between elements or the white space between them.
    """
    if "&" in text:
        parts = _REFERENCE.split(text)
        characters = list(map(_unescaped, parts[1::2]))
        if "" in characters or _ODD.search("".join(characters)):
            return None
        parts[1::2] = characters
        text = "".join(parts)
    return text if text.isascii() or shown(text) is text else None


def shown(text: str) -> str:
    """A text without what stands in for angle brackets in it."""
    if text.isascii():  # mostly
        return text
    return text.translate(_SHOW) if "\ufdd0" in text or "\ufdd1" in text or "\ufdd2" in text else text


def literal_runs(text: str, start: int) -> list[Sequence[int]]:
    """The offsets of what `characters_in` gives.

    Args:
        text: the piece of `XmlSource.plain`.
        start: where it stands.
    """
    runs: list[Sequence[int]] = []
    for at, part in enumerate(_REFERENCE.split(text)):
        length = len(part)
        runs.append([start] * len(_unescaped(part)) if at % 2 else range(start, start + length))
        start += length
    return runs


def _with_plain_ends(plain: str) -> str:
    """The text with each ``>`` that stands in an attribute or outside tags hidden."""
    pieces = []
    at = 0
    for tag in _TAG.finditer(plain):
        pieces += [plain[at : tag.start()].translate(_HIDE), "<", tag[0][1:-1].translate(_HIDE), ">"]
        at = tag.end()
    return "".join([*pieces, plain[at:].translate(_HIDE)])


def _checked(data: bytes, path: str) -> tuple[int, str]:
    """Where the root element begins, and its name; raises if the XML is not to be read."""
    parser = expat.ParserCreate("utf-8")
    root: list[tuple[int, str]] = []

    def refuse_entity(*_declaration: object) -> None:
        raise UnreadableArticle(
            "the XML declares entities, which is not allowed", path=path, line=parser.CurrentLineNumber
        )

    def note_root(name: str, _attributes: object) -> None:
        root.append((len(data[: parser.CurrentByteIndex].decode()), name))
        parser.StartElementHandler = None

    parser.EntityDeclHandler = refuse_entity
    parser.StartElementHandler = note_root
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise UnreadableArticle(
            f"not well-formed XML: {expat.ErrorString(error.code)}", path=path, line=error.lineno
        ) from error
    finally:
        parser.EntityDeclHandler = None  # else it and the parser would keep each other alive
    return root[0]


def _without_instructions(text: str, start: int) -> tuple[str, list[Span]]:
    """The text without prolog, comments and processing instructions, and where the comments were."""
    pieces = [" " * start]
    comments = []
    at = start
    for first, last, kind in _instructions(text, start):
        pieces.append(text[at:first])
        at = last
        if kind == "<![CDATA[":
            inside = text[first + len(kind) : last - 3].translate(_HIDE)
            pieces.append(f"<{' ' * (len(kind) - 2)}>{inside}< >")
            continue
        pieces.append(f"<{' ' * (last - first - 2)}>")
        if kind == "<!--":
            comments.append(Span(first, last))
    pieces.append(text[at:])
    return "".join(pieces), comments


def _instructions(text: str, start: int) -> Iterator[tuple[int, int, str]]:
    """Comments, processing instructions and CDATA sections; the file is known to be well-formed."""
    at = start
    # Their second characters are much rarer than angle brackets, and so found sooner.
    declared, instruction = text.find("!", at), text.find("?", at)
    while declared >= 0 or instruction >= 0:
        second = min(found for found in (declared, instruction) if found >= 0)
        at = second + 1
        if text[second - 1] == "<":
            kind, close = "<?", "?>"
            if second == declared:
                kind, close = ("<!--", "-->") if text[at] == "-" else ("<![CDATA[", "]]>")
            at = text.index(close, second - 1 + len(kind)) + len(close)
            yield second - 1, at, kind
        if 0 <= declared < at:
            declared = text.find("!", at)
        if 0 <= instruction < at:
            instruction = text.find("?", at)
