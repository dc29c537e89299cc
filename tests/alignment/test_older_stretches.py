"""What is off exactly in a stretch of text that is older than the list."""

from __future__ import annotations

from dataclasses import replace

import pytest

from refcheck.alignment.explanations import Candidate
from refcheck.alignment.model import ListEdit
from refcheck.alignment.older_stretches import older_stretch
from refcheck.alignment.runs import numbering
from refcheck.alignment.scorer import by_words
from refcheck.alignment.shifts import Gains
from refcheck.article import Scope
from tests.alignment.small_articles import article

PRINTED = [1, 2, 3, 4, 5, 5, 6, 7, 8, 9, 11, 12]
"""Of the twelve claims, those that should cite 6 to 10 have the numbers of a list that lacked a reference before."""


def in_paragraphs(scope: Scope, begins: list[int]) -> Scope:
    """The same article, a paragraph beginning at each of these citations."""
    return replace(
        scope,
        citations=tuple(
            replace(each, claim=replace(each.claim, paragraph=max(begin for begin in begins if begin <= at)))
            for at, each in enumerate(scope.citations)
        ),
    )


def explained(scope: Scope, first: int, last: int, *, complete: bool = False) -> ListEdit | None:
    run = Candidate("reading", 1, first, last, 5.0, complete=complete)
    found = older_stretch(scope, Gains(numbering(scope, by_words())), run)
    return None if found is None else found[0]


@pytest.mark.parametrize(("first", "last"), [(5, 9), (6, 8), (4, 9), (5, 7)])
def test_the_ends_of_a_run_are_drawn_to_paragraphs(first: int, last: int) -> None:
    scope = in_paragraphs(article(PRINTED), [0, 5, 10])
    edit = explained(scope, first, last)
    assert edit is not None
    assert edit.mapping == {number: number + 1 for number in range(5, 10)}
    assert [bool(edit.mapping_for(each)) for each in scope.citations] == [5 <= at <= 9 for at in range(12)]


def test_numbers_before_the_place_of_the_list_stay() -> None:
    # The mini-mental state is cited once more, within the stretch, and rightly.
    scope = in_paragraphs(article(PRINTED), [0, 5, 10])
    again = replace(scope.citations[7], items=scope.citations[0].items, claim=scope.citations[0].claim)
    again = replace(again, claim=replace(again.claim, paragraph=5))
    scope = replace(scope, citations=(*scope.citations[:8], again, *scope.citations[8:]))
    edit = explained(scope, 5, 10)
    assert edit is not None
    assert edit.mapping_for(scope.citations[8]) == {}
    assert 1 not in edit.mapping


def test_a_run_that_leaves_nothing_uncited_has_its_ends_already() -> None:
    scope = in_paragraphs(article(PRINTED), list(range(12)))
    edit = explained(scope, 6, 9, complete=True)
    assert edit is not None
    assert edit.within is not None
    assert edit.within.keys() == {scope.citations[at].span for at in range(6, 10)}


def test_what_is_not_listed_is_not_meant() -> None:
    scope = article([*range(1, 12), 12])
    edit = explained(scope, 9, 11)
    assert edit is None or 12 not in edit.mapping
