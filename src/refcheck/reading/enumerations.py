"""Numbers in parentheses that count parts of a text: "(1) walking, (2) going up stairs"; "stroke (1), edema (3)"."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from refcheck.reading.contexts import HARDLY, NEVER, UNLIKELY

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from refcheck.article import NumberRange
    from refcheck.source import Span

FEW = 2
"""Counts of cases behind several things are as low as this somewhere."""
REACH = 90
"""How far apart the counts of one sentence stand, in code points."""

NEAR = 45
"""How far apart the counts of two arms stand."""

_LEADS = re.compile(
    r"(?:^|\s)(?:and|or|to|that|of|by|with|in|for|as|are|is|were|was|if|on|who|the|had|have|has|when|from|either|at|a"
    r"|includ\w*|following|namely|between)$",
    re.IGNORECASE,
)
_AUTHORS = re.compile(r"\bal\.?,?$")
_GOES_ON = re.compile(r"[.:]?\s{0,2}[\w“\"‘'≥≤<>(]")
_SENTENCE_END = re.compile(r"[.?!]\s+[A-Z]")
_CAPITAL = re.compile(r"\s[A-Z][a-z]")
_SCALE = re.compile(r"\b(?:from|scales?|scor\w+|rang\w+|likert|rated|point|var(?:y|ies))\b", re.IGNORECASE)
_UP_TO = re.compile(r"\b(?:to|through|up to)\b")
_ARMS = re.compile(r"\b(?:groups?|placebo|controls?|arms?)\b", re.IGNORECASE)
_STUDIES = re.compile(
    r"\b(?:stud(?:y|ies)|trials?|reports?|et al|authors?|although|but|while|whereas)\b", re.IGNORECASE
)
_FROM_ZERO = re.compile(r"\(0\s?[–‐-]\s?\d{1,3}\)")
_ZERO = re.compile(r"\(0\)")
_ZERO_NEXT = re.compile(r"[^.;()]{0,20}\(0\)")


def doubts_of_counting(text: str, stretches: Sequence[tuple[Span, NumberRange]]) -> dict[int, float]:
    """How much speaks against parentheses of one number because they count something.

    Args:
        text: the block.
        stretches: for each parenthesis of one number or range its place and what it holds, in order.

    Returns:
        The doubt by the start of the parenthesis; the others are not doubted.
    """
    single = [(span, item.first) for span, item in stretches if item.first == item.last]
    doubts = _of_enumerations(text, single)
    others = [each for each in single if doubts.get(each[0].start, 0.0) < HARDLY]
    for start in (*_counts(text, others), *_bands(text, stretches)):
        doubts[start] = max(doubts.get(start, 0.0), UNLIKELY)
    return doubts


def _of_enumerations(text: str, stretches: Sequence[tuple[Span, int]]) -> dict[int, float]:
    """Labels of parts: each is followed by words, and the numbers count from 1 (or 0)."""
    doubts: dict[int, float] = {}
    runs: list[list[tuple[int, float]]] = []
    number_expected = 0
    for span, number in stretches:
        before = text[max(0, span.start - 16) : span.start].rstrip()
        if _AUTHORS.search(before):
            continue
        if not before:
            doubts[span.start] = NEVER  # the label of a list item
        if not _GOES_ON.match(text, span.end):
            continue
        evidence = _evidence(before, text[span.end : span.end + 3])
        if runs and number == number_expected:
            runs[-1].append((span.start, evidence))
        elif number == 1 or evidence >= 1.0:
            runs.append([(span.start, evidence)])
        else:
            continue
        number_expected = number + 1
    for run in runs:
        share = sum(evidence for _, evidence in run) / len(run)
        if len(run) > 2 and share < 0.5 and all(evidence for _, evidence in run[1:]):
            share = 0.5  # "if they (1) had pain, (2) could not walk, (3) were deaf"
        if len(run) > 1 and share >= 0.5:
            doubts.update({start: max(doubts.get(start, 0.0), HARDLY if share > 0.7 else UNLIKELY) for start, _ in run})
    return doubts


def _evidence(before: str, after: str) -> float:
    """How much what stands around a number says that a part begins there."""
    if not before or before[-1] in ":;" or _LEADS.search(before):
        return 1.0
    if before[-1] in ",.?!":
        return 0.5
    return 0.6 if _CAPITAL.match(after) else 0.0


def _counts(text: str, stretches: Sequence[tuple[Span, int]]) -> list[int]:
    """Counts of cases behind each of several things in one sentence: a number comes twice, or falls, or is 0."""
    groups = neighbours(text, stretches)
    return [span.start for group in groups if _are_counts(text, group) for span, _ in group]


def neighbours(text: str, stretches: Iterable[tuple[Span, int]]) -> list[list[tuple[Span, int]]]:
    """Numbers put together that stand near each other in one sentence.

    Args:
        text: the block.
        stretches: the place and the number of each, in order.
    """
    groups: list[list[tuple[Span, int]]] = []
    for each in stretches:
        gap = text[groups[-1][-1][0].end : each[0].start] if groups else ""
        if groups and len(gap) <= REACH and not _SENTENCE_END.search(gap):
            groups[-1].append(each)
        else:
            groups.append([each])
    return groups


def _are_counts(text: str, group: Sequence[tuple[Span, int]]) -> bool:
    numbers = [number for _, number in group]
    if len(group) > 2 and numbers[-1] <= 1 and all(later == earlier - 1 for earlier, later in pairwise(numbers)):
        return True  # "always (3), often (2), never (1)"
    if len(group) > 2 and numbers == list(range(1, len(numbers) + 1)):
        return True  # "glucose (1), lactate (2), pyruvate (3)"
    falls = any(later < earlier for earlier, later in pairwise(numbers))
    if len(group) > 3 and falls and len(set(numbers)) < len(numbers) and min(numbers) <= FEW:
        return True
    lead = _SENTENCE_END.split(text[max(0, group[0][0].start - REACH) : group[0][0].start])[-1]
    between = text[group[0][0].end : group[-1][0].start]
    if _ZERO_NEXT.match(text, group[-1][0].end):
        return True  # "yes (1) or no (0)"
    if len(group) == 2 and numbers[1] <= numbers[0] and len(between) <= NEAR and _ARMS.search(lead + between):
        # "vitamin D (40) or placebo (40)"
        return numbers[0] == numbers[1] or not _STUDIES.search(lead + between)
    return bool(
        _ZERO.search(lead + between)
        or (min(numbers) <= 1 < len(group) and _SCALE.search(lead + between) and _UP_TO.search(between))
    )


def _bands(text: str, stretches: Sequence[tuple[Span, NumberRange]]) -> list[int]:
    """Bands of a scale: "low (1–4), medium (5–7), high (8–10)"."""
    out: list[int] = []
    for span, item in stretches:
        if item.first < item.last and _FROM_ZERO.search(text, max(0, span.start - REACH), span.start):
            out.append(span.start)
    for (span, item), (next_span, following) in pairwise(stretches):
        near = 0 <= next_span.start - span.end <= REACH and not _SENTENCE_END.search(text[span.end : next_span.start])
        low = item.first <= 1 or span.start in out or _SCALE.search(text, max(0, span.start - REACH), span.start)
        if near and low and item.first < item.last and following.first == item.last + 1 < following.last:
            out += [span.start, next_span.start]
    return out
