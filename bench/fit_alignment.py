"""Fit the coefficients of alignment on a folder of published articles in JATS.

    python -m bench fit_alignment [--data FOLDER] [--cache FILE] [--articles N] [--out coefficients.json]

Word vectors: singular values of the co-occurrence of words in the articles, and a map from claims to the titles that
they cite. Weights of a pair: logistic regression of the true reference against its neighbours in the list. Odds of a
run: logistic regression over the best runs of untouched articles and of articles whose list was edited, on other
journals; shifted to the rate at which published articles really carry one.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from sklearn.linear_model import LogisticRegression

from bench import _articles, _material, _vectors
from bench._faults import KINDS, Fault, inject, renumbered
from refcheck.alignment.evidence import FEATURES, Evidence
from refcheck.alignment.judging import RUN_FEATURES, run_features
from refcheck.alignment.runs import numbering
from refcheck.alignment.shifts import MOST_TOGETHER, Candidate, Gains, candidates
from refcheck.alignment.singles import LEAST_GAIN, exchanges, misfits, misplaced_features, swap_features
from refcheck.alignment.vectors import word_vectors
from refcheck.article import Scope

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

BASE_RATE = 0.006
"""Share of published trial reports that carry a run, from reading the highest scores among 3,830 of them."""
CUT_RATE = 0.02  # lists that end early because their last entry was not read as one: a guess on the safe side
SWAP_RATE = 0.01  # exchanged neighbours per article: a guess, of the order of the runs
MISPLACED_RATE = 0.005  # misplaced citations per citation: a guess; quotation studies count more, of every kind
FOR_VECTORS = 0.65  # share of the fitting part that the map of the word vectors is learnt from
MORE_PIECES = 3  # untouched short articles beside the one that faults are made in
SEED = 20
OUT = Path(__file__).parents[1] / "src" / "refcheck" / "alignment" / "coefficients.json"
NEIGHBOURS = (-3, -2, -1, 1, 2, 3)


def fit_pairs(articles: Mapping[str, Scope], rng: random.Random) -> list[float]:
    """The weights of a pair: what tells a claim's own reference from its neighbours in the list."""
    differences: list[np.ndarray] = []
    whole_and_short = [
        scope
        for article in articles.values()
        for scope in (article, _articles.piece(article, rng), _articles.piece(article, rng))
        if scope is not None
    ]
    for scope in whole_and_short:
        evidence = Evidence([citation.claim for citation in scope.citations], scope.references)
        features = np.stack(evidence.features(slice(None)), axis=-1)
        for at, citation in enumerate(scope.citations):
            cited = set(citation.numbers)
            if len(cited) > MOST_TOGETHER:
                continue
            for number in cited:
                for neighbour in (number + step for step in NEIGHBOURS):
                    inside = 1 <= neighbour <= len(scope.references) and number <= len(scope.references)
                    if inside and neighbour not in cited and (abs(neighbour - number) == 1 or rng.random() < 0.5):
                        differences.append(features[at, number - 1] - features[at, neighbour - 1])
    matrix = np.array(differences)
    scale = matrix.std(axis=0) + 1e-6
    matrix /= scale
    answers = np.concatenate([np.ones(len(matrix)), np.zeros(len(matrix))])
    model = LogisticRegression(C=1.0, fit_intercept=False, max_iter=500)
    model.fit(np.vstack([matrix, -matrix]), answers)
    print(f"pairs: {len(matrix)} of {len(articles)} articles, {model.score(matrix, np.ones(len(matrix))):.3f} right")
    return [float(weight) for weight in model.coef_[0] / scale]


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


def judge(scope: Scope, fault: Fault | None, weights: Sequence[float], family: str = "") -> Judged | None:
    """The candidates of one article; None if there is none."""
    gains = Gains(numbering(scope, weights))
    features, hits = [], []
    for candidate in candidates(gains):
        features.append(run_features(gains, candidate))
        hits.append(fault is not None and candidate.shift == fault.shift and overlap(gains, candidate, fault) > 0.5)
    return Judged(family, np.array(features), np.array(hits)) if features else None


def examples(articles: Mapping[str, Scope], weights: Sequence[float], rng: random.Random) -> list[Judged]:
    """Articles as they are and with every kind of fault, whole and cut short."""
    judged: list[Judged | None] = []
    names = sorted(articles)
    for name in names:
        for scope in (articles[name], _articles.piece(articles[name], rng)):
            if scope is None:
                continue
            judged.append(judge(scope, None, weights))
            judged.append(judge(replace(scope, references=scope.references[:-1]), None, weights, "cut"))
            other = articles[rng.choice(names)]
            for kind in KINDS:
                fault = inject(kind, scope, other, rng)
                if fault is not None:
                    judged.append(judge(fault.scope, fault, weights, kind.split()[0]))
        for _ in range(MORE_PIECES):
            scope = _articles.piece(articles[name], rng)
            if scope is not None:
                judged.append(judge(scope, None, weights))
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
    fitted = [float(weight) * slope for weight in ranking]
    fitted[-1] += constant
    return fitted


def fit_swaps(articles: Mapping[str, Scope], weights: Sequence[float], rng: random.Random) -> list[float]:
    """The log odds of an exchange: neighbours exchanged in the list against those of untouched articles."""
    features: list[tuple[float, ...]] = []
    answers: list[int] = []
    untouched = injected = 0
    for scope in articles.values():
        untouched += 1
        for _, one, other in exchanges(Gains(numbering(scope, weights))):
            features.append(swap_features(one, other))
            answers.append(0)
        for _ in range(3):
            injected += 1
            place = rng.randrange(0, len(scope.references) - 1)
            references = list(scope.references)
            references[place : place + 2] = reversed(references[place : place + 2])
            swapped = Scope(scope.index, scope.citations, renumbered(references))
            for number, one, other in exchanges(Gains(numbering(swapped, weights))):
                if number == place + 1:
                    features.append(swap_features(one, other))
                    answers.append(1)
    answered = np.array(answers)
    rate = np.where(answered == 1, SWAP_RATE / injected, 1 / untouched) * untouched
    print(f"swaps: {answered.sum()} of {injected} exchanges have evidence, {(answered == 0).sum()} chance ones")
    return _odds(np.array(features), answered, rate)


def fit_misplaced(articles: Mapping[str, Scope], weights: Sequence[float], rng: random.Random) -> list[float]:
    """The log odds of a misplaced citation: citations given another number against those of untouched articles."""
    features: list[tuple[float, ...]] = []
    answers: list[int] = []
    for scope in articles.values():
        gains = Gains(numbering(scope, weights))
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
    answered = np.array(answers)
    print(f"misplaced: {answered.sum()} wrong ones with evidence, {(answered == 0).sum()} chance ones")
    return _odds(np.array(features), answered, np.where(answered == 1, MISPLACED_RATE, 1.0))


def _odds(features: np.ndarray, answers: np.ndarray, rate: np.ndarray) -> list[float]:
    model = LogisticRegression(C=1e6, max_iter=2000).fit(features[:, :-1], answers, sample_weight=rate)
    return [*map(float, model.coef_[0]), float(model.intercept_[0])]


def main(arguments: list[str]) -> int:
    """Fit and write the data file."""
    parser = argparse.ArgumentParser(prog="fit_alignment", description=__doc__)
    parser.add_argument("--data", type=Path, default=None, help="folder of material (default: $REFCHECK_MATERIAL)")
    parser.add_argument("--cache", type=Path, default=None, help="file to keep the articles in once read")
    parser.add_argument("--articles", type=int, default=10_000, help="articles per part at most")
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--keep-vectors", action="store_true", help="use the word vectors that are there")
    options = parser.parse_args(arguments)
    folder = options.data or _material.require()
    material = _articles.load(folder, options.cache)
    fitting = _articles.sample(material.fitting, options.articles, random.Random(SEED))
    calibration = _articles.sample(material.calibration, options.articles, random.Random(SEED))
    names = sorted(fitting)
    random.Random(SEED).shuffle(names)
    mapped = {name: fitting[name] for name in names[: int(len(names) * FOR_VECTORS)]}
    if not options.keep_vectors:
        texts = _vectors.texts_of(_articles.texts(folder, fitting))
        learnt = _vectors.learn(texts, mapped, random.Random(SEED))
        (options.out.parent / "vectors.bin").write_bytes(learnt.to_bytes())
        word_vectors.cache_clear()
    # What the vectors were fitted on they tell too well: the weights come from the rest.
    rest = {name: scope for name, scope in fitting.items() if name not in mapped}
    pair = fit_pairs(rest, random.Random(SEED))
    run = fit_runs(examples(calibration, pair, random.Random(SEED)))
    swap = fit_swaps(calibration, pair, random.Random(SEED))
    misplaced = fit_misplaced(calibration, pair, random.Random(SEED))
    fitted: dict[str, dict[str, object]] = {
        "provenance": {
            "data": f"{len(fitting)} published trial reports for pairs, {len(calibration)} of other journals for odds",
            "source": "PubMed Central, open access",
            "licence": "articles CC BY or CC0; these numbers are facts about them",
            "date": datetime.now(tz=UTC).date().isoformat(),
            "script": "bench/fit_alignment.py",
        },
        "pair": _named(FEATURES, pair),
        "run": _named(RUN_FEATURES, run),
        "swap": _named(("both gains", "constant"), swap),
        "misplaced": _named(("lesser of gain and fit", "constant"), misplaced),
    }
    options.out.write_text(json.dumps(fitted, indent=1) + "\n", encoding="utf-8")
    for name, value in zip(RUN_FEATURES, run, strict=True):
        print(f"  {name:20} {value:8.3f}")
    return 0


def _named(names: Sequence[str], values: Sequence[float]) -> dict[str, object]:
    return {name: round(value, 4) for name, value in zip(names, values, strict=True)}
