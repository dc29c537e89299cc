"""The odds of exchanged neighbours and of single misplaced citations."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from sklearn.linear_model import LogisticRegression

from bench._faults import exchanged
from refcheck.alignment.runs import numbering
from refcheck.alignment.shifts import Gains
from refcheck.alignment.singles import LEAST_GAIN, exchanges, misfits, misplaced_features, swap_features

if TYPE_CHECKING:
    import random
    from collections.abc import Mapping

    from refcheck.alignment.scorer import Scorer
    from refcheck.article import Scope

SWAP_RATE = 0.01  # exchanged neighbours per article: a guess, of the order of the runs
SWAP_DOUBT = 4.5
"""What is taken off the log odds of an exchange: of 19 chance ones that they are fitted on none gains 5 nats, but in
other journals two of 402 untouched articles have one of 6 and 7."""
MISPLACED_RATE = 0.005  # misplaced citations per citation: a guess; quotation studies count more, of every kind


@dataclass
class Singles:
    """Exchanges and misplaced citations, real ones and chance ones.

    Attributes:
        features: of each.
        answers: 1 for a real one.
        untouched: the articles looked at as they are.
        injected: the exchanges that were made.
    """

    features: list[tuple[float, ...]] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)
    untouched: int = 0
    injected: int = 0


def gather_exchanges(articles: Mapping[str, Scope], scorer: Scorer, rng: random.Random, into: Singles) -> None:
    """Gather neighbours exchanged in the list, and what looks like it in untouched articles."""
    features, answers = into.features, into.answers
    for scope in articles.values():
        into.untouched += 1
        for _, one, other in exchanges(Gains(numbering(scope, scorer))):
            features.append(swap_features(one, other))
            answers.append(0)
        for _ in range(3):
            into.injected += 1
            place = rng.randrange(0, len(scope.references) - 1)
            for number, one, other in exchanges(Gains(numbering(exchanged(scope, place), scorer))):
                if number == place + 1:
                    features.append(swap_features(one, other))
                    answers.append(1)


def fit_swaps(found: Singles) -> list[float]:
    """The log odds of an exchange."""
    answered = np.array(found.answers)
    rate = np.where(answered == 1, SWAP_RATE / found.injected, 1 / found.untouched) * found.untouched
    print(f"swaps: {answered.sum()} of {found.injected} exchanges have evidence, {(answered == 0).sum()} chance ones")
    slope, constant = _odds(np.array(found.features), answered, rate)
    return [slope, constant - SWAP_DOUBT]


def gather_misplaced(articles: Mapping[str, Scope], scorer: Scorer, rng: random.Random, into: Singles) -> None:
    """Gather citations given another number, and what looks like it in untouched articles."""
    features, answers = into.features, into.answers
    for scope in articles.values():
        gains = Gains(numbering(scope, scorer))
        for at, _, best, gain in misfits(gains):
            features.append(misplaced_features(gain, gains.numbering.score(at, best)))
            answers.append(0)
        for at, cited in enumerate(gains.numbering.cited):
            wrong = rng.choice(scope.references).number
            if len(cited) == 1 and wrong != cited[0] and cited[0] <= len(scope.references):
                gain = gains.numbering.score(at, cited[0]) - gains.numbering.score(at, wrong)
                best = max(range(1, len(scope.references) + 1), key=lambda number: gains.numbering.score(at, number))
                if gain >= LEAST_GAIN and best == cited[0]:
                    features.append(misplaced_features(gain, gains.numbering.score(at, best)))
                    answers.append(1)


def fit_misplaced(found: Singles) -> list[float]:
    """The log odds of a misplaced citation."""
    answered = np.array(found.answers)
    print(f"misplaced: {answered.sum()} wrong ones with evidence, {(answered == 0).sum()} chance ones")
    return _odds(np.array(found.features), answered, np.where(answered == 1, MISPLACED_RATE, 1.0))


def _odds(features: np.ndarray, answers: np.ndarray, rate: np.ndarray) -> list[float]:
    model = LogisticRegression(C=1e6, max_iter=2000).fit(features[:, :-1], answers, sample_weight=rate)
    return [*map(float, model.coef_[0]), float(model.intercept_[0])]
