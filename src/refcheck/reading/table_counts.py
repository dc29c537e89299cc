"""What counts in tables and is no citation: notes, columns, patients, the sizes of arms.

One number in a cell may be either; all the numbers of a table together show it by the order they are in.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from refcheck.article import MarkerStyle
from refcheck.reading.blocks import BlockKind
from refcheck.reading.candidates import MOST_NOTES
from refcheck.reading.contexts import HARDLY, UNLIKELY
from refcheck.reading.marks import RAISED
from refcheck.reading.table_notes import SHORT, SOURCE, could_be_note, tables

if TYPE_CHECKING:
    from collections.abc import Sequence

    from refcheck.reading.blocks import Block
    from refcheck.reading.candidates import Candidate

MANY = 8
"""From so many numbers on their order tells counts from sources."""
LABEL = 25
"""The head of a column that names an arm is no longer than this, in code points."""
OFTEN = 4
"""How often the size of each arm stands in a table, on average."""
COLUMN = 3
"""So many different numbers show an order."""
FALLING = 0.3
"""The share of numbers below the one before them from which they are in no order."""
AUTHORS = 24
"""So many code points before a number show authors or their year."""


def without_counts(blocks: Sequence[Block], marked: Sequence[Candidate]) -> list[Candidate]:
    """The candidates, those in tables doubted whose numbers come as counts or labels do.

    Args:
        blocks: the blocks of the document.
        marked: the marked candidates, in reading order.
    """
    kept = list(marked)
    runs = list(tables(blocks))
    if not runs:
        return kept
    tests = (
        (_could_be_low_note, _count_up, UNLIKELY, None),
        (_could_be_high_note, _count_on, UNLIKELY, None),
        (_could_number_columns, _count_up, UNLIKELY, None),
        (_could_be_count, _jump, UNLIKELY, SHORT),
        (_could_be_count, _repeat, UNLIKELY, LABEL),
        (_stands_alone, _are_in_no_order, HARDLY, None),
    )
    for could_count, counts, doubt, longest in tests:
        by_block: dict[int, list[Candidate]] = {}
        for found in kept:
            block = blocks[found.block]
            if block.kind is BlockKind.TABLE_CELL and could_count(found, block):
                by_block.setdefault(found.block, []).append(found)
        doubted: set[int] = set()
        for first, after in runs:
            short = [at for at in range(first, after) if longest is None or len(blocks[at].text.text) <= longest]
            if counts([found.ends[0] for at in short for found in by_block.get(at, ())]):
                doubted.update(short)
        kept = [
            found.doubted(doubt) if found.block in doubted and could_count(found, blocks[found.block]) else found
            for found in kept
        ]
    return kept


def _count_up(printed: Sequence[int]) -> bool:
    """Whether numbers ascend as notes do: from 1, with a gap at most where one is not seen."""
    numbers = list(dict.fromkeys(printed))
    return (
        len(numbers) > 1
        and numbers[0] == 1
        and numbers == sorted(numbers)
        and numbers[-1] <= len(numbers) + (len(numbers) > 3)
    )


def _count_on(printed: Sequence[int]) -> bool:
    """Whether numbers ascend from 1 past what most tables have, with few gaps."""
    numbers = list(dict.fromkeys(printed))
    return len(numbers) >= MANY and numbers[0] == 1 and numbers == sorted(numbers) and numbers[-1] <= 1.3 * len(numbers)


def _jump(printed: Sequence[int]) -> bool:
    """Whether numbers go up and down as counts of patients do; sources are listed in some order."""
    if len(printed) < MANY:
        return False
    return sum(second < first for first, second in pairwise(printed)) > FALLING * len(printed)


def _repeat(printed: Sequence[int]) -> bool:
    """Whether few numbers come again and again, as the sizes of the arms do in the heads of columns."""
    return len(printed) >= MANY and len(set(printed)) <= len(printed) / OFTEN


def _are_in_no_order(printed: Sequence[int]) -> bool:
    """Whether numbers do not ascend as sources do that are listed in a column of their own."""
    return len(set(printed)) < COLUMN or any(second < first for first, second in pairwise(printed))


def _could_be_low_note(found: Candidate, _block: Block) -> bool:
    return could_be_note(found)


def _could_be_high_note(found: Candidate, _block: Block) -> bool:
    return found.style in RAISED and len(found.ends) == 1


def _could_number_columns(found: Candidate, _block: Block) -> bool:
    """Whether it may number columns or rows: the models "(1)", "(2)", "(3)"."""
    return found.style is MarkerStyle.PARENTHESES and len(found.ends) == 1 and found.ends[0] <= MOST_NOTES


def _could_be_count(found: Candidate, block: Block) -> bool:
    """Whether it may say how many there are: "Bone (22)", "Liver (7)"; not after authors or their year."""
    before = block.text.text[max(0, found.stretch.start - AUTHORS) : found.stretch.start]
    return found.style is MarkerStyle.PARENTHESES and len(found.ends) == 1 and not SOURCE.search(before)


def _stands_alone(found: Candidate, block: Block) -> bool:
    """Whether a number is all that a cell holds: a source, or what belongs to the cell above it ("(2)" for an SD)."""
    return (
        found.style is MarkerStyle.PARENTHESES
        and len(found.ends) == 1
        and block.kind is BlockKind.TABLE_CELL
        and len(block.text.text) <= LABEL
        and block.text.text.strip() == found.text
    )
