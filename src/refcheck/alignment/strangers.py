"""References that are unlike the others of their list, as one is that was put in from elsewhere."""

from __future__ import annotations

from collections import Counter
from math import log1p
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from refcheck.alignment.terms import fold, terms
from refcheck.alignment.text_vectors import text_vectors

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from refcheck.alignment.scores import Scores
    from refcheck.article import Reference, Scope

    Values = npt.NDArray[np.float64]

_MOST_APART = 4.0  # standard deviations
_NO_CONTAINER = 0.3  # between a journal that others of the list have, too, and one that is new in it
_BEST_CLAIMS = 3


class Strangeness(NamedTuple):
    """How strange one reference is in its list.

    Attributes:
        alone: the share of its title's words that neither a claim nor another title has, unusual words counting more.
        unsaid: the share of them that neither a claim nor a sentence beside one has.
        apart: how much less its title means what the others mean, in standard deviations of the list, -4 to 4.
        to_others: how close its title is to what all others mean together, a cosine.
        to_claims: how close it is to what all claims say together, a cosine.
        to_neighbours: how close it is to the closer of the titles before and behind it, a cosine.
        supports: how well it supports the three claims that it supports best, in nats.
        authors: how many of its authors other references have, as log(1 + n).
        container: whether another reference has its journal, 0 or 1.
    """

    alone: float = 0.0
    unsaid: float = 0.0
    apart: float = 0.0
    to_others: float = 0.0
    to_claims: float = 0.0
    to_neighbours: float = 0.0
    supports: float = 0.0
    authors: float = 0.0
    container: float = _NO_CONTAINER


def strangeness(scope: Scope, scores: Scores) -> dict[int, Strangeness]:
    """How strange each reference of a numbering is, by number; `scores` are those of its claims and references."""
    titles = [terms(reference.fields.title or reference.raw) for reference in scope.references]
    claims = [terms(citation.claim.sentence) for citation in scope.citations]
    meant, said = _directions(titles), _directions(claims).sum(axis=0)
    total = meant.sum(axis=0)
    others = ((total - meant) * meant).sum(axis=1) / (np.linalg.norm(total - meant, axis=1) + 1e-9)
    rows = zip(
        *_new_words(scope, titles, claims),
        np.clip((others.mean() - others) / (others.std() + 1e-9), -_MOST_APART, _MOST_APART).tolist(),
        others.tolist(),
        (meant @ said / (np.linalg.norm(said) + 1e-9)).tolist(),
        _to_neighbours(meant),
        _supports(scope, scores),
        _shared_authors(scope.references),
        _shared_containers(scope.references),
        strict=True,
    )
    found: dict[int, Strangeness] = {}
    for reference, row in zip(scope.references, rows, strict=True):
        found.setdefault(reference.number, Strangeness(*row))
    return found


def _directions(texts: Sequence[Sequence[str]]) -> Values:
    """What each text means, in vectors of length one."""
    found = text_vectors().vectors(texts).astype(np.float64)
    unit: Values = found / (np.linalg.norm(found, axis=1, keepdims=True) + 1e-9)
    return unit


def _new_words(
    scope: Scope, titles: Sequence[Sequence[str]], claims: Sequence[Sequence[str]]
) -> tuple[list[float], list[float]]:
    counts = Counter(word for words in titles for word in set(words))
    claimed = {word for words in claims for word in words}
    beside = {
        word
        for citation in scope.citations
        for text in (citation.claim.before, citation.claim.after)
        for word in terms(text)
    }
    vectors = text_vectors()
    alone, unsaid = [], []
    for words in titles:
        weights = {word: vectors.unusual(word) for word in words if word not in claimed}
        all_words = sum(map(vectors.unusual, set(words))) or 1.0
        alone.append(sum(weight for word, weight in weights.items() if counts[word] == 1) / all_words)
        unsaid.append(sum(weight for word, weight in weights.items() if word not in beside) / all_words)
    return alone, unsaid


def _to_neighbours(meant: Values) -> list[float]:
    after = (meant[:-1] * meant[1:]).sum(axis=1)
    found: list[float] = np.maximum(np.concatenate([[0.0], after]), np.concatenate([after, [0.0]])).tolist()
    return found


def _supports(scope: Scope, scores: Scores) -> list[float]:
    if not len(scores.matrix):
        return [0.0] * len(scope.references)
    best = min(_BEST_CLAIMS, len(scores.matrix))
    means = np.partition(scores.matrix, -best, axis=0)[-best:].mean(axis=0, dtype=np.float64)
    return [float(means[scores.column(reference.number)]) for reference in scope.references]


def _shared_authors(references: Sequence[Reference]) -> list[float]:
    names = [{fold(author.family) for author in reference.fields.authors} for reference in references]
    counts = Counter(name for those in names for name in those)
    return [log1p(sum(counts[name] > 1 for name in those)) for those in names]


def _shared_containers(references: Sequence[Reference]) -> list[float]:
    names = [fold(reference.fields.container) for reference in references]
    counts = Counter(names)
    return [float(counts[name] > 1) if name else _NO_CONTAINER for name in names]
