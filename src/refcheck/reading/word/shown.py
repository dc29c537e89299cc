"""What a paragraph shows, and what stands behind it: values that the walk through a document fills."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


class NoteKind(Enum):
    """Where a note stands."""

    FOOTNOTE = "footnote"
    ENDNOTE = "endnote"


@dataclass(frozen=True, slots=True)
class NoteCall:
    """A call of a note.

    Attributes:
        start, end: where its number stands in the paragraph.
        kind: which sort of note.
        name: the note's identifier.
        number: the number it is shown with, whatever its form.
    """

    start: int
    end: int
    kind: NoteKind
    name: str
    number: int


@dataclass(frozen=True, slots=True)
class FieldCitation:
    """What a field or a content control shows as a citation.

    Attributes:
        start, end: where its result stands in the paragraph.
        code: its instruction or tag, which holds the works cited.
        data: what is attached to it, base64.
    """

    start: int
    end: int
    code: str
    data: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class InnerLink:
    """A cross-reference or link within the document.

    Attributes:
        start, end: what it shows, in the paragraph.
        target: the bookmark that it leads to.
        to_note: whether it repeats the number of a note (``NOTEREF``).
    """

    start: int
    end: int
    target: str
    to_note: bool = False


@dataclass(slots=True)
class Shown:
    """One paragraph.

    Attributes:
        index: which paragraph of the document it is, from 0.
        lead: what is written out before its text: the list number that Word computes for it, or the number of the
            note that it begins, and the gap after it.
        length: of its text so far, without label.
        style: its paragraph style.
        is_heading: whether it is a heading.
        in_table: whether it stands in a table.
        region: which bibliography field or content control it belongs to, if any.
        in_contents: whether it belongs to a table of contents.
        note: the note that it belongs to.
        raised, opaque: raised stretches, and those that hold no citations (formulas), ascending.
        breaks: where lines are broken within it.
        citations, calls, links: what stands in it, ascending.
        bookmarks: those that begin in it.
        origins: which element shows which stretch of the text, ascending.
    """

    index: int = 0
    lead: str = ""
    length: int = 0
    style: str = ""
    is_heading: bool = False
    in_table: bool = False
    region: int | None = None
    in_contents: bool = False
    note: tuple[NoteKind, str] | None = None
    raised: list[tuple[int, int]] = field(default_factory=list)
    opaque: list[tuple[int, int]] = field(default_factory=list)
    breaks: list[int] = field(default_factory=list)
    citations: list[FieldCitation] = field(default_factory=list)
    calls: list[NoteCall] = field(default_factory=list)
    links: list[InnerLink] = field(default_factory=list)
    bookmarks: list[str] = field(default_factory=list)
    origins: list[tuple[int, int, Element]] = field(default_factory=list)
    _parts: list[str] = field(default_factory=list)

    def add(self, text: str, element: Element, *, raised: bool = False) -> None:
        """More of its text, which an element shows."""
        start = self.length
        self._parts.append(text)
        self.length += len(text)
        self.origins.append((start, self.length, element))
        if raised and self.raised and self.raised[-1][1] == start:
            self.raised[-1] = (self.raised[-1][0], self.length)
        elif raised:
            self.raised.append((start, self.length))

    @property
    def content(self) -> str:
        """Its text without label."""
        if len(self._parts) > 1:
            self._parts = ["".join(self._parts)]
        return self._parts[0] if self._parts else ""
