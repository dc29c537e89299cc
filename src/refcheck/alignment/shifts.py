"""What it gains if printed numbers meant others, for one citation and for all citations of a number.

One citation alone proves little, several add up; damped where one reference is cited again and again, or many are
cited at once, for those are not independent.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from math import sqrt
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy.typing as npt

    from refcheck.alignment.postings import Matrix
    from refcheck.alignment.scores import Scores

SHIFTS = (1, -1, 2, -2, 3, -3)
CLIP = 8.0  # most that one citation can say, in nats
CAP = 12.0  # most that one reference can say
# Sums are rounded to four places, so that explanations that are as good stay so on every machine.
MOST_CELLS = 1_000_000  # of a matrix of citations by references, about
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

    @cached_property
    def times_cited(self) -> Counter[int]:
        """How many citations have each number."""
        return Counter(chain.from_iterable(self.numbering.cited))

    @cached_property
    def _cited(self) -> list[int]:
        """The numbers that are not only cited among many."""
        return list(self.citing)

    @cached_property
    def _pairs(self) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """Every citation with every number that it prints: both, pair by pair; numbers by their places in `_cited`."""
        places = {number: place for place, number in enumerate(self._cited)}
        cited = self.numbering.cited
        pairs = [(at, places[number]) for at, numbers in enumerate(cited) for number in numbers if number in places]
        known = np.array(pairs, dtype=np.int64).reshape(-1, 2)
        return known[:, 0], known[:, 1]

    def single(self, citation: int, number: int, target: int) -> float:
        """What one citation gains if the number it prints meant another, clipped, and damped by what else it cites.

        The numbers of "[5-8]" stand for one claim: moved by one place, three of the four references stay the same.
        """
        return self._clipped(citation, number, target) / sqrt(len(self.numbering.cited[citation]))

    def _clipped(self, citation: int, number: int, target: int) -> float:
        score = self.numbering.score
        return max(-CLIP, min(CLIP, score(citation, target) - score(citation, number)))

    def moved(self, number: int, target: int) -> float:
        """What all citations of a number gain together if it meant another, damped and capped."""
        return self._moves[number][self.numbering.score.column(target)] if number in self.citing else 0.0

    @cached_property
    def table(self) -> tuple[list[int], list[int], Matrix]:
        """The numbers cited that are listed and all listed, ascending, and what the former gain by the latter."""
        listed = sorted(self.numbering.listed)
        cited = [number for number in listed if number in self.citing]
        columns = [self.numbering.score.column(number) for number in listed]
        far = np.array([self._moves[number] for number in cited])
        return cited, listed, far[:, columns] if cited else far

    @cached_property
    def _moves(self) -> dict[int, list[float]]:
        """What all citations of each number that is cited gain if it meant each reference, in the order of scores."""
        score = self.numbering.score
        found: dict[int, list[float]] = {}
        for numbers in self._portions():
            counts = [len(self.citing[number]) for number in numbers]
            citing = [at for number in numbers for at in self.citing[number]]
            columns = np.repeat([score.column(number) for number in numbers], counts)
            own = score.matrix[citing]
            each = np.clip(own - own[np.arange(len(own)), columns][:, None], -CLIP, CLIP)
            damped = each / np.sqrt([len(self.numbering.cited[at]) for at in citing])[:, None]
            together = np.add.reduceat(damped, np.cumsum([0, *counts[:-1]]), axis=0)
            capped = np.clip(together / np.sqrt(counts)[:, None], -CAP, CAP)
            found.update(zip(numbers, np.round(capped, 4).tolist(), strict=True))
        return found

    def _portions(self) -> Iterator[list[int]]:
        """The numbers cited, in portions whose matrices are not too large."""
        portion: list[int] = []
        room = MOST_CELLS
        for number, citing in self.citing.items():
            cells = len(citing) * self.numbering.score.matrix.shape[1]
            if portion and cells > room:
                yield portion
                portion, room = [], MOST_CELLS
            portion.append(number)
            room -= cells
        if portion:
            yield portion

    @cached_property
    def exchanged(self) -> dict[int, tuple[float, float]]:
        """The numbers n that would gain if they and n + 1 were exchanged, with what each of the two gains."""
        cited = self.citing.keys() & self.numbering.listed
        both = {n: (self.moved(n, n + 1), self.moved(n + 1, n)) for n in sorted(cited) if n + 1 in cited}
        return {number: gains for number, gains in both.items() if min(gains) > 0}

    def moved_by(self, shift: int) -> list[float]:
        """What each number gains if it is shifted, from 1 to the highest; where none is listed then, it loses all."""
        if shift not in self._moved:
            position = self.numbering.score.position
            gains = [0.0] * max(self.highest_cited, self.highest_listed)
            for number in self.citing:
                if number > 0:
                    meant = position.get(number + shift)
                    gains[number - 1] = -CAP if meant is None else self._moves[number][meant]
            self._moved[shift] = gains
        return self._moved[shift]

    def read(self, shift: int) -> list[float]:
        """What each citation gains if all its numbers are shifted, damped by how many they are and how often cited."""
        return self._read[shift]

    def said(self, shift: int) -> list[float]:
        """The same, by what the claims themselves say: where a run ends is told by one claim, not by several."""
        return self._said[shift]

    @cached_property
    def _read(self) -> dict[int, list[float]]:
        lengths = np.sqrt([len(numbers) or 1 for numbers in self.numbering.cited])
        return {shift: (np.array(said) / lengths).tolist() for shift, said in self._said.items()}

    @cached_property
    def _said(self) -> dict[int, list[float]]:
        """For each of `SHIFTS` what the claim of each citation says, all of them worked out at once."""
        matrix, position = self.numbering.score.matrix, self.numbering.score.position
        at, places = self._pairs
        meant = [[position.get(number + shift, -1) for number in self._cited] for shift in SHIFTS]
        columns = np.array(meant, dtype=np.int64).reshape(len(SHIFTS), -1)[:, places]
        gains = np.clip(matrix[at, columns].astype(np.float64) - self._own, -CLIP, CLIP) / self._damping
        count = len(self.numbering.cited)
        rows = at + count * np.arange(len(SHIFTS))[:, None]
        sums = np.bincount(rows.ravel(), np.where(columns >= 0, gains, -CLIP).ravel(), count * len(SHIFTS))
        totals = sums.reshape(len(SHIFTS), count)
        totals[:, self._unknown] = 0.0
        return dict(zip(SHIFTS, np.round(np.clip(totals, -CLIP, CLIP), 4).tolist(), strict=True))

    @cached_property
    def _own(self) -> Matrix:
        """For each of `_pairs` its score as it is printed."""
        at, places = self._pairs
        columns = np.array([self.numbering.score.column(number) for number in self._cited], dtype=np.int64)
        return self.numbering.score.matrix[at, columns[places]]

    @cached_property
    def _damping(self) -> npt.NDArray[np.float64]:
        _, places = self._pairs
        out: npt.NDArray[np.float64] = np.sqrt([len(self.citing[number]) for number in self._cited])[places]
        return out

    @cached_property
    def _unknown(self) -> list[int]:
        """The citations that print a number that is only cited among many."""
        known = self.citing.keys()
        return [at for at, numbers in enumerate(self.numbering.cited) if not known >= set(numbers)]
