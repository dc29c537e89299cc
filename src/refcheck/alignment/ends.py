"""Where a run ends: which numbers surely belong to it, and of which it cannot be told."""

from __future__ import annotations

from math import exp
from typing import TYPE_CHECKING

from refcheck.alignment.judging import is_traced

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from refcheck.alignment.explanations import Candidate
    from refcheck.alignment.shifts import Gains

CERTAIN = 0.8  # probability from which a number at the end of a run counts as belonging to it
EXCLUDED = 0.1
TELLING_END = 1.0  # nats that the number at an end of a run must say itself


def _certainties(length: int, value: Callable[[int], float], core: int) -> list[float]:
    """For each of `length` positions, outermost first, the probability that a run which surely has `core` has it.

    Every place at which the run may begin is as likely as its evidence: ``exp`` of what the positions from there to
    the core add up to.
    """
    total = 0.0
    begins = [0.0] * (core + 1)
    for at in range(core, -1, -1):
        total += value(at) if at < core else 0.0
        begins[at] = total
    top = max(begins)
    likely = [exp(begin - top) for begin in begins]
    whole = sum(likely)
    sums = 0.0
    certain = []
    for share in likely:
        sums += share
        certain.append(sums / whole)
    return certain + [1.0] * (length - core - 1)


def ends_of(gains: Gains, candidate: Candidate) -> tuple[list[int], list[int]]:
    """The positions that surely belong to a run and those of which it cannot be told.

    Positions are printed numbers, or citations for a run of text.
    """
    if candidate.complete:
        return list(range(candidate.first, candidate.last + 1)), []
    if candidate.order == "number":
        listed = gains.numbering.listed
        positions = [number for number in sorted(gains.citing) if number > 0 and number + candidate.shift in listed]
        value = dict(enumerate(gains.moved_by(candidate.shift), 1)).__getitem__
    else:
        positions = list(range(len(gains.numbering.cited)))
        value = gains.said(candidate.shift).__getitem__

    if candidate.displaced is not None:
        certain = _move_certainties(gains, candidate, candidate.displaced)
        return _told_apart(positions, certain)
    inside = [position for position in positions if candidate.first <= position <= candidate.last]
    if len(inside) < 2:
        return inside, []
    core = max(inside, key=value)
    place = positions.index(core)
    before = _certainties(place + 1, lambda at: value(positions[at]), place)
    after_positions = positions[place:][::-1]
    after = _certainties(len(after_positions), lambda at: value(after_positions[at]), len(after_positions) - 1)
    traced = is_traced(gains, candidate)
    certain = dict(zip(positions[: place + 1], before, strict=True))
    certain |= dict.fromkeys(after_positions, 1.0) if traced else dict(zip(after_positions, after, strict=True))
    sure, unsure = _told_apart(positions, certain)
    # However likely, a number at an end that says next to nothing itself is not accused.
    while len(sure) > 2 and value(sure[0]) < TELLING_END:
        unsure.append(sure.pop(0))
    while len(sure) > 2 and not traced and value(sure[-1]) < TELLING_END:
        unsure.append(sure.pop())
    return sure, sorted(unsure)


def _told_apart(positions: Sequence[int], certain: Mapping[int, float]) -> tuple[list[int], list[int]]:
    sure = [position for position in positions if certain.get(position, 0.0) >= CERTAIN]
    unsure = [position for position in positions if EXCLUDED < certain.get(position, 0.0) < CERTAIN]
    return sure, unsure


def _move_certainties(gains: Gains, candidate: Candidate, displaced: tuple[int, int]) -> dict[int, float]:
    """For each number the probability that a reference passed it when it was moved.

    One end of the run is next to the printed number of that reference; the other is where it stands now, and every
    place is as likely as the run up to it and the reference's own citations make it.
    """
    number = displaced[1]
    step = 1 if candidate.shift < 0 else -1
    end = gains.highest_listed + 1 if step > 0 else 0
    total = 0.0
    begins: dict[int, float] = {}
    for target in range(number + step, end, step):
        total += gains.moved(target, target + candidate.shift)
        begins[target] = total + gains.moved(number, target)
    top = max(begins.values())
    likely = {target: exp(value - top) for target, value in begins.items()}
    whole = sum(likely.values())
    certain = {}
    beyond = whole  # the weight of all places at which the reference has passed this number
    for target in begins:
        certain[target] = beyond / whole
        beyond -= likely[target]
    return certain
