"""Which run of numbers is off, and by how much: gains added up along the list and along the text.

One citation alone proves little. Along a run that is off by the same amount the evidence adds up, damped where one
reference is cited again and again, for those citations are not independent.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import sqrt
from typing import TYPE_CHECKING, Literal

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from refcheck.alignment.scores import Scores

SHIFTS = (1, -1, 2, -2, 3, -3)
CLIP = 4.0  # most that one citation can say, in nats
CAP = 6.0  # most that one reference can say
MOST_TOGETHER = 8  # a citation of more references than this says nothing of any one of them


@dataclass(frozen=True, slots=True)
class Numbering:
    """The numbers of one article, apart from all words.

    Attributes:
        cited: for every citation in reading order the numbers it prints, each once.
        listed: the numbers of the reference list.
        score: the log-likelihood ratio that the reference of a number supports a citation's claim.
    """

    cited: Sequence[Sequence[int]]
    listed: frozenset[int]
    score: Scores


@dataclass(frozen=True, slots=True)
class Candidate:
    """A run that may be off.

    Attributes:
        order: of numbers or of text.
        shift: what must be added.
        first, last: printed numbers at its ends, or positions of citations if `order` is "reading".
        gain: the evidence for it, in damped nats.
        parts: for each printed number in it, what it adds to `gain`.
        displaced: (number a reference stands at now, number it belongs at), or None.
        displaced_gain: the part of `gain` that comes from the displaced reference.
        all_moves: what all references that may have moved gain by this shift, the logarithm of the sum of their
            likelihood ratios: many explanations that are nearly as good are one fault of which the ends are not sure.
    """

    order: Literal["number", "reading"]
    shift: int
    first: int
    last: int
    gain: float
    parts: Mapping[int, float] = field(repr=False, default_factory=dict)
    displaced: tuple[int, int] | None = None
    displaced_gain: float = 0.0
    all_moves: float = 0.0


class Gains:
    """What moving a printed number gains, per number and per citation."""

    def __init__(self, numbering: Numbering) -> None:
        self.numbering = numbering
        self.citing: dict[int, list[int]] = {}
        for at, numbers in enumerate(numbering.cited):
            if len(numbers) <= MOST_TOGETHER:
                for number in numbers:
                    self.citing.setdefault(number, []).append(at)
        self.highest_cited = max((number for numbers in numbering.cited for number in numbers), default=0)
        self.highest_listed = max(numbering.listed, default=0)
        self._moved: dict[int, list[float]] = {}

    def single(self, citation: int, number: int, target: int) -> float:
        """What one citation gains if the number it prints meant another, clipped."""
        score = self.numbering.score
        return max(-CLIP, min(CLIP, score(citation, target) - score(citation, number)))

    def moved(self, number: int, target: int) -> float:
        """What all citations of a number gain together if it meant another, damped and capped."""
        return self.moves(number)[self.numbering.score.column(target)] if number in self.citing else 0.0

    def moves(self, number: int) -> list[float]:
        """What all citations of a number that is cited gain if it meant each reference, in the order of the scores."""
        if number not in self._moved:
            score = self.numbering.score
            own = score.matrix[self.citing[number]]
            each = np.clip(own - own[:, [score.column(number)]], -CLIP, CLIP)
            self._moved[number] = np.clip(each.sum(axis=0) / sqrt(len(each)), -CAP, CAP).tolist()
        return self._moved[number]

    def read(self, citation: int, shift: int) -> float:
        """What one citation gains if all its numbers are shifted, damped by how often each is cited."""
        total = 0.0
        for number in self.numbering.cited[citation]:
            if number not in self.citing:
                return 0.0
            if number + shift in self.numbering.listed:
                total += self.single(citation, number, number + shift) / sqrt(len(self.citing[number]))
            else:
                total -= CLIP
        return max(-CLIP, min(CLIP, total))


def best_segment(values: Sequence[float], *, to_end: bool = False) -> tuple[float, int, int] | None:
    """The segment (or suffix) of the greatest sum: sum, first and last position; None if no sum is positive."""
    best: tuple[float, int, int] | None = None
    if to_end:
        total = 0.0
        for at in range(len(values) - 1, -1, -1):
            total += values[at]
            if total > 0 and (best is None or total > best[0]):
                best = (total, at, len(values) - 1)
        return best
    total, start = 0.0, 0
    for at, value in enumerate(values):
        if total <= 0:
            total, start = 0.0, at
        total += value
        if total > 0 and (best is None or total > best[0]):
            best = (total, start, at)
    return best


def candidates(gains: Gains, taken: frozenset[int] = frozenset()) -> Iterator[Candidate]:
    """The most promising runs of each kind; numbers already `taken` by another run bound them.

    Yields:
        For each shift the best run of numbers, the best that reaches the highest number cited, and the best run of
        text; for shifts of one also the best that a moved reference explains.
    """
    listed = gains.numbering.listed
    top = max(gains.highest_cited, gains.highest_listed)
    for shift in SHIFTS:
        values = [
            -CAP
            if number in taken or (number in gains.citing and number + shift not in listed)
            else gains.moved(number, number + shift)
            for number in range(1, top + 1)
        ]
        reach = values[: gains.highest_cited]
        for found in {best_segment(values), best_segment(reach, to_end=True)}:
            if found is not None and any(number in gains.citing for number in range(found[1] + 1, found[2] + 2)):
                yield _of_numbers(gains, shift, found[1] + 1, found[2] + 1)
        if abs(shift) == 1:
            moved = _best_move(gains, shift, values)
            if moved is not None:
                yield moved
        if not taken:
            read = best_segment([gains.read(at, shift) for at in range(len(gains.numbering.cited))])
            if read is not None:
                yield _of_text(gains, shift, read)


def _of_numbers(gains: Gains, shift: int, first: int, last: int) -> Candidate:
    parts = {number: gains.moved(number, number + shift) for number in range(first, last + 1) if number in gains.citing}
    cited = sorted(parts)
    return Candidate("number", shift, cited[0], cited[-1], sum(parts.values()), parts)


def _of_text(gains: Gains, shift: int, found: tuple[float, int, int]) -> Candidate:
    gain, first, last = found
    parts: dict[int, float] = {}
    for citation in range(first, last + 1):
        numbers = gains.numbering.cited[citation]
        for number in numbers:
            if number not in gains.citing:
                continue
            value = gains.single(citation, number, number + shift) / sqrt(len(gains.citing[number]))
            parts[number] = parts.get(number, 0.0) + value
    return Candidate("reading", shift, first, last, gain, parts)


def _best_move(gains: Gains, shift: int, values: Sequence[float]) -> Candidate | None:
    """A reference moved within the list: those it passed are off by one, and its own citations point far away.

    Moved down from i to j, the printed i+1..j are one too high and the printed i means j; moved up from j to i, the
    printed i..j-1 are one too low and the printed j means i.
    """
    listed = sorted(gains.numbering.listed)
    cited = [number for number in sorted(gains.citing) if number in gains.numbering.listed]
    if not cited:
        return None
    sums = np.concatenate([[0.0], np.cumsum(values)])
    number, target = np.array(cited)[:, None], np.array(listed)[None, :]
    columns = [gains.numbering.score.column(other) for other in listed]
    far = np.array([gains.moves(one) for one in cited])[:, columns]
    # what the passed ones gain, if the reference of `number` stands at `target` now
    passed = sums[target] - sums[number] if shift < 0 else sums[number - 1] - sums[target - 1]
    possible = (target - number >= 2) if shift < 0 else (number - target >= 2)
    if not possible.any():
        return None
    total = np.where(possible, passed + far, -np.inf)
    likely = np.where((passed > 0) & (far > 0), total, -np.inf)
    place = np.unravel_index(int(likely.argmax()), likely.shape)
    if likely[place] == -np.inf:
        return None
    moved, to = cited[place[0]], listed[place[1]]
    first, last = (moved + 1, to) if shift < 0 else (to, moved - 1)
    if not any(n in gains.citing for n in range(first, last + 1)):
        return None
    run = _of_numbers(gains, shift, first, last)
    best = float(total.max())
    return Candidate(
        "number",
        shift,
        run.first,
        run.last,
        float(likely[place]),
        run.parts,
        displaced=(to, moved),
        displaced_gain=float(far[place]),
        all_moves=best + float(np.log(np.exp(total - best).sum())),
    )
