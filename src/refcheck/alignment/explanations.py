"""Which run of numbers may be off, and by how much: gains added up along the list and along the text."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from math import sqrt
from typing import TYPE_CHECKING, Literal

import numpy as np

from refcheck.alignment.shifts import CAP, SHIFTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from refcheck.alignment.shifts import Gains

FURTHER = 1.0  # nats that claims before a stretch must say for it to begin with them


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
        complete: whether with this explanation, and not without, every reference of the list is cited.
    """

    order: Literal["number", "reading"]
    shift: int
    first: int
    last: int
    gain: float
    parts: Mapping[int, float] = field(repr=False, default_factory=dict)
    displaced: tuple[int, int] | None = None
    complete: bool = False


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
        text, and the best that leaves no reference uncited; for shifts of one also the best that a moved reference
        explains.
    """
    for shift in SHIFTS:
        values = gains.moved_by(shift)
        if taken:
            values = [-CAP if number in taken else value for number, value in enumerate(values, 1)]
        reach = values[: gains.highest_cited]
        for found in {best_segment(values), best_segment(reach, to_end=True)}:
            if found is not None and any(number in gains.citing for number in range(found[1] + 1, found[2] + 2)):
                yield _of_numbers(gains, shift, found[1] + 1, found[2] + 1)
        if abs(shift) == 1:
            moved = _best_move(gains, shift, values)
            if moved is not None:
                yield moved
        if not taken:
            read = best_segment(gains.read(shift))
            if read is not None:
                yield _of_text(gains, shift, read)
            whole = _completing(gains, shift)
            if whole is not None:
                yield replace(_of_text(gains, shift, whole), complete=True)


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


def _completing(gains: Gains, shift: int) -> tuple[float, int, int] | None:
    """The best stretch to the end of the text after whose shift no reference is left uncited, if one is as printed."""
    cited = gains.numbering.cited
    if gains.numbering.listed <= gains.times_cited.keys():
        return None
    counts = gains.times_cited.copy()
    missing = len(gains.numbering.listed - counts.keys())
    best: tuple[float, int, int] | None = None
    total = 0.0
    read = gains.read(shift)
    for at in range(len(cited) - 1, -1, -1):
        total += read[at]
        for number in cited[at]:
            for changed, by in ((number, -1), (number + shift, 1)):
                before = counts[changed] > 0
                counts[changed] += by
                if changed in gains.numbering.listed:
                    missing += before - (counts[changed] > 0)
        if not missing and total > (0.0 if best is None else best[0] + FURTHER):
            best = (total, at, len(cited) - 1)
    return best


def _best_move(gains: Gains, shift: int, values: Sequence[float]) -> Candidate | None:
    """A reference moved within the list: those it passed are off by one, and its own citations point far away.

    Moved down from i to j, the printed i+1..j are one too high and the printed i means j; moved up from j to i, the
    printed i..j-1 are one too low and the printed j means i.
    """
    cited, listed, far = gains.table
    if not cited:
        return None
    sums = np.concatenate([[0.0], np.cumsum(values)])
    number, target = np.array(cited)[:, None], np.array(listed)[None, :]
    # what the passed ones gain, if the reference of `number` stands at `target` now
    passed = sums[target] - sums[number] if shift < 0 else sums[number - 1] - sums[target - 1]
    possible = (target - number >= 2) if shift < 0 else (number - target >= 2)
    if not possible.any():
        return None
    likely = np.where(possible & (passed > 0) & (far > 0), passed + far, -np.inf)
    place = np.unravel_index(int(likely.argmax()), likely.shape)
    if likely[place] == -np.inf:
        return None
    moved, to = cited[place[0]], listed[place[1]]
    first, last = (moved + 1, to) if shift < 0 else (to, moved - 1)
    if not any(n in gains.citing for n in range(first, last + 1)):
        return None
    run = _of_numbers(gains, shift, first, last)
    return Candidate(
        "number",
        shift,
        run.first,
        run.last,
        float(likely[place]),
        run.parts,
        displaced=(to, moved),
    )
