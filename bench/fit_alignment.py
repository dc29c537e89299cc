"""Fit the data files of alignment on a folder of published articles in JATS.

    python -m bench fit_alignment [--data FOLDER] [--cache FILE] [--model NAME] [--out FOLDER]

Nearest words: a sentence model's vectors of words, tuned on claims and the titles they cite. Vectors of texts: taught
to imitate the sentence model's of claims and titles, and tuned in the same way (both need `.[semantic]`). Weights of a
pair: logistic regression of the true reference against its neighbours in the list. Odds of a run: logistic regression
over the best runs of untouched articles and of articles whose list was edited; shifted to the rate at which published
articles really carry one. Which edit of the list explains a run: conditional logistic regression over all places at
which a reference may have been inserted, deleted or moved. Vectors are always tuned on other journals than what is
weighed with them.
"""

from __future__ import annotations

import argparse
import json
import random
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from sklearn.linear_model import LogisticRegression

from bench import _articles, _material, _nearest_words, _text_vectors
from bench._fit_edits import fit, gather
from bench._fit_runs import Judged, examples, fit_runs
from bench._fit_singles import Singles, fit_misplaced, fit_swaps, gather_exchanges, gather_misplaced
from bench._remembering import Remembering
from refcheck.alignment.evidence import FEATURES, Evidence
from refcheck.alignment.judging import RUN_FEATURES, Coefficients
from refcheck.alignment.list_edits import FEATURES as EDIT_FEATURES
from refcheck.alignment.nearest_words import NearestWords, nearest_words
from refcheck.alignment.scorer import Scorer, WordScorer
from refcheck.alignment.semantic import FEATURES as MEANINGS
from refcheck.alignment.shifts import MOST_TOGETHER
from refcheck.alignment.text_vectors import TextVectors, text_vectors

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from bench._fit_edits import Choice
    from refcheck.alignment.semantic import SemanticScorer
    from refcheck.article import Scope

FOLDS = 3  # groups of journals, each weighed by vectors that were tuned on the others
SEED = 20
OUT = Path(__file__).parents[1] / "src" / "refcheck" / "alignment"
EDITS = 4
"""Edits of each kind in an article."""
NEIGHBOURS = (-3, -2, -1, 1, 2, 3)
NO_COEFFICIENTS = Coefficients((), (), (), (), {})


class Vectors(NamedTuple):
    """Vectors that were tuned on the same articles."""

    words: NearestWords
    texts: TextVectors


def differences(articles: Mapping[str, Scope], rng: random.Random, meaning: SemanticScorer | None = None) -> np.ndarray:
    """The features of claims' own references less those of neighbours in the list, a row for each pair.

    Args:
        articles: the articles.
        rng: where chance comes from.
        meaning: a model whose features are to stand behind those of words.
    """
    found: list[np.ndarray] = []
    whole_and_short = [
        scope
        for article in articles.values()
        for scope in (article, _articles.piece(article, rng), _articles.piece(article, rng))
        if scope is not None
    ]
    for scope in whole_and_short:
        evidence = Evidence([citation.claim for citation in scope.citations], scope.references)
        meanings = meaning.meanings(scope) if meaning else []
        features = np.stack([*evidence.features(slice(None)), *meanings], axis=-1)
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


def main(arguments: list[str]) -> int:
    """Fit and write the data files."""
    parser = argparse.ArgumentParser(prog="fit_alignment", description=__doc__)
    parser.add_argument("--data", type=Path, default=None, help="folder of material (default: $REFCHECK_MATERIAL)")
    parser.add_argument("--cache", type=Path, default=None, help="file to keep the articles in once read")
    parser.add_argument("--out", type=Path, default=OUT, help="folder of the data files")
    parser.add_argument("--model", default="sentence-transformers/all-MiniLM-L6-v2", help="name or folder of the model")
    parser.add_argument("--taught", type=Path, default=None, help="file to keep the sentence model's vectors in")
    options = parser.parse_args(arguments)
    folder = options.data or _material.require()
    material = _articles.load(folder, options.cache)
    known = {**material.vectors, **material.fitting}
    names, table = _nearest_words.embeddings(_articles.texts(folder, known), options.model)
    texts = _text_vectors.texts_of(known.values())
    imitating = _text_vectors.imitated(names, table, texts, _text_vectors.taught(texts, options.model, options.taught))

    def tuned_on(articles: Iterable[str]) -> Vectors:
        scopes = [known[name] for name in sorted(articles)]
        return Vectors(_nearest_words.learn(names, table, scopes), _text_vectors.learn(names, imitating, scopes))

    # What vectors were tuned on they tell too well: every article is weighed by some that were tuned on other journals.
    held = _articles.folds(known, material.journals, FOLDS)
    tuned = [tuned_on(known.keys() - fold) for fold in held]
    parts = [{name: scope for name, scope in material.fitting.items() if name in fold} for fold in held]
    meaning = Remembering(options.model, NO_COEFFICIENTS)
    rows = []
    for part in _by_their_own(tuned, parts, options.out):
        rows.append(differences(part, random.Random(SEED)))
    words = fit_pairs(np.vstack(rows))
    scorer = WordScorer(replace(NO_COEFFICIENTS, pair=tuple(words)))
    odds = _odds_of(scorer, tuned, parts, options.out)
    edits = {kind: fit(choices) for kind, choices in _edits_of(scorer, tuned, parts, options.out).items()}
    # A sentence model is slow: its worth is learnt from one group of journals. Its scores are log-likelihood ratios as
    # those of words are, so the odds of findings are the same.
    _use(tuned[0], options.out)
    both = fit_pairs(differences(parts[0], random.Random(SEED), meaning))
    _use(tuned_on(known), options.out)
    provenance = {
        "data": f"{len(known)} published trial reports for vectors, {len(material.fitting)} of them for odds",
        "source": "PubMed Central, open access; vectors of words and texts began as those of all-MiniLM-L6-v2",
        "licence": "articles CC BY or CC0, these numbers are facts about them; all-MiniLM-L6-v2 Apache-2.0",
        "date": datetime.now(tz=UTC).date().isoformat(),
        "script": "bench/fit_alignment.py",
    }
    written = {
        "words": {"provenance": provenance, "pair": _named(FEATURES, words)} | odds,
        "semantic": {"provenance": provenance, "pair": _named((*FEATURES, *MEANINGS), both)} | odds,
    }
    explained = {
        kind: [_named((*names, "odds"), way.tolist()) for names, way in zip(EDIT_FEATURES[kind], ways, strict=True)]
        for kind, ways in edits.items()
    }
    for name, content in (
        ("coefficients", written),
        ("list_edits", {"provenance": provenance, "weights": explained}),
    ):
        (options.out / f"{name}.json").write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    return 0


def _odds_of(
    scorer: Scorer, tuned: Sequence[Vectors], parts: Sequence[Mapping[str, Scope]], out: Path
) -> dict[str, object]:
    """The odds of runs, exchanges and misplaced citations by the scores of a scorer, each part by its own vectors."""
    judged: list[Judged] = []
    swaps, others = Singles(), Singles()
    for part in _by_their_own(tuned, parts, out):
        judged += examples(part, scorer, random.Random(SEED))
        gather_exchanges(part, scorer, random.Random(SEED), swaps)
        gather_misplaced(part, scorer, random.Random(SEED), others)
    return {
        "run": _named(RUN_FEATURES, fit_runs(judged)),
        "swap": _named(("both gains", "constant"), fit_swaps(swaps)),
        "misplaced": _named(("lesser of gain and fit", "constant"), fit_misplaced(others)),
    }


def _edits_of(
    scorer: Scorer, tuned: Sequence[Vectors], parts: Sequence[Mapping[str, Scope]], out: Path
) -> dict[str, list[Choice]]:
    """Edits of lists by kind, each part of the articles weighed by its own vectors."""
    found: dict[str, list[Choice]] = {}
    for part in _by_their_own(tuned, parts, out):
        for kind, choices in gather(part, scorer, random.Random(SEED), EDITS).items():
            found.setdefault(kind, []).extend(choices)
    return found


def _by_their_own(
    tuned: Sequence[Vectors], parts: Sequence[Mapping[str, Scope]], out: Path
) -> Iterator[Mapping[str, Scope]]:
    """Each part of the articles, while the vectors that were not tuned on it are in use."""
    for vectors, part in zip(tuned, parts, strict=True):
        _use(vectors, out)
        yield part


def _use(vectors: Vectors, out: Path) -> None:
    (out / "nearest_words.bin").write_bytes(vectors.words.to_bytes())
    (out / "text_vectors.bin").write_bytes(vectors.texts.to_bytes())
    nearest_words.cache_clear()
    text_vectors.cache_clear()


def _named(names: Sequence[str], values: Sequence[float]) -> dict[str, object]:
    return {name: round(value, 4) for name, value in zip(names, values, strict=True)}
