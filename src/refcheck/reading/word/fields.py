"""The fields of a Word document: what hides in them, what of them shows, and what they are."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from xml.etree.ElementTree import Element

LONGEST_INSTRUCTION = 2_000_000
"""Code points of an instruction that are kept; Zotero writes about 3,000 for each work cited."""

_CITES = re.compile(
    r"\s*(?:ADDIN\s+)?(?:ZOTERO_ITEM|(?:F1000_)?CSL_CITATION|EN\.CITE(?!\.DATA)|REFMGR\.CITE(?!\.DATA)|RW\.CITE|PROCITE"
    r"|NE\.Ref|PAPERS2_CITATIONS|CitaviPlaceholder|CITATION\s)",
    re.IGNORECASE,
)
_LISTS = re.compile(
    r"\s*(?:ADDIN\s+)?(?:ZOTERO_BIBL|(?:Mendeley\s+Bibliography\s+)?CSL_BIBLIOGRAPHY|F1000_CSL_BIBLIOGRAPHY"
    r"|EN\.(?:SECTION\.)?REFLIST|REFMGR\.REFLIST|RW\.BIB|NE\.Bib|PAPERS2_BIBLIOGRAPHY|CitaviBibliography"
    r"|BIBLIOGRAPHY\b)",
    re.IGNORECASE,
)
_CONTENTS = re.compile(r"\s*(?:TOC|TOA|INDEX)\b", re.IGNORECASE)
_CROSS = re.compile(r"\s*(?P<word>REF|NOTEREF|PAGEREF)\s+\"?(?P<name>[^\s\"\\]{1,200})", re.IGNORECASE)
_LINK = re.compile(r"\s*HYPERLINK\b", re.IGNORECASE)
_WITHIN = re.compile(r"\\l\s+\"?#?([^\s\"]{1,200})|\s\"?#([^\s\"]{1,200})", re.IGNORECASE)


class FieldKind(Enum):
    """What a field is, as far as citations go."""

    CITATION = "citation"
    BIBLIOGRAPHY = "bibliography"
    CONTENTS = "contents"
    CROSS_REFERENCE = "cross-reference"
    NOTE_REFERENCE = "note reference"
    OTHER = "other"


@dataclass(slots=True)
class Field:
    """One field.

    Attributes:
        shows: whether its result has begun; what stands before belongs to its instruction.
        data: base64 that is attached to it or to a field in its instruction (EndNote), as written.
        start: where its result begins in the paragraph it begins in.
        paragraph: which paragraph that is, by the reader's count.
        kind: what it is, known when its result begins.
    """

    shows: bool = False
    kind: FieldKind = FieldKind.OTHER
    data: list[str] = field(default_factory=list)
    start: int = 0
    paragraph: int = -1
    _parts: list[str] = field(default_factory=list)
    _length: int = 0

    def add(self, instruction: str) -> None:
        """More of its instruction."""
        if self._length < LONGEST_INSTRUCTION:
            self._parts.append(instruction)
            self._length += len(instruction)

    @property
    def instruction(self) -> str:
        """The whole instruction."""
        return "".join(self._parts)


def kind_of(instruction: str) -> FieldKind:
    """What a field with this instruction is."""
    if _CITES.match(instruction):
        return FieldKind.CITATION
    if _LISTS.match(instruction):
        return FieldKind.BIBLIOGRAPHY
    if _CONTENTS.match(instruction):
        return FieldKind.CONTENTS
    cross = _CROSS.match(instruction)
    if cross and cross["word"].upper() == "NOTEREF":
        return FieldKind.NOTE_REFERENCE
    if (cross and cross["word"].upper() == "REF") or _LINK.match(instruction):
        return FieldKind.CROSS_REFERENCE
    return FieldKind.OTHER


def target_of(instruction: str) -> str:
    """The bookmark that a cross-reference or a link within the document leads to, or empty."""
    cross = _CROSS.match(instruction)
    if cross:
        return cross["name"]
    found = _WITHIN.search(instruction) if _LINK.match(instruction) else None
    return (found[1] or found[2]) if found else ""


def unclosed(marks: Iterable[Element]) -> set[int]:
    """Of the beginnings of fields those that have no end, by identity: what follows them is text, and shows.

    Args:
        marks: the ``w:fldChar`` elements of the document, in order.
    """
    open_: list[Element] = []
    for mark in marks:
        kind = mark.get("w:fldCharType")
        if kind == "begin":
            open_.append(mark)
        elif kind == "end" and open_:
            open_.pop()
    return {id(mark) for mark in open_}


@dataclass(slots=True)
class OpenFields:
    """The fields that are open at a place of a document, the innermost last.

    Attributes:
        unclosed: the beginnings that have no end, by identity; they open nothing.
        instructing: how many of the open fields show nothing yet.
    """

    unclosed: set[int] = field(default_factory=set)
    instructing: int = 0
    _open: list[Field] = field(default_factory=list)

    def instruct(self, text: str) -> None:
        """More of the instruction of the innermost field."""
        if self._open and not self._open[-1].shows:
            self._open[-1].add(text)

    def meet(self, mark: Element) -> tuple[Field | None, bool]:
        """Go on over a mark (``w:fldChar``).

        Returns:
            The field whose result begins or ends with it, and whether it ends.
        """
        kind = mark.get("w:fldCharType")
        if kind == "begin" and id(mark) not in self.unclosed:
            self._open.append(Field())
            self.instructing += 1
            data = mark.findtext("w:fldData")
            if data:
                for one in self._open[-2:]:  # EndNote attaches it to a field in the instruction of the citation
                    one.data.append(data)
        elif kind == "separate" and self._open and not self._open[-1].shows:
            self.instructing -= 1
            return self._open[-1], False
        elif kind == "end" and self._open:
            one = self._open.pop()
            if one.shows:
                return one, True
            self.instructing -= 1
        return None, False
