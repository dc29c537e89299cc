"""Everything in a block that could be a citation because it is marked: brackets, parentheses, raised or linked numbers.

Whether a document uses a mark for citations is decided later, over the whole document (`marker_choice`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from refcheck.article import MarkerStyle, NumberRange
from refcheck.reading import contexts
from refcheck.reading.citation_markers import DASHES, parse_numbers
from refcheck.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from refcheck.article import Key
    from refcheck.reading.blocks import Block

_RAISED = frozenset({MarkerStyle.SUPERSCRIPT, MarkerStyle.CARET, MarkerStyle.UNICODE_SUPERSCRIPT})
_GAP = re.compile(rf"[\s,;{DASHES}]{{0,3}}")
_JOINED = re.compile(rf"[,{DASHES}]")
_NUMBERED = r"(?=[\s\[]{0,3}(?:[1-9]|refs?\b|see\s|cf\b))"
_BRACKETS = re.compile(rf"\[{_NUMBERED}([^\[\]]{{1,200}})\]", re.IGNORECASE)
_UNCLOSED = re.compile(
    rf"\[(?=\s?[1-9])\d{{1,4}}(?:\s?[,;{DASHES}]\s?\d{{1,4}}){{0,20}}(?![\d\w.%/+=°]|\s(?:to|vs?|of)\b|\s?[\],;{DASHES}])"
)
_PARENTHESES = re.compile(rf"\({_NUMBERED}([^()\[\]]{{1,100}})\)", re.IGNORECASE)
_UNICODE = re.compile(rf"(?<![⁺⁻])[¹²³⁴-⁹](?:[\s,;˒ʼ‚{DASHES}]{{0,2}}[⁰¹²³⁴-⁹])*(?![⁺⁻ⁿ⁽+])")
_LOCATOR = re.compile(
    r",\s?(?:pp?\.|ch\.|(?:pages?|chapters?|suppl|tables?|figs?|figures?|appendix)\b).*", re.IGNORECASE | re.DOTALL
)


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
    keys: tuple[Key, ...] = ()

    @property
    def ends(self) -> tuple[int, ...]:
        """The numbers that are printed, ranges not written out."""
        return ends(self.items)


def ends(items: Iterable[NumberRange]) -> tuple[int, ...]:
    """The numbers that items print, ranges not written out."""
    return tuple(number for item in items for number in dict.fromkeys((item.first, item.last)))


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
    inside = [mark.source for mark in block.marks_in(stretch)]
    own = block.text.source_span(stretch.start, stretch.end)
    span = Span(min([own.start, *(s.start for s in inside)]), max([own.end, *(s.end for s in inside)]))
    places = [at for at, character in enumerate(text, stretch.start) if character.isdigit()] or [stretch.start]
    keys = block.keys_in(stretch)
    digits = Span(keys[0].span.start, keys[-1].span.end) if keys else block.text.source_span(places[0], places[-1] + 1)
    return Candidate(index, stretch, items, style, span, digits, text, closed, label, keys)


def marked_candidates(block: Block, index: int) -> list[Candidate]:
    """The marked numbers of a block, in order, those that are plainly something else left out.

    Args:
        block: the block.
        index: its index in the document.
    """
    text = block.text.text
    used = bytearray(len(text))
    for span in block.opaque:
        used[span.start : span.end] = b"\1" * len(span)
    atoms: list[tuple[Span, MarkerStyle, str]] = []
    for find in (_raised, _bracketed, _linked, _unicode, _parenthesised):
        for stretch, style, inside in find(block):
            items = parse_numbers(inside)
            if items is None or any(used[stretch.start : stretch.end]):
                continue
            if style in _RAISED and contexts.is_exponent(text[max(0, stretch.start - 60) : stretch.start], ends(items)):
                continue  # before neighbours are joined: "mm<sup>3</sup><sup>18</sup>"
            used[stretch.start : stretch.end] = b"\1" * len(stretch)
            atoms.append((stretch, style, inside))
    atoms.sort(key=lambda atom: atom[0])
    merged = [
        candidate(block, index, stretch, items, style)
        for stretch, style, inside in _merge(text, atoms)
        if (items := parse_numbers(inside)) is not None
    ]
    kept = [found for found in _without_enumerations(text, merged) if found.keys or not _is_something_else(text, found)]
    kept += _unclosed(block, index, used)
    kept += _footnotes(block, index)
    raised = [found for found in kept if found.style in _RAISED]
    if raised and contexts.is_byline(_text_without(text, raised), len(raised)):
        kept = [found for found in kept if found.style not in _RAISED]
    return sorted(kept, key=lambda found: found.stretch)


def _text_without(text: str, markers: Iterable[Candidate]) -> str:
    parts, at = [], 0
    for marker in markers:
        parts.append(text[at : marker.stretch.start])
        at = marker.stretch.end
    return " ".join([*parts, text[at:]])


def _raised(block: Block) -> Iterator[tuple[Span, MarkerStyle, str]]:
    text = block.text.text
    for mark in block.markup:
        if mark.style in _RAISED:
            stretch = _enclosed(text, mark.content)
            yield stretch, mark.style, text[mark.content.start : mark.content.end].strip(" ()")


def _bracketed(block: Block) -> Iterator[tuple[Span, MarkerStyle, str]]:
    for found in _BRACKETS.finditer(block.text.text):
        stretch = Span(*found.span())
        linked = any(mark.style is MarkerStyle.LINKED for mark in block.marks_in(stretch))
        inside = _LOCATOR.sub("", found[1])
        yield stretch, MarkerStyle.LINKED if linked else MarkerStyle.BRACKETS, inside


def _linked(block: Block) -> Iterator[tuple[Span, MarkerStyle, str]]:
    text = block.text.text
    for mark in block.markup:
        # "[reference 8](#r8)" speaks of a reference, it does not cite it.
        if mark.style is MarkerStyle.LINKED and not text[mark.content.start : mark.content.start + 1].isalpha():
            yield mark.content, mark.style, text[mark.content.start : mark.content.end].strip(" ()")


def _unicode(block: Block) -> Iterator[tuple[Span, MarkerStyle, str]]:
    for found in _UNICODE.finditer(block.text.text):
        yield Span(*found.span()), MarkerStyle.UNICODE_SUPERSCRIPT, found[0]


def _parenthesised(block: Block) -> Iterator[tuple[Span, MarkerStyle, str]]:
    for found in _PARENTHESES.finditer(block.text.text):
        yield Span(*found.span()), MarkerStyle.PARENTHESES, found[1]


def _enclosed(text: str, stretch: Span) -> Span:
    """A stretch with the brackets around it, if it stands in brackets alone."""
    before, after = text[max(0, stretch.start - 1) : stretch.start], text[stretch.end : stretch.end + 1]
    if before + after in {"[]", "()"}:
        return Span(stretch.start - 1, stretch.end + 1)
    return stretch


def _merge(text: str, atoms: Sequence[tuple[Span, MarkerStyle, str]]) -> Iterator[tuple[Span, MarkerStyle, str]]:
    """Join neighbours of one style with nothing but separators between them: ``[1]-[3]`` cites 1 to 3."""
    held: tuple[Span, MarkerStyle, str] | None = None
    for stretch, style, inside in atoms:
        if held is not None:
            gap = text[held[0].end : stretch.start]
            # "[8] [9]" are two citations, "<sup>8</sup> <sup>9</sup>" is one.
            if style is held[1] and _GAP.fullmatch(gap) and (_JOINED.search(gap) or text[held[0].end - 1] not in "])"):
                joined = f"{held[2]}{gap or ' '}{inside}"
                if parse_numbers(joined) is not None:
                    held = (Span(held[0].start, stretch.end), style, joined)
                    continue
            yield _whole(text, held)
        held = (stretch, style, inside)
    if held is not None:
        yield _whole(text, held)


def _whole(text: str, held: tuple[Span, MarkerStyle, str]) -> tuple[Span, MarkerStyle, str]:
    stretch, style, inside = held
    return (_enclosed(text, stretch) if style is MarkerStyle.LINKED else stretch), style, inside


def _without_enumerations(text: str, found: Sequence[Candidate]) -> list[Candidate]:
    single = [(each.stretch, each.ends[0]) for each in found if _is_single_parenthesis(each)]
    counted = contexts.enumerations(text, single)
    return [each for each in found if not (_is_single_parenthesis(each) and each.stretch.start in counted)]


def _is_single_parenthesis(found: Candidate) -> bool:
    return found.style is MarkerStyle.PARENTHESES and len(found.ends) == 1


def _is_something_else(text: str, found: Candidate) -> bool:
    before = text[max(0, found.stretch.start - contexts.LOOK_BACK) : found.stretch.start]
    after = text[found.stretch.end : found.stretch.end + 2]
    if found.style in _RAISED:
        opens_block = not text[: found.stretch.start].strip() if found.stretch.start < 20 else False
        return opens_block or contexts.is_isotope(before, after)
    if found.style is MarkerStyle.LINKED:
        return contexts.is_counted(before, found.style)
    if found.style is MarkerStyle.BRACKETS:
        return (
            contexts.is_interval(before, found.text, found.items)
            or contexts.is_counted(before, found.style)
            or contexts.is_index(before)
        )
    if found.style is MarkerStyle.PARENTHESES:
        return (
            contexts.is_call(before)
            or contexts.is_share(before, after, found.items)
            or contexts.is_counted(before, found.style)
            or contexts.is_interval(before, found.text, found.items)
        )
    return False


def _unclosed(block: Block, index: int, used: bytearray) -> Iterator[Candidate]:
    """Brackets that open before numbers and never close: ``[3,4 and``."""
    for found in _UNCLOSED.finditer(block.text.text):
        items = parse_numbers(found[0][1:])
        if items is not None and not any(used[found.start() : found.end()]):
            yield candidate(block, index, Span(*found.span()), items, MarkerStyle.BRACKETS, closed=False)


def _footnotes(block: Block, index: int) -> Iterator[Candidate]:
    for mark in block.markup:
        if mark.style is MarkerStyle.FOOTNOTE:
            items = parse_numbers(mark.label) or ()
            yield candidate(block, index, mark.content, items, mark.style, label=mark.label)
