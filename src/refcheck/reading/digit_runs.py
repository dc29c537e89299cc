"""The ways to read a run of digits that stands where a citation may: ``1,2``, ``3-5``, ``678`` as 6, 7 and 8."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from refcheck.reading.agreement import overlaps_one
from refcheck.reading.citation_markers import DASHES, parse_numbers
from refcheck.reading.sequence import Reading
from refcheck.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from refcheck.article import NumberRange
    from refcheck.reading.blocks import Block

LONGEST_SPLIT = 16
"""The longest run of digits that is taken apart into several numbers (``678``), in digits."""
MOST_READINGS = 24
"""How many ways of reading one run of digits are tried."""

_DIGITS = re.compile(rf"\d{{1,{LONGEST_SPLIT}}}")
_GROUP = re.compile(rf"\d{{1,{LONGEST_SPLIT}}}(?:(?:\s?[,{DASHES}]\s?|;|\s)\d{{1,12}}){{0,12}}")
_PIECE = re.compile(rf"\s?([,;{DASHES}])?\s?(\d+)")
_FOLLOWS = re.compile(r"(?=$|\s|[.,;:)\]”’\"!?*†‡](?!\d)|'(?![\w-])|[–—](?!\d)|[A-Z][a-z])")
_NEXT_SENTENCE = re.compile(r"\s{1,3}[(\[“\"‘']?[A-Z][a-z]|\s*$")
_SETTLED = re.compile(r"\s{1,3}[(\[“\"‘']?[A-Z]|\s*$|[.,;)]")
_NUMBER_AFTER = re.compile(r"\s?(?:(?!\(\d\))[(±×<>=]\s?[\d.]|[%°]|[−⁻]|\+(?!\s)|(?:s|min|h|d|kg|m|cm|m?L|m?l)[−⁻-]\d)")
_UNIT_AFTER = re.compile(
    rf"\s?(?:%|°|[mkcµμn]?[gmLl]\b|(?:mg|kg|ml|mL|cm|mm|mmol|nmol|IU|Gy|Hz|kcal|h|hr|hours?|min(?:utes)?|days?|weeks?"
    rf"|months?|years?|times|patients|participants|subjects|women|men|children|cases|mice|rats|eyes|controls|groups|"
    rf"centres|centers|sites|points|per\s?cent|percent|of|to\s\d|or\s\d|and\s\d|vs|versus|million|th|st|nd|rd)\b|[{DASHES}×x/=<>±(]\s?[\d.−-])"
)
_LABELS = re.compile(r"\)(?![.,;])")
_DASH = re.compile(rf"[{DASHES}]")
_ET_AL = re.compile(r"\bet\sal\.?$")
_ACRONYM = re.compile(r"(?:^|[^\w(-])[A-Z]{2,6}$")
LABEL = 3.0
"""What speaks against a number that looks like the label of an item ("assessment.1) patients, 2) nurses")."""
FAR = 400
"""How far before a number its parenthesis is looked for."""
UNUSUAL = 4.0
"""What speaks against a backward range (``CA19-9``) without a list that is cited so."""


def runs_of_digits(block: Block, taken: Sequence[Span]) -> Iterator[re.Match[str]]:
    """The runs of digits of a block that are not at its beginning, nor opaque, nor in one of the ascending spans."""
    for digits in _DIGITS.finditer(block.text.text):
        start, end = digits.span()
        if start and not (taken and overlaps_one(Span(start, end), taken)) and not block.is_opaque(start, end):
            yield digits


def group_end(text: str, start: int) -> int:
    """Where the run of digits and separators that begins at `start` ends at the furthest."""
    found = _GROUP.match(text, start)
    return found.end() if found else start


def next_sentence_follows(text: str, end: int) -> bool:
    """Whether a new sentence, or nothing, follows."""
    return bool(_NEXT_SENTENCE.match(text, end))


def readings(text: str, start: int, *, is_loose: bool = False, splits: bool = False) -> Iterator[Reading]:
    """The ways to read a run: all of it first, then ever less; digits without separators also taken apart.

    Args:
        text: the block.
        start: where the run begins.
        is_loose: whether white space stands before it.
        splits: whether to take digits without separators apart.
    """
    pieces = list(_PIECE.finditer(text, start, group_end(text, start)))
    count = 0
    for last in range(len(pieces) - 1, -1, -1):
        end = pieces[last].end()
        is_spaced = any(piece[1] is None for piece in pieces[1 : last + 1])
        if not _may_end(text, start, end, is_single=" " not in text[start:end], is_loose=is_loose):
            continue
        cost = 0.2 if is_spaced or " " in text[start:end] else 0.0
        cost -= 0.3 if _SETTLED.match(text, end) else 0.0
        cost += 0.8 if text[end : end + 1].isalpha() else 0.0  # "live.9Others do"
        cost += LABEL if _LABELS.match(text, end) and not _is_open(text, start) else 0.0
        items = parse_numbers(text[start:end])
        if items:
            backward = any(item.first > item.last for item in items)
            yield Reading(start, end, items, cost + UNUSUAL * backward, is_spaced=is_spaced)
            count += 1
        # "27–30" is no "2 7–30".
        for piece in pieces[: last + 1] if splits and not _DASH.search(text[start:end]) else ():
            for split in _splits(piece[2]):
                items = parse_numbers(text[start : piece.start(2)] + split + text[piece.end(2) : end])
                if items and _is_ascending(items):
                    extra = 0.6 + 0.45 * len(split.split())
                    yield Reading(start, end, items, cost + extra, is_split=True, is_spaced=is_spaced)
                    count += 1
                if count >= MOST_READINGS:
                    return


def _may_end(text: str, start: int, end: int, *, is_single: bool, is_loose: bool) -> bool:
    """Whether a citation can end here: no unit, no decimal, no word follows."""
    if not _FOLLOWS.match(text, end):
        return False
    if text[start - 1] == "." and text[start - 2 : start - 1].isdigit() and not _NEXT_SENTENCE.match(text, end):
        return False  # a decimal
    if text[start - 1] in ".:" and _ACRONYM.search(text[max(0, start - 9) : start - 1]):
        return next_sentence_follows(text, end)  # not "the MY.11 trial", "BODY.2. METHODS"
    if is_loose:
        return text[end : end + 1] in tuple(".,;:)")
    if _ET_AL.search(text[max(0, start - 8) : start]):
        return True  # "Maker et al23 (1998)"
    # A number that touches the word before it counts nothing; one after white space may.
    return not (_NUMBER_AFTER if is_single else _UNIT_AFTER).match(text, end)


def _is_open(text: str, at: int) -> bool:
    """Whether a parenthesis is open."""
    return text.count("(", max(0, at - FAR), at) > text.count(")", max(0, at - FAR), at)


def _is_ascending(items: Sequence[NumberRange]) -> bool:
    firsts = [number for item in items for number in dict.fromkeys((item.first, item.last))]
    return all(low < high for low, high in pairwise(firsts))


def _splits(digits: str) -> Iterator[str]:
    """Ways to take digits without separators apart into ascending numbers: 678 is 6 7 8."""
    if 2 <= len(digits) <= LONGEST_SPLIT:
        for numbers in _ascending(digits, 0, 0):
            if len(numbers) > 1:
                yield " ".join(map(str, numbers))


def _ascending(digits: str, at: int, above: int) -> Iterator[tuple[int, ...]]:
    if at == len(digits):
        yield ()
        return
    if digits[at] == "0":
        return
    for length in (1, 2, 3):
        if at + length > len(digits):
            return
        number = int(digits[at : at + length])
        if number > above:
            for rest in _ascending(digits, at + length, number):
                yield (number, *rest)
