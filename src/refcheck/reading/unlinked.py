"""Citations that nobody linked in a document that links the others: typed by hand among fields or cross-references."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from refcheck.article import MarkerStyle
from refcheck.reading.agreement import overlaps_one, place_of
from refcheck.reading.blocks import BlockKind
from refcheck.reading.marks import RAISED

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from refcheck.reading.agreement import Numbering
    from refcheck.reading.blocks import Block
    from refcheck.reading.candidates import Candidate
    from refcheck.source import Span

FEWEST = 3
"""Linked citations from which on a document shows how it prints them."""
USUAL = 0.2
"""The share of the linked citations that look alike so that others of this look are believed."""
BEYOND = 3
"""How far behind the end of the list a number may lie: an entry may be missing."""

LOW = 4
"""Up to here a raised number is a power or the call of a table's note as easily as a citation."""
_TOLD = RAISED | {MarkerStyle.BRACKETS}
"""Marks that can be told from others by themselves; numbers in parentheses are too often something else."""


def unlinked(
    blocks: Sequence[Block],
    marked: Sequence[tuple[int, Candidate]],
    chosen: Sequence[tuple[int, Candidate]],
    numberings: Mapping[int, Numbering],
) -> Iterator[tuple[int, Candidate]]:
    """The candidates that look as the linked citations of the document do, and cite numbers of its list.

    Args:
        blocks: the blocks of the document.
        marked: all marked candidates with the index of their numbering.
        chosen: those that are citations already.
        numberings: the numbering of each index.
    """
    looks = Counter(_look(found) for _, found in chosen if found.style is MarkerStyle.LINKED)
    usual = {look for look, count in looks.items() if count >= max(FEWEST, USUAL * looks.total())}
    if not usual:
        return
    taken: dict[int, list[Span]] = {}
    for _, found in sorted(chosen, key=place_of):
        taken.setdefault(found.block, []).append(found.stretch)
    highest = {index: max(numbering.known or (0,)) for index, numbering in numberings.items()}
    for index, found in marked:
        if (
            found.style in _TOLD
            and _look(found) in usual
            and not found.doubt
            and found.closed
            and highest[index]
            and max(found.ends) <= highest[index] + BEYOND
            and not _may_be_a_note(found, blocks[found.block])
            and not overlaps_one(found.stretch, taken.get(found.block, ()))
        ):
            yield index, found


def _may_be_a_note(found: Candidate, block: Block) -> bool:
    """Whether a raised number may call a note of a table, or be a power: such numbers are low, or stand in tables."""
    return found.style in RAISED and (max(found.ends) <= LOW or block.kind is BlockKind.TABLE_CELL)


def _look(found: Candidate) -> MarkerStyle:
    """How a citation is printed, whether or not it is linked."""
    if found.style in RAISED:
        return MarkerStyle.SUPERSCRIPT
    return {"[": MarkerStyle.BRACKETS, "(": MarkerStyle.PARENTHESES}.get(found.text[:1], MarkerStyle.SUPERSCRIPT)
