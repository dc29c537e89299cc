"""Fit the weights of the tagger of references, or measure them on what they were not fitted on.

Fitted on the labelled references of the AnyStyle project and of published articles, and on references made of Crossref
records. With `--fold K` one of five parts is left out of the fit (of the references in articles, whole cited journals),
and the parser is measured on that part with the weights of the others; without it the shipped weights are written.

Needs python-crfsuite (`pip install '.[fit]'`), which fits the conditional random field (L-BFGS with L1 and L2 terms).
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections import Counter
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pycrfsuite

from bench import _material, _reference_kinds, parsing
from bench._anystyle import anystyle
from bench._labelled_references import Labelled, fold_of, jats, sequence
from bench._rendered_references import rendered
from refcheck.references import tagging
from refcheck.references.parsing import parse_with
from refcheck.references.tagging import LABELS, Tagger, Weights
from refcheck.references.token_contexts import context_features
from refcheck.references.token_features import OFFSETS, offset_features

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

WEIGHTS = Path(tagging.__file__).with_name("tagger.bin")
ANYSTYLE = ("anystyle-good", "anystyle-core")
SEED = 20261129
L1 = 0.7
L2 = 0.02
ITERATIONS = 90
LEAST = 0.02
"""Weights below this are left out."""


def labelled(data: Path, *, made: int, of_jats: int) -> Iterator[Labelled]:
    """All references to fit on."""
    folder = data / "labelled-references"
    for name in ANYSTYLE:
        for pieces in anystyle(folder, name):
            text = "".join(piece for _, piece in pieces)
            if (found := sequence(pieces, fold_of(text))) is not None:
                yield found
    of_articles = list(jats(data))
    random.Random(SEED).shuffle(of_articles)
    for journal, pieces in of_articles[: of_jats or None]:
        if (found := sequence(pieces, fold_of(journal or pieces[0][1]))) is not None:
            yield found
    for pieces in rendered(data, made):
        if (found := sequence(pieces, -1)) is not None:
            yield found


def features(item: Labelled) -> Iterator[list[str]]:
    """The features of each token, by their names."""
    count = len(item.words)
    by_word = {word: [[*offset_features(word, offset)] for offset in OFFSETS] for word in set(item.words)}
    for at, keys in enumerate(item.keys):
        names = [name for key in keys for name in context_features(key)]
        for place, offset in enumerate(OFFSETS):
            if 0 <= at + offset < count:
                names += by_word[item.words[at + offset]][place]
        yield names


def fitted(items: Sequence[Labelled], *, iterations: int, l1: float, l2: float, least: float = LEAST) -> Weights:
    """The weights that explain the labels best."""
    trainer = pycrfsuite.Trainer(verbose=False)
    for item in items:
        trainer.append(list(features(item)), list(item.labels))
    trainer.set_params({"c1": l1, "c2": l2, "max_iterations": iterations, "feature.possible_transitions": True})
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "model")
        trainer.train(path)
        tagger = pycrfsuite.Tagger()
        tagger.open(path)
        info = tagger.info()
        tagger.close()
    transitions = np.zeros((len(LABELS), len(LABELS)), dtype=np.float32)
    for (before, after), weight in info.transitions.items():
        transitions[LABELS.index(before), LABELS.index(after)] = weight
    table: dict[str, np.ndarray] = {}
    for (name, label), weight in info.state_features.items():
        if abs(weight) >= least:
            table.setdefault(name, np.zeros(len(LABELS), dtype=np.float32))[LABELS.index(label)] = weight
    return Weights(table, transitions)


def main(argv: list[str]) -> int:
    """Fit, and write or measure; see the module's text."""
    options = argparse.ArgumentParser(prog="python -m bench fit_references", description=__doc__.split("\n\n")[0])
    options.add_argument("--fold", type=int, choices=range(5), help="measure on this part instead of writing")
    options.add_argument("--made", type=int, default=5500, help="references made of records")
    options.add_argument("--jats", type=int, default=4000, help="at most so many references of articles (0: all)")
    options.add_argument("--iterations", type=int, default=ITERATIONS)
    options.add_argument("--l1", type=float, default=L1)
    options.add_argument("--l2", type=float, default=L2)
    options.add_argument("--write", type=Path, default=WEIGHTS)
    chosen = options.parse_args(argv)
    data = _material.require()
    items = [
        item
        for item in labelled(data, made=chosen.made, of_jats=chosen.jats)
        if item.fold != chosen.fold or chosen.fold is None
    ]
    print(f"{len(items)} references, {sum(len(item.words) for item in items)} tokens", flush=True)
    print(dict(Counter(label for item in items for label in item.labels).most_common()))
    started = time.monotonic()
    weights = fitted(items, iterations=chosen.iterations, l1=chosen.l1, l2=chosen.l2)
    packed = weights.packed()
    print(f"{time.monotonic() - started:.0f} s, {len(weights.features)} features, {len(packed)} bytes", flush=True)
    if chosen.fold is not None:
        measure(data, chosen.fold, Weights.unpacked(packed))
    if chosen.fold is None or chosen.write != WEIGHTS:
        chosen.write.write_bytes(packed)
    return 0


def measure(data: Path, fold: int, weights: Weights) -> None:
    """Print how well the parser does with such weights on a part of each set, as `python -m bench parsing` does."""
    parse = partial(parse_with, Tagger(weights))
    folder = data / "labelled-references"
    journals = [fold_of(journal or pieces[0][1]) for journal, pieces in jats(data)]
    sets = {name: [pair for pair in parsing.anystyle(data, name) if fold_of(pair[0]) == fold] for name in ANYSTYLE}
    sets["jats"] = [pair for pair, own in zip(parsing.jats(data), journals, strict=True) if own == fold]
    for name, sample in sets.items():
        counts = parsing.measure(sample, parsing.same_folded, [], None, parse)
        parsing.show(f"{name}: {len(sample)} references that the weights were not fitted on", counts, only_recall=False)
        if name in ANYSTYLE:
            kinds = [pair for pair in _reference_kinds.judged(folder, name) if fold_of(pair[0]) == fold]
            _reference_kinds.show(kinds, parse)
