"""Where within a run of digits a glued citation may begin, the first of them being a part of what stands before."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from refcheck.reading.glued_contexts import FILLS_A_GAP, LOOK_BACK, STATISTIC, WORD_BEFORE, YEAR

if TYPE_CHECKING:
    from collections.abc import Iterator

    from refcheck.reading.glued_words import Words

_YEAR_AND_MORE = re.compile(rf"(?<!\d){YEAR}(?=[1-9]\d{{0,2}}$)")
_DECIMAL_POINT = re.compile(r"(?:\d|(?:^|[\s(]))[.·]$")
_NUMBER = re.compile(r"(?<![\w.,·/:])(?:[$£€]?\d{1,3}(?:,\d{3})*)$")
_ACRONYM = re.compile(r"[A-Z]{2}[-‐]?$|[A-Z][α-ω]$")


def inner_starts(text: str, start: int, end: int, words: Words) -> Iterator[tuple[int, float]]:
    """Where within a run of digits a citation may begin, its first digits being a part of what stands before.

    Args:
        text: the block.
        start: where the run begins.
        end: where it ends.
        words: the words of the document.

    Yields:
        The offset, and how much speaks for a citation there.
    """
    before = text[max(0, start - LOOK_BACK) : start]
    run = text[start:end]
    if not before:
        return
    if before[-1].isalpha() or before[-1] in "-‐":
        yield from _after_name(before, start, run, words)
    elif STATISTIC.search(before):
        yield from _ends_of(start, run, most=3, weight=FILLS_A_GAP)  # "p < 0.0558"
    elif (before[-1].isspace() or before[-1] == "(") and (year := _YEAR_AND_MORE.match(run)):
        yield start + year.end(), -0.3  # "in 200425"
    # "of 0.9712", "from 0 to 10519": only what is the next new number is believed.
    elif _DECIMAL_POINT.search(before):
        yield from _ends_of(start, run, most=4, weight=-1.3)
    elif _NUMBER.search(before + run[0]):
        for length in range(1, min(4, len(run) - 1)):
            if run[length] != "0" and len(run) - length <= 3:
                yield start + length, -1.8


def _after_name(before: str, start: int, run: str, words: Words) -> Iterator[tuple[int, float]]:
    """Citations within the digits after a name: "IL-622", where "IL-6" stands elsewhere; but not of "IL-17"."""
    word = WORD_BEFORE.search(before.rstrip("-‐"))
    stem = before[word.start() :] if word else ""
    for length in range(1, min(3, len(run))):
        if run[length] == "0":
            continue
        known = words.count(stem + run[:length]) if len(stem.rstrip("-‐")) > 1 else 0
        if known and words.count(stem + run) < 2:
            yield start + length, -0.5 if len(run) < 3 else 0.3 if known > 1 else -0.2
        elif not known and _ACRONYM.search(stem):
            yield start + length, FILLS_A_GAP  # "CXCL1278"


def _ends_of(start: int, run: str, *, most: int, weight: float) -> Iterator[tuple[int, float]]:
    """Citations after a decimal number, which likeliest has two places."""
    for length in range(1, min(most + 1, len(run))):
        if run[length] != "0" and len(run) - length <= 3:
            yield start + length, weight - 0.6 * (length != 2)
