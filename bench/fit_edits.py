"""Fit which edit of the list explains a run: `python -m bench fit_edits [--cache FILE] [--out list_edits.json]`.

Conditional logistic regression over all places at which a reference may have been inserted, deleted or moved, on the
journals that alignment is fitted on; `--measure` prints on the others how often the likeliest edit is the right one.
"""

from __future__ import annotations

import argparse
import json
import random
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from bench import _articles, _material
from bench._fit_edits import WAYS, fit, gather
from refcheck.alignment.list_edits import FEATURES, likelihoods
from refcheck.alignment.scorer import by_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bench._fit_edits import Choice

SEED = 29
OUT = Path(__file__).parents[1] / "src" / "refcheck" / "alignment" / "list_edits.json"
TIMES, TIMES_MEASURED = 4, 2
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
    """Fit, and write the coefficients or print the figures."""
    parser = argparse.ArgumentParser(prog="fit_edits", description=__doc__)
    parser.add_argument("--data", type=Path, default=None, help="folder of material (default: $REFCHECK_MATERIAL)")
    parser.add_argument("--cache", type=Path, default=None, help="file to keep the articles in once read")
    parser.add_argument("--out", type=Path, default=OUT, help="where to write the coefficients")
    parser.add_argument("--measure", action="store_true", help="print the figures on journals that were not used")
    options = parser.parse_args(arguments)
    material = _articles.load(options.data or _material.require(), options.cache)
    scorer = by_words()
    faults = gather(material.fitting, scorer, random.Random(SEED), TIMES)
    weights = {kind: fit(choices) for kind, choices in faults.items()}
    content = {
        "provenance": {
            "data": f"{len(material.fitting)} published trial reports with an edited list",
            "source": "PubMed Central, open access",
            "licence": "articles CC BY or CC0, these numbers are facts about them",
            "date": datetime.now(UTC).date().isoformat(),
            "script": "bench/fit_edits.py",
        },
        "weights": {
            kind: [
                {name: round(float(value), 4) for name, value in zip((*names, "odds"), way, strict=True)}
                for names, way in zip(FEATURES[kind], weights[kind], strict=True)
            ]
            for kind in FEATURES
        },
    }
    options.out.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    if options.measure:
        for kind, choices in gather(material.measuring, scorer, random.Random(SEED), TIMES_MEASURED).items():
            for way in sorted({choice.way for choice in choices}):
                title = f"{kind} {WAYS[way]}" if kind == "inserted" else kind
                measure(title, [choice for choice in choices if choice.way == way], weights[kind])
    return 0
