"""Raised numbers in tables that lead to the notes below the table, not to the reference list."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from refcheck.reading.blocks import BlockKind
from refcheck.reading.contexts import NEVER, UNLIKELY
from refcheck.reading.marks import RAISED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from refcheck.reading.blocks import Block
    from refcheck.reading.candidates import Candidate

MOST_NOTES = 9
"""Few tables have more numbered notes."""
REACH = 3
"""How many blocks behind a table may hold its notes."""
_RAISED_DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹"


def without_notes(blocks: Sequence[Block], marked: Sequence[Candidate]) -> list[Candidate]:
    """The candidates, those doubted that lead to the notes of a table, and without those in the notes.

    Args:
        blocks: the blocks of the document.
        marked: the marked candidates, in reading order.
    """
    by_block: dict[int, list[Candidate]] = {}
    for found in marked:
        by_block.setdefault(found.block, []).append(found)
    doubts: dict[int, float] = {}  # by block
    for cells in _tables(blocks):
        raised = [found for at in cells for found in by_block.get(at, ()) if _could_be_note(found)]
        numbers = {found.ends[0] for found in raised}
        notes = list(_notes(blocks, cells[-1] + 1))
        doubts.update(dict.fromkeys(notes, NEVER))
        if notes or (len(numbers) > 1 and numbers == set(range(1, len(numbers) + 1))):
            doubts.update(dict.fromkeys(cells, NEVER if notes else UNLIKELY))
    return [
        found if found.block not in doubts or not _could_be_note(found) else replace(found, doubt=doubts[found.block])
        for found in marked
        if doubts.get(found.block, 0.0) < NEVER or not _could_be_note(found)
    ]


def _tables(blocks: Sequence[Block]) -> Iterator[list[int]]:
    """The indices of the cells of each table."""
    for is_cell, indices in groupby(range(len(blocks)), key=lambda at: blocks[at].kind is BlockKind.TABLE_CELL):
        if is_cell:
            yield list(indices)


def _notes(blocks: Sequence[Block], start: int) -> Iterator[int]:
    """The blocks behind a table that begin with a raised number."""
    for at in range(start, min(start + REACH, len(blocks))):
        block = blocks[at]
        text = block.text.text
        begins = text[:1] in _RAISED_DIGITS and text[:1] != ""
        if begins or any(mark.style in RAISED and not text[: mark.content.start].strip() for mark in block.markup[:1]):
            yield at


def _could_be_note(found: Candidate) -> bool:
    return found.style in RAISED and all(end <= MOST_NOTES for end in found.ends)
