"""What weighs claims against references: words alone, or words and a model of meaning that the user names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np

from refcheck.alignment.judging import Coefficients, coefficients

if TYPE_CHECKING:
    from refcheck.alignment.evidence import Evidence
    from refcheck.alignment.postings import Matrix
    from refcheck.article import Scope


class Scorer(Protocol):
    """Weighs every claim of a numbering against every reference."""

    @property
    def fitted(self) -> Coefficients:
        """The coefficients that turn its scores into the odds of a finding."""

    def score(self, scope: Scope, evidence: Evidence) -> Matrix:
        """The log-likelihood ratio of every pair.

        Args:
            scope: the numbering.
            evidence: its words, names and figures, already taken apart.

        Returns:
            Claim by reference, and in a last column what a reference that shares nothing with the claim has.
        """


@dataclass(frozen=True)
class WordScorer:
    """Weighs by words alone; needs nothing but what refcheck brings.

    Attributes:
        fitted: its coefficients.
    """

    fitted: Coefficients

    def score(self, scope: Scope, evidence: Evidence) -> Matrix:  # noqa: ARG002 (the protocol's signature)
        """The log-likelihood ratio of every pair: the weighted sum of the evidence."""
        out = np.zeros((len(evidence.claims), len(evidence.references) + 1), dtype=np.float32)
        for portion in evidence.portions():
            for weight, feature in zip(self.fitted.pair, evidence.features(portion), strict=True):
                out[portion] += np.float32(weight) * feature
        return out


def by_words() -> Scorer:
    """The scorer that is used unless the user names another."""
    return WordScorer(coefficients("words"))
