"""What stands around a number that tells a citation from an exponent, an interval, an enumeration, a byline."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from refcheck.article import NumberRange
    from refcheck.source import Span

LOOK_BACK = 60
"""How much of the text before a marker is looked at, in code points."""

NUMBERED_THINGS = r"""fig(?:ure)?s?|tables?|tab|eqs?|eqns?|equations?|sections?|sect?|chapters?|chap|appendix|appendices
|box(?:es)?|steps?|parts?|items?|questions?|phases?|grades?|stages?|types?|scheme|panels?|pages?|pp?|vol(?:ume)?|nos?|n
|numbers?|version|v|levels?|group|arm|days?|weeks?|months?|years?|visits?|cycles?|suppl"""
"""Words that a number of their own follows, with or without a space."""
COUNTED_THINGS = rf"""(?:{NUMBERED_THINGS}|formulas?|formulae|hypothes[ie]s|criteri(?:on|a)|aims?|lines?|rows?|columns?
|class|model|supplement|theorem|lemma|definition|example|note|rule|algorithm)"""
"""The same, and words that a number in parentheses counts."""

_COUNTED = re.compile(rf"\b{COUNTED_THINGS}\.?\s?$", re.IGNORECASE | re.VERBOSE)
_COUNTED_FEW = re.compile(
    r"\b(?:fig(?:ure)?s?|tables?|eqs?|equations?|sections?|appendix|box|scheme)\.?\s?$", re.IGNORECASE
)
_UNIT = re.compile(
    r"(?:^|[\s(\d/·×⋅.−-])(?:[munckdµμp]?m|ft|in|yd|s|sec|min|h|hr|d|kg|cells?/m|[RrIηχΧXxyTωσρβpenNabt])$"
)
_DIGITS = re.compile(r"[\d.,]+$")
_YEAR = re.compile(r"(?:^|\D)(?:18|19|20)\d\d$")
_INTERVAL_WORD = re.compile(
    r"(?:\bCIs?|\bCrI|intervals?|\branges?|\branging|\bIQR|quartiles?|\bscales?|\bscores?|\bfrom|\bbetween|\brated|\bLikert|∈|"
    r"\bin)\s?[:=,]?\s?$",
    re.IGNORECASE,
)
_STATISTIC = re.compile(r"\b(?:CI|IQR|range|median|mean|SD|OR|RR|HR)\b[^.;\[\]]{0,30}\d[%\w]{0,3}\s{0,2}[(;,]?\s?$")
_CALL = re.compile(
    r"(?:^|[^\w])(?:\w{1,2}|[^\W\d_]*\d\w*|der|del|inv|ins|dup|add|iso|chr|log|exp|max|min|df)$", re.IGNORECASE
)
_INDEXED = re.compile(r"(?:^|[^\w])(?:[a-z]|\w*_\w*)$")
_DEGREES = re.compile(
    r"\b(?:and|M\.?D|Ph\.?D|M\.?Sc|B\.?Sc|R\.?N|MBBS|MPH|FRCP|Dr|Prof|for|on|behalf|of|the|de|van|von|der)\b"
)
_WORD = re.compile(r"[^\W\d_][\w.'’-]*")


def is_exponent(before: str, ends: Sequence[int]) -> bool:
    """Whether a raised number is a power: 10³, m², kg/m², R².

    Args:
        before: the text before it.
        ends: the numbers raised.
    """
    tail = before[-LOOK_BACK:]
    if len(ends) > 1 or not tail or tail[-1].isspace():
        return False
    if tail[-1].isdigit():
        token = re.search(r"[\w.,]+$", tail)
        digits = _DIGITS.search(tail)
        return bool(token and digits and token[0] == digits[0] and not _YEAR.search(digits[0]))
    return ends[0] in {2, 3, 4} and bool(_UNIT.search(tail))


def is_isotope(before: str, after: str) -> bool:
    """Whether a raised number opens a word: ⁹⁰Y, [¹⁸F]."""
    return (
        after[:1].isalpha() and (not before or not before[-1].isalnum()) and before[-1:] not in tuple(".,;:!?)”’\"'%")
    )


def is_interval(before: str, items: Sequence[NumberRange]) -> bool:
    """Whether a bracket holds two limits: "95% CI [1, 3]", "range [2-5]"."""
    pair = (len(items) == 1 and items[0].first != items[0].last) or (
        len(items) == 2 and all(item.first == item.last for item in items)
    )
    tail = before[-LOOK_BACK:]
    return pair and bool(_INTERVAL_WORD.search(tail) or _STATISTIC.search(tail))


def is_counted(before: str, *, bracketed: bool) -> bool:
    """Whether the word before a bracket takes the number to itself: "equation (1)", "Table [2]"."""
    return bool((_COUNTED_FEW if bracketed else _COUNTED).search(before[-24:]))


def is_call(before: str) -> bool:
    """Whether a parenthesis belongs to the word it touches: F(1,17), t(24), t(1;16)."""
    return before[-1:].isalnum() and bool(_CALL.search(before[-24:]))


def is_index(before: str) -> bool:
    """Whether a bracket is an index: x[1], my_list[2]."""
    return bool(_INDEXED.search(before[-40:]))


def enumerations(text: str, stretches: Sequence[tuple[Span, int]]) -> set[int]:
    """Which single numbers in parentheses count parts of the text: "(1) walking, (2) going up stairs".

    Args:
        text: the block.
        stretches: for each parenthesis of one number its place and its number, in order.

    Returns:
        The starts of those that are no citations.
    """
    opening = []
    for span, number in stretches:
        before = text[max(0, span.start - 12) : span.start].rstrip()
        after = text[span.end : span.end + 2]
        opens = not before or before[-1] in ":;,.?!" or re.search(r"\b(?:and|or|to|either|are|by)$", before) is not None
        if opens and after[:1].isspace() and not after[1:].isspace() and after[1:2].isalnum():
            opening.append((span.start, number))
    out: set[int] = set()
    run: list[tuple[int, int]] = []
    for start, number in opening:
        if run and number == run[-1][1] + 1:
            run.append((start, number))
        else:
            run = [(start, number)] if number == 1 else []
        if len(run) > 1:
            out.update(start for start, _ in run)
    return out


def is_byline(text: str, markers: int) -> bool:
    """Whether a block lists authors, so that its raised numbers are affiliations.

    Args:
        text: the block without its markers.
        markers: how many there are.
    """
    words = _WORD.findall(_DEGREES.sub(" ", text[:2000]))
    if markers < 2 or len(words) < 4 or len(words) > 40 * markers:
        return False
    names = sum(word[0].isupper() for word in words)
    return names >= 0.9 * len(words) and len(words) <= 6 * markers + 4
