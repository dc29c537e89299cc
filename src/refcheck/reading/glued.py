"""Digits glued to the word or stop they follow: superscripts that lost their mark-up (``metastases.1,2``).

Here only what stands around a number is judged, one number at a time. Which of the candidates are citations is
decided by how they follow each other (`sequence`).
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from refcheck.reading.blocks import BlockKind
from refcheck.reading.candidates import MOST_NOTES, ends
from refcheck.reading.contexts import is_byline
from refcheck.reading.digit_runs import readings, runs_of_digits
from refcheck.reading.glued_contexts import FILLS_A_GAP, LOOK_BACK, YEAR, Weighed, weigh
from refcheck.reading.glued_within import inner_starts
from refcheck.reading.glued_words import Words
from refcheck.reading.sequence import Reading, Uncertain
from refcheck.reading.table_notes import table_notes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from refcheck.reading.blocks import Block
    from refcheck.source import Span

MOST_SPLIT = 5_000
"""How many runs of digits of one document are taken apart; far more than any article has."""

MOST_RUNS = 100_000
"""How many runs of digits of one document are looked at; what has more is a table of data. The largest of 1,328
published articles have 6,200."""

NEAR = 12
"""How far apart two names of a series stand, in code points."""
NUMBERED = 2.0
"""What it costs that the word before a number is numbered so elsewhere."""
LISTED = 0.0
"""The least weight of a list of numbers, whatever the word before it."""
FAR_FETCHED = 1.0
"""The cost from which a reading is not tried in a table."""
_YEAR = re.compile(YEAR)
_LAST_PART = re.compile(r"[^\W\d_]\w*$")


@dataclass(frozen=True, slots=True)
class _Found:
    """A run of digits: how it reads as a whole, and with its first digits left to the word or number before it.

    Attributes:
        whole: the whole run, if it can be a citation.
        name: what the run and the word before it would be called, if they are one name ("HER2"); else empty.
        inner: readings of its end, their weight taken off as a cost.
        in_cell: whether it stands in a cell of a table.
    """

    whole: Uncertain | None
    name: str
    inner: tuple[Reading, ...]
    in_cell: bool = False


def glued_candidates(blocks: Sequence[Block], taken: Mapping[int, Sequence[Span]]) -> list[Uncertain]:
    """The glued digits of a document that could be citations, in order.

    Args:
        blocks: the blocks of the document.
        taken: what of its blocks is a citation already, by their indices.
    """
    words = Words(block.text.text for block in blocks)
    found: list[tuple[int, int, _Found]] = []
    allowance = iter(range(MOST_RUNS))
    for index, block in enumerate(blocks):
        runs = [run for run, _ in zip(runs_of_digits(block, taken.get(index, ())), allowance, strict=False)]
        here = list(_in_block(block, index, words, runs, splits=len(found) < MOST_SPLIT))
        if len(here) > 1 and is_byline(re.sub(r"\d[\d,]*", " ", block.text.text[:2000]), len(here)):
            continue
        found += here
    found = list(_without_notes(blocks, found))
    judged = _without_names(found, words)
    out = []
    for (index, start, each), whole in zip(found, judged, strict=True):
        if whole is None and not each.inner:
            continue
        if whole is None:
            out.append(Uncertain(index, start, 0.0, each.inner))
        else:
            inner = [replace(reading, cost=reading.cost + whole.weight) for reading in each.inner]
            out.append(replace(whole, readings=(*whole.readings, *inner)))
    return out


def _of_series(found: Sequence[tuple[int, int, _Found]]) -> Iterator[str]:
    """Names that stand beside the same word with another number: "HPV16, HPV18", "the sham1 and sham2 points"."""
    named = [(index, start, each.name) for index, start, each in found if each.name]
    for (block, start, name), (next_block, next_start, other) in pairwise(named):
        is_near = block == next_block and next_start - start <= NEAR + len(other)
        if is_near and name != other and _last_part(name) == _last_part(other):
            yield from (name, other)


def _last_part(name: str) -> str:
    return re.split(r"[-‐/.]", _stem(name))[-1]


def _without_names(located: Sequence[tuple[int, int, _Found]], words: Words) -> Iterator[Uncertain | None]:
    """The whole runs, those left out that are a part of a name."""
    found = [each for _, _, each in located]
    repeated = Counter(each.name for each in found if each.name)
    stems = Counter(_stem(each.name) for each in found if each.name)
    kinds = Counter(map(_stem, repeated))
    series = set(_of_series(located))
    for each in found:
        whole, name = each.whole, each.name
        if whole is None or not name or (name not in series and whole.weight > 0.0 and name[0].isupper()):
            yield whole
            continue
        if name in series:
            yield replace(whole, weight=min(whole.weight, FILLS_A_GAP))
            continue
        alone = words.alone(_stem(name))
        # What numbers the kinds of a thing mostly has one digit ("IgG4", "CTV1").
        single = len(name) - len(_stem(name)) == 1 and len(whole.readings[0].items) == 1
        if alone >= (2 if repeated[name] < 3 else (3 if single else 1) * repeated[name]):
            # A word that mostly stands alone ("PANSS"), unless it is numbered often, too ("GDM1", "GDM2").
            often = repeated[name] > 1 and stems[_stem(name)] > max(3, alone // (6 if single else 3))
            often = often and (single or kinds[_stem(name)] > 2)
            kind = single and stems[_stem(name)] > 1 and not name[0].islower()
            least = -1.2 if often or each.in_cell else -0.6 if kind else -0.3
            yield replace(whole, weight=max(whole.weight, least) if whole.weight > -2.0 else whole.weight)
        elif repeated[name] == 1 and stems[_stem(name)] <= alone + 1:
            yield replace(whole, weight=whole.weight - (0.0 if alone else 0.6))
        elif repeated[name] < 3:
            yield replace(whole, weight=min(whole.weight, FILLS_A_GAP))
        else:
            yield None  # What is written with a number again and again is a name (HER2, sham1 and sham2).


def _is_numbered(text: str, start: int, digits: str, words: Words) -> bool:
    """Whether the document has this word and number with white space or a hyphen between them, too ("Domain 3")."""
    word = _LAST_PART.search(text, max(0, start - LOOK_BACK), start)
    return word is not None and digits in words.numbers_of(word[0])


def _stem(name: str) -> str:
    return name.rstrip("0123456789")


def _in_cell(weighed: Weighed) -> Weighed | None:
    """A number in a table is mostly a measure, so its surroundings must speak clearly."""
    return None if weighed.is_loose or weighed.weight < -1.2 else weighed


def _listed(text: str, reading: Reading, weight: float) -> Reading:
    """A reading, its word forgiven where several numbers ascend: a name has one ("TLR7"; but "LDL25,26")."""
    numbers = ends(reading.items)
    is_list = len(reading.items) > 1 and not reading.is_split and "," in text[reading.start : reading.end]
    if not is_list or reading.is_spaced or " " in text[reading.start : reading.end] or list(numbers) != sorted(numbers):
        return reading
    return replace(reading, cost=reading.cost + min(0.0, weight - LISTED))


def _is_measure(before: str, digits: str) -> bool:
    """Whether digits in a cell are a measure with all of their places, and no year with more behind it."""
    return before in ".,·" or (before.isspace() and not _YEAR.match(digits))


def _in_a_table(ways: Sequence[Reading]) -> Iterator[Reading]:
    """The readings that can be one in a table: not taken apart, not out of a decimal."""
    for reading in ways:
        if not reading.is_split and reading.cost < FAR_FETCHED:
            yield reading


def _without_notes(
    blocks: Sequence[Block], found: Sequence[tuple[int, int, _Found]]
) -> Iterator[tuple[int, int, _Found]]:
    """Take out the small numbers of a table that count from 1, or that are explained below it: they lead to notes."""
    noted = table_notes(blocks, glued=True)
    small: dict[int, set[int]] = {}
    tables = _tables_of(blocks)
    for index, _, each in found:
        if index in tables and each.whole and _is_small(each.whole):
            small.setdefault(tables[index], set()).add(each.whole.readings[0].items[0].first)
    for index, start, each in found:
        counted = index in tables and 1 in small.get(tables[index], ())
        counted = counted or (each.whole is not None and noted.get(index, frozenset()).issuperset(_ends(each.whole)))
        if not (counted and each.whole and _is_small(each.whole)):
            yield index, start, each


def _tables_of(blocks: Sequence[Block]) -> dict[int, int]:
    """For each cell the first cell of its table."""
    tables: dict[int, int] = {}
    for index, block in enumerate(blocks):
        if block.kind is BlockKind.TABLE_CELL:
            tables[index] = tables.get(index - 1, index)
    return tables


def _ends(whole: Uncertain) -> tuple[int, ...]:
    return ends(whole.readings[0].items)


def _is_small(whole: Uncertain) -> bool:
    return all(item.last <= MOST_NOTES for item in whole.readings[0].items)


def _in_block(
    block: Block, index: int, words: Words, runs: Sequence[re.Match[str]], *, splits: bool
) -> Iterator[tuple[int, int, _Found]]:
    text = block.text.text
    read_to = count = 0
    for digits in runs:
        start, at = digits.span()
        if start < read_to:
            continue
        splits = splits and count < MOST_SPLIT
        is_measure = block.kind is BlockKind.TABLE_CELL and _is_measure(text[start - 1], digits[0])
        inner = tuple(
            replace(reading, cost=reading.cost - weight)
            for begin, weight in (inner_starts(text, start, at, words) if splits and not is_measure else ())
            for reading in readings(text, begin)
        )
        whole, name = None, ""
        weighed = weigh(text, start)
        if weighed and weighed.weight > FILLS_A_GAP and _is_numbered(text, start, digits[0], words):
            weighed = replace(weighed, weight=max(FILLS_A_GAP, weighed.weight - NUMBERED), name="")
        if block.kind is BlockKind.TABLE_CELL:
            inner = tuple(_in_a_table(inner))
            weighed = weighed and _in_cell(weighed)
        if weighed:
            ways = tuple(readings(text, start, is_loose=weighed.is_loose, splits=splits))
            if block.kind is BlockKind.TABLE_CELL:
                ways = tuple(_in_a_table(ways))
            if ways:
                name = weighed.name and weighed.name + digits[0]
                if name:
                    ways = tuple(_listed(text, reading, weighed.weight) for reading in ways)
                whole = Uncertain(index, start, weighed.weight, ways, weighed.is_loose)
        if whole or inner:
            count += 1
            yield index, start, _Found(whole, name, inner, block.kind is BlockKind.TABLE_CELL)
            read_to = max(reading.end for reading in (whole.readings[:1] if whole else inner))
