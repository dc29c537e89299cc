"""The XML of a part as it is written: where its elements stand, byte for byte, and what is put into it or taken out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from refcheck.errors import UnreadableArticle
from refcheck.reading.word.elements import Places, parse

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

# A tag: quoted attributes may hold a ">". No two parts can match the same character, so no input is matched twice.
_TAG = re.compile(rb"""<(?P<name>[^\s/>"']+)(?:[^>"']|"[^"]*"|'[^']*')*>""")
_UTF_8 = re.compile(rb"(?:\xef\xbb\xbf)?<\?xml[^>]*?\sencoding\s*=\s*[\"'](?i:utf-8|us-ascii)[\"']")
_SAYS = re.compile(rb"(?:\xef\xbb\xbf)?<\?xml[^>]*?\sencoding\s*=")


@dataclass(frozen=True, slots=True)
class Tag:
    """A start tag.

    Attributes:
        begin, end: where it stands.
        name: the element's name as written, with its prefix.
        alone: whether it is the whole element (``<w:t/>``).
    """

    begin: int
    end: int
    name: bytes
    alone: bool


@dataclass
class Markup:
    """One part: its bytes, the tree that they make, and changes of them.

    Args:
        data: the part.
        path: the path of the file, for errors.
        part: the name of the part, for errors.

    Raises:
        UnreadableArticle: if it cannot be read safely, or is not in UTF-8.
    """

    data: bytes
    path: str
    part: str
    places: Places = field(default_factory=Places)
    root: Element = field(init=False)
    parents: dict[Element, Element] = field(init=False)
    _changes: dict[tuple[int, int], bytes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.data[:2] in (b"\xff\xfe", b"\xfe\xff") or (_SAYS.match(self.data) and not _UTF_8.match(self.data)):
            # The standard allows UTF-16 as well; no program that writes it is known.
            raise UnreadableArticle(f"{self.part} is not in UTF-8; save it again in Word", path=self.path)
        self.root = parse(self.data, self.path, self.part, self.places)
        self.parents = {child: parent for parent in self.root.iter() for child in parent}

    def tag(self, element: Element) -> Tag:
        """The start tag of an element."""
        begin = self.places.begins[element]
        found = _TAG.match(self.data, begin)
        assert found is not None  # noqa: S101 (expat has read it as a tag)
        return Tag(begin, found.end(), found["name"], self.data[found.end() - 2 : found.end()] == b"/>")

    def inside(self, element: Element) -> tuple[int, int]:
        """Where the content of an element stands."""
        tag = self.tag(element)
        return tag.end, tag.end if tag.alone else self.places.ends[element]

    def end(self, element: Element) -> int:
        """Where an element has ended."""
        tag = self.tag(element)
        return tag.end if tag.alone else self.data.index(b">", self.places.ends[element]) + 1

    def insert(self, at: int, content: bytes) -> None:
        """Put something in, after what was put in at the same place before."""
        self._changes[at, at] = self._changes.get((at, at), b"") + content

    def remove(self, element: Element) -> None:
        """Take an element out."""
        self._changes[self.places.begins[element], self.end(element)] = b""

    def append(self, element: Element, content: bytes) -> None:
        """Put something in at the end of an element."""
        tag = self.tag(element)
        if tag.alone:
            self._changes[tag.end - 2, tag.end] = b">" + content + b"</" + tag.name + b">"
        else:
            self.insert(self.places.ends[element], content)

    def changed(self) -> bytes:
        """The bytes with the changes."""
        pieces = []
        at = 0
        for (begin, end), content in sorted(self._changes.items()):
            pieces += [self.data[at:begin], content]
            at = end
        return b"".join([*pieces, self.data[at:]])
