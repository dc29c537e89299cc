"""References that are unlike the others of their list, as one is that was put in from elsewhere."""

from __future__ import annotations

from collections import Counter
from math import log1p
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from refcheck.alignment.terms import terms
from refcheck.alignment.vectors import word_vectors

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from refcheck.article import Scope

_MOST_APART = 4.0  # standard deviations


class Strangeness(NamedTuple):
    """How strange one reference is in its list.

    Attributes:
        alone: the share of the words of its title that neither another title nor any claim has, 0 to 1.
        stranger: how many references of the list are stranger by that, as log(1 + n).
        apart: how much less its title means what the others mean, in standard deviations of the list, -4 to 4.
    """

    alone: float = 0.0
    stranger: float = 0.0
    apart: float = 0.0


def strangeness(scope: Scope) -> dict[int, Strangeness]:
    """How strange each reference of a numbering is, by number."""
    titles = [terms(reference.fields.title or reference.raw) for reference in scope.references]
    counts = Counter(word for words in titles for word in set(words))
    claimed = {word for citation in scope.citations for word in terms(citation.claim.sentence)}
    alone = [
        sum(word not in claimed and counts[word] == 1 for word in set(words)) / (len(set(words)) or 1)
        for words in titles
    ]
    ranks = np.searchsorted(np.sort(np.negative(alone)), np.negative(alone))
    found: dict[int, Strangeness] = {}
    for reference, share, rank, apart in zip(scope.references, alone, ranks, _apart(titles), strict=True):
        found.setdefault(reference.number, Strangeness(share, log1p(int(rank)), float(apart)))
    return found


def _apart(titles: Sequence[Sequence[str]]) -> npt.NDArray[np.float64]:
    vectors = word_vectors()
    own = vectors.totals([{word: vectors.unusual(word) for word in words} for words in titles]).astype(np.float64)
    own /= np.linalg.norm(own, axis=1, keepdims=True) + 1e-9
    others = own.sum(axis=0) - own
    closeness = (own * others).sum(axis=1) / (np.linalg.norm(others, axis=1) + 1e-9)
    apart: npt.NDArray[np.float64] = (closeness.mean() - closeness) / (closeness.std() + 1e-9)
    return np.clip(apart, -_MOST_APART, _MOST_APART)
