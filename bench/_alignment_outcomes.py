"""What alignment finds in articles as they are and with a fault."""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bench import _articles
from bench._faults import KINDS, Fault, inject
from refcheck.alignment import align

if TYPE_CHECKING:
    from collections.abc import Mapping

    from refcheck.alignment import ShiftedRun
    from refcheck.article import Scope

UNTOUCHED = "untouched"
SHORT = ", short"


@dataclass(frozen=True)
class Outcome:
    """What was found in one article.

    Attributes:
        name: of the article.
        references: how many it has.
        confidence: of the best run, 0 if there is none.
        direction: whether its shift is right.
        overlap: of its citations with the wrong ones, intersection over union.
        contrary: whether its mapping has a number that is not off, or off by something else.
        exact: whether first and last are the first and last number that is off.
        named: whether the reference that was moved is named.
        placed: whether it is also said where it belongs.
    """

    name: str
    references: int
    confidence: float = 0.0
    direction: bool = False
    overlap: float = 0.0
    contrary: bool = False
    exact: bool = False
    named: bool = False
    placed: bool = False


def outcome(name: str, scope: Scope, fault: Fault | None) -> Outcome:
    """Align one article and compare with what is wrong in it."""
    runs = align(scope).runs
    count = len(scope.references)
    if not runs:
        return Outcome(name, count)
    run = runs[0]
    if fault is None:
        return Outcome(name, count, run.confidence)
    found, wrong = _numbers(scope, run), fault.wrong
    numbers, off = {number for _, number in found}, {number for _, number in wrong}
    return Outcome(
        name,
        count,
        run.confidence,
        direction=run.shift == fault.shift,
        overlap=len(found & wrong) / len(found | wrong),
        contrary=run.shift != fault.shift or bool(numbers - off),
        exact=(min(numbers, default=0), max(numbers, default=0)) == (min(off), max(off)),
        named=fault.moved is not None and run.displaced is not None and run.displaced[0] == fault.moved[0],
        placed=fault.moved is not None and run.displaced == fault.moved,
    )


def _numbers(scope: Scope, run: ShiftedRun) -> set[tuple[int, int]]:
    inside = {citation.span.start for citation in run.citations}
    return {
        (at, number)
        for at, citation in enumerate(scope.citations)
        if citation.span.start in inside
        for number in citation.numbers
        if number in run.mapping
    }


def measure(articles: Mapping[str, Scope], seed: int) -> dict[str, list[Outcome]]:
    """The outcomes by what was done to the articles, `UNTOUCHED` among them, whole and cut short.

    Chance begins anew with each article, so that in another style, too, the same is done to it.
    """
    outcomes: dict[str, list[Outcome]] = defaultdict(list)
    names = sorted(articles)
    for name in names:
        rng = random.Random(f"{seed} {name}")
        short = _articles.piece(articles[name], rng)
        for scope, label in ((articles[name], ""), (short, SHORT)):
            if scope is None:
                continue
            outcomes[UNTOUCHED + label].append(outcome(name, scope, None))
            other = articles[rng.choice(names)]
            for kind in KINDS:
                fault = inject(kind, scope, other, random.Random(f"{seed} {name} {kind}"))
                if fault is not None:
                    outcomes[kind + label].append(outcome(name, fault.scope, fault))
    return outcomes
