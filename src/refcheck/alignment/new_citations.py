"""Where a reference may have been inserted together with a citation of it, which is right as it is printed.

The list and the new citation are in order; what was cited before under that number, and everything behind it, is off by
one. Citations are first seen in the order of their numbers, as a rule, so the new one stands where its number belongs,
and the reference that had the number before is cited soon after it.
"""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from refcheck.alignment.shifts import CAP

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from refcheck.alignment.shifts import Gains

NEW_CITATION_FEATURES = ("gain", "signs", "claims", "keeps", "fits", "opens", "in order", "followed", "group")
"""
What all other claims behind the place gain, damped and capped by reference; the same with one nat at most for each; the
same less capped; what the new citation would lose; how well its reference supports it, in nats; whether it is the first
of its number; whether no greater number is cited before it, and the one below is; whether its number is cited once more
before a greater one is; whether it cites the number below, too.
"""
CLAIMS_CAP = 8.0
"""Nats that the claims of one reference may say of a place, less capped."""


class NewCitations(NamedTuple):
    """Citations that may be those of an inserted reference.

    Attributes:
        number: the number of each.
        citation: its index in the numbering.
        features: what speaks for each, a row of `NEW_CITATION_FEATURES`.
    """

    number: npt.NDArray[np.int64]
    citation: npt.NDArray[np.int64]
    features: npt.NDArray[np.float64]


def new_citations(gains: Gains) -> NewCitations:
    """All citations whose number is cited elsewhere, too, as if each were that of a reference inserted there."""
    top = gains.highest_cited
    firsts = _first_seen(gains, top)
    # For each number where a greater one is first seen.
    greater = list(accumulate(reversed(firsts), min))[::-1][1:]
    sums = gains_behind(gains, 1)
    found: list[tuple[int, int]] = []
    rows: list[tuple[float, ...]] = []
    for number in range(1, top + 1):
        citing = gains.citing.get(number, [])
        singles = _singles(gains, number, 1)
        for place, at in enumerate(citing if len(citing) > 1 else []):
            rest = sum(singles) - singles[place]
            rest_damped = _within(rest / (len(citing) - 1) ** 0.5, CAP)
            after = next((other for other in citing if other != at), at)
            rows.append(
                (
                    sums[0][number] + rest_damped,
                    sums[1][number] + _within(rest_damped, 1.0),
                    sums[2][number] + _within(rest, CLAIMS_CAP),
                    -singles[place],
                    gains.numbering.score(at, number),
                    float(place == 0),
                    float(greater[number - 1] >= at and (number == 1 or firsts[number - 2] <= at)),
                    float(place == 0 and after <= greater[number - 1]),
                    float(number - 1 in gains.numbering.cited[at]),
                )
            )
            found.append((number, at))
    places = np.array(found, dtype=np.int64).reshape(-1, 2)
    return NewCitations(places[:, 0], places[:, 1], np.array(rows).reshape(-1, len(NEW_CITATION_FEATURES)))


def _first_seen(gains: Gains, top: int) -> Sequence[int]:
    """For each number from 1 on the citation that it is first seen in; behind the last one for those that are not."""
    firsts = [len(gains.numbering.cited)] * (top + 1)
    for at, numbers in enumerate(gains.numbering.cited):
        for number in numbers:
            firsts[number - 1] = min(firsts[number - 1], at)
    return firsts


def gains_behind(gains: Gains, shift: int) -> list[list[float]]:
    """What all claims behind each place gain, the first place being that before number 1.

    Three sums: damped and capped by reference, the same with one nat at most for each, the same less capped.
    """
    numbers = range(1, gains.highest_cited + 1)
    moved = [gains.moved(number, number + shift) for number in numbers]
    claims = [sum(_singles(gains, number, shift)) for number in numbers]
    return [
        [*accumulate(reversed(values), initial=0.0)][::-1]
        for values in (moved, [_within(each, 1.0) for each in moved], [_within(each, CLAIMS_CAP) for each in claims])
    ]


def _singles(gains: Gains, number: int, shift: int) -> list[float]:
    return [gains.single(at, number, number + shift) for at in gains.citing.get(number, ())]


def _within(value: float, most: float) -> float:
    return max(-most, min(most, value))
