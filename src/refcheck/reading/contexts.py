"""What stands around a number that tells a citation from an exponent, an interval, an enumeration, a byline."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from refcheck.article import MarkerStyle

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
_COUNTED = {
    MarkerStyle.LINKED: re.compile(r"\b(?:fig(?:ure)?s?|tables?)\.?\s?(?:\d{1,2}\s?(?:,|and|&|-)\s?)?$", re.IGNORECASE),
    MarkerStyle.BRACKETS: re.compile(r"\b(?:fig(?:ure)?s?|tables?)\.?\s?$", re.IGNORECASE),
    MarkerStyle.PARENTHESES: re.compile(r"\b(?:fig(?:ure)?s?|tables?|eqs?|eqns?|equations?|n)\.?\s?$", re.IGNORECASE),
}
_COUNT = re.compile(r"(?:^|[\s(=<>≥≤±])[\d.,]+\s?$")
_UNIT = re.compile(
    r"(?:^|[\s(\d/·×⋅.−-])(?:[munckdµμp]?m|ft|in|yd|s|sec|min|h|hr|d|kg|cells?/m|[Ee]ta|[Cc]hi|[RrIηχΧXxyTωσρβpenNabt])$"
    r"|\((?:m|cm|mm|kg|s)\)$"
)
_LOOSE_SYMBOL = re.compile(r"(?:^|[\s(])[rRχΧxXIη]\s$")
_DIGITS = re.compile(r"[\d.,]+$")
_YEAR = re.compile(r"(?:^|\D)(?:18|19|20)\d\d$")
_INTERVAL_WORD = re.compile(r"(?:\bCIs?|\bCrI|\bconfidence intervals?|\bIQR|quartiles?|∈|\bthe interval)\s?[:=,]?\s?$")
_NUMBER_BEFORE = re.compile(r"\d[^.;]{0,30}$")
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
    if _LOOSE_SYMBOL.search(tail):
        tail = tail.rstrip()
    if len(ends) > 1 or not tail or tail[-1].isspace():
        return False
    if tail[-1].isdigit():
        token = re.search(r"[\w.,‐-]+$", tail)
        digits = _DIGITS.search(tail)
        return bool(token and digits and token[0] == digits[0] and not _YEAR.search(digits[0]))
    return ends[0] in {2, 3, 4} and bool(_UNIT.search(tail))


def is_isotope(before: str, after: str) -> bool:
    """Whether a raised number opens a word: ⁹⁰Y, [¹⁸F]."""
    return (
        after[:1].isalpha() and (not before or not before[-1].isalnum()) and before[-1:] not in tuple(".,;:!?)”’\"'%")
    )


def is_interval(before: str, text: str, items: Sequence[NumberRange]) -> bool:
    """Whether a bracket holds two limits: "95% CI [1, 3]", "18 mmol/day [11 to 26]".

    Args:
        before: the text before the bracket.
        text: the bracket.
        items: its numbers.
    """
    pair = (len(items) == 1 and items[0].first != items[0].last) or (
        len(items) == 2 and all(item.first == item.last for item in items)
    )
    tail = before[-LOOK_BACK:]
    if " to " in text and _NUMBER_BEFORE.search(tail):
        return True
    return pair and bool(_INTERVAL_WORD.search(tail) or _STATISTIC.search(tail))


def is_counted(before: str, style: MarkerStyle) -> bool:
    """Whether the word before a marker takes the number to itself: "equation (1)", "Table [2]"."""
    return bool(_COUNTED[style].search(before[-24:]))


def is_share(before: str, after: str, items: Sequence[NumberRange]) -> bool:
    """Whether a parenthesis goes with a number before it: "34 (10) years", "24 (21-27)"."""
    if not _COUNT.search(before[-24:]) or _YEAR.search(before.rstrip()):
        return False
    return after[:1].isspace() or any(item.first != item.last for item in items)


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
    out: set[int] = set()
    run: list[int] = []
    for span, number in stretches:
        before = text[max(0, span.start - 12) : span.start].rstrip()
        after = text[span.end : span.end + 2]
        if not (after[:1].isspace() and after[1:].isalnum()):
            continue
        if not before:
            out.add(span.start)  # the label of a list item
        goes_on = not before or before[-1] in ":;,.?!" or re.search(r"\b(?:and|or)$", before) is not None
        if run and goes_on and number == len(run) + 1:
            run.append(span.start)
        elif number == 1:
            run = [span.start]
        if len(run) > 1:
            out.update(run)
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
