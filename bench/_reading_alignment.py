"""Which group that was read is which group that is printed."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bench._render import Expected


def letters(text: str) -> str:
    """The letters and digits of a text, in one form."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text)).casefold()


_ENUMERATOR = re.compile(r"^\W*(?:(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]|\d{1,2}|[a-z])\s+")


def same_sentence(one: str, other: str) -> bool:
    """Whether two sentences are the same but for white space, punctuation, and the label of an item or a note."""
    return letters(_ENUMERATOR.sub("", one)) == letters(_ENUMERATOR.sub("", other))


@dataclass(frozen=True)
class Read:
    """A group as it was read: its numbers and its sentence."""

    numbers: tuple[int, ...]
    sentence: str


def align(true: Sequence[Expected], read: Sequence[Read]) -> list[tuple[int, int]]:
    """Pairs of indices that agree in their numbers, in order, as many as possible, then as many claims as possible."""
    start = 0
    while start < min(len(true), len(read)) and _agree(true[start], read[start]) > 1:
        start += 1
    ends = 0
    while ends < min(len(true), len(read)) - start and _agree(true[-1 - ends], read[-1 - ends]) > 1:
        ends += 1
    middle = _align(true[start : len(true) - ends], read[start : len(read) - ends])
    pairs = [(at, at) for at in range(start)] + [(start + a, start + b) for a, b in middle]
    return pairs + [(len(true) - at, len(read) - at) for at in range(ends, 0, -1)]


def _agree(true: Expected, read: Read) -> float:
    if true.numbers != read.numbers:
        return 0.0
    return 1.001 if same_sentence(true.sentence, read.sentence) else 1.0


def _align(true: Sequence[Expected], read: Sequence[Read]) -> list[tuple[int, int]]:
    table = [[0.0] * (len(read) + 1) for _ in range(len(true) + 1)]
    for a in range(len(true) - 1, -1, -1):
        row, below = table[a], table[a + 1]
        for b in range(len(read) - 1, -1, -1):
            best = max(below[b], row[b + 1])
            if true[a].numbers == read[b].numbers:
                best = max(best, below[b + 1] + _agree(true[a], read[b]))
            row[b] = best
    pairs = []
    a = b = 0
    while a < len(true) and b < len(read):
        here = _agree(true[a], read[b])
        if here and abs(table[a][b] - (table[a + 1][b + 1] + here)) < 1e-9:
            pairs.append((a, b))
            a, b = a + 1, b + 1
        elif table[a + 1][b] >= table[a][b + 1]:
            a += 1
        else:
            b += 1
    return pairs
