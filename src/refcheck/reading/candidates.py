"""Everything in a block that could be a citation because it is marked: brackets, parentheses, raised or linked numbers.

Whether a document uses a mark for citations is decided later, over the whole document (`marker_choice`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from refcheck.article import MarkerStyle, NumberRange
from refcheck.reading.blocks import BlockKind
from refcheck.reading.citation_markers import DASHES, parse_numbers
from refcheck.reading.contexts import (
    LOOK_BACK,
    NEVER,
    UNLIKELY,
    doubt_in_cell,
    doubt_of_brackets,
    doubt_of_parentheses,
    is_byline,
    is_counted,
    is_measure,
)
from refcheck.reading.enumerations import doubts_of_counting
from refcheck.reading.exponents import doubt_of_raised
from refcheck.reading.marks import RAISED, Mark, joined, marks_of
from refcheck.sealing import sealed
from refcheck.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from refcheck.article import Key
    from refcheck.reading.blocks import Block
    from refcheck.reading.limits import Allowance

_UNCLOSED = re.compile(
    rf"\[(?=\s?[1-9])\d{{1,4}}(?:\s?[,;{DASHES}]\s?\d{{1,4}}){{0,20}}(?![\d\w.%/+=°]|\s(?:to|vs?|of)\b|\s?[\],;{DASHES}])"
)
_CLOSES = re.compile(r"(?:·\d|[^\[\]]{0,120}\])")
MOST_NOTES = 9
"""Few tables have more numbered notes."""
LOOK_AHEAD = 16
"""How much of the text after a marker is looked at, in code points."""


@sealed
@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch of a block that could be a citation.

    Attributes:
        block: the index of its block.
        stretch: where it stands in the block's text.
        items: the numbers as printed; empty for a footnote whose label is a name.
        style: how it is marked.
        span: where it stands in the source, mark-up included.
        digits: where its numbers stand there.
        text: the marker as it shows.
        closed: false if its bracket is never closed.
        label: the label of a footnote call.
        keys: the keys that the source has in place of its numbers.
        doubt: how much its surroundings speak against a citation (see `contexts`).
    """

    block: int
    stretch: Span
    items: tuple[NumberRange, ...]
    style: MarkerStyle
    span: Span
    digits: Span
    text: str
    closed: bool = True
    label: str = ""
    doubt: float = 0.0
    keys: tuple[Key, ...] = ()

    @property
    def ends(self) -> tuple[int, ...]:
        """The numbers that are printed, ranges not written out."""
        return ends(self.items)

    def doubted(self, least: float) -> Candidate:
        """The same with at least so much doubt."""
        return self if self.doubt >= least else replace(self, doubt=least)


def ends(items: Iterable[NumberRange]) -> tuple[int, ...]:
    """The numbers that items print, ranges not written out."""
    out: list[int] = []
    for item in items:
        out.append(item.first)
        if item.last != item.first:
            out.append(item.last)
    return tuple(out)


def candidate(
    block: Block,
    index: int,
    stretch: Span,
    items: tuple[NumberRange, ...],
    style: MarkerStyle,
    *,
    closed: bool = True,
    label: str = "",
) -> Candidate:
    """Make a candidate of a stretch of a block's text."""
    text = block.text.text[stretch.start : stretch.end]
    span = block.text.source_span(stretch.start, stretch.end)
    # Mark-up that holds more than the stretch (a tag that is never closed) is not the citation's own.
    inside = block.markup and [mark.source for mark in block.marks_in(stretch) if _is_within(mark.content, stretch)]
    if inside:
        span = Span(min([span.start, *(s.start for s in inside)]), max([span.end, *(s.end for s in inside)]))
    keys = block.keys_in(stretch)
    if keys:
        digits = Span(keys[0].span.start, keys[-1].span.end)
    else:
        first, last = 0, len(text) - 1
        while first < last and not text[first].isdigit():
            first += 1
        while last > first and not text[last].isdigit():
            last -= 1
        if not text[first].isdigit():
            first = last = 0
        digits = block.text.source_span(stretch.start + first, stretch.start + last + 1)
    return Candidate(index, stretch, items, style, span, digits, text, closed, label, keys=keys)


def _is_within(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def marked_candidates(block: Block, index: int, allowance: Allowance) -> list[Candidate]:
    """The marked numbers of a block, in order, those that are plainly something else left out.

    Args:
        block: the block.
        index: its index in the document.
        allowance: how many numbers that are marked the document may still have.
    """
    text = block.text.text
    used = bytearray(len(text))
    for span in block.opaque:
        used[span.start : span.end] = b"\1" * len(span)
    marks: list[Mark] = []
    for mark in allowance.counted(marks_of(block)):
        items = parse_numbers(mark.inside)
        if items is None or any(used[mark.stretch.start : mark.stretch.end]):
            continue
        if mark.style in RAISED and _doubt_of_raised(text, mark.stretch, ends(items)) == NEVER:
            continue  # before neighbours are joined: "mm<sup>3</sup><sup>18</sup>"
        used[mark.stretch.start : mark.stretch.end] = b"\1" * len(mark.stretch)
        marks.append(mark)
    marks.sort(key=lambda mark: mark.stretch.start)
    merged = [
        candidate(block, index, mark.stretch, items, mark.style)
        for mark in joined(text, marks)
        if (items := parse_numbers(mark.inside)) is not None
    ]
    in_cell = block.kind is BlockKind.TABLE_CELL
    kept = [found for found in _doubted(text, merged, in_cell=in_cell) if found.doubt < NEVER]
    kept += _unclosed(block, index, used, allowance)
    kept += allowance.counted(_footnotes(block, index))
    raised = [found for found in kept if found.style in RAISED]
    if raised and is_byline(_text_without(text, raised), len(raised)):
        kept = [found for found in kept if found.style not in RAISED]
    return sorted(kept, key=lambda found: (found.stretch.start, found.stretch.end))


def _text_without(text: str, markers: Iterable[Candidate]) -> str:
    parts, at = [], 0
    for marker in markers:
        parts.append(text[at : marker.stretch.start])
        at = marker.stretch.end
    return " ".join([*parts, text[at:]])


def _doubt_of_raised(text: str, stretch: Span, numbers: Sequence[int]) -> float:
    before = text[max(0, stretch.start - LOOK_BACK) : stretch.start]
    return doubt_of_raised(before, text[stretch.end : stretch.end + LOOK_AHEAD], numbers)


def _doubted(text: str, found: Sequence[Candidate], *, in_cell: bool) -> Iterator[Candidate]:
    """The candidates with their doubts."""
    counted = [
        (each.stretch, each.items[0])
        for each in found
        if each.style is MarkerStyle.PARENTHESES and len(each.items) == 1
    ]
    counting = doubts_of_counting(text, counted)
    whole = text.strip() if in_cell else None
    for each in found:
        doubt = _doubt(text, each)
        if each.style is MarkerStyle.PARENTHESES and each.text != whole:
            doubt = max(doubt, counting.get(each.stretch.start, 0.0))
        # All of a paragraph before each of its numbers would be read again and again; a cell is short.
        before = text[: each.stretch.start] if in_cell else ""
        if in_cell and (
            each.style is MarkerStyle.PARENTHESES or (each.style is MarkerStyle.BRACKETS and is_measure(before))
        ):
            doubt = max(doubt, doubt_in_cell(before, each.items))
        if in_cell and each.style in RAISED and is_measure(before) and max(each.ends) <= MOST_NOTES:
            doubt = max(doubt, UNLIKELY)
        yield replace(each, doubt=doubt) if doubt else each


def _doubt(text: str, found: Candidate) -> float:
    before = text[max(0, found.stretch.start - LOOK_BACK) : found.stretch.start]
    after = text[found.stretch.end : found.stretch.end + LOOK_AHEAD]
    if found.style in RAISED:
        # A cell may hold nothing but citations; what opens a text is the label of a note.
        opens_block = found.stretch.start < 20 and not before.strip() and bool(after.strip())
        return NEVER if opens_block else doubt_of_raised(before, after, found.ends)
    if found.style is MarkerStyle.LINKED:
        return NEVER if is_counted(before, found.style) and not found.keys else 0.0
    if found.style is MarkerStyle.BRACKETS:
        return doubt_of_brackets(before, found.text, after, found.items)
    if found.style is MarkerStyle.PARENTHESES:
        return doubt_of_parentheses(before, found.text, after, found.items)
    return 0.0


def _unclosed(block: Block, index: int, used: bytearray, allowance: Allowance) -> Iterator[Candidate]:
    """Brackets that open before numbers and never close: ``[3,4 and``."""
    for found in allowance.counted(_UNCLOSED.finditer(block.text.text)):
        if _CLOSES.match(block.text.text, found.end()):
            continue  # "[3 children]" is closed, and no citation
        items = parse_numbers(found[0][1:])
        if items is not None and not any(used[found.start() : found.end()]):
            yield candidate(block, index, Span(*found.span()), items, MarkerStyle.BRACKETS, closed=False)


def _footnotes(block: Block, index: int) -> Iterator[Candidate]:
    for mark in block.markup:
        if mark.style is MarkerStyle.FOOTNOTE:
            items = parse_numbers(mark.label) or ()
            yield candidate(block, index, mark.content, items, mark.style, label=mark.label)
