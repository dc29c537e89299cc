"""The log-likelihood ratio that a reference supports a claim: the fitted coefficients applied to the evidence."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from refcheck.alignment.evidence import Evidence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from refcheck.alignment.postings import Matrix
    from refcheck.article import Scope


class Scores:
    """Scores of the pairs of one numbering.

    Args:
        scope: the numbering.
        weights: one for each of `evidence.FEATURES`.
    """

    def __init__(self, scope: Scope, weights: Sequence[float]) -> None:
        self.evidence = Evidence([citation.claim for citation in scope.citations], scope.references)
        self.position: dict[int, int] = {}
        for at, reference in enumerate(scope.references):
            self.position.setdefault(reference.number, at)
        self._weights = weights

    @cached_property
    def matrix(self) -> Matrix:
        """Claim by reference, and in a last column what a reference that shares nothing with the claim has."""
        out = np.zeros((len(self.evidence.claims), len(self.evidence.references) + 1), dtype=np.float32)
        for portion in self.evidence.portions():
            for weight, feature in zip(self._weights, self.evidence.features(portion), strict=True):
                out[portion] += np.float32(weight) * feature
        return out

    def column(self, number: int) -> int:
        """The column of a number's reference; of a number that is not listed, that of a reference unlike the claim."""
        return self.position.get(number, -1)

    def __call__(self, citation: int, number: int) -> float:
        """The score of the reference of a number; of one that is not listed, that of a reference unlike the claim."""
        return float(self.matrix[citation, self.column(number)])
