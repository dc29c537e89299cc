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
from refcheck.reading.candidates import MOST_NOTES
from refcheck.reading.contexts import LOOK_BACK, UNLIKELY
from refcheck.reading.marks import RAISED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from refcheck.reading.blocks import Block
    from refcheck.reading.candidates import Candidate

REACH = 12
"""How many paragraphs below a table may be its notes."""
MANY = 8
"""From so many numbers in parentheses on their order tells counts from sources."""
SHORT = 90
"""A cell that counts or calls a note is no longer than this, in code points; what cites may be a sentence."""
LONGEST = 600
"""Few notes of tables are longer than this, in code points."""
CAPTION = 3
"""Over how many paragraphs a caption may run: its label, its title, its legend."""

FALLING = 0.3
"""The share of numbers below the one before them from which they are in no order."""

_PLAIN_LABEL = re.compile(r"\s*([1-9]\d?)\)\s?[^\W\d]")
_UNICODE_LABEL = re.compile(r"\s*([¹²³⁴-⁹][⁰¹²³⁴-⁹]?)\)?\s?[^\W\d]")
_RAISED_LABEL = re.compile(r"\s*\(?([1-9]\d?)[).:]?\s*")
_OPENS = re.compile(r"^\s*$|[\n.;:,]\s+$")
_CAPTION = re.compile(r"\W*(?:supplementary\s)?table\b", re.IGNORECASE)
_SOURCE = re.compile(r"\b(?:et al|and colleagues)\.?,?\s?$|(?:&|\band)\s[A-Z][\w'’-]+$|\b(?:19|20)\d\d\)?$")
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
    kept = _doubted_alone(blocks, kept)
    tests = (
        (_could_be_note, _count_up),
        (_could_be_high_note, _count_on),
        (_could_number_columns, _count_up),
        (_could_be_count, _jump),
    )
    for could_count, counts in tests:
        by_block: dict[int, list[Candidate]] = {}
        for found in kept:
            if could_count(found):
                by_block.setdefault(found.block, []).append(found)
        doubted: set[int] = set()
        for first, after in _tables(blocks):
            short = [at for at in range(first, after) if counts is not _jump or len(blocks[at].text.text) <= SHORT]
            if counts([found.ends[0] for at in short for found in by_block.get(at, ())]):
                doubted.update(short)
        kept = [
            replace(found, doubt=max(found.doubt, UNLIKELY)) if found.block in doubted and could_count(found) else found
            for found in kept
        ]
    return kept


def _doubted_alone(blocks: Sequence[Block], marked: Sequence[Candidate]) -> list[Candidate]:
    """The candidates, low raised numbers doubted in tables that cite nothing higher, but for those after names."""
    raised = [found for found in marked if found.style in RAISED]
    if not any(max(found.ends) > MOST_NOTES for found in raised):
        return list(marked)
    tables = {index: first for first, after in _tables(blocks) for index in range(_caption(blocks, first), after)}
    low: dict[int, set[int]] = {}
    citing: set[int] = set()
    for found in raised:
        table = tables.get(found.block)
        if table is not None and _could_be_note(found):
            low.setdefault(table, set()).update(found.ends)
        elif table is not None and not found.doubt:
            citing.add(table)

    def is_doubted(found: Candidate) -> bool:
        table = tables.get(found.block)
        text = blocks[found.block].text.text
        return (
            table is not None
            and table not in citing
            and _could_be_note(found)
            and max(found.ends) <= len(low[table]) + 1  # notes count from 1: no eighth without others
            and (len(text) <= SHORT or blocks[found.block].kind is not BlockKind.TABLE_CELL)
            and not _SOURCE.search(text[: found.stretch.start][-LOOK_BACK:])
        )

    return [replace(each, doubt=max(each.doubt, UNLIKELY)) if is_doubted(each) else each for each in marked]


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


def _could_be_note(found: Candidate) -> bool:
    return found.style in RAISED and max(found.ends) <= MOST_NOTES


def _could_be_high_note(found: Candidate) -> bool:
    return found.style in RAISED and len(found.ends) == 1


def _could_number_columns(found: Candidate) -> bool:
    """Whether it may number columns or rows: the models "(1)", "(2)", "(3)"."""
    return found.style is MarkerStyle.PARENTHESES and len(found.ends) == 1 and found.ends[0] <= MOST_NOTES


def _could_be_count(found: Candidate) -> bool:
    """Whether it may say how many there are: "Bone (22)", "Liver (7)"."""
    return found.style is MarkerStyle.PARENTHESES and len(found.ends) == 1


def table_notes(blocks: Sequence[Block]) -> dict[int, frozenset[int]]:
    """The numbers that tables explain themselves, for the index of each block in which they are no citations.

    Args:
        blocks: the blocks of a document.
    """
    found: dict[int, frozenset[int]] = {}
    for first, after in _tables(blocks):
        highest, last, top = 0, after, _caption(blocks, first)
        for index in range(top, min(len(blocks), after + REACH)):
            if index >= after and blocks[index].kind in {BlockKind.HEADING, BlockKind.TABLE_CELL}:
                break
            for number in _labels(blocks[index], highest):
                highest, last = number, max(last, index + 1)
        if highest:
            numbers = frozenset(range(1, highest + 1))
            found.update(dict.fromkeys(range(top, last), numbers))
    return found


def _caption(blocks: Sequence[Block], first: int) -> int:
    """Where the caption of the table begins whose first cell is given: there, if it has none."""
    for index in range(first - 1, max(-1, first - 1 - CAPTION), -1):
        block = blocks[index]
        if block.kind in {BlockKind.HEADING, BlockKind.TABLE_CELL} or len(block.text.text) > LONGEST:
            break
        if _CAPTION.match(block.text.text):
            return index
    return first


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


def _labels(block: Block, last: int) -> Sequence[int]:
    """The numbers that label notes in a block, each one more than the last; a long text is no single note."""
    text = block.text.text
    plain = _PLAIN_LABEL.match(text) or _UNICODE_LABEL.match(text)
    if plain:
        number = int(plain[1].translate(_DIGITS))
        return [number] if number == last + 1 and len(text) <= LONGEST else []
    labels: list[int] = []
    for mark in block.markup:
        label = _RAISED_LABEL.fullmatch(text, mark.content.start, mark.content.end)
        opens = _OPENS.search(text[max(0, mark.content.start - 3) : mark.content.start])
        if mark.style in RAISED and opens and label and text[mark.content.end :].strip():
            if int(label[1]) != last + 1:
                break
            last += 1
            labels.append(last)
    return labels if len(labels) > 1 or len(text) <= LONGEST else []
