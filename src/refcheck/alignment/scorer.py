"""What weighs claims against references: words alone, or words and a model of meaning that the user names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np

from refcheck.alignment.judging import Coefficients, coefficients

if TYPE_CHECKING:
    from collections.abc import Sequence

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
        return weighted(self.fitted.pair, evidence)


def weighted(weights: Sequence[float], evidence: Evidence, others: Sequence[Matrix] = ()) -> Matrix:
    """The weighted sum of the features of every pair.

    Args:
        weights: one for each of `evidence.FEATURES`, and for each of `others`.
        evidence: the words, names and figures of a numbering.
        others: more features, of all pairs.
    """
    out = np.zeros((len(evidence.claims), len(evidence.references) + 1), dtype=np.float32)
    for portion in evidence.portions():
        features = [*evidence.features(portion), *(other[portion] for other in others)]
        for weight, feature in zip(weights, features, strict=True):
            out[portion] += np.float32(weight) * feature
    return out


def by_words() -> Scorer:
    """The scorer that is used unless the user names another."""
    return WordScorer(coefficients("words"))
