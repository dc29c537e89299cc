"""Where within a run of digits a glued citation may begin, the first of them being a part of what stands before."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from refcheck.reading.glued_contexts import FILLS_A_GAP, LOOK_BACK, STATISTIC, WORD_BEFORE, YEAR

if TYPE_CHECKING:
    from collections.abc import Iterator

    from refcheck.reading.glued_words import Words

_YEAR_AND_MORE = re.compile(rf"(?<!\d){YEAR}(?=[1-9]\d{{0,2}}$)")
_YEAR_ALONE = re.compile(YEAR)
_DATED = re.compile(
    r"\b(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?"
    r"|dec(?:ember)?|spring|summer|autumn|fall|winter|early|late|mid|year|in|since|until|till|before|after|during|by)"
    r"\.?,?[\s-]$",
    re.IGNORECASE,
)
_DECIMAL_POINT = re.compile(r"(?:\d|(?:^|[\s(]))[.·]$")
_THOUSANDS = re.compile(r"(?<![\d.,])[1-9]\d{0,2}(?:,\d{3}){0,3},$")
_SPACED_THOUSANDS = re.compile(r"(?<![\d.,])[1-9]\d{0,2}(?:\s000){0,3}\s$")
_THOUSAND_AFTER = re.compile(r",\d{3}")
_FROM_YEAR = re.compile(rf"(?<!\d){YEAR}\s?[-–]$")
_INVERSE_UNIT = re.compile(
    r"(?:^|[^\w])(?:[munµμ]?g|kg|m[lL]|dL|L|[mnµμ]mol)[-‐−–]$|[·.⋅]\s?(?:[munµμ]?[mgsL]|d|day|h|min)[-‐−–]$"
)
_NUMBERED_OBJECT = re.compile(r"\b(?:[Tt]able|[Ff]ig(?:ure)?|Appendix|Box)\.?\s$")
_ROUND = frozenset({"000", "500"})
AFTER_DECIMAL = -0.45
"""What speaks for a citation in digits that are more than a number should have: the end of a sentence must, too."""
MOST_OBJECTS = 30
"""Hardly an article numbers its tables or figures higher."""
_PLACES = re.compile(r"(?<![\d.])\d{0,3}\.(\d{1,4})\s?(?:to|and|[-–])\s?\d{0,3}\.$")
_NUMBERED_WORD = re.compile(r"(?<![\w.,])([^\W\d_]\w{0,30})\s$")
# Things of which there are few.
_KIND = re.compile(
    r"(?:types?|class|grade|phase|stage|version|level|model|group|factor|domain|appendix)$", re.IGNORECASE
)
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
    if not before or len(run) < 2:
        return
    if run[0] in "12" and _INVERSE_UNIT.search(before):
        if run[1] != "0" and len(run) < 5:
            yield start + 1, -0.3  # "g·kg-1·d-18"
    elif before[-1].isalpha() or (before[-1] in "-‐" and not _FROM_YEAR.search(before)):
        yield from _after_name(before, start, run, words)
    elif STATISTIC.search(before):
        yield from _ends_of(start, run, most=3, weight=FILLS_A_GAP)  # "p < 0.0558"
    else:
        yield from _in_number(text, start, end, words)


def _in_number(text: str, start: int, end: int, words: Words) -> Iterator[tuple[int, float]]:
    """Citations after the first digits of a run that is a number of its own."""
    before, run = text[max(0, start - LOOK_BACK) : start], text[start:end]
    if (before[-1].isspace() or before[-1] == "(" or _FROM_YEAR.search(before)) and (year := _YEAR_AND_MORE.match(run)):
        yield start + year.end(), -0.3  # "in 200425", "in 2003–200425"
    elif len(run) > 3 and (_THOUSANDS.search(before) or (run[:3] == "000" and _SPACED_THOUSANDS.search(before))):
        if run[3] != "0" and len(run) < 7:
            yield start + 3, 0.3 if run[:3] in _ROUND else AFTER_DECIMAL  # "10 of 100,00042"
    elif _THOUSAND_AFTER.match(text, end) or (_YEAR_ALONE.fullmatch(run) and _DATED.search(before)):
        return  # "10,000", "in March 2016"
    elif _NUMBERED_OBJECT.search(before) and len(run) < 5:
        if int(run) > MOST_OBJECTS and run[1] != "0":
            yield start + 1, -0.3  # "in Table 212"
    # "of 0.9712", "from 0 to 10519": only what is the next new number is believed.
    elif _DECIMAL_POINT.search(before):
        places = _PLACES.search(before)
        if places and len(places[1]) < len(run) < len(places[1]) + 4 and run[len(places[1])] != "0":
            yield start + len(places[1]), AFTER_DECIMAL  # "from 0.61 to 0.8916"
        yield from _ends_of(start, run, most=4, weight=-1.3)
    elif _NUMBER.search(before + run[0]):
        yield from _after_numbered(before, start, run, words)
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


def _after_numbered(before: str, start: int, run: str, words: Words) -> Iterator[tuple[int, float]]:
    """Citations after a number that the word before it has elsewhere: "diabetes of type 217", "Trial 486"."""
    word = _NUMBERED_WORD.search(before)
    if word is None:
        return
    is_acronym, is_kind = word[1].isupper() and len(word[1]) > 1, _KIND.match(word[1])
    numbers = words.numbers_of(word[1])
    for length in range(1, min(4, len(run))):
        alone = numbers[run[:length]]
        is_name = is_acronym and length > 1 and alone > 0
        if (
            run[length] != "0"
            and len(run) - length <= 3
            and (is_name or (is_kind and alone > max(2, 2 * numbers[run])))
        ):
            yield start + length, -0.2 if is_name else -0.4


def _ends_of(start: int, run: str, *, most: int, weight: float) -> Iterator[tuple[int, float]]:
    """Citations after a decimal number, which likeliest has two places."""
    for length in range(1, min(most + 1, len(run))):
        if run[length] != "0" and len(run) - length <= 3:
            yield start + length, weight - 0.6 * (length != 2)
