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

RIDGE = 0.01


class Choice(NamedTuple):
    """A fault: the features of every edit that may explain it, and which of them make the numbers right."""

    features: np.ndarray
    right: np.ndarray


def gather(articles: Mapping[str, Scope], scorer: Scorer, rng: random.Random) -> dict[str, list[Choice]]:
    """Faults by kind, one of each for every article.

    Half of what is inserted is of another article, half the article's own and not cited yet; of half of what is
    deleted the citations are left.
    """
    names = sorted(articles)
    found: dict[str, list[Choice]] = defaultdict(list)
    for at, name in enumerate(names):
        scope, other = articles[name], articles[rng.choice(names)]
        place = rng.randint(1, max(1, int(len(scope.references) * 0.8)))
        for kind, faulty, first in (_inserted(scope, other, place, rng, at), _deleted(scope, place, at)):
            gains = Gains(numbering(faulty, scorer))
            if is_told := beginnings(faulty, gains, 1 if kind == "inserted" else -1):
                numbers = sorted({number for cited in gains.numbering.cited for number in cited})
                behind = np.searchsorted(numbers, is_told.first)
                found[kind].append(Choice(is_told.features, behind == np.searchsorted(numbers, first)))
        far = rng.choice(FAR)
        if len(scope.references) > far + 1:
            found["moved"].append(_moved(scope, rng.randint(1, len(scope.references) - far), far, scorer, at))
    return {kind: [choice for choice in choices if choice.right.any()] for kind, choices in found.items()}


def _inserted(scope: Scope, other: Scope, place: int, rng: random.Random, at: int) -> tuple[str, Scope, int]:
    references = list(scope.references)
    if at % 2:
        citations = _cited_otherwise(scope, lambda number: None if number == place else number - (number > place))
        return "inserted", replace(scope, citations=citations), place
    references.insert(place - 1, rng.choice(other.references))
    return "inserted", replace(scope, references=renumbered(references)), place


def _deleted(scope: Scope, place: int, at: int) -> tuple[str, Scope, int]:
    references = list(scope.references)
    del references[place - 1]
    citations = scope.citations
    if at % 2:
        citations = _cited_otherwise(scope, lambda number: None if number == place else number)
    return "deleted", Scope(scope.index, citations, renumbered(references)), place + 1


def _cited_otherwise(scope: Scope, meant: Callable[[int], int | None]) -> tuple[Citation, ...]:
    found = []
    for citation in scope.citations:
        numbers = [new for number in citation.numbers if (new := meant(number)) is not None]
        if numbers:
            found.append(replace(citation, items=tuple(NumberRange(number, number) for number in numbers)))
    return tuple(found)


def _moved(scope: Scope, low: int, far: int, scorer: Scorer, at: int) -> Choice:
    references = list(scope.references)
    number, target = (low, low + far) if at % 2 else (low + far, low)
    references.insert(target - 1, references.pop(number - 1))
    gains = Gains(numbering(replace(scope, references=renumbered(references)), scorer))
    found = moves(gains, -1 if target > number else 1)
    return Choice(found.features, (found.number == number) & (found.target == target))


def fit(choices: Sequence[Choice]) -> np.ndarray:
    """The weights under which the right edits are likeliest (conditional logistic regression)."""

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        value, slope = RIDGE * float(weights @ weights), 2 * RIDGE * weights
        for features, right in choices:
            odds = features @ weights
            likely = np.exp(odds - odds.max())
            likely /= likely.sum()
            hit = likely * right
            value -= float(np.log(hit.sum()))
            slope = slope + likely @ features - hit @ features / hit.sum()
        return value, slope

    found = minimize(loss, np.zeros(choices[0].features.shape[1]), jac=True, method="L-BFGS-B")
    return np.asarray(found.x)
