"""The log-likelihood ratio that a reference supports a claim, by number."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from refcheck.alignment.evidence import Evidence

if TYPE_CHECKING:
    from refcheck.alignment.postings import Matrix
    from refcheck.alignment.scorer import Scorer
    from refcheck.article import Scope


class Scores:
    """Scores of the pairs of one numbering.

    Args:
        scope: the numbering.
        scorer: what weighs them.
    """

    def __init__(self, scope: Scope, scorer: Scorer) -> None:
        self.position: dict[int, int] = {}
        for at, reference in enumerate(scope.references):
            self.position.setdefault(reference.number, at)
        self._scope, self._scorer = scope, scorer

    @cached_property
    def matrix(self) -> Matrix:
        """Claim by reference, and in a last column what a reference that shares nothing with the claim has."""
        evidence = Evidence([citation.claim for citation in self._scope.citations], self._scope.references)
        return self._scorer.score(self._scope, evidence)

    def column(self, number: int) -> int:
        """The column of a number's reference; of a number that is not listed, that of a reference unlike the claim."""
        return self.position.get(number, -1)

    def __call__(self, citation: int, number: int) -> float:
        """The score of the reference of a number; of one that is not listed, that of a reference unlike the claim."""
        return float(self.matrix[citation, self.column(number)])
