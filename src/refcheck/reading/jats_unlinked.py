"""The citations of all blocks of a JATS article, those that nobody linked included.

In an article whose citations are linked some are forgotten. What is marked as the linked ones are (in brackets, or
raised) and cannot be anything else is a citation, too. That is judged by the shared grammar.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from refcheck.article import MarkerStyle
from refcheck.reading.blocks import Block, BlockKind, Markup
from refcheck.reading.jats_markers import Marker, linked_markers
from refcheck.reading.jats_text import text_of
from refcheck.reading.limits import MOST_MARKERS, Allowance
from refcheck.reading.xml_source import without_unseen
from refcheck.source import Span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from refcheck.reading.candidates import Candidate
    from refcheck.reading.jats_blocks import Place
    from refcheck.reading.jats_text import Text
    from refcheck.source import MappedText

FEWEST = 5
"""So many linked citations show how an article marks its citations."""
SHARE = 0.9
BEYOND = 3
"""How far past the end of the list a number may lie (a reference taken out of the list leaves such)."""
WIDEST = 5
"""A range that spans more, and that nobody linked, is rather a scale (``[1-25]``)."""
_MAY_CITE = {
    MarkerStyle.BRACKETS: re.compile(r"\[(?=\s?\d)(?!\s?\d{1,4}(?:\.\d|\s?%))"),  # no shares
    MarkerStyle.PARENTHESES: re.compile(r"\((?=\s?\d{1,3}(?:\s?(?:[,;–-]|&#[x\d]{1,8};)\s?\d{1,3}){0,9}\s?\))"),
    MarkerStyle.SUPERSCRIPT: re.compile(r"<sup>(?=[\d,;&#x\s–-]{1,40}</sup>)"),
}


@dataclass(slots=True)
class MarkedBlock:
    """A block that is read, with its number among the blocks of the article, and its citations in order."""

    number: int
    place: Place
    content: Text
    markers: list[Marker]

    def is_marked(self, stretch: Span) -> bool:
        """Whether one of its citations, which ascend, shares a code point with a stretch of its text."""
        last = bisect_left(self.markers, stretch.end, key=lambda marker: marker.start)
        return last > 0 and self.markers[last - 1].end > stretch.start

    @property
    def text(self) -> MappedText:
        """The text of the block."""
        return self.content.text


def read_blocks(
    plain: str, places: Sequence[Place], targets: Mapping[int, tuple[str, ...]], highest: int, path: str
) -> list[MarkedBlock]:
    """Read the blocks of an article that cite.

    Args:
        plain: the article, as `XmlSource.plain`.
        places: where its blocks stand.
        targets: where links to references stand, and what they lead to.
        highest: the highest number of its references.
        path: the path of the file, for errors.
    """
    offsets = sorted(targets)
    blocks: dict[int, MarkedBlock] = {}
    at = 0  # the first offset that is not before the block
    for index, place in enumerate(places):
        while at < len(offsets) and offsets[at] < place.stretches[0][0]:
            at += 1
        if at == len(offsets):
            break
        if offsets[at] < place.stretches[-1][1] and place.holds_one_of(offsets):  # most blocks hold none
            text = text_of(plain, place, targets)
            blocks[index] = MarkedBlock(index + 1, place, text, list(linked_markers(plain, text, highest)))
    styles = [marker.style for block in blocks.values() for marker in block.markers]
    for style in _MAY_CITE:
        if styles.count(style) >= max(FEWEST, SHARE * len(styles)):
            _add_unlinked(plain, places, blocks, style, highest, path)
            break
    return [blocks[index] for index in sorted(blocks)]


def _add_unlinked(
    plain: str, places: Sequence[Place], blocks: dict[int, MarkedBlock], style: MarkerStyle, highest: int, path: str
) -> None:
    known = sorted(marker.source for block in blocks.values() for marker in block.markers)
    offsets = _outside([found.start() for found in _MAY_CITE[style].finditer(plain)], known)
    if offsets:
        seen = without_unseen(plain)
        offsets = [offset for offset in offsets if seen[offset] != " "]
    if not offsets:
        return
    from refcheck.reading.candidates import marked_candidates  # noqa: PLC0415 (most articles are linked throughout)

    allowance = Allowance(MOST_MARKERS, "numbers that could be citations", path)
    for index, place in enumerate(places):
        if not place.holds_one_of(offsets):
            continue
        block = blocks.get(index) or MarkedBlock(index + 1, place, text_of(plain, place, {}), [])
        found = [
            marker
            for marker in marked_candidates(as_block(block.content, place), index, allowance)
            if marker.style is style
            and not block.is_marked(marker.stretch)
            and _is_plausible(marker, highest)
            and not marker.doubt
        ]
        if found:
            block.markers += [
                Marker(each.stretch.start, each.stretch.end, each.items, style, (), each.span) for each in found
            ]
            block.markers.sort(key=lambda marker: marker.start)
            blocks[index] = block


def _outside(offsets: Sequence[int], known: Sequence[Span]) -> list[int]:
    """The offsets that are in none of some spans, all ascending: of a citation often only some numbers are linked."""
    starts = [span.start for span in known]
    return [
        offset for offset in offsets if not (index := bisect_right(starts, offset)) or offset not in known[index - 1]
    ]


def _is_plausible(found: Candidate, highest: int) -> bool:
    return all(0 <= item.last - item.first <= WIDEST and item.last <= highest + BEYOND for item in found.items)


def as_block(text: Text, place: Place) -> Block:
    """A block as the shared grammar wants it."""
    raised = tuple(
        Markup(Span(mark.start, mark.end), MarkerStyle.SUPERSCRIPT, Span(mark.begin, mark.close))
        for mark in sorted(text.raised, key=lambda mark: mark.start)
    )
    kind = BlockKind.TABLE_CELL if place.tag in {"td", "th"} else BlockKind.PARAGRAPH
    return Block(text.text, place.span, kind, raised)
