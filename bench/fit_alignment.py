"""Fit the coefficients of alignment on a folder of published articles in JATS.

    python -m bench fit_alignment [--data FOLDER] [--cache FILE] [--model NAME] [--out coefficients.json]

Word vectors: singular values of the co-occurrence of words in the articles, and a map from claims to the titles that
they cite. Nearest words: a sentence model's vectors of words, tuned on claims and titles (that needs `.[semantic]`).
Weights of a pair: logistic regression of the true reference against its neighbours in the list. Odds of a run:
logistic regression over the best runs of untouched articles and of articles whose list was edited; shifted to the rate
at which published articles really carry one. Vectors are always tuned on other journals than what is weighed with them.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from sklearn.linear_model import LogisticRegression

from bench import _articles, _material, _nearest_words, _vectors
from bench._faults import KINDS, Fault, inject, renumbered
from refcheck.alignment.evidence import FEATURES, Evidence
from refcheck.alignment.judging import RUN_FEATURES, run_features
from refcheck.alignment.nearest_words import NearestWords, nearest_words
from refcheck.alignment.runs import numbering
from refcheck.alignment.shifts import MOST_TOGETHER, Candidate, Gains, candidates
from refcheck.alignment.singles import LEAST_GAIN, exchanges, misfits, misplaced_features, swap_features
from refcheck.alignment.vectors import word_vectors
from refcheck.article import Scope

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

BASE_RATE = 0.01
"""Share of published trial reports that carry a run. Reading the highest scores among 3,830 found 0.6 %, and reading more
of those among 1,328, by a better ranking, 1.2 % (`verdicts.tsv`): what nobody looks at is found late."""
CUT_RATE = 0.02  # lists that end early because their last entry was not read as one: a guess on the safe side
SWAP_RATE = 0.01  # exchanged neighbours per article: a guess, of the order of the runs
MISPLACED_RATE = 0.005  # misplaced citations per citation: a guess; quotation studies count more, of every kind
FOLDS = 3  # groups of journals, each weighed by vectors that were tuned on the others
MORE_PIECES = 3  # untouched short articles beside the one that faults are made in
SEED = 20
OUT = Path(__file__).parents[1] / "src" / "refcheck" / "alignment" / "coefficients.json"
NEIGHBOURS = (-3, -2, -1, 1, 2, 3)


def differences(articles: Mapping[str, Scope], rng: random.Random) -> np.ndarray:
    """The features of claims' own references less those of neighbours in the list, a row for each pair."""
    found: list[np.ndarray] = []
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
                        found.append(features[at, number - 1] - features[at, neighbour - 1])
    return np.array(found)


def fit_pairs(matrix: np.ndarray) -> list[float]:
    """The weights of a pair: what tells a claim's own reference from its neighbours in the list."""
    scale = matrix.std(axis=0) + 1e-6
    matrix = matrix / scale
    answers = np.concatenate([np.ones(len(matrix)), np.zeros(len(matrix))])
    model = LogisticRegression(C=1.0, fit_intercept=False, max_iter=500)
    model.fit(np.vstack([matrix, -matrix]), answers)
    print(f"pairs: {len(matrix)}, {model.score(matrix, np.ones(len(matrix))):.3f} right")
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


def exchanged(articles: Mapping[str, Scope], weights: Sequence[float], rng: random.Random, into: Singles) -> None:
    """Gather neighbours exchanged in the list, and what looks like it in untouched articles."""
    features, answers = into.features, into.answers
    for scope in articles.values():
        into.untouched += 1
        for _, one, other in exchanges(Gains(numbering(scope, weights))):
            features.append(swap_features(one, other))
            answers.append(0)
        for _ in range(3):
            into.injected += 1
            place = rng.randrange(0, len(scope.references) - 1)
            references = list(scope.references)
            references[place : place + 2] = reversed(references[place : place + 2])
            swapped = Scope(scope.index, scope.citations, renumbered(references))
            for number, one, other in exchanges(Gains(numbering(swapped, weights))):
                if number == place + 1:
                    features.append(swap_features(one, other))
                    answers.append(1)


def fit_swaps(found: Singles) -> list[float]:
    """The log odds of an exchange."""
    answered = np.array(found.answers)
    rate = np.where(answered == 1, SWAP_RATE / found.injected, 1 / found.untouched) * found.untouched
    print(f"swaps: {answered.sum()} of {found.injected} exchanges have evidence, {(answered == 0).sum()} chance ones")
    return _odds(np.array(found.features), answered, rate)


def misplaced(articles: Mapping[str, Scope], weights: Sequence[float], rng: random.Random, into: Singles) -> None:
    """Gather citations given another number, and what looks like it in untouched articles."""
    features, answers = into.features, into.answers
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


def fit_misplaced(found: Singles) -> list[float]:
    """The log odds of a misplaced citation."""
    answered = np.array(found.answers)
    print(f"misplaced: {answered.sum()} wrong ones with evidence, {(answered == 0).sum()} chance ones")
    return _odds(np.array(found.features), answered, np.where(answered == 1, MISPLACED_RATE, 1.0))


def _odds(features: np.ndarray, answers: np.ndarray, rate: np.ndarray) -> list[float]:
    model = LogisticRegression(C=1e6, max_iter=2000).fit(features[:, :-1], answers, sample_weight=rate)
    return [*map(float, model.coef_[0]), float(model.intercept_[0])]


def main(arguments: list[str]) -> int:
    """Fit and write the data files."""
    parser = argparse.ArgumentParser(prog="fit_alignment", description=__doc__)
    parser.add_argument("--data", type=Path, default=None, help="folder of material (default: $REFCHECK_MATERIAL)")
    parser.add_argument("--cache", type=Path, default=None, help="file to keep the articles in once read")
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--model", default="sentence-transformers/all-MiniLM-L6-v2", help="name or folder of the model")
    parser.add_argument("--keep-vectors", action="store_true", help="use the word vectors that are there")
    options = parser.parse_args(arguments)
    folder = options.data or _material.require()
    material = _articles.load(folder, options.cache)
    known = {**material.vectors, **material.fitting}
    texts = _articles.texts(folder, known)
    if not options.keep_vectors:
        learnt = _vectors.learn(_vectors.texts_of(texts), material.vectors, random.Random(SEED))
        (options.out.parent / "vectors.bin").write_bytes(learnt.to_bytes())
        word_vectors.cache_clear()
    names, table = _nearest_words.embeddings(texts, options.model)
    # What vectors were tuned on they tell too well: every article is weighed by some that were tuned on other journals.
    held = _articles.folds(known, material.journals, FOLDS)
    tuned = [_nearest_words.learn(names, table, [known[n] for n in sorted(known.keys() - fold)]) for fold in held]
    parts = [{name: scope for name, scope in material.fitting.items() if name in fold} for fold in held]
    rows = []
    for vectors, part in zip(tuned, parts, strict=True):
        _use(vectors, options.out)
        rows.append(differences(part, random.Random(SEED)))
    pair = fit_pairs(np.vstack(rows))
    judged: list[Judged] = []
    swaps, others = Singles(), Singles()
    for vectors, part in zip(tuned, parts, strict=True):
        _use(vectors, options.out)
        judged += examples(part, pair, random.Random(SEED))
        exchanged(part, pair, random.Random(SEED), swaps)
        misplaced(part, pair, random.Random(SEED), others)
    run, swap, single = fit_runs(judged), fit_swaps(swaps), fit_misplaced(others)
    _use(_nearest_words.learn(names, table, [known[name] for name in sorted(known)]), options.out)
    fitted: dict[str, dict[str, object]] = {
        "provenance": {
            "data": f"{len(known)} published trial reports for word vectors, {len(material.fitting)} of them for odds",
            "source": "PubMed Central, open access; vectors of words by all-MiniLM-L6-v2 to begin with",
            "licence": "articles CC BY or CC0, these numbers are facts about them; all-MiniLM-L6-v2 Apache-2.0",
            "date": datetime.now(tz=UTC).date().isoformat(),
            "script": "bench/fit_alignment.py",
        },
        "pair": _named(FEATURES, pair),
        "run": _named(RUN_FEATURES, run),
        "swap": _named(("both gains", "constant"), swap),
        "misplaced": _named(("lesser of gain and fit", "constant"), single),
    }
    options.out.write_text(json.dumps(fitted, indent=1) + "\n", encoding="utf-8")
    for name, value in zip(RUN_FEATURES, run, strict=True):
        print(f"  {name:20} {value:8.3f}")
    return 0


def _use(vectors: NearestWords, out: Path) -> None:
    (out.parent / "nearest_words.bin").write_bytes(vectors.to_bytes())
    nearest_words.cache_clear()


def _named(names: Sequence[str], values: Sequence[float]) -> dict[str, object]:
    return {name: round(value, 4) for name, value in zip(names, values, strict=True)}
