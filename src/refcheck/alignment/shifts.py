"""What it gains if printed numbers meant others, for one citation and for all citations of a number.

One citation alone proves little, several add up; damped where one reference is cited again and again, or many are
cited at once, for those are not independent.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from refcheck.alignment.scores import Scores

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
        """What one citation gains if the number it prints meant another, clipped, and damped by what else it cites.

        The numbers of "[5-8]" stand for one claim: moved by one place, three of the four references stay the same.
        """
        return self._clipped(citation, number, target) / sqrt(len(self.numbering.cited[citation]))

    def _clipped(self, citation: int, number: int, target: int) -> float:
        score = self.numbering.score
        return max(-CLIP, min(CLIP, score(citation, target) - score(citation, number)))

    def moved(self, number: int, target: int) -> float:
        """What all citations of a number gain together if it meant another, damped and capped."""
        return self.moves(number)[self.numbering.score.column(target)] if number in self.citing else 0.0

    def moves(self, number: int) -> list[float]:
        """What all citations of a number that is cited gain if it meant each reference, in the order of the scores."""
        if number not in self._moved:
            score = self.numbering.score
            citing = self.citing[number]
            own = score.matrix[citing]
            each = np.clip(own - own[:, [score.column(number)]], -CLIP, CLIP)
            damped = each.T @ [1 / sqrt(len(self.numbering.cited[at])) for at in citing]
            self._moved[number] = np.clip(damped / sqrt(len(citing)), -CAP, CAP).tolist()
        return self._moved[number]

    def read(self, citation: int, shift: int) -> float:
        """What one citation gains if all its numbers are shifted, damped by how many they are and how often cited."""
        return self.said(citation, shift) / sqrt(len(self.numbering.cited[citation]) or 1)

    def said(self, citation: int, shift: int) -> float:
        """The same, by what the claim itself says: where a run ends is told by one claim, not by several."""
        total = 0.0
        for number in self.numbering.cited[citation]:
            if number not in self.citing:
                return 0.0
            if number + shift in self.numbering.listed:
                total += self._clipped(citation, number, number + shift) / sqrt(len(self.citing[number]))
            else:
                total -= CLIP
        return max(-CLIP, min(CLIP, total))
