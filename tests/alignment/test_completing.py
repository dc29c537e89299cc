"""What a list does not print of its works comes from their records; what it prints stays."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib.resources import files
from math import log

import pytest

from refcheck.alignment import align
from refcheck.alignment.completing import completed
from refcheck.alignment.judging import coefficients
from refcheck.alignment.runs import best_run, numbering
from refcheck.alignment.scorer import by_words
from refcheck.alignment.shifts import Gains
from refcheck.article import Article, ReferenceFields, Scope
from refcheck.bibliography import Author
from refcheck.source import Source
from refcheck.work import Work
from tests.alignment.small_articles import article, reference

SOURCE = Source("a.txt", " " * 200_000, "text")
PRINTED = reference(1, "Mahoney", 1965, "Functional evaluation")
RECORD = Work(
    "10.5555/1", title="Functional evaluation: the Barthel Index", authors=(Author("Mahoney"), Author("Barthel"))
)


def fields_of(printed: ReferenceFields, work: Work | None) -> ReferenceFields:
    made = Article(SOURCE, (), (replace(PRINTED, fields=printed),))
    return completed(made, [work]).references[0].fields


class TestCompleted:
    def test_a_title_that_is_not_printed_is_the_records(self) -> None:
        printed = ReferenceFields(authors=(Author("Mahoney", "FI"),), year=1965)
        found = fields_of(printed, replace(RECORD, containers=("Maryland State Medical Journal", "Md State Med J")))
        assert (found.title, found.container) == (RECORD.title, "Maryland State Medical Journal")
        assert (found.authors, found.year) == (printed.authors, 1965)

    def test_a_title_that_is_printed_stays(self) -> None:
        assert fields_of(PRINTED.fields, RECORD) == PRINTED.fields

    def test_without_a_record_nothing_changes(self) -> None:
        made = Article(SOURCE, (), (PRINTED,))
        assert completed(made, [None]) is made

    def test_authors_that_were_cut_are_added_behind_those_printed(self) -> None:
        printed = replace(PRINTED.fields, authors_truncated=True)
        assert [author.family for author in fields_of(printed, RECORD).authors] == ["Mahoney", "Barthel"]
        assert fields_of(PRINTED.fields, RECORD).authors == PRINTED.fields.authors

    @pytest.mark.parametrize("others", [(Author("Barthel"), Author("Mahoney")), (Author("Mahoney"),), ()])
    def test_not_where_the_first_ones_are_others(self, others: tuple[Author, ...]) -> None:
        printed = replace(PRINTED.fields, authors_truncated=True)
        assert fields_of(printed, replace(RECORD, authors=others)).authors == printed.authors


def _odds(scope: Scope) -> float:
    """The log odds of the likeliest run, of which confidence shows no more than its highest."""
    found = best_run(Gains(numbering(scope, by_words())), coefficients("words").run)
    assert found is not None
    return found[0]


class TestAList:
    def test_without_titles_says_less_and_with_records_all(self) -> None:
        scope = article([1, 2, 3, 4, 5, *range(5, 12)])
        untitled = tuple(replace(one, fields=replace(one.fields, title="", authors=())) for one in scope.references)
        made = Article(SOURCE, scope.citations, untitled)
        works = [Work("", title=one.fields.title, authors=one.fields.authors) for one in scope.references]
        whole = align(scope)
        assert whole.runs
        assert align(completed(made, works).scopes[0]) == whole
        assert _odds(made.scopes[0]) < _odds(scope)

    def test_is_doubted_by_as_much_as_there_are_lists(self) -> None:
        fitted = coefficients("words")
        assert fitted.doubted(1) == fitted
        doubted = fitted.doubted(6)
        pairs = ((fitted.run, doubted.run), (fitted.swap, doubted.swap), (fitted.misplaced, doubted.misplaced))
        for was, now in pairs:
            assert now[:-1] == was[:-1]
            assert now[-1] == pytest.approx(was[-1] - log(6))

    @pytest.mark.parametrize("scorer", ["words", "semantic"])
    @pytest.mark.parametrize("of", ["run", "swap", "misplaced"])
    def test_the_last_weight_is_the_constant(self, scorer: str, of: str) -> None:
        text = files("refcheck.alignment").joinpath("coefficients.json").read_text(encoding="utf-8")
        assert list(json.loads(text)[scorer][of])[-1] == "constant"
