"""What tells a stretch of older text from a moved reference: `python -m bench fit_stretches [--articles N]`.

Articles of journals that alignment is not measured on, in which a reference was moved or a stretch of text is older
than the list, and in which that is found as a run of numbers. A logistic regression on what speaks for the one and for
the other prints the constants of `refcheck.alignment.explaining`, and how often they are right on articles left out.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from sklearn.linear_model import LogisticRegression

from bench import _articles, _material
from bench._faults import inject
from refcheck.alignment import REPORTED
from refcheck.alignment.explaining import stretch_weights
from refcheck.alignment.judging import probability
from refcheck.alignment.list_edits import moved
from refcheck.alignment.runs import best_run, numbering
from refcheck.alignment.scorer import by_words
from refcheck.alignment.shifts import Gains

if TYPE_CHECKING:
    import numpy.typing as npt

    from refcheck.article import Scope

    Values = npt.NDArray[np.float64]

SEED = 53
MOVED = ("moved 3", "moved 5", "moved 8", "moved 12", "moved 20")
RIDGE = 0.05


def weights(scope: Scope) -> tuple[float, float, float, float] | None:
    """What speaks for a stretch and for a move where a run of numbers is found that may be either."""
    scorer = by_words()
    gains = Gains(numbering(scope, scorer))
    found = best_run(gains, scorer.fitted.run)
    if found is None or probability(found[0]) < REPORTED:
        return None
    run = found[1]
    is_traced = gains.highest_listed - gains.highest_cited == run.shift
    if run.order == "reading" or abs(run.shift) != 1 or is_traced:
        return None
    move, stretch = moved(gains, run.shift), stretch_weights(scope, gains, run)
    if move is None or stretch is None:
        return None
    _, weight, outside = stretch
    return weight, move[1], outside, 1.0


def fitted(features: Values, is_stretch: Values) -> Values:
    """The weights of a logistic regression, the last one of the constant."""
    model = LogisticRegression(C=1 / RIDGE, fit_intercept=False, tol=1e-8, max_iter=5_000)
    found: Values = model.fit(features, is_stretch).coef_[0]
    return found


def main(arguments: list[str]) -> int:
    """Print the constants."""
    parser = argparse.ArgumentParser(prog="fit_stretches", description=__doc__)
    parser.add_argument("--data", type=Path, default=None, help="folder of material (default: $REFCHECK_MATERIAL)")
    parser.add_argument("--cache", type=Path, default=None, help="file to keep the articles in once read")
    parser.add_argument("--articles", type=int, default=300, help="articles at most")
    options = parser.parse_args(arguments)
    material = _articles.load(options.data or _material.require(), options.cache)
    rng = random.Random(SEED)
    articles = _articles.sample({**material.fitting, **material.vectors}, options.articles, rng)
    rows, kinds = [], []
    for scope in articles.values():
        other = rng.choice(list(articles.values()))
        for kind in (rng.choice(MOVED), "stale block"):
            fault = inject(kind, scope, other, rng)
            row = weights(fault.scope) if fault else None
            if row is not None:
                rows.append(row)
                kinds.append(float(kind == "stale block"))
    features, is_stretch = np.array(rows), np.array(kinds)
    places = np.arange(len(rows))
    right = [
        (features[at] @ fitted(features[places != at], is_stretch[places != at]) > 0) == is_stretch[at] for at in places
    ]
    print(f"{len(rows)} articles, {int(is_stretch.sum())} with a stretch; {np.mean(right):.2f} told right, left out")
    print("STRETCH, MOVE, OUTSIDE, CONSTANT =", ", ".join(f"{each:.3f}" for each in fitted(features, is_stretch)))
    return 0
