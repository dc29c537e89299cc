"""Articles whose list was edited, for fitting which edit explains a run: the place, and all places it might be."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from scipy.optimize import minimize  # type: ignore[import-untyped]  # no stubs, and only the fit uses it

from bench._faults import renumbered
from bench._fix_faults import FAR
from refcheck.alignment.list_edits import beginnings, moves
from refcheck.alignment.runs import numbering
from refcheck.alignment.shifts import Gains
from refcheck.article import NumberRange, Scope

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Mapping, Sequence

    from refcheck.alignment.scorer import Scorer
    from refcheck.article import Citation

RIDGE = 0.1
WAYS = ("from elsewhere", "on the topic")
"""How what is inserted comes about: a reference of another article, or the article's own, not cited yet."""


class Choice(NamedTuple):
    """A fault.

    Attributes:
        features: of every edit that may explain it.
        right: which of them make the numbers right.
        alike: a number for each of them, the same for those that make the same of the numbers that are cited.
        way: in which way it came about.
    """

    features: np.ndarray
    right: np.ndarray
    alike: np.ndarray
    way: int = 0


def gather(articles: Mapping[str, Scope], scorer: Scorer, rng: random.Random, times: int) -> dict[str, list[Choice]]:
    """Faults by kind, so many of each kind and way for every article; of half of what is deleted citations are left."""
    names = sorted(articles)
    found: dict[str, list[Choice]] = defaultdict(list)
    for scope in (articles[name] for name in names for _ in range(times)):
        place = rng.randint(1, max(1, int(len(scope.references) * 0.8)))
        for way in range(len(WAYS)):
            faulty = _inserted(scope, articles[rng.choice(names)], place, rng, way)
            found["inserted"].append(_choice(faulty, scorer, 1, place, way))
        faulty = _deleted(scope, place, still_cited=rng.random() < 0.5)
        found["deleted"].append(_choice(faulty, scorer, -1, place + 1))
        far = rng.choice(FAR)
        if len(scope.references) > far + 1:
            found["moved"].append(_moved(scope, rng.randint(1, len(scope.references) - far), far, scorer, rng))
    return {kind: [choice for choice in choices if choice.right.any()] for kind, choices in found.items()}


def _choice(faulty: Scope, scorer: Scorer, shift: int, first: int, way: int = 0) -> Choice:
    gains = Gains(numbering(faulty, scorer))
    found = beginnings(faulty, gains, shift)
    numbers = sorted({number for cited in gains.numbering.cited for number in cited})
    behind = np.searchsorted(numbers, found.first)
    return Choice(found.features, behind == np.searchsorted(numbers, first), behind, way)


def _inserted(scope: Scope, other: Scope, place: int, rng: random.Random, way: int) -> Scope:
    references = list(scope.references)
    if WAYS[way] == "on the topic":
        citations = _cited_otherwise(scope, lambda number: None if number == place else number - (number > place))
        return replace(scope, citations=citations)
    references.insert(place - 1, rng.choice(other.references))
    return replace(scope, references=renumbered(references))


def _deleted(scope: Scope, place: int, *, still_cited: bool) -> Scope:
    references = list(scope.references)
    del references[place - 1]
    citations = scope.citations
    if not still_cited:
        citations = _cited_otherwise(scope, lambda number: None if number == place else number)
    return Scope(scope.index, citations, renumbered(references))


def _cited_otherwise(scope: Scope, meant: Callable[[int], int | None]) -> tuple[Citation, ...]:
    found = []
    for citation in scope.citations:
        numbers = [new for number in citation.numbers if (new := meant(number)) is not None]
        if numbers:
            found.append(replace(citation, items=tuple(NumberRange(number, number) for number in numbers)))
    return tuple(found)


def _moved(scope: Scope, low: int, far: int, scorer: Scorer, rng: random.Random) -> Choice:
    references = list(scope.references)
    number, target = rng.choice([(low, low + far), (low + far, low)])
    references.insert(target - 1, references.pop(number - 1))
    gains = Gains(numbering(replace(scope, references=renumbered(references)), scorer))
    found = moves(gains, -1 if target > number else 1)
    right = (found.number == number) & (found.target == target)
    return Choice(found.features, right, np.arange(len(right)))


def fit(choices: Sequence[Choice]) -> np.ndarray:
    """The weights under which the right edits, each in its way, are likeliest: a row for each way, its odds last.

    Conditional logistic regression over all edits in all ways.
    """
    ways = 1 + max(choice.way for choice in choices)
    width = choices[0].features.shape[1]
    scale = np.vstack([choice.features for choice in choices]).std(axis=0) + 1e-9
    scaled = [(choice.features / scale, choice.right, choice.way) for choice in choices]

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        weights = flat.reshape(ways, width + 1)
        value, slope = RIDGE * float(flat @ flat), 2 * RIDGE * weights
        for features, right, way in scaled:
            odds = features @ weights[:, :-1].T + weights[:, -1]
            likely = np.exp(odds - odds.max())
            likely /= likely.sum()
            hit = likely[:, way] * right
            value -= float(np.log(hit.sum()))
            wrong = likely.copy()
            wrong[:, way] -= hit / hit.sum()
            slope = slope + np.column_stack([wrong.T @ features, wrong.sum(axis=0)])
        return value, slope.ravel()

    found = minimize(loss, np.zeros(ways * (width + 1)), jac=True, method="L-BFGS-B")
    weights = found.x.reshape(ways, width + 1)
    return np.column_stack([weights[:, :-1] / scale, weights[:, -1] - weights[-1, -1]])
