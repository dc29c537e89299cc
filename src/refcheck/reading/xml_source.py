"""XML as a small tree in which every code point knows where it stands in the source.

lxml tells the line of an element and nothing of its text, so this is built on expat, which tells the byte of every
event. Hostile input is refused, not survived: entities may not be declared, nothing outside the file is ever read,
and size and depth are limited.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.parsers import expat  # only tokenises here: declared entities are refused, external ones never read

from refcheck.errors import UnreadableArticle
from refcheck.source import MappedText

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_BYTES = 64_000_000  # the largest article of PubMed Central's open subset is about a third of this
MAX_DEPTH = 200  # real articles nest about 20 deep

_DECLARED_ENCODING = re.compile(rb"""<\?xml[^>]{0,200}?encoding=["']([A-Za-z0-9._-]{1,40})["']""")


@dataclass(slots=True)
class Element:
    """One element.

    Attributes:
        tag: its name without a namespace prefix.
        attributes: as written, prefixes included.
        start: the offset of its start tag.
        end: the offset after its end tag.
        children: elements and pieces of text, in order.
        parent: the element it stands in, or None for the root.
    """

    tag: str
    attributes: dict[str, str]
    start: int
    parent: Element | None = field(repr=False, default=None)
    end: int = 0
    children: list[Element | MappedText] = field(default_factory=list, repr=False)

    def elements(self) -> Iterator[Element]:
        """The child elements, in order."""
        return (child for child in self.children if isinstance(child, Element))

    def iter(self, *tags: str) -> Iterator[Element]:
        """All elements below this one (itself included) with one of the names, in document order."""
        stack = [self]
        while stack:
            element = stack.pop()
            if element.tag in tags:
                yield element
            stack.extend(reversed(list(element.elements())))

    def find(self, *tags: str) -> Element | None:
        """The first of `iter`."""
        return next(self.iter(*tags), None)

    def pieces(self) -> Iterator[MappedText]:
        """All text below this element, in order."""
        stack: list[Element | MappedText] = [self]
        while stack:
            node = stack.pop()
            if isinstance(node, MappedText):
                yield node
            else:
                stack.extend(reversed(node.children))

    def text(self) -> str:
        """All text below this element, white space folded."""
        return " ".join("".join(piece.text for piece in self.pieces()).split())


def decode(data: bytes, path: str) -> str:
    """The text of an XML file by its byte order mark or its declaration, without the byte order mark."""
    declared = _DECLARED_ENCODING.match(data)
    encoding = declared[1].decode() if declared else "utf-8"
    for mark, name in ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")):
        if data.startswith(mark):
            encoding = name
    try:
        return data.decode(encoding).removeprefix("\ufeff")
    except (LookupError, UnicodeDecodeError) as error:
        raise UnreadableArticle(f"not readable as {encoding}: {error}", path=path) from error


class _Builder:
    """Turns expat's events into elements."""

    def __init__(self, text: str, path: str) -> None:
        self.path = path
        self.text = text
        self.data = text.encode()
        self.parser = expat.ParserCreate("utf-8")
        self.parser.buffer_text = False
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.characters
        self.parser.EntityDeclHandler = self.refuse_entity
        self.root: Element | None = None
        self.open: list[Element] = []
        self._byte = 0
        self._offset = 0

    def refuse_entity(self, *_declaration: object) -> None:
        raise UnreadableArticle(
            "the XML declares entities, which is not allowed", path=self.path, line=self.parser.CurrentLineNumber
        )

    def offset(self) -> int:
        """The code point at which the present event begins; expat counts bytes, and only upwards."""
        byte = self.parser.CurrentByteIndex
        if byte > self._byte:
            self._offset += len(self.data[self._byte : byte].decode(errors="replace"))
            self._byte = byte
        return self._offset

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if len(self.open) >= MAX_DEPTH:
            raise UnreadableArticle(
                f"nested deeper than {MAX_DEPTH} elements", path=self.path, line=self.parser.CurrentLineNumber
            )
        parent = self.open[-1] if self.open else None
        element = Element(tag.rpartition(":")[2], attributes, self.offset(), parent)
        if parent is None:
            self.root = element
        else:
            parent.children.append(element)
        self.open.append(element)

    def end(self, _tag: str) -> None:
        element = self.open.pop()
        at = self.offset()  # an empty element, <a/>, ends where it starts
        close = self.text.find(">", at)
        element.end = close + 1 if close >= 0 else at

    def characters(self, characters: str) -> None:
        at = self.offset()
        verbatim = self.text.startswith(characters, at)
        # What is not there letter for letter is a reference (&#x2013;) or a line end: all of it points at one place.
        offsets = range(at, at + len(characters)) if verbatim else [at] * len(characters)
        self.open[-1].children.append(MappedText(characters, offsets))


def parse(data: bytes, path: str) -> tuple[Element, str]:
    """Read XML.

    Args:
        data: the file.
        path: its path, for errors.

    Returns:
        The root element and the decoded text that its offsets count in.

    Raises:
        UnreadableArticle: if it is no well-formed XML, declares entities, or is too large or too deep.
    """
    if len(data) > MAX_BYTES:
        raise UnreadableArticle(f"larger than {MAX_BYTES // 1_000_000} MB", path=path)
    text = decode(data, path)
    builder = _Builder(text, path)
    try:
        builder.parser.Parse(builder.data, True)
    except expat.ExpatError as error:
        raise UnreadableArticle(
            f"not well-formed XML: {expat.ErrorString(error.code)}", path=path, line=error.lineno
        ) from error
    if builder.root is None:
        raise UnreadableArticle("no XML element in it", path=path)
    return builder.root, text
