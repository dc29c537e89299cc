"""Faults as editors make them: the list is edited and the text is not (or a stretch of text is older than the list)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from refcheck.article import NumberRange, Scope

if TYPE_CHECKING:
    import random

    from refcheck.article import Reference

KINDS = (
    "inserted",
    "deleted",
    "several inserted",
    "several deleted",
    "moved 3",
    "moved 5",
    "moved 8",
    "moved 12",
    "moved 20",
    "stale block",
    "older block",
)
"""What is done: a stale block is older than the list by one reference, an older block by two or three."""
SEVERAL = (2, 2, 3)


@dataclass(frozen=True)
class Fault:
    """An article with a fault, and what is wrong in it.

    Attributes:
        scope: the faulty article.
        wrong: (position of a citation, printed number) of every number that is off by `shift`.
        shift: what must be added to those.
        moved: the number at which a moved reference stands, and the one it belongs at.
    """

    scope: Scope
    wrong: frozenset[tuple[int, int]]
    shift: int
    moved: tuple[int, int] | None = None


def renumbered(references: list[Reference]) -> tuple[Reference, ...]:
    """The references numbered by their place."""
    return tuple(replace(reference, number=at) for at, reference in enumerate(references, 1))


def exchanged(scope: Scope, place: int) -> Scope:
    """An article whose references at this place of the list, counted from 0, and at the next are exchanged."""
    references = list(scope.references)
    references[place : place + 2] = reversed(references[place : place + 2])
    return replace(scope, references=renumbered(references))


def _wrong(scope: Scope, first: int, last: int) -> frozenset[tuple[int, int]]:
    return frozenset(
        (at, number)
        for at, citation in enumerate(scope.citations)
        for number in citation.numbers
        if first <= number <= last
    )


def _fault(
    scope: Scope,
    references: list[Reference],
    shift: int,
    first: int,
    last: int,
    moved: tuple[int, int] | None = None,
) -> Fault | None:
    wrong = _wrong(scope, first, last)
    if len({number for _, number in wrong}) < 3:
        return None
    return Fault(Scope(scope.index, scope.citations, renumbered(references)), wrong, shift, moved)


def inject(kind: str, scope: Scope, other: Scope, rng: random.Random) -> Fault | None:
    """Make a fault.

    Args:
        kind: one of `KINDS`.
        scope: an article whose references are numbered 1, 2, 3 ...
        other: another article, from which a reference is taken to insert.
        rng: where chance comes from.

    Returns:
        The fault, or None if the article is too short for it (fewer than three cited references would be off).
    """
    references = list(scope.references)
    count = len(references)
    several = rng.choice(SEVERAL) if kind.startswith("several") else 1
    if kind.endswith("inserted"):
        place = rng.randrange(0, max(1, int(count * 0.8)))
        references[place:place] = rng.sample(other.references, several)
        return _fault(scope, references, several, place + 1, count)
    if kind.endswith("deleted"):
        place = rng.randrange(0, max(1, int(count * 0.8)))
        del references[place : place + several]
        return _fault(scope, references, -several, place + several + 1, count)
    if kind.startswith("moved"):
        far = int(kind.split()[1])
        if count <= far + 1:
            return None
        low = rng.randrange(0, count - far)
        if rng.random() < 0.5:
            references.insert(low + far, references.pop(low))
            return _fault(scope, references, -1, low + 2, low + far + 1, (low + far + 1, low + 1))
        references.insert(low, references.pop(low + far))
        return _fault(scope, references, 1, low + 1, low + far, (low + 1, low + far + 1))
    return _stale(scope, rng.choice(SEVERAL) if kind == "older block" else 1, rng)


def _stale(scope: Scope, several: int, rng: random.Random) -> Fault | None:
    """A stretch of text from a draft whose list lacked so many neighbouring references, or had so many more."""
    count, length = len(scope.references), len(scope.citations)
    stretch = rng.randrange(max(4, length // 5), max(5, length // 2) + 1)
    if stretch >= length:
        return None
    start = rng.randrange(0, length - stretch + 1)
    shift = rng.choice((several, -several))
    numbers = [number for citation in scope.citations[start : start + stretch] for number in citation.numbers]
    place = rng.randrange(1, max(2, sorted(numbers)[len(numbers) // 2] + 1))
    citations = []
    wrong = set()
    for at, citation in enumerate(scope.citations):
        if not start <= at < start + stretch:
            citations.append(citation)
            continue
        items = []
        for number in citation.numbers:
            if place <= number < place + shift:
                continue  # the older draft did not know these references
            old = number - shift if number >= place else number
            if old < 1 or old > count:
                return None
            items.append(NumberRange(old, old))
            if old != number:
                wrong.add((len(citations), old))
        if items:
            citations.append(replace(citation, items=tuple(items)))
    if len({number for _, number in wrong}) < 3:
        return None
    return Fault(Scope(scope.index, tuple(citations), scope.references), frozenset(wrong), shift)
