"""What it gains if printed numbers meant others, for one citation and for all citations of a number.

One citation alone proves little, several add up; damped where one reference is cited again and again, or many are
cited at once, for those are not independent.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import sqrt
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy.typing as npt

    from refcheck.alignment.postings import Matrix
    from refcheck.alignment.scores import Scores

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
        self._said: dict[int, list[float]] = {}

    @cached_property
    def _pairs(self) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """Every citation with every number that it prints and that is not only cited among many: both, pair by pair."""
        pairs = [(at, number) for at, numbers in enumerate(self.numbering.cited) for number in numbers]
        known = np.array([pair for pair in pairs if pair[1] in self.citing], dtype=np.int64).reshape(-1, 2)
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
    def table(self) -> tuple[list[int], Matrix]:
        """The numbers cited that are listed, ascending, and what the citations of each gain by each reference."""
        cited = sorted(self.citing.keys() & self.numbering.listed)
        return cited, np.array([self._moves[number] for number in cited])

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

    def read(self, citation: int, shift: int) -> float:
        """What one citation gains if all its numbers are shifted, damped by how many they are and how often cited."""
        return self.said(citation, shift) / sqrt(len(self.numbering.cited[citation]) or 1)

    def said(self, citation: int, shift: int) -> float:
        """The same, by what the claim itself says: where a run ends is told by one claim, not by several."""
        if shift not in self._said:
            self._said[shift] = self._all_said(shift)
        return self._said[shift][citation]

    def _all_said(self, shift: int) -> list[float]:
        matrix, column = self.numbering.score.matrix, self.numbering.score.column
        at, numbers = self._pairs
        count = int(numbers.max(initial=0)) + 1
        own = np.array([column(number) for number in range(count)])[numbers]
        meant = np.array([column(number + shift) for number in range(count)])[numbers]
        is_listed = np.array([number + shift in self.numbering.listed for number in range(count)])[numbers]
        damping = np.sqrt([len(self.citing.get(number, ())) or 1 for number in range(count)])[numbers]
        gains = np.clip(matrix[at, meant].astype(np.float64) - matrix[at, own], -CLIP, CLIP) / damping
        totals = np.bincount(at, np.where(is_listed, gains, -CLIP), len(self.numbering.cited))
        totals[[not self.citing.keys() >= set(cited) for cited in self.numbering.cited]] = 0.0
        said: list[float] = np.round(np.clip(totals, -CLIP, CLIP), 4).tolist()
        return said
