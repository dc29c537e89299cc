"""An article as the benchmark of reading knows it: blocks of text with citation groups in them, and references.

Taken out of JATS by `_truth`, written out in every format by the renderers, compared by `_reading_score`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

Numbers = tuple[int, ...]
Items = tuple[tuple[int, int], ...]
"""What a marker prints: single numbers (both ends the same) and ranges."""


class Kind(StrEnum):
    """What a block of text is."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "list item"
    CAPTION = "caption"
    CELL = "table cell"
    FOOTNOTE = "footnote"
    BOX = "box"


@dataclass(frozen=True)
class Run:
    """Text of one look."""

    text: str
    raised: bool = False
    lowered: bool = False
    italic: bool = False
    bold: bool = False


@dataclass(frozen=True)
class Group:
    """One citation group.

    Attributes:
        items: the numbers and ranges as printed.
        parts: the same cut where the source closes a bracket and opens the next with nothing but a space between
            (``[8] [9]``); nearly always one.
        linked: whether the source links it; one that nobody linked is neither demanded nor counted against a reader.
        wrapper: how the source marks it: ``[``, ``(``, ``sup`` or nothing.
        sentence: the sentence it belongs to, all markers taken out.
        inside: the bracket that it stands in with other words (``[`` of ``[3, p. 20]``), or nothing.
    """

    items: Items
    parts: tuple[Items, ...]
    linked: bool
    wrapper: str
    sentence: str = ""
    inside: str = ""


@dataclass(frozen=True)
class Block:
    """A paragraph, heading, list item, cell or note.

    Attributes:
        kind: what it is.
        runs: its text and its groups in order.
        level: of a heading, from 1; of a list item 1 if the list is ordered, else 0.
        place: of a cell, the number of its table and of its row.
    """

    kind: Kind
    runs: tuple[Run | Group, ...]
    level: int = 0
    place: tuple[int, int] = (0, 0)

    @property
    def groups(self) -> list[Group]:
        """Its citation groups in order."""
        return [run for run in self.runs if isinstance(run, Group)]


@dataclass(frozen=True)
class PrintedEntry:
    """One entry of the reference list.

    Attributes:
        number: as printed.
        text: in print, without its label.
        parts: the texts of its mark-up, which a reader of the mark-up must show.
        asides: identifiers in its mark-up, which such a reader may show.
        fields: what a bibliography file would hold.
    """

    number: int
    text: str
    parts: tuple[str, ...] = ()
    asides: tuple[str, ...] = ()
    fields: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Manuscript:
    """A whole article."""

    name: str
    blocks: tuple[Block, ...]
    references: tuple[PrintedEntry, ...]

    @property
    def groups(self) -> list[Group]:
        """All citation groups in reading order."""
        return [group for block in self.blocks for group in block.groups]


def numbers_of(items: Items) -> Numbers:
    """The numbers cited, ranges written out; a backward range gives its two ends."""
    out: list[int] = []
    for first, last in items:
        out.extend(range(first, last + 1) if first <= last else (first, last))
    return tuple(out)
