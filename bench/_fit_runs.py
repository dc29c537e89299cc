"""The odds of a run: the best candidates of untouched articles against those of articles with a fault."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from sklearn.linear_model import LogisticRegression

from bench import _articles
from bench._faults import KINDS, Fault, inject
from refcheck.alignment.explanations import Candidate, candidates
from refcheck.alignment.judging import run_features
from refcheck.alignment.runs import numbering
from refcheck.alignment.shifts import Gains

if TYPE_CHECKING:
    import random
    from collections.abc import Mapping, Sequence

    from refcheck.alignment.scorer import Scorer
    from refcheck.article import Scope

BASE_RATE = 0.03
"""Share of published trial reports that carry a run, of any kind and length: reading the highest scores among 3,830
found 0.6 %, more of those among 1,328 by a better ranking 1.2 % (`verdicts.tsv`), and neither finds short ones."""
READ_SLOPE, READ_CONSTANT = 1.14, 2.36
"""What reading adds to the odds: they are fitted on faults that were made, one to an article, of which many cannot be
told, and are too careful about those that are found. By logistic regression of the verdicts on the odds, of 93 articles
that were read and have a run: half were really off at log odds of -2.08, and all above -1.4."""
CUT_RATE = 0.02  # lists that end early because their last entry was not read as one: a guess on the safe side
MORE_PIECES = 3  # untouched short articles beside the one that faults are made in


def overlap(gains: Gains, candidate: Candidate, fault: Fault) -> float:
    """How much of a candidate and of what is really wrong is the same (intersection over union of citations)."""
    found = {
        (at, number)
        for at, numbers in enumerate(gains.numbering.cited)
        for number in numbers
        if candidate.first <= (number if candidate.order == "number" else at) <= candidate.last
    }
    return len(found & fault.wrong) / len(found | fault.wrong)


@dataclass
class Judged:
    """One article, untouched or with a fault, and the candidates that were found in it.

    Attributes:
        family: what was done to it ("inserted", "deleted", "moved", "stale"), nothing, or "cut": its list was read
            without the last entry, which is a fault of the reader and none of the numbers.
        features: of every candidate.
        hits: for every candidate whether it is what was done.
    """

    family: str
    features: np.ndarray
    hits: np.ndarray

    @property
    def faulty(self) -> bool:
        """Whether its numbers are off."""
        return self.family not in ("", "cut")


def judge(scope: Scope, fault: Fault | None, scorer: Scorer, family: str = "") -> Judged | None:
    """The candidates of one article; None if there is none."""
    gains = Gains(numbering(scope, scorer))
    features, hits = [], []
    for candidate in candidates(gains):
        features.append(run_features(gains, candidate))
        hits.append(fault is not None and candidate.shift == fault.shift and overlap(gains, candidate, fault) > 0.5)
    return Judged(family, np.array(features), np.array(hits)) if features else None


def examples(articles: Mapping[str, Scope], scorer: Scorer, rng: random.Random) -> list[Judged]:
    """Articles as they are and with every kind of fault, whole and cut short."""
    judged: list[Judged | None] = []
    names = sorted(articles)
    for name in names:
        for scope in (articles[name], _articles.piece(articles[name], rng)):
            if scope is None:
                continue
            judged.append(judge(scope, None, scorer))
            judged.append(judge(replace(scope, references=scope.references[:-1]), None, scorer, "cut"))
            other = articles[rng.choice(names)]
            for kind in KINDS:
                fault = inject(kind, scope, other, rng)
                if fault is not None:
                    judged.append(judge(fault.scope, fault, scorer, kind.split()[0]))
        for _ in range(MORE_PIECES):
            scope = _articles.piece(articles[name], rng)
            if scope is not None:
                judged.append(judge(scope, None, scorer))
    return [entry for entry in judged if entry is not None]


def fit_runs(judged: Sequence[Judged]) -> list[float]:
    """The log odds of a run: first what tells real ones from chance ones, then the odds at the real base rate."""
    families = Counter(entry.family for entry in judged)
    # Every family of faults counts the same, however many kinds of it there are, and all of them as much as none.
    parts = {family: 1 / (len(families) - 2) for family in families} | {"": 1 - CUT_RATE, "cut": CUT_RATE}
    fair = {family: parts[family] / count for family, count in families.items()}
    kept = [entry.hits | (not entry.faulty) for entry in judged]
    features = np.vstack([entry.features[keep] for entry, keep in zip(judged, kept, strict=True)])
    answers = np.concatenate([entry.hits[keep] for entry, keep in zip(judged, kept, strict=True)])
    weights = np.concatenate(
        [np.full(keep.sum(), fair[entry.family] * len(judged)) for entry, keep in zip(judged, kept, strict=True)]
    )
    scale = features.std(axis=0) + 1e-6
    model = LogisticRegression(C=1.0, fit_intercept=False, max_iter=2000)
    model.fit(features / scale, answers, sample_weight=weights)
    ranking = model.coef_[0] / scale
    best = [(entry, int(np.argmax(entry.features @ ranking))) for entry in judged]
    scores = np.array([entry.features[at] @ ranking for entry, at in best])
    right = np.array([bool(entry.hits[at]) for entry, at in best])
    faulty = np.array([entry.faulty for entry, _ in best])
    share = np.where(faulty, BASE_RATE, 1 - BASE_RATE)
    rate = share * np.array([fair[entry.family] for entry, _ in best]) * len(best)
    odds = LogisticRegression(C=1e6, max_iter=2000).fit(scores[:, None], right, sample_weight=rate)
    slope, constant = float(odds.coef_[0][0]), float(odds.intercept_[0])
    print(f"runs: {(~faulty).sum()} untouched, {faulty.sum()} faulty; slope {slope:.2f}")
    fitted = [float(weight) * slope * READ_SLOPE for weight in ranking]
    fitted[-1] += constant * READ_SLOPE + READ_CONSTANT
    return fitted
