"""Numbers in parentheses among numbers that no list has: "Adelaide (3), Hamilton (112), Perth (46)" counts people.

One number beyond the list is a fault that a reader wants to know of. Several in one sentence, or many in one paragraph,
count something, and so do the numbers between them.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from refcheck.article import MarkerStyle
from refcheck.reading.contexts import UNLIKELY
from refcheck.reading.enumerations import neighbours
from refcheck.reading.sequence import BEYOND

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from refcheck.reading.agreement import Numbering
    from refcheck.reading.blocks import Block
    from refcheck.reading.candidates import Candidate

IN_SENTENCE = 2
"""So many numbers beyond the list make counts of those around them in a sentence."""
IN_BLOCK = 3
"""So many make counts of all in a block."""

YEARS = 1000
"""From here on a number is a year, and says nothing of those around it."""


def without_bad_company(
    blocks: Sequence[Block], marked: Sequence[tuple[int, Candidate]], numberings: Mapping[int, Numbering]
) -> list[tuple[int, Candidate]]:
    """The candidates, those doubted that stand among numbers beyond the list.

    Args:
        blocks: the blocks of the document.
        marked: the marked candidates with the index of their numbering, in reading order.
        numberings: the numbering of each index.
    """
    highest = {index: max(numbering.known) + BEYOND for index, numbering in numberings.items() if numbering.known}
    doubted: set[tuple[int, int]] = set()
    singles = (
        (index, found)
        for index, found in marked
        if index in highest and found.style is MarkerStyle.PARENTHESES and len(found.ends) == 1
    )
    for block, pairs in groupby(singles, key=lambda pair: pair[1].block):
        for group, least in _groups(blocks[block].text.text, list(pairs)):
            if sum(not found.doubt and highest[index] < found.ends[0] < YEARS for index, found in group) >= least:
                doubted.update((block, found.stretch.start) for _, found in group)
    return [
        (index, found.doubted(UNLIKELY)) if (found.block, found.stretch.start) in doubted else (index, found)
        for index, found in marked
    ]


def _groups(text: str, pairs: Sequence[tuple[int, Candidate]]) -> Iterator[tuple[Sequence[tuple[int, Candidate]], int]]:
    """The numbers of a block, and those of each of its sentences, with how many beyond the list they may not have."""
    yield pairs, IN_BLOCK
    at = 0
    for group in neighbours(text, [(found.stretch, found.ends[0]) for _, found in pairs]):
        yield pairs[at : at + len(group)], IN_SENTENCE
        at += len(group)
