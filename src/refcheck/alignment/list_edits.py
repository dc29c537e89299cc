"""Which edit of the reference list explains a run, and so which numbers are off exactly.

What a run's claims say leaves its ends open by a few numbers. An edit of the list fixes them: where a reference was
inserted or deleted everything behind it is off, where one was moved everything that it passed. Of all places at which
the edit may have been made each is as likely as the claims behind it, and what such an edit leaves, make it: a number
that is no longer cited, a reference that is unlike the others.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from refcheck.alignment.model import ListEdit
from refcheck.alignment.new_citations import NEW_CITATION_FEATURES, gains_behind, new_citations
from refcheck.alignment.strangers import Strangeness, strangeness

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    import numpy.typing as npt

    from refcheck.alignment.shifts import Gains
    from refcheck.article import Citation, Scope

    Numbers = npt.NDArray[np.int64]
    Values = npt.NDArray[np.float64]

PLACE_FEATURES = ("gain", "signs", "claims", "group")
"""
What speaks for a place at which references were inserted or deleted: what all claims behind it gain, damped and capped
by reference; the same with one nat at most for each; the same less capped; whether a citation group would be cut in
two.
"""
INSERTED_FEATURES = (*PLACE_FEATURES, *Strangeness._fields)
"""And how strange the reference there is in its list."""
DELETED_FEATURES = (*PLACE_FEATURES, "uncited", "orphans")
"""And whether the text does not cite the number there, and how badly claims that cite it fit what stands there now."""
MOVE_FEATURES = ("passed", "signs", "moved", "distance")
"""
What speaks for a moved reference: what the claims of those that it passed gain, the same with one nat at most for each,
what its own gain, how far it went (logarithm).
"""
CERTAIN = 0.99
"""Probability from which a number counts as told."""
MOST_MOVES = 1_000_000
"""Moves from which on none is looked for: a list of a thousand references has fewer."""
FEATURES = {
    "inserted": (INSERTED_FEATURES, INSERTED_FEATURES, NEW_CITATION_FEATURES),
    "deleted": (DELETED_FEATURES,),
    "moved": (MOVE_FEATURES,),
}
"""For each edit the features of each way in which it may have come about.

A reference is inserted from elsewhere, on the topic, or on the topic together with a citation of it.
"""


class Beginnings(NamedTuple):
    """The numbers from which on all may be off, and what speaks for each: a row of features."""

    first: Numbers
    features: Values


class Moves(NamedTuple):
    """The moves that there may have been, from the number printed to the place now, and what speaks for each."""

    number: Numbers
    target: Numbers
    features: Values


@cache
def edit_weights() -> Mapping[str, Sequence[Values]]:
    """For each edit, and each way in which it may have come about, the weights of its features, and last its odds."""
    text = files("refcheck.alignment").joinpath("list_edits.json").read_text(encoding="utf-8")
    fitted = json.loads(text)["weights"]
    return {name: [np.array(list(weights.values())) for weights in ways] for name, ways in fitted.items()}


def beginnings(scope: Scope, gains: Gains, shift: int) -> Beginnings:
    """All places at which as many references may have been inserted (deleted if `shift` is negative) as it says."""
    top = gains.highest_cited
    together = {number for numbers in gains.numbering.cited for number in numbers if number + 1 in numbers}
    sums = gains_behind(gains, shift)
    begins = range(1, top + 1) if shift > 0 else range(1 - shift, top + 1)
    of_gone = _of_inserted(scope, gains, shift) if shift > 0 else _of_deleted(gains, shift)
    rows = [(*(each[first - 1] for each in sums), float(first - 1 in together), *of_gone(first)) for first in begins]
    return Beginnings(np.array(begins, dtype=np.int64), np.array(rows))


def _of_inserted(scope: Scope, gains: Gains, count: int) -> Callable[[int], Iterable[float]]:
    strange = strangeness(scope, gains.numbering.score)
    usual = Strangeness(*np.mean(list(strange.values()), axis=0)) if strange else Strangeness()
    return lambda first: np.mean([strange.get(number, usual) for number in range(first, first + count)], axis=0)


def _of_deleted(gains: Gains, shift: int) -> Callable[[int], Iterable[float]]:
    cited = {number for numbers in gains.numbering.cited for number in numbers}

    def found(first: int) -> tuple[float, float]:
        gone = range(first + shift, first)
        return sum(number not in cited for number in gone) / abs(shift), _orphans(gains, gone)

    return found


def _orphans(gains: Gains, gone: Sequence[int]) -> float:
    """How badly the claims that cite deleted references fit what has their numbers now, or stands before it."""
    score = gains.numbering.score
    found = [-max(score(at, number), score(at, number - 1)) for number in gone for at in gains.citing.get(number, ())]
    return sum(found) / len(found) if found else 0.0


def moves(gains: Gains, shift: int) -> Moves:
    """All moves of a reference down (`shift` is -1) or up (1) by two places or more; none in a very long list."""
    cited, listed, far = gains.table
    if not cited or len(cited) * len(listed) > MOST_MOVES:
        return Moves(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros((0, len(MOVE_FEATURES))))
    top = max(cited[-1], listed[-1])
    each = np.array([gains.moved(number, number + shift) for number in range(1, top + 1)])
    number, target = (grid.ravel() for grid in np.meshgrid(cited, listed, indexing="ij"))
    possible = (number - target) * shift >= 2
    number, target, own = number[possible], target[possible], far.ravel()[possible]
    first, last = (target, number - 1) if shift > 0 else (number + 1, target)

    def passed(values: Values) -> Values:
        sums = np.concatenate([[0.0], np.cumsum(values)])
        between: Values = sums[last] - sums[first - 1]
        return between

    features = np.stack([passed(each), passed(np.clip(each, -1, 1)), own, np.log(np.abs(target - number))], axis=1)
    return Moves(number, target, features)


def inserted_or_deleted(scope: Scope, gains: Gains, shift: int) -> ListEdit | None:
    """What the numbers should be if references were inserted or deleted, everything behind them being off."""
    found = beginnings(scope, gains, shift)
    if not len(found.first):
        return None
    ways, fresh = [found.features], None
    if shift > 0:
        ways.append(found.features)
    if shift == 1:
        fresh = new_citations(gains)
        ways.append(fresh.features)
    likely = likelihoods(ways, edit_weights()["inserted" if shift > 0 else "deleted"])
    numbers = _cited_numbers(gains)
    # What an edit makes of the numbers that are cited is all that tells.
    behind = np.searchsorted(numbers, found.first)
    places = np.bincount(behind, np.sum(likely[:2], axis=0), len(numbers) + 1)
    best, probability, kept = int(places.argmax()), float(places.max()), None
    if fresh is not None and len(fresh.number):
        at = int(likely[2].argmax())
        own = np.searchsorted(numbers, fresh.number)
        if likely[2][at] > probability:
            best, probability, kept = int(own[at]), float(likely[2][at]), scope.citations[fresh.citation[at]]
        places = places + np.bincount(own, likely[2], len(numbers) + 1)
    is_off = np.cumsum(places)[:-1]
    certain = np.where(np.arange(len(numbers)) >= best, is_off, 1 - is_off)
    if fresh is not None and best < len(numbers):
        certain[best] = min(certain[best], probability / places[best])
    mapping = {int(number): int(number) + shift for number in numbers[best:]}
    return _edit(mapping, probability, numbers, certain, kept)


def moved(gains: Gains, shift: int) -> ListEdit | None:
    """What the numbers should be if one reference was moved, those that it passed being off by one."""
    found = moves(gains, shift)
    if not len(found.number):
        return None
    (likely,) = likelihoods([found.features], edit_weights()["moved"])
    best = int(np.argmax(likely))
    number, target = int(found.number[best]), int(found.target[best])
    first, last = (found.target, found.number - 1) if shift > 0 else (found.number + 1, found.target)
    size = int(max(found.number.max(), found.target.max())) + 2
    is_passed = np.cumsum(np.bincount(first, likely, size + 1) - np.bincount(last + 1, likely, size + 1))
    is_moved = np.bincount(found.number, likely, size + 1)
    numbers = _cited_numbers(gains)
    numbers = numbers[numbers < size]
    passed = {int(each): int(each) + shift for each in numbers if first[best] <= each <= last[best]}
    certain = [
        likely[best] if each == number else is_passed[each] if each in passed else 1 - is_passed[each] - is_moved[each]
        for each in numbers
    ]
    return _edit({**passed, number: target}, float(likely[best]), numbers, np.array(certain))


def _cited_numbers(gains: Gains) -> Numbers:
    return np.array(sorted({number for numbers in gains.numbering.cited for number in numbers}), dtype=np.int64)


def likelihoods(ways: Sequence[Values], weights: Sequence[Values]) -> list[Values]:
    """The probability of each possibility in each way, of all of which one is so.

    Args:
        ways: for each way a row of features for each possibility.
        weights: for each way the weights of the features, and last its odds.
    """
    odds = [features @ weight[:-1] + weight[-1] for features, weight in zip(ways, weights, strict=False)]
    top = max(float(each.max(initial=-np.inf)) for each in odds)
    each_way = [np.exp(each - top) for each in odds]
    total = sum(float(each.sum()) for each in each_way)
    return [each / total for each in each_way]


def _edit(
    mapping: Mapping[int, int], probability: float, numbers: Numbers, certain: Values, kept: Citation | None = None
) -> ListEdit:
    doubtful = tuple(int(number) for number in numbers[certain < CERTAIN])
    return ListEdit(mapping, round(probability, 3), doubtful, kept)
