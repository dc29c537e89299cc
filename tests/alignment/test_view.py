"""The whole numbering at a glance: what a person is shown, and what is marked in it."""

from __future__ import annotations

import pytest

from refcheck.alignment import view as viewing
from refcheck.alignment.view import View, view
from refcheck.article import Scope
from tests.alignment.small_articles import article, citation, claim


def seen(scope: Scope) -> View:
    """The view of a scope that has one."""
    found = view(scope)
    assert found is not None
    return found


class TestRows:
    def test_numbers_that_are_right_fit_best_themselves(self) -> None:
        for row in seen(article()).rows:
            assert max(row.weights, key=row.weights.__getitem__) == row.number
            assert (row.fits, row.run, row.right) == (None, None, None)

    def test_a_run_has_what_fits_and_what_should_be_printed(self) -> None:
        found = seen(article([1, 2, 3, 4, 5, *range(5, 12)]))
        off = [row for row in found.rows if row.run is not None]
        assert [run.shift for run in found.runs] == [1]
        assert {row.right for row in off} == {row.number + 1 for row in off}
        assert {row.fits for row in off if row.number > 5} == {row.number + 1 for row in off if row.number > 5}

    def test_the_claim_that_says_most_is_shown_with_its_words(self) -> None:
        vague = citation([6], claim("Others have said the same", 70_000))
        scope = article([*range(1, 6), 5, *range(6, 12)])
        row = next(row for row in seen(Scope(0, (*scope.citations, vague), scope.references)).rows if row.number == 6)
        assert row.telling.claim.sentence.startswith("Rater reliability")
        assert "reliability" in row.why

    def test_what_is_cited_together_is_not_what_fits_better(self) -> None:
        both = citation([1, 2], claim("Functional evaluation went by Barthel", 70_000))
        scope = article()
        rows = seen(Scope(0, (*scope.citations[2:], both), scope.references)).rows
        assert [row.fits for row in rows if row.number in (1, 2)] == [None, None]

    def test_a_citation_of_very_many_references_says_nothing_of_any(self) -> None:
        everything = citation(list(range(1, 13)), claim("Functional evaluation used the Barthel index", 70_000))
        rows = seen(Scope(0, (everything,), article().references)).rows
        assert [row.number for row in rows] == list(range(1, 13))
        assert all(row.says_nothing and not any(row.weights.values()) for row in rows)

    def test_a_stretch_of_older_text_has_rows_of_its_own(self) -> None:
        scope = article()
        stale = [
            citation([number], claim(of.claim.sentence, 100_000 + number * 200))
            for number, of in zip(range(3, 11), scope.citations[3:11], strict=True)
        ]
        found = seen(Scope(0, (*scope.citations, *stale), scope.references))
        assert [(run.order, run.shift) for run in found.runs] == [("reading", 1)]
        apart = [row for row in found.rows if row.run == 0]
        assert {row.number for row in apart} <= set(range(3, 11))
        assert all(each.span.start >= 100_000 for row in apart for each in row.citations)
        assert [row.number for row in found.rows if row.run is None][:12] == list(range(1, 13))


class TestColumns:
    def test_are_the_numbers_listed_and_those_only_cited(self) -> None:
        scope = article()
        beyond = citation([900], claim("Something else", 60_000))
        found = seen(Scope(0, (*scope.citations, beyond), scope.references))
        assert found.columns == (*range(1, 13), 900)
        assert found.rows[-1].number not in found.references

    def test_of_a_book_only_neighbours_are_weighed(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(viewing, "MOST_PAIRS", 10)
        assert set(seen(article()).rows[5].weights) == set(range(3, 10))


class TestNothingToSee:
    def test_without_citations_or_with_two_references(self) -> None:
        scope = article()
        assert view(Scope(0, (), scope.references)) is None
        assert view(Scope(0, scope.citations, scope.references[:2])) is None
