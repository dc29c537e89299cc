"""Where a document sets its citations: against the word or after a space, before a stop or after it.

A document keeps to one way. A raised or parenthesised number that stands otherwise (the label of a note, the letter of
an enumeration, a unit) is doubted, so that it is a citation only where its number is the next new one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from refcheck.article import MarkerStyle
from refcheck.reading.blocks import BlockKind
from refcheck.reading.candidates import MOST_NOTES
from refcheck.reading.contexts import UNLIKELY
from refcheck.reading.marks import RAISED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from refcheck.reading.blocks import Block
    from refcheck.reading.candidates import Candidate

ENOUGH = 8
"""So many citations must show a document's way before it is believed."""
SELDOM = 0.05
"""The share of citations up to which a place is odd."""
POWERS = frozenset({2, 3})
"""What ends a unit before a stop."""
_STOPS = frozenset(".,;:")
_CLOSING = frozenset({"", ".", ",", ";", ":", ")", "]"})
_SYMBOL = re.compile(r"(?:^|[\W\d_])(?![A-Z]{2})[^\W\d_]{1,2}\)?$")
_ABBREVIATED = re.compile(r"\b(?:al|etc|no|vs|eg|ie)\.?,?\s?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Place:
    spaced: bool
    after_stop: bool
    before_stop: bool
    before_word: bool


def without_odd_places(blocks: Sequence[Block], marked: Sequence[Candidate]) -> list[Candidate]:
    """The candidates, those doubted that stand where the document does not set its citations.

    Args:
        blocks: the blocks of the document.
        marked: the marked candidates, in reading order.
    """
    doubted: set[int] = set()
    for styles in (RAISED, frozenset({MarkerStyle.PARENTHESES})):
        group = [(at, _place(blocks[each.block], each)) for at, each in enumerate(marked) if each.style in styles]
        plain = [
            (marked[at], place)
            for at, place in group
            if not marked[at].doubt and blocks[marked[at].block].kind is not BlockKind.TABLE_CELL
        ]
        if len(plain) < ENOUGH:
            continue
        telling = [pair for pair in plain if len(pair[0].ends) > 1 or pair[0].ends[0] > MOST_NOTES]
        if styles is RAISED and len(telling) >= ENOUGH:
            plain = telling
        blocks_of = [found.block for found, _ in plain] if styles is RAISED else []
        spaced = _share([place.spaced for _, place in plain], blocks_of)
        after_stop = _share([place.after_stop for _, place in plain], blocks_of)
        before_stop = _share([place.before_stop for _, place in plain], blocks_of)
        before_word = _share([place.before_word for _, place in plain], blocks_of)
        for at, place in group:
            odd = (
                (place.spaced and spaced <= SELDOM)
                or (place.after_stop and after_stop <= SELDOM)
                or (place.before_stop and before_stop <= SELDOM)
                or (place.before_word and before_word <= SELDOM)
            )
            if odd and len(marked[at].ends) == 1:
                doubted.add(at)
    return [found.doubted(UNLIKELY) if at in doubted else found for at, found in enumerate(marked)]


def _place(block: Block, found: Candidate) -> _Place:
    text = block.text.text
    before = text[max(0, found.stretch.start - 5) : found.stretch.start]
    after = text[found.stretch.end : found.stretch.end + 1]
    ends_in_stop = before.rstrip()[-1:] in _STOPS and not _ABBREVIATED.search(before)
    return _Place(
        spaced=before[-1:].isspace() and text[found.stretch.start] != "[",
        after_stop=ends_in_stop and after not in _CLOSING,
        before_stop=found.style in RAISED
        and bool(after)
        and after in ".,"
        and found.ends[0] in POWERS
        and _SYMBOL.search(before) is not None,
        before_word=found.style in RAISED and after.isalpha() and max(found.ends) <= MOST_NOTES,
    )


def _share(places: Sequence[bool], blocks_of: Sequence[int]) -> float:
    """The share of a place among citations, or if it is less, among their blocks: one list of notes shows no habit."""
    share = sum(places) / len(places)
    seen: dict[int, bool] = {}
    for block, is_so in zip(blocks_of, places, strict=False):
        seen[block] = seen.get(block, False) or is_so
    return min(share, (sum(seen.values()) - 1) / len(seen)) if len(seen) >= ENOUGH else share
