"""Articles whose list was edited and whose text was not, and what the numbers of the text should be."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from bench._manuscript import Group, Run, numbers_of

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Mapping, Sequence

    from bench._manuscript import Block, Items, Manuscript, PrintedEntry

KINDS = ("cited", "inserted", "added", "deleted", "moved", "stale")
"""
What is done. Cited: one of the article's own was added together with the one citation of it, which is right. Inserted:
one of another article, which the text does not cite yet. Added: one of the article's own, not cited yet. Deleted: a
reference together with its citations. Moved: a reference to another place of the list, by `FAR`. Stale: some paragraphs
have the numbers from before a reference was inserted, which they do not cite.
"""
FAR = (3, 5, 8, 12, 20)
STALE = 16
"""So many numbers, or more, has a stretch of text that is older; at least half of them are off."""
FEWEST = 3
"""So many references must be off."""


@dataclass(frozen=True)
class FaultyArticle:
    """An article with a fault.

    Attributes:
        article: the article.
        correct: what it should be.
        before: what it was before the list was edited.
    """

    article: Manuscript
    correct: Manuscript
    before: Manuscript


def inject(kind: str, article: Manuscript, other: Manuscript, rng: random.Random) -> FaultyArticle | None:
    """Make a fault.

    Args:
        kind: one of `KINDS`.
        article: one whose references are numbered 1, 2, 3 ...
        other: another article, from which a reference is taken to insert.
        rng: where chance comes from.

    Returns:
        The article with its fault; None if it is too short for it.
    """
    entries = list(article.references)
    count = len(entries)
    place = rng.randint(1, max(1, int(count * 0.8)))
    if kind == "cited":
        return _cited(article, rng)
    if kind == "inserted":
        entries.insert(place - 1, rng.choice(other.references))
        return _faulty(article, article, entries, {number: number + 1 for number in range(place, count + 1)})
    if kind == "added":
        before = _without(article, place)
        return _faulty(before, before, entries, {number: number + 1 for number in range(place, count)})
    if kind == "deleted":
        del entries[place - 1]
        uncited = _cited_otherwise(article, lambda number: None if number == place else number)
        return _faulty(article, uncited, entries, {number: number - 1 for number in range(place + 1, count + 1)})
    if kind == "stale":
        return _stale(article, rng)
    far = rng.choice(FAR)
    if count <= far + 1:
        return None
    low = rng.randint(1, count - far)
    high = low + far
    if rng.random() < 0.5:
        entries.insert(high - 1, entries.pop(low - 1))
        right = {low: high} | {number: number - 1 for number in range(low + 1, high + 1)}
    else:
        entries.insert(low - 1, entries.pop(high - 1))
        right = {high: low} | {number: number + 1 for number in range(low, high)}
    return _faulty(article, article, entries, right)


def _lowered(number: int, place: int) -> int:
    return number - (number > place)


def _closed_up(number: int, gone: int) -> int | None:
    return None if number == gone else _lowered(number, gone)


def _without(article: Manuscript, place: int) -> Manuscript:
    """The article without one of its references and without the citations of it."""
    entries = [entry for entry in article.references if entry.number != place]
    shorter = replace(article, references=_numbered(entries))
    return _cited_otherwise(shorter, partial(_closed_up, gone=place))


def _numbered(entries: Sequence[PrintedEntry]) -> tuple[PrintedEntry, ...]:
    return tuple(replace(entry, number=at) for at, entry in enumerate(entries, 1))


def _faulty(
    before: Manuscript, text: Manuscript, entries: Sequence[PrintedEntry], right: Mapping[int, int]
) -> FaultyArticle | None:
    cited = {number for group in text.groups for number in numbers_of(group.items)}
    if len(cited & right.keys()) < FEWEST:
        return None
    faulty = replace(text, references=_numbered(entries))
    return FaultyArticle(faulty, _cited_otherwise(faulty, lambda number: right.get(number, number)), before)


def _cited(article: Manuscript, rng: random.Random) -> FaultyArticle | None:
    """Somebody added a reference and its citation, and did not renumber what comes after."""
    groups = [set(numbers_of(group.items)) for group in article.groups]
    cited = Counter(number for group in groups for number in group)
    places = [
        number
        for number in range(1, int(len(article.references) * 0.8) + 1)
        if cited[number] == 1 and not any({number, number + 1} <= group for group in groups)
    ]
    if not places:
        return None
    place = rng.choice(places)
    if sum(number > place for number in cited) < FEWEST:
        return None
    return FaultyArticle(_cited_otherwise(article, partial(_lowered, place=place)), article, _without(article, place))


def _stale(article: Manuscript, rng: random.Random) -> FaultyArticle | None:
    """A stretch of paragraphs with at least `STALE` numbers of a list that lacked a reference."""
    cited = [[number for group in block.groups for number in numbers_of(group.items)] for block in article.blocks]
    for first in rng.sample(range(len(cited)), len(cited)):
        last, numbers = first, list(cited[first])
        while len(numbers) < STALE and last + 1 < len(cited):
            last += 1
            numbers += cited[last]
        free = [number for number in range(1, max(numbers, default=1)) if number not in numbers]
        place = rng.choice(free) if cited[first] and free else 0
        if place and sum(number > place for number in numbers) >= STALE // 2:
            older = partial(_lowered, place=place)
            blocks = [
                _changed(block, older) if first <= at <= last else block for at, block in enumerate(article.blocks)
            ]
            return FaultyArticle(replace(article, blocks=tuple(blocks)), article, _without(article, place))
    return None


def _cited_otherwise(article: Manuscript, meant: Callable[[int], int | None]) -> Manuscript:
    """The article with other numbers, or none, in its citations; a group of which nothing is left is taken out."""
    return replace(article, blocks=tuple(_changed(block, meant) for block in article.blocks))


def _changed(block: Block, meant: Callable[[int], int | None]) -> Block:
    runs: list[Run | Group] = []
    for run in block.runs:
        if not isinstance(run, Group):
            runs.append(run)
        elif items := _compressed([new for number in numbers_of(run.items) if (new := meant(number)) is not None]):
            runs.append(replace(run, items=items, parts=(items,)))
    return replace(block, runs=tuple(runs))


def _compressed(numbers: Sequence[int]) -> Items:
    """Numbers as they are printed: three and more neighbours as a range."""
    items: list[tuple[int, int]] = []
    for number in numbers:
        if items and number == items[-1][1] + 1:
            items[-1] = (items[-1][0], number)
        else:
            items.append((number, number))
    return tuple(
        pair
        for first, last in items
        for pair in (((first, last),) if last - first != 1 else ((first, first), (last, last)))
    )
