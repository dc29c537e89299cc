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
from bench._fit_edits import WAYS, gather
from refcheck.alignment.list_edits import edit_weights, likelihoods
from refcheck.alignment.scorer import by_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bench._fit_edits import Choice

SEED = 29
TIMES = 2
"""Faults of each kind in an article."""
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
    return 0
