"""How likely it is that a run is really off: its gain and traces, weighed by coefficients fitted on real articles."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from math import exp, log, log1p, sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from refcheck.alignment.explanations import Candidate
    from refcheck.alignment.shifts import Gains

TELLING = 0.3  # nats from which a reference counts as speaking for a run, or against it

KINDS = ("in reading order", "moved", "traced", "bare")
"""What explains a run: an older draft, a moved reference, a change that shows at the end of the list, nothing."""
_SHARED = (
    "gain",
    "gain per root",
    "displaced gain",
    "displaced",
    "log references",
    "log run",
    "reaches the end",
    "last uncited",
    "beyond the list",
    "in reading order",
    "shift beyond one",
    "for",
    "against",
    "all moves",
)
_BY_KIND = ("gain", "gain per root", "log run", "for", "against", "constant")
RUN_FEATURES = (*_SHARED, *(f"{kind}, {what}" for kind in KINDS for what in _BY_KIND), "constant")
"""The names of the features of a run, in the order of the coefficients."""
UNTITLED = 1.25
"""
Nats by which a finding is less likely in a list that has no titles (`Coefficients.doubted`): so much brings untouched
articles with a run at confidence 0.5 from 2.7 % to 0.5 % (`bench alignment --titles missing`).
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

    def doubted(self, untitled: float, lists: int) -> Coefficients:
        """The same for a list whose words tell less, or that is one of many.

        Args:
            untitled: the part of its references (0 to 1) that have no title.
            lists: how many lists the article has. It was fitted on articles with one; that an article is off is as
                likely however many it has, so each of them is so much less likely to be.
        """
        doubt = UNTITLED * untitled + log(max(lists, 1))
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
    own = candidate.gain - candidate.displaced_gain
    count = len(candidate.parts)
    per_root = own / sqrt(1 + count)
    speaking = float(sum(value > TELLING for value in candidate.parts.values()))
    against = float(sum(value < -TELLING for value in candidate.parts.values()))
    moved = candidate.displaced is not None
    uncited, beyond = leaves_last_uncited(gains, candidate), runs_beyond(gains, candidate)
    read = candidate.order == "reading"
    kind = KINDS[0] if read else KINDS[1] if moved else KINDS[2] if uncited or beyond else KINDS[3]
    of_kind = (own, per_root, log1p(count), speaking, against, 1.0)
    return (
        own,
        per_root,
        candidate.displaced_gain,
        float(moved),
        log(len(gains.numbering.listed) + 1),
        log1p(count),
        float(gains.highest_cited in candidate.parts),
        float(uncited),
        float(beyond),
        float(read),
        float(abs(candidate.shift) > 1),
        speaking,
        against,
        candidate.all_moves,
        *(value if kind == each else 0.0 for each in KINDS for value in of_kind),
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
