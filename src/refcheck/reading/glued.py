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
from refcheck.reading.citation_markers import DASHES, parse_numbers
from refcheck.reading.contexts import NUMBERED_THINGS, is_byline

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from refcheck.article import NumberRange
    from refcheck.reading.blocks import Block

LONGEST_SPLIT = 16
"""The longest run of digits that is taken apart into several numbers (``678``), in digits."""
MOST_SPLIT = 5_000
"""How many runs of digits of one document are taken apart; far more than any article has."""
MOST_READINGS = 24
"""How many ways of reading one run of digits are tried."""

_GROUP = re.compile(rf"\d{{1,{LONGEST_SPLIT}}}(?:(?:\s?[,{DASHES}]\s?|;|\s)\d{{1,12}}){{0,12}}")
_DIGITS = re.compile(r"\d+")
_PIECE = re.compile(rf"\s?([,;{DASHES}])?\s?(\d+)")
_FOLLOWS = re.compile(r"(?=$|\s|[.,;:)\]”’\"'!?](?!\d)|[–—](?!\d))")
_NEXT_SENTENCE = re.compile(r"\s{1,3}[(\[“\"‘']?[A-Z][a-z]|\s*$")
_SETTLED = re.compile(r"\s{1,3}[(\[“\"‘']?[A-Z]|\s*$|[.,;)]")
_NUMBER_AFTER = re.compile(r"\s?(?:[(±×<>=]\s?[\d.]|[%°]|[−⁻]|\+(?!\s))")
_UNIT_AFTER = re.compile(
    rf"\s?(?:%|°|[mkcµμn]?[gmLl]\b|(?:mg|kg|ml|mL|cm|mm|mmol|nmol|IU|Gy|Hz|kcal|h|hr|hours?|min(?:utes)?|days?|weeks?"
    rf"|months?|years?|times|patients|participants|subjects|women|men|children|cases|mice|rats|eyes|controls|groups|"
    rf"centres|centers|sites|points|per\s?cent|percent|of|to\s\d|or\s\d|and\s\d|vs|versus|million|th|st|nd|rd)\b|[{DASHES}×x/=<>±(]\s?[\d.−-])"
)
_WORD_BEFORE = re.compile(r"([^\W_][\w'’+/.‐-]*)$")
_COUNTED_WORD = re.compile(rf"(?:{NUMBERED_THINGS})$", re.IGNORECASE | re.VERBOSE)
_LENGTH = re.compile(r"\d\s?(?:[munckd]?m|ft|in)$")
# Measures and substances whose lowered digit is a part of their name, with the character that follows it.
_MEASURES = re.compile(r"(?:FEV[136]|(?<![^\W_])(?:(?:[SPFV]?[aipv]?|[Ee]t)C?O2|VC?O2|HbA1))[^\d.,]?$")
_ACRONYM = re.compile(r"(?:^|[^\w(-])[A-Z]{2,6}$")
_GROUP_OF_ATOMS = re.compile(r"\w\(\w{1,3}\)$|\((?:m|cm|mm|kg|s)\)$")
_NO_DECIMAL = re.compile(r"(?:^|\D)(?:(?:19|20)\d\d|\d{1,3}\.\d{1,4})$|[A-Za-z]\d{1,2}$")
_FUNCTION_WORDS = "with to of than and or by from for at in is was were only over under about between up on as the a"
_SMALL_WORDS = frozenset(_FUNCTION_WORDS.split())
_INITIALS = re.compile(r"(?:[A-Z]\.){1,5}[A-Z]$")
_BARE_WORD = re.compile(r"[^\W\d_]{2,}(?![\w])")
_ABBREVIATED = re.compile(
    r"\b(?:p|pp|fig|figs|no|nos|vol|eq|eqs|ref|refs|tab|sec|ch|v|ver|approx|ca|suppl|n|art|cat)$", re.IGNORECASE
)
_UNIT_NAMES = "cm mm km dm m nm s sec min kg mg g ml l in ft cc mol cal pm am height weight age radius"
_UNITS = frozenset(_UNIT_NAMES.split())


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a run of digits.

    Attributes:
        end: where it ends in the block's text.
        items: its numbers.
        cost: what speaks against reading it so (separators that are only spaces, or missing).
        is_split: whether digits that stand together were taken apart.
        is_spaced: whether white space alone separates its numbers.
    """

    end: int
    items: tuple[NumberRange, ...]
    cost: float = 0.0
    is_split: bool = False
    is_spaced: bool = False


@dataclass(frozen=True, slots=True)
class Glued:
    """A run of digits that could be a citation, with the ways to read it.

    Attributes:
        block: the index of its block.
        start: where it begins in the block's text.
        weight: how much its surroundings speak for a citation, in the units of `sequence`.
        is_loose: whether white space stands before it.
        readings: the ways to read it, at least one.
    """

    block: int
    start: int
    weight: float
    is_loose: bool
    readings: tuple[Reading, ...]


def glued_candidates(blocks: Sequence[Block]) -> list[Glued]:
    """The glued digits of a document that could be citations, in order.

    Args:
        blocks: the blocks of the document.
    """
    found: list[tuple[Glued, str]] = []
    words: Counter[str] = Counter()
    for index, block in enumerate(blocks):
        if block.kind is BlockKind.TABLE_CELL:
            continue
        words.update(_BARE_WORD.findall(block.text.text))
        here = list(_in_block(block, index, splits=len(found) < MOST_SPLIT))
        if len(here) > 1 and is_byline(re.sub(r"\d[\d,]*", " ", block.text.text[:2000]), len(here)):
            continue
        found += here
    repeated = Counter(name for _, name in found if name)
    stems = Counter(_stem(name) for _, name in found if name)
    kept = []
    for glued, name in found:
        alone = words[_stem(name)]
        if not name:
            kept.append(glued)
        elif alone >= (2 if repeated[name] < 3 else 3 * repeated[name]):
            kept.append(replace(glued, weight=max(glued.weight, -0.3)))  # a word that mostly stands alone (PANSS)
        elif repeated[name] == 1 and stems[_stem(name)] <= alone + 1:
            kept.append(replace(glued, weight=glued.weight - (0.0 if alone else 0.6)))
        # What is written with a number again and again is a name (HER2, sham1 and sham2).
    return kept


def _stem(name: str) -> str:
    return name.rstrip("0123456789")


def _in_block(block: Block, index: int, *, splits: bool) -> Iterator[tuple[Glued, str]]:
    text = block.text.text
    at = count = 0
    while found := _GROUP.search(text, at):
        start = found.start()
        at = digits_end = start + len(_DIGITS.match(found[0])[0])  # type: ignore[index]  # the group begins with digits
        if start == 0 or block.is_opaque(start, found.end()):
            continue
        weighed = _weigh(text, start)
        if weighed is None:
            continue
        weight, name, is_loose = weighed
        splits = splits and count < MOST_SPLIT
        count += 1
        readings = tuple(_readings(text, found, is_loose=is_loose, splits=splits))
        if not readings:
            continue
        at = max(at, readings[0].end)
        name = name and name + text[start:digits_end]
        yield Glued(index, start, weight, is_loose, readings), name


def _weigh(text: str, start: int) -> tuple[float, str, bool] | None:
    """How much what stands before a number speaks for a citation; the word it may be a part of; whether it is loose."""
    before = text[max(0, start - 40) : start]
    last = before[-1]
    if text[start] in "23" and not text[start + 1 : start + 2].isdigit() and _LENGTH.search(before.rstrip(".")):
        return None  # "10 cm2", "10 cm.2"
    if _MEASURES.search(before + text[start : start + 2]):
        return None  # "FEV1/FVC", "SpO2"
    if last in ".,;:!?":
        return _after_stop(before[:-1], last)
    if (last in "\"'" and before[-2:-1] in tuple(" \n=([")) or _GROUP_OF_ATOMS.search(before):
        return None  # "the '11 for Health' programme", "25(OH)2"
    if last in ")]}”’\"'»":
        return (1.0 if last != "'" else 0.0), "", False
    if last == "%":
        return 0.0, "", False
    if last.isalpha():
        return _after_word(before)
    if last in " \xa0" and len(before) > 1 and before[-2].isalpha():
        word = _WORD_BEFORE.search(before[:-1])
        if word and len(word[1]) > 3 and word[1].islower() and not _COUNTED_WORD.match(word[1]):
            return -3.0, "", True
    return None


def _after_stop(before: str, stop: str) -> tuple[float, str, bool] | None:
    if stop == "," and before.endswith("et al."):
        return 1.2, "", False
    if not before or before[-1].isspace() or before[-1] in "./-–([=<>$£€":
        return None
    if before[-1].isdigit():
        # "in 2009.4 The", "an ICC of 0.125.2 The"; any other number with a stop and digits is a decimal.
        return (0.0, "", False) if stop == "." and _NO_DECIMAL.search(before) else None
    if _INITIALS.search(before):
        return 0.5, "", False  # "approved in the U.S.A.8"
    if _ABBREVIATED.search(before) or re.search(r"(?:^|\W)[a-zA-Z]$", before):
        return None
    weight = {".": 2.0, ",": 1.2, ";": 1.0, ":": 0.6, "!": 1.0, "?": 1.5}[stop]
    return weight, "", False


def _after_word(before: str) -> tuple[float, str, bool] | None:
    found = _WORD_BEFORE.search(before)
    word = found[1] if found else ""
    bare = re.split(r"[-‐/.]", word)[-1]
    if re.search(r"\bet al$", before):
        return 1.2, "", False
    if any(character.isdigit() for character in bare) or bare.lower() in _UNITS or len(bare) < 2:
        return None
    if _COUNTED_WORD.match(bare):
        return -2.1, word, False
    if bare in _SMALL_WORDS:
        return -1.2, word, False
    if bare.startswith(("Mc", "Mac")) and bare[3:].islower():
        return 0.4, "", False
    if not bare[1:].islower():
        return -1.2, word, False
    if len(bare) < 4:
        return -0.5, word, False
    if bare[0].isupper():
        return 0.4, "", False
    return 1.0, word if len(bare) < 5 else "", False


def _readings(text: str, found: re.Match[str], *, is_loose: bool, splits: bool) -> Iterator[Reading]:
    """The ways to read a group: all of it first, then ever less; digits without separators also taken apart."""
    start = found.start()
    pieces = list(_PIECE.finditer(text, start, found.end()))
    count = 0
    for last in range(len(pieces) - 1, -1, -1):
        end = pieces[last].end()
        is_spaced = any(piece[1] is None for piece in pieces[1 : last + 1])
        if not _may_end(text, start, end, is_single=" " not in text[start:end], is_loose=is_loose):
            continue
        cost = 0.2 if is_spaced or " " in text[start:end] else 0.0
        cost -= 0.3 if _SETTLED.match(text, end) else 0.0
        items = parse_numbers(text[start:end])
        if items:
            yield Reading(end, items, cost, is_spaced=is_spaced)
            count += 1
        for piece in pieces[: last + 1] if splits else ():
            for split in _splits(piece[2]):
                items = parse_numbers(text[start : piece.start(2)] + split + text[piece.end(2) : end])
                if items and _is_ascending(items):
                    extra = 0.6 + 0.45 * len(split.split())
                    yield Reading(end, items, cost + extra, is_split=True, is_spaced=is_spaced)
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
        return bool(_NEXT_SENTENCE.match(text, end))  # not "the MY.11 trial", "BODY.2. METHODS"
    if is_loose:
        return text[end : end + 1] in tuple(".,;:)")
    # A number that touches the word before it counts nothing; one after white space may.
    return not (_NUMBER_AFTER if is_single else _UNIT_AFTER).match(text, end)


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
