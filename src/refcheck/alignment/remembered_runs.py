"""A run that the history of the list shows: it was edited, and sentences that cite by it were not.

Whether that is a fault is nearly certain before a claim is weighed. Only whoever mends an older fault edits the list
alone, and then the claims speak for the numbers as they are.
"""

from __future__ import annotations

from collections import Counter
from math import sqrt
from typing import TYPE_CHECKING

from refcheck.alignment.judging import probability
from refcheck.alignment.model import ShiftedRun
from refcheck.alignment.remembered import remembered
from refcheck.alignment.runs import MOST_CONFIDENCE, evidence_of
from refcheck.alignment.shifts import CAP

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from refcheck.alignment.remembered import Remembered
    from refcheck.alignment.shifts import Gains
    from refcheck.article import Scope

PRIOR = 2.2
"""Log odds that whoever edits a list alone forgot the text, and did not mend an older fault: nine in ten."""
PRIOR_ALONE = -0.2
"""The same for one sentence where others were renumbered: what only looks like a citation stays, too."""
WEIGHT = 0.5
"""What a nat of a claim is worth, about what it is worth for edits of the list (`list_edits.json`)."""
TRACE = "the list was edited since the version compared with, and the sentences that cite these numbers were not"
GONE = "no longer in the list, and still cited:"


def with_remembered(scope: Scope, gains: Gains, runs: Sequence[ShiftedRun], before: Scope) -> tuple[ShiftedRun, ...]:
    """The runs of an article, first the one that a change of its list makes, in place of those that say the same.

    Args:
        scope: the numbering.
        gains: what its claims gain.
        runs: those that the claims tell.
        before: what the numbering was before the change.
    """
    told = remembered(scope, before)
    if told is None:
        return tuple(runs)
    each = enumerate(map(told.edit.mapping_for, scope.citations))
    off = {at: mapping for at, mapping in each if mapping}
    mapping = {number: right for own in off.values() for number, right in own.items()}
    same = [run for run in runs if any(mapping.get(number) == right for number, right in run.mapping.items())]
    others = tuple(run for run in runs if run not in same)
    prior = PRIOR_ALONE if told.alone else PRIOR
    confidence = max([_confidence(gains, off, prior), *(run.confidence for run in same)])
    return (_run(scope, gains, told, sorted(off), mapping, min(confidence, MOST_CONFIDENCE)), *others)


def _confidence(gains: Gains, off: Mapping[int, Mapping[int, int]], prior: float) -> float:
    """The probability that these numbers are off, by how much their claims gain; damped and capped by reference."""
    by_number: dict[tuple[int, int], list[float]] = {}
    for at, own in off.items():
        for number, right in own.items():
            by_number.setdefault((number, right), []).append(gains.single(at, number, right))
    damped = (sum(values) / sqrt(len(values)) for values in by_number.values())
    return probability(prior + WEIGHT * sum(max(-CAP, min(CAP, value)) for value in damped))


def _run(
    scope: Scope,
    gains: Gains,
    told: Remembered,
    off: Sequence[int],
    mapping: Mapping[int, int],
    confidence: float,
) -> ShiftedRun:
    ((shift, _),) = Counter(right - number for number, right in sorted(mapping.items())).most_common(1)
    far = [number for number, right in mapping.items() if right - number != shift]
    # One reference was moved, and those that it passed are off by one.
    displaced = (mapping[far[0]], far[0]) if len(far) == 1 and len(mapping) > 2 else None
    shown = {number: right for number, right in mapping.items() if displaced is None or number not in far}
    # What cites a reference that is new is no other sentence in which the same numbers are right.
    numbers = mapping.keys() - told.new
    citing = {at for at, citation in enumerate(scope.citations) if not numbers.isdisjoint(citation.numbers)}
    left = told.edit.doubtful
    return ShiftedRun(
        shift=shift,
        first=min(shown),
        last=max(shown),
        mapping=shown,
        citations=tuple(scope.citations[at] for at in off),
        order="number" if citing.issubset(off) else "reading",
        evidence=evidence_of(scope, gains, off, mapping),
        confidence=confidence,
        traces=(TRACE, *([f"{GONE} {', '.join(map(str, left))}"] if left else [])),
        displaced=displaced,
        edit=told.edit,
        remembered=True,
    )
