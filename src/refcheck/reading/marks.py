"""Where marks enclose or raise numbers: brackets, parentheses, superscripts, links; neighbours joined to one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from refcheck.article import MarkerStyle
from refcheck.reading.citation_markers import DASHES, parse_numbers
from refcheck.sealing import sealed
from refcheck.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from refcheck.article import NumberRange
    from refcheck.reading.blocks import Block

RAISED = frozenset({MarkerStyle.SUPERSCRIPT, MarkerStyle.CARET, MarkerStyle.UNICODE_SUPERSCRIPT})

LONGEST_JOINED = 300
"""How long the numbers of one marker may become, in code points; each mark that joins is read with all before it."""
WIDEST_GAP = 3
"""How many code points may stand between numbers that make one marker."""
_GAP = re.compile(rf"[\s,;{DASHES}]{{0,{WIDEST_GAP}}}")
_JOINED = re.compile(rf"[,{DASHES}]")
_NUMBERED = r"(?=[\s\[]{0,3}(?:[1-9]|refs?\b|see\s|cf\b|reviewed\s))"
_BRACKETS = re.compile(rf"\[{_NUMBERED}([^\[\]]{{1,200}})\]", re.IGNORECASE)
_PARENTHESES = re.compile(rf"\({_NUMBERED}([^()\[\]]{{1,100}})\)", re.IGNORECASE)
# What stands before is looked at last: most places are passed over at once.
_UNICODE = re.compile(rf"[¹²³⁴-⁹](?<![⁺⁻].)(?:[\s,;˒ʼ‚{DASHES}]{{0,2}}[⁰¹²³⁴-⁹])*(?![⁺⁻ⁿ⁽+])", re.DOTALL)
_MASS_BY_AREA = re.compile(r"kg\s?/\s?m$")
_SQUARE = re.compile(r"[2²]\s?(?=[1-9¹²³⁴-⁹])")
_LOCATOR = re.compile(
    r",\s?(?:pp?\.|ch\.|(?:pages?|chapters?|suppl|tables?|figs?|figures?|appendix)\b).*", re.IGNORECASE | re.DOTALL
)


@sealed
@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a block that a mark sets apart.

    Attributes:
        stretch: where it stands in the block's text, brackets included.
        style: how it is marked.
        inside: what the mark holds.
    """

    stretch: Span
    style: MarkerStyle
    inside: str


def marks_of(block: Block) -> Iterator[Mark]:
    """The marks of a block that begin with a number, the surest kind first; they may overlap."""
    for find in (_raised, _bracketed, _linked, _unicode, _parenthesised):
        yield from find(block)


def _raised(block: Block) -> Iterator[Mark]:
    text = block.text.text
    for mark in block.markup:
        if mark.style in RAISED:
            content = _without_square(text, mark.content)
            yield Mark(_enclosed(text, content), mark.style, text[content.start : content.end].strip(" ()"))


def _without_square(text: str, content: Span) -> Span:
    """A raised stretch without the square of the unit before it: "kg/m²" with a citation of 18 shows as "kg/m²¹⁸"."""
    square = _SQUARE.match(text, content.start, content.end)
    if square and _MASS_BY_AREA.search(text, max(0, content.start - 6), content.start):
        return Span(square.end(), content.end)
    return content


def _bracketed(block: Block) -> Iterator[Mark]:
    for found in _BRACKETS.finditer(block.text.text):
        stretch = Span(*found.span())
        linked = block.markup and any(mark.style is MarkerStyle.LINKED for mark in block.marks_in(stretch))
        inside = _LOCATOR.sub("", found[1]) if "," in found[1] else found[1]
        yield Mark(stretch, MarkerStyle.LINKED if linked else MarkerStyle.BRACKETS, inside)


def _linked(block: Block) -> Iterator[Mark]:
    text = block.text.text
    for mark in block.markup:
        # "[reference 8](#r8)" speaks of a reference, it does not cite it.
        if mark.style is MarkerStyle.LINKED and not text[mark.content.start : mark.content.start + 1].isalpha():
            yield Mark(mark.content, mark.style, text[mark.content.start : mark.content.end].strip(" ()"))


def _unicode(block: Block) -> Iterator[Mark]:
    for found in _UNICODE.finditer(block.text.text):
        stretch = _without_square(block.text.text, Span(*found.span()))
        yield Mark(stretch, MarkerStyle.UNICODE_SUPERSCRIPT, block.text.text[stretch.start : stretch.end])


def _parenthesised(block: Block) -> Iterator[Mark]:
    for found in _PARENTHESES.finditer(block.text.text):
        yield Mark(Span(*found.span()), MarkerStyle.PARENTHESES, found[1])


def _enclosed(text: str, stretch: Span) -> Span:
    """A stretch with the brackets around it, if it stands in brackets alone."""
    before, after = text[max(0, stretch.start - 1) : stretch.start], text[stretch.end : stretch.end + 1]
    if before + after in {"[]", "()"}:
        return Span(stretch.start - 1, stretch.end + 1)
    return stretch


def joined(text: str, marks: Sequence[Mark]) -> Iterator[Mark]:
    """Join neighbours of one style with nothing but separators between them: ``[1]-[3]`` cites 1 to 3.

    Args:
        text: the block.
        marks: ascending, not overlapping.
    """
    held: Mark | None = None
    for mark in marks:
        both = held and _join(text, held, mark)
        if held and not both:
            yield _whole(text, held)
        held = both or mark
    if held:
        yield _whole(text, held)


def _join(text: str, first: Mark, second: Mark) -> Mark | None:
    if second.stretch.start - first.stretch.end > WIDEST_GAP:
        return None
    gap = text[first.stretch.end : second.stretch.start]
    if first.style is not second.style or not _GAP.fullmatch(gap) or len(first.inside) > LONGEST_JOINED:
        return None
    # "[8] [9]" are two citations, "<sup>8</sup> <sup>9</sup>" is one.
    if not _JOINED.search(gap) and text[first.stretch.end - 1] in "])":
        return None
    inside = f"{first.inside}{gap or ' '}{second.inside}"
    items = parse_numbers(inside)
    if items is None or (first.style is MarkerStyle.PARENTHESES and not _is_ascending(items)):
        return None  # "shown (12), (2) that": an enumeration goes on behind a citation
    return Mark(Span(first.stretch.start, second.stretch.end), first.style, inside)


def _is_ascending(items: Sequence[NumberRange]) -> bool:
    return all(earlier.last < later.first for earlier, later in pairwise(items))


def _whole(text: str, mark: Mark) -> Mark:
    return Mark(_enclosed(text, mark.stretch), mark.style, mark.inside) if mark.style is MarkerStyle.LINKED else mark
