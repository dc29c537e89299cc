"""The notes of tables: raised numbers in cells that the lines below the table explain, and that are no citations.

"OR (95% CI)¹" in a cell and "¹ Adjusted for age" below it belong together, whatever the article's citations look like.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

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
SHORT = 90
"""A cell that counts or calls a note is no longer than this, in code points; what cites may be a sentence."""
LONGEST = 600
"""Few notes of tables are longer than this, in code points."""
CAPTION = 3
"""Over how many paragraphs a caption may run: its label, its title, its legend."""

_PLAIN_LABEL = re.compile(r"\s*([1-9]\d?)\)\s?[^\W\d]")
_FLATTENED_LABEL = re.compile(r"(?:^\s*|[.;]\s{1,2})([1-9])(?:[.:]?\s(?!\d\b)|(?=[^\W\d_]))")
_UNICODE_LABEL = re.compile(r"\s*([¹²³⁴-⁹][⁰¹²³⁴-⁹]?)\)?\s?[^\W\d]")
_RAISED_LABEL = re.compile(r"\s*\(?([1-9]\d?)[).:]?\s*")
_OPENS = re.compile(r"^\s*$|[\n.;:,]\s+$")
_CAPTION = re.compile(r"\W*(?:supplementary\s)?table\b", re.IGNORECASE)
SOURCE = re.compile(r"\b(?:al|and colleagues)\.?,?\s?$|(?:&|\band)\s[A-Z][\w'’-]+$|\b(?:18|19|20)\d\d\)?\s?$")
"""What ends before a number that is a source: authors, or their year."""
_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_NONE: frozenset[int] = frozenset()


def without_notes(blocks: Sequence[Block], marked: Sequence[Candidate]) -> list[Candidate]:
    """The candidates without those that lead to the notes of a table.

    Low numbers in a table that cites nothing higher are only doubted.

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
    return _doubted_alone(blocks, kept)


def _doubted_alone(blocks: Sequence[Block], marked: Sequence[Candidate]) -> list[Candidate]:
    """The candidates, low raised numbers doubted in tables that cite nothing higher, but for those after names."""
    raised = [found for found in marked if found.style in RAISED]
    if not any(max(found.ends) > MOST_NOTES for found in raised):
        return list(marked)
    table_of = {index: first for first, after in tables(blocks) for index in range(_caption(blocks, first), after)}
    low: dict[int, set[int]] = {}
    citing: set[int] = set()
    for found in raised:
        table = table_of.get(found.block)
        if table is not None and could_be_note(found):
            low.setdefault(table, set()).update(found.ends)
        elif table is not None and not found.doubt:
            citing.add(table)

    def is_doubted(found: Candidate) -> bool:
        table = table_of.get(found.block)
        text = blocks[found.block].text.text
        return (
            table is not None
            and table not in citing
            and could_be_note(found)
            and max(found.ends) <= len(low[table]) + 1  # notes count from 1: no eighth without others
            and (len(text) <= SHORT or blocks[found.block].kind is not BlockKind.TABLE_CELL)
            and not SOURCE.search(text[max(0, found.stretch.start - LOOK_BACK) : found.stretch.start])
        )

    return [each.doubted(UNLIKELY) if is_doubted(each) else each for each in marked]


def could_be_note(found: Candidate) -> bool:
    """Whether a raised number is as low as those that call notes."""
    return found.style in RAISED and max(found.ends) <= MOST_NOTES


def table_notes(blocks: Sequence[Block], *, glued: bool = False) -> dict[int, frozenset[int]]:
    """The numbers that tables explain themselves, for the index of each block in which they are no citations.

    Args:
        blocks: the blocks of a document.
        glued: whether the raised numbers of the document were flattened, those of its notes, too.
    """
    found: dict[int, frozenset[int]] = {}
    for first, after in _pasted_tables(blocks) if glued else tables(blocks):
        highest, last, top = 0, after, _caption(blocks, first)
        for index in range(top, min(len(blocks), after + REACH)):
            if index >= after and blocks[index].kind in {BlockKind.HEADING, BlockKind.TABLE_CELL}:
                break
            flat = _flattened(blocks[index], highest) if glued and index >= after else ()
            for number in flat or _labels(blocks[index], highest):
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


def tables(blocks: Sequence[Block]) -> Iterator[tuple[int, int]]:
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


def _pasted_tables(blocks: Sequence[Block]) -> Iterator[tuple[int, int]]:
    """Where tables begin and end, in which a row that holds one cell is a line of its own."""
    begun: tuple[int, int] | None = None
    for first, after in tables(blocks):
        goes_on = begun and first == begun[1] + 1 and len(blocks[begun[1]].text.text) <= SHORT
        if begun and not goes_on:
            yield begun
        begun = (begun[0], after) if begun and goes_on else (first, after)
    if begun:
        yield begun


def _flattened(block: Block, last: int) -> Sequence[int]:
    """The numbers that open the notes in a block, one after the other: "1Adjusted for age; 2 prices of 2006"."""
    text = block.text.text
    labels: list[int] = []
    for found in _FLATTENED_LABEL.finditer(text):
        if int(found[1]) == last + 1:
            last += 1
            labels.append(last)
    return labels if len(labels) > 1 or (_FLATTENED_LABEL.match(text) and len(text) <= LONGEST) else []


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
