"""References are not first cited in ascending order, in an article that numbers them so.

## What it finds

A number that is cited for the first time before a smaller number is, in an article whose other references are
numbered in the order of citation (as Vancouver style has it). Off unless it is asked for.

## Why it matters

Many journals number references in the order in which they are first cited, and send articles back that do not. A
number out of order is also a trace of a paragraph that was moved, or of a reference that was inserted.

## Example

    One trial was negative.[1] Two were positive.[3] A review agrees.[2]

Reference 3 is first cited here, before 2.

## What it cannot see

Whether the order is meant. An article in which one in five of the references is out of order is taken for one whose
list is sorted otherwise (by author, by date), and is not reported. Citations in tables and figures are read where
they stand in the file, which may not be where they are first mentioned in the text.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from refcheck.finding import Severity
from refcheck.rules.model import Examination, Needs, Rule
from refcheck.rules.numbering import written_out

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from refcheck.article import Citation
    from refcheck.finding import Finding

# How many of the first citations may be out of order in an article that still counts as sequential.
_TOLERATED = 0.2


def check(rule: Rule, examination: Examination) -> Iterator[Finding]:
    """Yield a finding for each number that must move so that first citations ascend."""
    for scope in examination.article.scopes:
        first: dict[int, Citation] = {}
        for citation in scope.citations:
            for item in citation.items:
                for number in written_out(item):
                    first.setdefault(number, citation)
        printed = {reference.number: reference.raw for reference in scope.references}
        order = list(first)
        moved = [at for at in range(len(order)) if at not in _longest_ascent(order)]
        if len(moved) > max(1, _TOLERATED * len(order)) or len(order) < 3:
            continue
        for at in moved:
            number = order[at]
            earlier = [other for other in order[:at] if other > number]
            later = [other for other in order[at + 1 :] if other < number]
            side, other = ("before", min(later)) if len(later) >= len(earlier) else ("after", max(earlier))
            yield rule.finding(
                examination,
                first[number].digits,
                f"Reference {number} is first cited here, {side} {other}.",
                data={"number": number},
                key=f"{printed.get(number, number)} {side} {printed.get(other, other)}",
            )


def _longest_ascent(numbers: Sequence[int]) -> set[int]:
    """The places of a longest ascending subsequence (patience sorting)."""
    ends: list[int] = []
    places: list[int] = []
    previous: list[int] = []
    for at, number in enumerate(numbers):
        pile = bisect_left(ends, number)
        previous.append(places[pile - 1] if pile else -1)
        ends[pile : pile + 1] = [number]
        places[pile : pile + 1] = [at]
    kept = set()
    at = places[-1] if places else -1
    while at >= 0:
        kept.add(at)
        at = previous[at]
    return kept


RULE = Rule("REF103", "citation-out-of-order", Severity.INFO, Needs.ARTICLE, check, __doc__, default=False)
