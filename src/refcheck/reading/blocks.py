"""What every reader hands to the shared grammar: blocks of running text, and what mark-up said about them."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from refcheck.article import Key, MarkerStyle
    from refcheck.source import MappedText, Span


class BlockKind(Enum):
    """What a block is in the document."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "list item"
    TABLE_CELL = "table cell"


@dataclass(frozen=True, slots=True)
class Markup:
    """A stretch of a block that its mark-up sets apart.

    Attributes:
        content: the stretch in the block's text.
        style: raised (`SUPERSCRIPT`, `CARET`), a footnote call, or a link within the document.
        source: the stretch in the source, mark-up included.
        label: the label of a footnote call.
        target: the identifier that a link leads to (`PrintedReference.ids` has those of references), or empty.
        keys: the keys that the source has where the text shows numbers; such a stretch is a citation for certain.
    """

    content: Span
    style: MarkerStyle
    source: Span
    label: str = ""
    target: str = ""
    keys: tuple[Key, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item or table cell.

    Attributes:
        text: its visible text, mark-up taken out, line ends kept.
        span: the block in the source.
        kind: what it is.
        markup: raised and linked stretches, ascending.
        opaque: stretches of the text that hold no citations (code, maths, URLs), ascending.
    """

    text: MappedText
    span: Span
    kind: BlockKind = BlockKind.PARAGRAPH
    markup: tuple[Markup, ...] = ()
    opaque: tuple[Span, ...] = ()

    def marks_in(self, stretch: Span) -> list[Markup]:
        """The marked stretches that share a code point with a stretch of the text."""
        if not self.markup:
            return []
        # Marks nest (a link in a superscript), a few levels at most: look a little before the first that begins in it.
        last = bisect_left(self.markup, stretch.end, key=lambda mark: mark.content.start)
        first = bisect_left(self.markup, stretch.start, key=lambda mark: mark.content.start)
        return [mark for mark in self.markup[max(0, first - 4) : last] if mark.content.overlaps(stretch)]

    def keys_in(self, stretch: Span) -> tuple[Key, ...]:
        """The keys behind the numbers that a stretch of the text shows, in the order in which they stand."""
        if not self.markup:
            return ()
        keys = [key for mark in self.marks_in(stretch) for key in mark.keys]
        return tuple(sorted(keys, key=lambda key: key.span))

    def is_opaque(self, start: int, end: int) -> bool:
        """Whether a stretch of the text touches code, maths or a URL."""
        index = bisect_left(self.opaque, end, key=lambda span: span.start)
        return index > 0 and self.opaque[index - 1].end > start
