"""Meaning: a sentence-embedding model that the user names weighs claims and titles beside the words.

Needs sentence-transformers (`pip install 'article-refcheck[semantic]'`), which is large and takes seconds to load, so
it is nobody's default. The coefficients were fitted with all-MiniLM-L6-v2. What is weighed is how much nearer a claim
is to a title than claims and titles of the article are on the whole, so other models of the kind can be named as well.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from refcheck.alignment.judging import Coefficients, coefficients
from refcheck.alignment.scorer import weighted
from refcheck.alignment.text_vectors import centred
from refcheck.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from refcheck.alignment.evidence import Evidence
    from refcheck.alignment.postings import Matrix
    from refcheck.article import Scope

FEATURES = ("meaning of the clause", "meaning of the sentence")
"""The names of the features of a pair beside those of `evidence.FEATURES`."""
_LONGEST = 600  # code points of a claim or title that are read; models read some hundred words at most
_UNLIKE = -1.0  # standard deviations of a reference that shares nothing with the claim


class ModelUnavailable(UsageError):  # noqa: N818 (it says what is wrong)
    """The model that the user named cannot be loaded."""


@dataclass(frozen=True)
class SemanticScorer:
    """Weighs by words and by a model of meaning.

    Attributes:
        model: name or folder of a model of sentence-transformers.
        fitted: the coefficients.
    """

    model: str
    fitted: Coefficients = field(default_factory=lambda: coefficients("semantic"))

    def load(self) -> None:
        """Load the model, so that what is wrong with it is told before any article is read.

        Raises:
            ModelUnavailable: if sentence-transformers is not there, or has no such model.
        """
        _loaded(self.model)

    def score(self, scope: Scope, evidence: Evidence) -> Matrix:
        """The log-likelihood ratio of every pair: the weighted sum of words and meaning."""
        return weighted(self.fitted.pair, evidence, self.meanings(scope))

    def meanings(self, scope: Scope) -> list[Matrix]:
        """How near each claim is to each title, in standard deviations of the article's pairs; one for each feature."""
        claims = [citation.claim for citation in scope.citations]
        titles = [reference.fields.title or reference.raw for reference in scope.references]
        shown = self._centred(titles)
        found = []
        for texts in ([claim.clause or claim.sentence for claim in claims], [claim.sentence for claim in claims]):
            near = self._centred(texts) @ shown.T
            scaled = (near - near.mean()) / (near.std() + 1e-6)
            unlike = np.full((len(scaled), 1), _UNLIKE, dtype=np.float32)
            found.append(np.hstack([scaled, unlike]).astype(np.float32))
        return found

    def _centred(self, texts: Sequence[str]) -> Matrix:
        places = {text: at for at, text in enumerate(dict.fromkeys(text[:_LONGEST] for text in texts))}
        return centred(self.vectors(list(places))[[places[text[:_LONGEST]] for text in texts]])

    def vectors(self, texts: Sequence[str]) -> Matrix:
        """A row for each text, as the model has it."""
        vectors: Matrix = _loaded(self.model).encode(list(texts), convert_to_numpy=True, show_progress_bar=False)
        return vectors


@lru_cache(maxsize=1)
def _loaded(name: str) -> Any:
    try:
        from sentence_transformers import SentenceTransformer  # noqa: PLC0415 (large, and only where asked for)
    except ImportError as error:
        raise ModelUnavailable(
            "weighing by meaning needs sentence-transformers: python -m pip install 'article-refcheck[semantic]'"
        ) from error
    try:
        return SentenceTransformer(name, device="cpu")
    except Exception as error:  # the libraries below raise whatever they like
        reason = str(error).strip().splitlines() or [type(error).__name__]
        raise ModelUnavailable(f"{name}: no model of sentence-transformers that can be loaded: {reason[0]}") from error
