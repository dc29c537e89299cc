"""Single citations: two neighbouring numbers exchanged, and one citation that fits another reference better.

One citation proves little, so both ask for evidence that few untouched articles have: the thresholds are fitted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from refcheck.alignment.judging import probability, weigh
from refcheck.alignment.model import Misplaced, Swap
from refcheck.alignment.runs import support

if TYPE_CHECKING:
    from collections.abc import Iterator

    from refcheck.alignment.shifts import Gains
    from refcheck.article import Scope

LEAST_CONFIDENCE = 0.02
LEAST_GAIN = 1.0  # nats; less than this on either side is no exchange


def swap_features(one: float, other: float) -> tuple[float, float]:
    """The features of an exchange by its two gains: both together, and a constant."""
    return one + other, 1.0


def misplaced_features(gain: float, fits: float) -> tuple[float, float]:
    """The features of one citation by its gain and the score of what fits: the lesser of them, and a constant."""
    return min(gain, fits), 1.0


def exchanges(gains: Gains) -> Iterator[tuple[int, float, float]]:
    """Neighbouring numbers n and n + 1 that gain if each meant the other: n and the two gains."""
    for number, (one, other) in gains.exchanged.items():
        if min(one, other) >= LEAST_GAIN:
            yield number, one, other


def find_swaps(scope: Scope, gains: Gains, weights: tuple[float, ...], taken: frozenset[int]) -> tuple[Swap, ...]:
    """The exchanged numbers of an article outside the runs, whose numbers are `taken`."""
    found = []
    for number, one, other in exchanges(gains):
        confidence = probability(weigh(weights, swap_features(one, other)))
        if confidence < LEAST_CONFIDENCE or taken.intersection((number, number + 1)):
            continue
        first = support(scope, gains, _telling(gains, number, number + 1), number, number + 1)
        second = support(scope, gains, _telling(gains, number + 1, number), number + 1, number)
        if first is not None and second is not None:
            found.append(Swap(first, second, confidence))
    return tuple(found)


def _telling(gains: Gains, number: int, fits: int) -> int:
    return max(gains.citing[number], key=lambda at: gains.single(at, number, fits))


def misfits(gains: Gains) -> Iterator[tuple[int, int, int, float]]:
    """Citations of one number that another reference fits better: position, number, what fits, and the gain."""
    score = gains.numbering.score
    numbers = list(score.position)
    best_of = score.matrix[:, list(score.position.values())].argmax(axis=1).tolist()
    for at, cited in enumerate(gains.numbering.cited):
        if len(cited) != 1 or cited[0] not in gains.numbering.listed:
            continue
        best = numbers[best_of[at]]
        gain = score(at, best) - score(at, cited[0])
        if best != cited[0] and gain >= LEAST_GAIN:
            yield at, cited[0], best, gain


def find_misplaced(
    scope: Scope, gains: Gains, weights: tuple[float, ...], taken: frozenset[int]
) -> tuple[Misplaced, ...]:
    """The misplaced citations of an article outside the numbers that are `taken` by runs and exchanges."""
    found = []
    for at, number, best, gain in misfits(gains):
        confidence = probability(weigh(weights, misplaced_features(gain, gains.numbering.score(at, best))))
        if confidence < LEAST_CONFIDENCE or number in taken:
            continue
        shown = support(scope, gains, at, number, best)
        if shown is not None:
            found.append(Misplaced(shown, confidence))
    return tuple(found)
