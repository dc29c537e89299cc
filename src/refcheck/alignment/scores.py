"""The log-likelihood ratio that a reference supports a claim: the fitted coefficients applied to the evidence."""

from __future__ import annotations

from operator import mul
from typing import TYPE_CHECKING

from refcheck.alignment.evidence import Evidence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from refcheck.article import Scope


class Scores:
    """Scores of the pairs of one numbering, each computed when first asked for.

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
        self._known: dict[tuple[int, int], float] = {}
        self._bare: dict[int, float] = {}

    def __call__(self, citation: int, number: int) -> float:
        """The score of the reference of a number; of one that is not listed, that of a reference unlike the claim."""
        at = self.position.get(number)
        if at is None:
            return self._untouched(citation)
        known = self._known.get((citation, at))
        if known is None:
            row = self.evidence.row(citation)
            if at not in row.touched:
                known = self._untouched(citation)
            else:
                known = sum(map(mul, self._weights, row.features(at)))
            known += self._weights[-1] * self.evidence.closeness(citation, at)
            self._known[citation, at] = known
        return known

    def _untouched(self, citation: int) -> float:
        if citation not in self._bare:
            self._bare[citation] = sum(map(mul, self._weights, self.evidence.row(citation).bare_features()))
        return self._bare[citation]
