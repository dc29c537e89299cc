"""What stands around a number in brackets or parentheses that tells a citation from an interval, a share, a list.

How much speaks against a citation is a doubt, in the units of `sequence`: what is only unlikely is still a citation
where its number is the next new one.
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from refcheck.article import MarkerStyle
from refcheck.reading.number_words import says_in_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from refcheck.article import NumberRange

LOOK_BACK = 60
"""How much of the text before a marker is looked at, in code points; by most patterns less, as much as they can match
with what stands before it."""
UNSURE = 1.8
"""A citation if its number is the next new one or came before."""
UNLIKELY = 3.0
"""A citation only if its number is the next new one."""
HARDLY = 4.5
"""A citation only if the numbers around it could not be explained otherwise."""
NEVER = math.inf

NUMBERED_THINGS = r"""fig(?:ure)?s?|tables?|tab|eqs?|eqns?|equations?|sections?|sect?|chapters?|chap|appendix|appendices
|box(?:es)?|steps?|parts?|items?|questions?|phases?|grades?|stages?|types?|scheme|panels?|pages?|pp?|vol(?:ume)?|nos?|n
|numbers?|version|v|levels?|group|arm|days?|weeks?|months?|years?|visits?|cycles?|suppl"""
"""Words that a number of their own follows, with or without a space."""
MOST_OBJECTS = 9
"""Few articles number their tables, figures or equations higher."""
WIDE = 15
"""Few citations span so many numbers in one range."""
NARROW = 4
"""Few ranges of a scale are so narrow."""

_COUNTED = {
    MarkerStyle.LINKED: re.compile(r"\b(?:fig(?:ure)?s?|tables?)\.?\s?(?:\d{1,2}\s?(?:,|and|&|-)\s?)?$", re.IGNORECASE),
    MarkerStyle.BRACKETS: re.compile(r"\b(?:[Ff]ig(?:ure)?s?|FIG(?:URE)?S?|Tables?|TABLES?)\.?\s?$"),
    MarkerStyle.PARENTHESES: re.compile(
        r"\b(?:[Ff]ig(?:ure)?s?|Tables?|[Ee]qs?|[Ee]qns?|[Ee]quations?|[Ff]ormulas?|n|[Gg]roups?|[Cc]ohort|[Aa]rm|[Cc]ase"
        r"|[Ss]tep|[Ss]tage|[Gg]rade|[Cc]lass|[Tt]ype|[Pp]hase|[Ll]evel|[Pp]atient|[Mm]odel)\.?\s?$"
    ),
}
_EQUATION = re.compile(r"(?:[Ee]q\w*|[Ff]ig\w*|Tables?|n)\.?\s?$")
_PUBLISHED = re.compile(r"(?:[Cc]ohort|[Cc]ase|[Ll]evel|[Pp]atient|[Mm]odel)\s?$")
"""What others reported as often as it is numbered."""
_COUNT = re.compile(r"(?:^|[\s(=<>≥≤±+×−–])[\d.,]+\s?$")
_DECIMAL = re.compile(r"(?:^|[\s(=<>≥≤±+×−–-])\d{0,4}[.,·]\d{1,4}\s?$")
_EXACT = re.compile(r"[=<>≥≤]\s?[-−–]?\d{0,4}[.,·]\d{1,4}\s?$")
_AUTHORS = re.compile(r"\bal\.?,?\s?$")
_SQUARED = re.compile(r"/[munckdµμ]?m[23]$")
_COMMA_DECIMAL = re.compile(r"\d,\d{1,2}\s?$")
_DECIMAL_INSIDE = re.compile(r"\(\d{1,3},\d{1,2}\)")
_LIMITS = re.compile(r"\([^;]*\)")
"""Limits of an interval have no semicolon between them."""
_MEASURED = re.compile(
    r"\b(?:means?|medians?|averaged?|SD|IQR|SEM?)\b[^.;]{0,40}$|(?:[±[]\s?|[,\t]\s?)[\d.]+\s?$|\bpp?\. \d+\s?$"
)
_TEST = re.compile(r"(?:^|[^\w])(?:[Ftz]|[χX][²2]?)\s?$")
_YEAR = re.compile(r"(?:^|\D)(?:18|19|20)\d\d$")
_COUNTED_AFTER = re.compile(
    r"[,;]\s?[pP]\s?[=<>]|\s?(?:%|[×x=<>≤≥±/]|(?:years?|months?|weeks?|days?|hours?|min|patients|participants|subjects|women|men|points?"
    r"|vs|versus|mg|kg|cm|ml|mL)\b)"
)
_ROLE = re.compile(r"\([^()]{0,80}\)")
_FUNCTION_WORD = re.compile(r"(?:^|\s)(?:as|is|[Ff]rom|[Ii]n|[Bb]y|of|[Uu]sing|[Uu]se|and|with|to|result|the)\s$")
_OPERATOR_AFTER = re.compile(r"\s?[×±*]")
_RESULT_AFTER = re.compile(r"\s?[=<>≤≥≈]")
_INTERVAL_WORD = re.compile(r"(?:\bCIs?|\bCrI|\bconfidence intervals?|\bIQR|quartiles?|∈|\bthe interval)\s?[:=,]?\s?$")
_NUMBER_BEFORE = re.compile(r"\d[^.;]{0,30}$")
_STATISTIC = re.compile(r"\b(?:CI|IQR|range|median|mean|SD|OR|RR|HR)\b[^.;\[\]]{0,30}\d[%\w]{0,3}\s{0,2}[(;,]?\s?$")
_ESTIMATE = re.compile(r"(?<![\w.,])(\d{1,6}(?:[.·]\d{1,4})?)\s?%?(?:\s[^\W\d_]{1,9}(?:/[^\W\d_]{1,5})?)?\s?$")
_SCORED = re.compile(
    r"\b(?:scor\w+|scales?|rang\w+|rat(?:ed|ings?)|points?|severe|moderate|mild|severity|days?|weeks?|months?|years?|aged?"
    r"|ages|grades?|stages?|levels?|class|visits?|items?|teeth|tooth|likert|numbers?)\b[^.;()]{0,12}$",
    re.IGNORECASE,
)
_BAND = re.compile(
    r"\b(?:severe|moderate|mild|high|low|medium|middle|normal|poor|fair|good|items|scales|levels?|number)\s$"
)
_JOINED = re.compile(r"\d\s?(?:[-‐‑‒–—−]|to\b|and\b)")
_MEASURE = re.compile(r"(?:^\s*[-−–]?|[^\w-])[\d.,/·]+\s?%?\)?$|[%±<>=]$")
_NAME_WITH_DIGIT = re.compile(r"(?:[^\W\d_]\w*\d\w*|[a-z]\s?[-−–]\d|[α-ω])$")
_CALL = re.compile(
    r"(?:^|[^\w])(?:\w{1,2}|[^\W\d_]*\d\w*|der|del|inv|ins|dup|add|iso|chr|log|exp|max|min|df|beta|gamma|normal)$",
    re.IGNORECASE,
)
_OPERATOR = re.compile(r"[×+=±·*/]\s?$")
_INDEXED = re.compile(r"(?:^|[^\w])(?:[a-z]|\w*_\w*)$")
_DEGREES = re.compile(
    r"\b(?:and|M\.?D|Ph\.?D|M\.?Sc|B\.?Sc|R\.?N|MBBS|MPH|FRCP|Dr|Prof|for|on|behalf|of|the|de|van|von|der)\b"
)
_WORD = re.compile(r"[^\W\d_][\w.'’-]*")


def doubt_of_brackets(before: str, text: str, after: str, items: Sequence[NumberRange]) -> float:
    """How much speaks against a citation in square brackets.

    Args:
        before: the text before it.
        text: the marker.
        after: the text after it.
        items: its numbers.
    """
    tail = before[-LOOK_BACK:]
    if _RESULT_AFTER.match(after) and _TEST.search(tail[-8:]):
        return NEVER  # F [1, 11] = 8.99
    if (tail[-1:] != " " and _INDEXED.search(tail[-40:])) or _is_interval(tail, text, items):
        return NEVER
    if is_counted(tail, MarkerStyle.BRACKETS):
        return HARDLY if len(items) == 1 and items[0].last <= MOST_OBJECTS else UNLIKELY
    return UNLIKELY if _holds_estimate(tail, items) else 0.0


def doubt_of_parentheses(before: str, text: str, after: str, items: Sequence[NumberRange]) -> float:
    """How much speaks against a citation in parentheses.

    Args:
        before: the text before it.
        text: the marker.
        after: the text after it.
        items: its numbers.
    """
    tail = before[-LOOK_BACK:]
    is_range = bool(_JOINED.search(text))
    if _AUTHORS.search(tail[-8:]) or _SQUARED.search(tail[-8:]):
        return 0.0
    if says_in_words(tail, items) and after[:1].isspace():
        return NEVER  # "two (2) patients"
    if _COMMA_DECIMAL.search(tail[-8:]) and _DECIMAL_INSIDE.fullmatch(text):
        return NEVER  # "2,4 (1,3)"
    if _RESULT_AFTER.match(after):
        return NEVER  # F (2, 58) = 3
    if tail[-1:].isalnum() and _CALL.search(tail[-24:]):
        # F(1,17), t(24), t(1;16), beta(1,1); but "HbA1c(9)", "min-1(10)", "TNF-α(13)"
        return UNLIKELY if not is_range and _NAME_WITH_DIGIT.search(tail[-24:]) else NEVER
    if _is_interval(tail, text, items):
        return NEVER
    if is_counted(tail, MarkerStyle.PARENTHESES):
        if len(items) == 1 and items[0].last <= MOST_OBJECTS:
            return UNSURE if _PUBLISHED.search(tail[-12:]) else HARDLY
        return UNLIKELY if _EQUATION.search(tail[-16:]) else 0.0
    if _OPERATOR.search(tail[-4:]) or (_LIMITS.fullmatch(text) and _holds_estimate(tail, items)):
        return HARDLY
    if _COUNT.search(tail[-24:]) and not _YEAR.search(tail.rstrip()):
        return HARDLY if _COUNTED_AFTER.match(after) or is_range else _doubt_after_number(tail)  # "34 (10) years"
    if _OPERATOR_AFTER.match(after) or (tail.rstrip()[-1:] == ":" and (not after.strip() or after[0].isalnum())):
        return UNLIKELY  # "(9) × 4"; "is then: (1)" of a formula
    if len(items) == 1 and items[0].last <= MOST_OBJECTS and _FUNCTION_WORD.search(tail[-12:]):
        return UNLIKELY  # "from (1) we see"
    return _doubt_of_range(tail, items) if is_range and _is_pair(items) else 0.0


def _doubt_of_range(tail: str, items: Sequence[NumberRange]) -> float:
    """How much speaks against a citation in a range that could be one of a scale: "a score (1-10)"."""
    width = items[0].last - items[0].first
    if width >= WIDE:
        return UNLIKELY
    if not _SCORED.search(tail):
        return 0.0
    return UNSURE if len(items) == 1 and width <= NARROW and not _BAND.search(tail[-12:]) else UNLIKELY


def _doubt_after_number(tail: str) -> float:
    """How much speaks against a citation right after a number: only where it is a mean it is rarely one."""
    if _EXACT.search(tail[-24:]):
        return 0.0  # "p = 0.001 (16)"
    return UNLIKELY if _MEASURED.search(tail) and not _DECIMAL.search(tail[-24:]) else UNSURE


def doubt_in_cell(before: str, items: Sequence[NumberRange]) -> float:
    """How much speaks against a citation that is or follows a measure in a cell: "2/7 (29)", "4.1% (6)", "(12, 9)"."""
    if len(items) > 1 and items[-1].last < items[0].first:
        return HARDLY
    tail = before.rstrip(" ;,\n")[-24:]
    if not _MEASURE.search(tail) or _YEAR.search(tail.rstrip(")")):
        # "Anxiety (5-9)", "(2, 9)"
        is_scale = _is_pair(items) and (len(items) == 1 or not tail)
        return UNLIKELY if is_scale and not _AUTHORS.search(tail) else 0.0
    return UNLIKELY if re.search(r"[^\W\d_]{3}", before) else HARDLY


def is_measure(before: str) -> bool:
    """Whether what stands before a marker in a cell is nothing but figures."""
    return bool(before.strip()) and not re.search(r"[^\W\d_]{3}", before)


def is_counted(before: str, style: MarkerStyle) -> bool:
    """Whether the word before a marker takes the number to itself: "equation (1)", "Table [2]"."""
    return bool(_COUNTED[style].search(before[-24:]))


def _is_interval(tail: str, text: str, items: Sequence[NumberRange]) -> bool:
    """Whether a bracket holds two limits: "95% CI [1, 3]", "18 mmol/day [11 to 26]"."""
    if not _is_pair(items):
        return False
    if _INTERVAL_WORD.search(tail[-24:]) or (" to " in text and _NUMBER_BEFORE.search(tail)):
        return True
    if not _STATISTIC.search(tail):
        return False
    estimate = _ESTIMATE.search(tail.rstrip(" (;,")[-32:])
    return not estimate or _holds(estimate[1], items)


def _holds_estimate(tail: str, items: Sequence[NumberRange]) -> bool:
    """Whether the number before lies between two limits: "47.5 years [41–53]"."""
    if not _is_pair(items):
        return False
    estimate = _ESTIMATE.search(tail[-32:])
    return bool(estimate and not _YEAR.search(estimate[1]) and _holds(estimate[1], items))


def _holds(estimate: str, items: Sequence[NumberRange]) -> bool:
    return items[0].first <= float(estimate.replace("·", ".")) <= items[-1].last


def _is_pair(items: Sequence[NumberRange]) -> bool:
    return (len(items) == 1 and items[0].first != items[0].last) or (
        len(items) == 2 and all(item.first == item.last for item in items)
    )


def is_byline(text: str, markers: int) -> bool:
    """Whether a block lists authors, so that its raised numbers are affiliations.

    Args:
        text: the block without its markers.
        markers: how many there are.
    """
    words = _WORD.findall(_DEGREES.sub(" ", _ROLE.sub(" ", text[:2000])))
    if markers < 2 or len(words) < 4 or len(words) > 40 * markers:
        return False
    names = sum(word[0].isupper() for word in words)
    return names >= 0.9 * len(words) and len(words) <= 6 * markers + 4
