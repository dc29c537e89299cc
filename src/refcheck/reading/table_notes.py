"""The notes of tables: raised numbers in cells that the lines below the table explain, and that are no citations.

"OR (95% CI)¹" in a cell and "¹ Adjusted for age" below it belong together, whatever the article's citations look like.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from refcheck.article import MarkerStyle
from refcheck.reading.blocks import BlockKind
from refcheck.reading.contexts import HARDLY, UNLIKELY
from refcheck.reading.marks import RAISED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from refcheck.reading.blocks import Block
    from refcheck.reading.candidates import Candidate

MOST_NOTES = 9
"""Few tables have more numbered notes."""
REACH = 12
"""How many paragraphs below a table may be its notes."""
MANY = 8
"""From so many numbers in parentheses on their order tells counts from sources."""
SHORT = 90
"""A cell that counts is no longer than this, in code points; what cites may be a sentence."""
LABEL = 25
"""The head of a column that names an arm is no longer than this."""
OFTEN = 4
"""How often the size of each arm stands in a table, on average."""
COLUMN = 3
"""So many different numbers show an order."""
LONGEST = 600
"""Few notes of tables are longer than this, in code points."""

FALLING = 0.3
"""The share of numbers below the one before them from which they are in no order."""

_SOURCE = re.compile(r"(?:\bal\.?,?|(?:18|19|20)\d\d\)?)\s?$")
_PLAIN_LABEL = re.compile(r"\s*([1-9]\d?)\)\s?[^\W\d]")
_UNICODE_LABEL = re.compile(r"\s*([¹²³⁴-⁹][⁰¹²³⁴-⁹]?)\)?\s?[^\W\d]")
_RAISED_LABEL = re.compile(r"\s*\(?([1-9]\d?)[).:]?\s*")
_CAPTION = re.compile(r"\W*(?:supplementary\s)?table\b", re.IGNORECASE)
_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


_NONE: frozenset[int] = frozenset()


def without_notes(blocks: Sequence[Block], marked: Sequence[Candidate]) -> list[Candidate]:
    """The candidates without those that lead to the notes of a table.

    In a table whose notes are not found, numbers that count 1, 2, 3 as they appear are only doubted.

    Args:
        blocks: the blocks of the document.
        marked: the marked candidates, in reading order.
    """
    noted = table_notes(blocks)
    kept = [
        found
        for found in marked
        if found.style not in RAISED or not noted.get(found.block, _NONE).issuperset(found.ends)
    ]
    tests = (
        (_could_be_note, _count_up, UNLIKELY, None),
        (_could_number_columns, _count_up, UNLIKELY, None),
        (_could_be_count, _jump, UNLIKELY, SHORT),
        (_could_be_count, _repeat, UNLIKELY, LABEL),
        (_stands_alone, _are_in_no_order, HARDLY, None),
    )
    for could_count, counts, doubt, longest in tests:
        by_block: dict[int, list[Candidate]] = {}
        for found in kept:
            if could_count(found, blocks[found.block]):
                by_block.setdefault(found.block, []).append(found)
        doubted: set[int] = set()
        for first, after in _tables(blocks):
            short = [at for at in range(first, after) if longest is None or len(blocks[at].text.text) <= longest]
            if counts([found.ends[0] for at in short for found in by_block.get(at, ())]):
                doubted.update(short)
        kept = [
            replace(found, doubt=max(found.doubt, doubt))
            if found.block in doubted and could_count(found, blocks[found.block])
            else found
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


def _could_be_note(found: Candidate, _block: Block) -> bool:
    return found.style in RAISED and max(found.ends) <= MOST_NOTES


def _could_number_columns(found: Candidate, _block: Block) -> bool:
    """Whether it may number columns or rows: the models "(1)", "(2)", "(3)"."""
    return found.style is MarkerStyle.PARENTHESES and len(found.ends) == 1 and found.ends[0] <= MOST_NOTES


def _could_be_count(found: Candidate, block: Block) -> bool:
    """Whether it may say how many there are: "Bone (22)", "Liver (7)"; not after authors or their year."""
    before = block.text.text[max(0, found.stretch.start - 8) : found.stretch.start]
    return found.style is MarkerStyle.PARENTHESES and len(found.ends) == 1 and not _SOURCE.search(before)


def _stands_alone(found: Candidate, block: Block) -> bool:
    """Whether a number is all that a cell holds: a source, or what belongs to the cell above it ("(2)" for an SD)."""
    return (
        found.style is MarkerStyle.PARENTHESES
        and len(found.ends) == 1
        and block.kind is BlockKind.TABLE_CELL
        and len(block.text.text) <= LABEL
        and block.text.text.strip() == found.text
    )


def table_notes(blocks: Sequence[Block]) -> dict[int, frozenset[int]]:
    """The numbers that tables explain themselves, for the index of each block in which they are no citations.

    Args:
        blocks: the blocks of a document.
    """
    found: dict[int, frozenset[int]] = {}
    for first, after in _tables(blocks):
        highest, last = 0, after
        for index in range(first, min(len(blocks), after + REACH)):
            if index >= after and blocks[index].kind in {BlockKind.HEADING, BlockKind.TABLE_CELL}:
                break
            for number in _labels(blocks[index], highest):
                highest, last = number, max(last, index + 1)
        captioned = first > 0 and _CAPTION.match(blocks[first - 1].text.text) is not None
        if highest:
            numbers = frozenset(range(1, highest + 1))
            found.update(dict.fromkeys(range(first - captioned, last), numbers))
    return found


def _tables(blocks: Sequence[Block]) -> Iterator[tuple[int, int]]:
    """Where runs of cells begin, and end."""
    first: int | None = None
    for index, block in enumerate(blocks):
        if block.kind is BlockKind.TABLE_CELL:
            first = index if first is None else first
        elif first is not None:
            yield first, index
            first = None
    if first is not None:
        yield first, len(blocks)


def _labels(block: Block, last: int) -> Iterator[int]:
    """The numbers that label notes in a block, each one more than the last."""
    text = block.text.text
    if len(text) > LONGEST:
        return
    plain = _PLAIN_LABEL.match(text) or _UNICODE_LABEL.match(text)
    if plain:
        number = int(plain[1].translate(_DIGITS))
        if number == last + 1:
            yield number
        return
    for mark in block.markup:
        label = _RAISED_LABEL.fullmatch(text, mark.content.start, mark.content.end)
        opens_line = not text[: mark.content.start].rpartition("\n")[2].strip()
        if mark.style in RAISED and opens_line and label and text[mark.content.end :].strip():
            if int(label[1]) != last + 1:
                return
            last += 1
            yield last
