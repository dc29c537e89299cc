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
from refcheck.alignment.new_citations import new_citations
from refcheck.alignment.runs import numbering
from refcheck.alignment.shifts import Gains
from refcheck.article import NumberRange, Scope

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Mapping, Sequence

    from refcheck.alignment.scorer import Scorer
    from refcheck.article import Citation

RIDGE = 0.1
WAYS = ("from elsewhere", "on the topic", "with a citation")
"""
How what is inserted comes about: a reference of another article; the article's own, not cited yet; the article's own,
whose one citation is right.
"""


class Choice(NamedTuple):
    """A fault.

    Attributes:
        features: for each way in which it may have come about the features of every edit that may explain it.
        right: for each way which of them make the numbers right, if it came about so.
        alike: for each way a number for each edit, the same for those that make the same of the numbers cited.
        way: in which way it came about.
    """

    features: Sequence[np.ndarray]
    right: Sequence[np.ndarray]
    alike: Sequence[np.ndarray]
    way: int = 0


def gather(articles: Mapping[str, Scope], scorer: Scorer, rng: random.Random, times: int) -> dict[str, list[Choice]]:
    """Faults by kind, so many of each kind and way for every article; of half of what is deleted citations are left."""
    names = sorted(articles)
    found: dict[str, list[Choice]] = defaultdict(list)
    for scope in (articles[name] for name in names for _ in range(times)):
        place = rng.randint(1, max(1, int(len(scope.references) * 0.8)))
        for way in range(2):
            faulty = _inserted(scope, articles[rng.choice(names)], place, rng, way)
            found["inserted"].append(_choice(faulty, scorer, 1, place, way))
        if places := _cited_once(scope):
            number, at = rng.choice(places)
            found["inserted"].append(_choice(_inserted_cited(scope, number), scorer, 1, number, 2, at))
        faulty = _deleted(scope, place, still_cited=rng.random() < 0.5)
        found["deleted"].append(_choice(faulty, scorer, -1, place + 1))
        far = rng.choice(FAR)
        if len(scope.references) > far + 1:
            found["moved"].append(_moved(scope, rng.randint(1, len(scope.references) - far), far, scorer, rng))
    return {kind: [choice for choice in choices if choice.right[choice.way].any()] for kind, choices in found.items()}


def _choice(faulty: Scope, scorer: Scorer, shift: int, first: int, way: int = 0, at: int = -1) -> Choice:
    gains = Gains(numbering(faulty, scorer))
    found = beginnings(faulty, gains, shift)
    numbers = sorted({number for cited in gains.numbering.cited for number in cited})
    behind = np.searchsorted(numbers, found.first)
    right = behind == np.searchsorted(numbers, first)
    if shift < 0:
        return Choice([found.features], [right], [behind])
    fresh = new_citations(gains)
    kept = (fresh.number == first) & (fresh.citation == at)
    ways = ([found.features, found.features, fresh.features], [right, right, kept])
    return Choice(*ways, [behind, behind, len(numbers) + 1 + np.arange(len(kept))], way)


def _cited_once(scope: Scope) -> list[tuple[int, int]]:
    """Numbers that one citation cites, the next number not with it, with the index of that citation."""
    citing: dict[int, list[int]] = defaultdict(list)
    for at, citation in enumerate(scope.citations):
        for number in set(citation.numbers):
            citing[number].append(at)
    last = int(len(scope.references) * 0.8)
    return [
        (number, places[0])
        for number, places in sorted(citing.items())
        if len(places) == 1 and number <= last and number + 1 not in scope.citations[places[0]].numbers
    ]


def _inserted_cited(scope: Scope, number: int) -> Scope:
    """What is printed if the reference of a number was inserted with its citation, and nobody renumbered."""
    return replace(scope, citations=_cited_otherwise(scope, lambda each: each - (each > number)))


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
    return Choice([found.features], [right], [np.arange(len(right))])


def fit(choices: Sequence[Choice]) -> list[np.ndarray]:
    """The weights under which the right edits, each in its way, are likeliest: for each way its own, the odds last.

    Conditional logistic regression over all edits in all ways.
    """
    ways = range(len(choices[0].features))
    widths = [choices[0].features[way].shape[1] for way in ways]
    scales = [np.vstack([choice.features[way] for choice in choices]).std(axis=0) + 1e-9 for way in ways]
    ends = np.cumsum([0, *(width + 1 for width in widths)])
    scaled = [([_with_one(choice.features[way] / scales[way]) for way in ways], choice) for choice in choices]

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        value, slope = RIDGE * float(flat @ flat), 2 * RIDGE * flat
        for features, choice in scaled:
            odds = [features[way] @ flat[ends[way] : ends[way + 1]] for way in ways]
            top = max(float(each.max(initial=-np.inf)) for each in odds)
            likely = [np.exp(each - top) for each in odds]
            total = sum(float(each.sum()) for each in likely)
            hit = likely[choice.way] * choice.right[choice.way]
            value += float(np.log(total) - np.log(hit.sum()))
            for way in ways:
                slope[ends[way] : ends[way + 1]] += likely[way] @ features[way] / total
            slope[ends[choice.way] : ends[choice.way + 1]] -= hit @ features[choice.way] / hit.sum()
        return value, slope

    found = minimize(loss, np.zeros(ends[-1]), jac=True, method="L-BFGS-B")
    return [np.append(found.x[ends[way] : ends[way + 1] - 1] / scales[way], found.x[ends[way + 1] - 1]) for way in ways]


def _with_one(features: np.ndarray) -> np.ndarray:
    return np.column_stack([features, np.ones(len(features))])
