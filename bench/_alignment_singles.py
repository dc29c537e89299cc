"""How well exchanged neighbours and single misplaced citations are found."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bench._faults import exchanged
from refcheck.alignment import REPORTED, align
from refcheck.article import NumberRange, Scope

if TYPE_CHECKING:
    import random
    from collections.abc import Mapping


def report(articles: Mapping[str, Scope], rng: random.Random) -> None:
    """Exchange two neighbours of each article, give one citation of each another number, and print what is found."""
    swaps, misplaced = _Counts(), _Counts()
    for scope in articles.values():
        clean = align(scope)
        swaps.false += sum(swap.confidence >= REPORTED for swap in clean.swaps)
        misplaced.false += sum(one.confidence >= REPORTED for one in clean.misplaced)
        swaps.made(*_exchange(scope, rng))
        misplaced.made(*_misplace(scope, rng))
    print("\nconfidence 0.5 and above")
    print(f"  exchanged neighbours: {swaps}")
    print(f"  misplaced citations: {misplaced}")


class _Counts:
    """What was made, found, and reported though it was not made; in untouched articles, `false`."""

    def __init__(self) -> None:
        self.injected = self.found = self.other = self.false = 0

    def made(self, injected: int, found: int, other: int) -> None:
        self.injected += injected
        self.found += found
        self.other += other

    def __str__(self) -> str:
        wrong = self.other + self.false
        precision = f"{self.found / (self.found + wrong):.2f}" if self.found + wrong else "-"
        return (
            f"{self.found} of {self.injected} found ({self.found / max(self.injected, 1):.3f}), {self.false} in "
            f"untouched articles and {self.other} more in the others, precision {precision}"
        )


def _exchange(scope: Scope, rng: random.Random) -> tuple[int, int, int]:
    place = rng.randrange(0, len(scope.references) - 1)
    swaps = align(exchanged(scope, place)).swaps
    found = [
        swap.first.cited is not None and swap.first.cited.number == place + 1
        for swap in swaps
        if swap.confidence >= REPORTED
    ]
    return 1, sum(found), len(found) - sum(found)


def _misplace(scope: Scope, rng: random.Random) -> tuple[int, int, int]:
    single = [at for at, citation in enumerate(scope.citations) if len(citation.numbers) == 1]
    if not single:
        return 0, 0, 0
    at = rng.choice(single)
    right = scope.citations[at].numbers[0]
    wrong = rng.choice([reference.number for reference in scope.references if reference.number != right])
    citations = list(scope.citations)
    citations[at] = replace(citations[at], items=(NumberRange(wrong, wrong),))
    reported = [
        one for one in align(replace(scope, citations=tuple(citations))).misplaced if one.confidence >= REPORTED
    ]
    found = sum(one.support.citation == citations[at] and one.support.fits.number == right for one in reported)
    return 1, found, len(reported) - found
