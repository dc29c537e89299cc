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
from bench._fit_edits import fit, gather
from refcheck.alignment.list_edits import BEGINNING_FEATURES, MOVE_FEATURES
from refcheck.alignment.scorer import by_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bench._fit_edits import Choice

SEED = 29
OUT = Path(__file__).parents[1] / "src" / "refcheck" / "alignment" / "list_edits.json"
NAMES = {"inserted": BEGINNING_FEATURES, "deleted": BEGINNING_FEATURES, "moved": MOVE_FEATURES}
_LEVELS = (0.0, 0.5, 0.8, 0.9, 0.95)


def measure(kind: str, choices: Sequence[Choice], weights: np.ndarray) -> None:
    """Print how often the likeliest edit is the right one, by how likely it is."""
    told = []
    for features, right in choices:
        odds = features @ weights
        likely = np.exp(odds - odds.max())
        likely /= likely.sum()
        best = int(likely.argmax())
        told.append((float((likely * right).sum()) if right[best] else float(likely[best]), bool(right[best])))
    for level in _LEVELS:
        those = [is_right for probability, is_right in told if probability >= level]
        share = sum(those) / (len(those) or 1)
        print(f"  {kind:9} probability {level:4}: {len(those):4} of {len(told)}, right {share:.3f}")


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
    weights = {kind: fit(choices) for kind, choices in gather(material.fitting, scorer, random.Random(SEED)).items()}
    content = {
        "provenance": {
            "data": f"{len(material.fitting)} published trial reports with an edited list",
            "source": "PubMed Central, open access",
            "licence": "articles CC BY or CC0, these numbers are facts about them",
            "date": datetime.now(UTC).date().isoformat(),
            "script": "bench/fit_edits.py",
        },
        "weights": {
            kind: {name: round(float(value), 4) for name, value in zip(NAMES[kind], weights[kind], strict=True)}
            for kind in NAMES
        },
    }
    options.out.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    if options.measure:
        for kind, choices in gather(material.measuring, scorer, random.Random(SEED)).items():
            measure(kind, choices, weights[kind])
    return 0
