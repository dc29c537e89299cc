"""How often the likeliest edit of the list is the right one: `python -m bench edits [--cache FILE]`.

On journals that alignment is not fitted on, references are inserted, deleted and moved, and all places at which that
may have been done are weighed, whether or not a run would be found.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from bench import _articles, _material
from bench._faults import KINDS, inject
from bench._fit_edits import WAYS, gather
from refcheck.alignment import REPORTED
from refcheck.alignment.explaining import is_likelier_stretch, may_be_either, stretch_of
from refcheck.alignment.judging import probability
from refcheck.alignment.list_edits import edit_weights, likelihoods
from refcheck.alignment.runs import best_run, numbering
from refcheck.alignment.scorer import by_words
from refcheck.alignment.shifts import Gains

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bench._fit_edits import Choice
    from refcheck.article import Scope

SEED = 29
TIMES = 2
"""Faults of each kind in an article."""
MOVED = [kind for kind in KINDS if kind.startswith("moved")]
_LEVELS = (0.0, 0.5, 0.8, 0.9, 0.95)


def measure(kind: str, choices: Sequence[Choice], weights: Sequence[np.ndarray]) -> None:
    """Print how often the likeliest edit is the right one, by how likely it is."""
    told = []
    for choice in choices:
        likely = np.concatenate(likelihoods(choice.features, weights))
        alike, right = np.concatenate(choice.alike), choice.alike[choice.way][choice.right[choice.way]][0]
        together = np.bincount(alike, likely)
        told.append((float(together.max()), int(together.argmax()) == right))
    for level in _LEVELS:
        those = [is_right for probability, is_right in told if probability >= level]
        share = sum(those) / (len(those) or 1)
        print(f"  {kind:24} probability {level:4}: {len(those):4} of {len(told)}, right {share:.3f}")


def main(arguments: list[str]) -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(prog="edits", description=__doc__)
    parser.add_argument("--data", type=Path, default=None, help="folder of material (default: $REFCHECK_MATERIAL)")
    parser.add_argument("--cache", type=Path, default=None, help="file to keep the articles in once read")
    options = parser.parse_args(arguments)
    material = _articles.load(options.data or _material.require(), options.cache)
    weights = edit_weights()
    for kind, choices in gather(material.measuring, by_words(), random.Random(SEED), TIMES).items():
        for way in sorted({choice.way for choice in choices}):
            title = f"{kind} {WAYS[way]}" if kind == "inserted" else kind
            measure(title, [choice for choice in choices if choice.way == way], weights[kind])
    stretches(material.measuring, random.Random(SEED))
    return 0


def stretches(articles: Mapping[str, Scope], rng: random.Random) -> None:
    """Print how often a stretch of older text is told from a moved reference where a run of numbers may be either."""
    right: dict[bool, list[bool]] = {False: [], True: []}
    names = sorted(articles)
    for name in names:
        for kind in (rng.choice(MOVED), "stale block"):
            fault = inject(kind, articles[name], articles[rng.choice(names)], rng)
            told = _told_stretch(fault.scope) if fault else None
            if told is not None:
                right[kind == "stale block"].append(told == (kind == "stale block"))
    for is_stretch, title in ((False, "moved, not a stretch"), (True, "a stretch, not moved")):
        print(f"  {title:24} told of {len(right[is_stretch]):4}, right {np.mean(right[is_stretch]):.3f}")


def _told_stretch(scope: Scope) -> bool | None:
    """Whether a stretch is told; None where no run of numbers is found that may be one."""
    scorer = by_words()
    gains = Gains(numbering(scope, scorer))
    found = best_run(gains, scorer.fitted.run)
    if found is None or probability(found[0]) < REPORTED:
        return None
    run = found[1]
    stretch = stretch_of(scope, gains, run) if may_be_either(gains, run) else None
    return None if stretch is None else is_likelier_stretch(gains, run, stretch)
