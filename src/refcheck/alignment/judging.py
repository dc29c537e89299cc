"""How likely it is that a run is really off: its gain and traces, weighed by coefficients fitted on real articles."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from math import exp, log
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from refcheck.alignment.explanations import Candidate
    from refcheck.alignment.shifts import Gains

KINDS = ("in reading order", "moved", "traced", "bare")
"""What explains a run: an older draft, a moved reference, a change that shows at the end of the list, nothing."""
RUN_FEATURES = (
    "gain",
    "log references",
    "reaches the end",
    "last uncited",
    "beyond the list",
    "shift beyond one",
    *KINDS,
    "constant",
)
"""
The names of the features of a run, in the order of the coefficients.

Of the evidence only the sum: a logistic regression that also sees how it is spread (how many references speak for a
run, how long it is) learns what common candidates look like, and ranks the few that matter worse (moved by 3 found in
0.26 instead of 0.38, at 0.5 % of false alarms).
"""


@dataclass(frozen=True)
class Coefficients:
    """What bench/fit_alignment.py fitted.

    Attributes:
        pair: one weight per `evidence.FEATURES`, and per `semantic.FEATURES` where meaning is weighed.
        run: one weight per `RUN_FEATURES`; their sum is the log odds that a run is really off. The last is a constant.
        swap: the same for exchanged numbers, one weight per value of `singles.swap_features`.
        misplaced: the same for one citation, one weight per value of `singles.misplaced_features`.
        provenance: what they were fitted on, when and by what.
    """

    pair: tuple[float, ...]
    run: tuple[float, ...]
    swap: tuple[float, ...]
    misplaced: tuple[float, ...]
    provenance: Mapping[str, str]

    def doubted(self, lists: int) -> Coefficients:
        """The same for a list that is one of many.

        Args:
            lists: how many lists the article has. It was fitted on articles with one; that an article is off is as
                likely however many it has, so each of them is so much less likely to be.
        """
        doubt = log(max(lists, 1))
        return replace(
            self,
            run=(*self.run[:-1], self.run[-1] - doubt),
            swap=(*self.swap[:-1], self.swap[-1] - doubt),
            misplaced=(*self.misplaced[:-1], self.misplaced[-1] - doubt),
        )


@cache
def coefficients(scorer: str) -> Coefficients:
    """The coefficients that come with refcheck.

    Args:
        scorer: "words" or "semantic".
    """
    text = files("refcheck.alignment").joinpath("coefficients.json").read_text(encoding="utf-8")
    data = json.loads(text)[scorer]
    return Coefficients(
        pair=tuple(data["pair"].values()),
        run=tuple(data["run"].values()),
        swap=tuple(data["swap"].values()),
        misplaced=tuple(data["misplaced"].values()),
        provenance=data["provenance"],
    )


def run_features(gains: Gains, candidate: Candidate) -> tuple[float, ...]:
    """The features of a run, in the order of `RUN_FEATURES`."""
    uncited, beyond = leaves_last_uncited(gains, candidate), runs_beyond(gains, candidate)
    is_moved = candidate.displaced is not None
    kind = 0 if candidate.order == "reading" else 1 if is_moved else 2 if uncited or beyond else 3
    return (
        candidate.gain,
        log(len(gains.numbering.listed) + 1),
        float(gains.highest_cited in candidate.parts),
        float(uncited),
        float(beyond),
        float(abs(candidate.shift) > 1),
        *(float(kind == each) for each in range(len(KINDS))),
        1.0,
    )


def leaves_last_uncited(gains: Gains, candidate: Candidate) -> bool:
    """Whether the end of the list is uncited by just as many references as the run is off."""
    return (
        candidate.shift > 0
        and gains.highest_cited in candidate.parts
        and gains.highest_listed - gains.highest_cited == candidate.shift
    )


def runs_beyond(gains: Gains, candidate: Candidate) -> bool:
    """Whether the run ends in numbers that the list does not have, by just as many as it is off."""
    return (
        candidate.shift < 0
        and gains.highest_cited in candidate.parts
        and gains.highest_cited - gains.highest_listed == -candidate.shift
    )


def is_traced(gains: Gains, candidate: Candidate) -> bool:
    """Whether the end of the list shows a run: it leaves as many references uncited as it is off, or is beyond it."""
    return leaves_last_uncited(gains, candidate) or runs_beyond(gains, candidate)


def probability(log_odds: float) -> float:
    """The probability that log odds stand for."""
    return 1 / (1 + exp(-max(-50.0, min(50.0, log_odds))))


def weigh(weights: tuple[float, ...], features: tuple[float, ...]) -> float:
    """The weighted sum of features: log odds."""
    return sum(weight * feature for weight, feature in zip(weights, features, strict=True))
