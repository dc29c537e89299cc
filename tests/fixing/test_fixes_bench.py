"""The benchmark of fixes: what it says the numbers should be is so."""

from __future__ import annotations

import random

import pytest

from bench._fix_faults import KINDS, inject
from bench._manuscript import Block, Group, Kind, Manuscript, PrintedEntry, Run, numbers_of

COUNT = 30


def made(name: str) -> Manuscript:
    """Thirty references, each cited once, five in a paragraph as a range and alone."""
    blocks = []
    for first in range(1, COUNT, 5):
        items = ((first, first + 2), (first + 3, first + 3), (first + 4, first + 4))
        blocks.append(Block(Kind.PARAGRAPH, (Run(f"Claim {first}"), Group(items, (items,), linked=True, wrapper="["))))
    entries = tuple(PrintedEntry(at, f"{name} {at}") for at in range(1, COUNT + 1))
    return Manuscript(name, tuple(blocks), entries)


def cited(article: Manuscript) -> list[list[str]]:
    """The texts of what each group cites, by the numbers that it prints."""
    texts = {entry.number: entry.text for entry in article.references}
    return [[texts[number] for number in numbers_of(group.items)] for group in article.groups]


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("kind", KINDS)
def test_the_right_numbers_lead_to_what_was_cited(kind: str, seed: int) -> None:
    article = made("own")
    fault = inject(kind, article, made("other"), random.Random(seed))
    assert fault is not None
    now = cited(fault.correct)
    gone = {text for group in cited(article) for text in group} - {text for group in now for text in group}
    assert len(gone) == (kind in ("added", "deleted"))
    expected = [[text for text in group if text not in gone] for group in cited(article)]
    assert now == [group for group in expected if group]
    assert fault.article.references == fault.correct.references
    assert [group.items for group in fault.article.groups] != [group.items for group in fault.correct.groups]
    assert [entry.number for entry in fault.article.references] == list(range(1, len(fault.article.references) + 1))
