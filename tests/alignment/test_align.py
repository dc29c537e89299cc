"""What `align` says of whole articles."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from refcheck.alignment import REPORTED, ShiftedRun, align
from refcheck.article import Scope
from tests.alignment.small_articles import CLAIMS, WORKS, article, citation, claim, reference, renumbered

INSERTED = ("Rubin", 1987, "Multiple imputation for nonresponse in surveys")


def reported(scope: Scope) -> list[ShiftedRun]:
    return [run for run in align(scope).runs if run.confidence >= REPORTED]


class TestAnArticleThatIsRight:
    def test_has_no_runs_no_swaps_nothing_misplaced(self) -> None:
        found = align(article())
        assert not reported(article())
        assert not [swap for swap in found.swaps if swap.confidence >= REPORTED]
        assert not [one for one in found.misplaced if one.confidence >= REPORTED]

    def test_without_references_or_citations_is_answered(self) -> None:
        assert align(Scope(0, (), ())).runs == ()
        assert align(Scope(0, (), article().references)).runs == ()

    def test_whose_references_are_all_alike_is_not_accused(self) -> None:
        alike = [("Smith", 2001, "A trial of one drug in one disease")] * len(WORKS)
        assert not reported(article(works=alike))

    @settings(max_examples=25, deadline=None)
    @given(st.permutations(range(len(WORKS))))
    def test_is_right_in_whatever_order_its_list_stands(self, order: list[int]) -> None:
        numbers = [order.index(at) + 1 for at in range(len(WORKS))]
        assert not reported(article(numbers, [WORKS[at] for at in order]))


class TestAnInsertedReference:
    def test_makes_every_number_behind_it_one_too_low(self) -> None:
        run = reported(article(works=[*WORKS[:3], INSERTED, *WORKS[3:]]))[0]
        assert run.shift == 1
        assert dict(run.mapping) == {number: number + 1 for number in range(4, 13)}
        assert run.confidence >= 0.9

    def test_leaves_a_trace_at_the_end_of_the_list(self) -> None:
        run = reported(article(works=[*WORKS[:3], INSERTED, *WORKS[3:]]))[0]
        assert run.traces == ("the list has 13 references, the highest number cited is 12",)

    def test_is_shown_by_claims_with_the_words_they_share(self) -> None:
        run = reported(article(works=[*WORKS[:3], INSERTED, *WORKS[3:]]))[0]
        shown = {support.fits.number: support for support in run.evidence}
        assert all(support.score_fits > support.score_cited for support in run.evidence)
        assert all(support.cited is not None and support.cited.number == fits - 1 for fits, support in shown.items())
        assert any("intraclass" in support.why for support in run.evidence)


class TestAReferenceInsertedWithItsCitation:
    @pytest.mark.parametrize("number", [2, 3, 6, 7])
    def test_all_is_off_from_there_on_but_that_citation(self, number: int) -> None:
        scope = article([*range(1, number + 1), *range(number, len(WORKS))])
        edit = reported(scope)[0].edit
        assert edit is not None
        assert dict(edit.mapping) == {off: off + 1 for off in range(number, len(WORKS))}
        assert edit.kept is scope.citations[number - 1]
        assert [edit.mapping_for(citation).get(number) for citation in scope.citations[number - 1 : number + 1]] == [
            None,
            number + 1,
        ]


class TestADeletedReference:
    def test_makes_every_number_behind_it_one_too_high(self) -> None:
        run = reported(article(works=[*WORKS[:2], *WORKS[3:]]))[0]
        assert run.shift == -1
        assert all(right == number - 1 for number, right in run.mapping.items())
        assert {5, 6, 7, 8, 9, 10, 11, 12} <= run.mapping.keys()
        assert not {1, 2} & run.mapping.keys()

    def test_leaves_a_number_beyond_the_list(self) -> None:
        run = reported(article(works=[*WORKS[:2], *WORKS[3:]]))[0]
        assert run.traces == ("12 is cited, and the list ends at 11",)


class TestAMovedReference:
    def test_is_named_with_the_place_it_belongs_at(self) -> None:
        moved = [*WORKS[:1], *WORKS[2:11], WORKS[1], WORKS[11]]
        run = reported(article(works=moved))[0]
        assert run.shift == -1
        assert run.displaced == (11, 2)
        assert (run.first, run.last) == (3, 11)


class TestAStretchFromAnOlderDraft:
    def test_is_a_run_of_the_text(self) -> None:
        again = [*range(1, 13), *range(3, 12)]
        sentences = [*CLAIMS, *(f"{CLAIMS[number]} once more" for number in again[12:])]
        scope = Scope(
            0,
            tuple(
                citation([number], claim(sentence, at * 200))
                for at, (sentence, number) in enumerate(zip(sentences, again, strict=True))
            ),
            article().references,
        )
        run = reported(scope)[0]
        assert (run.order, run.shift) == ("reading", 1)
        assert {cited.span.start // 200 for cited in run.citations} <= set(range(12, 21))


class TestExchangedNumbers:
    def test_are_a_swap_with_both_sides_shown(self) -> None:
        swaps = [swap for swap in align(article([1, 2, 4, 3, *range(5, 13)])).swaps if swap.confidence >= REPORTED]
        assert [(swap.first.fits.number, swap.second.fits.number) for swap in swaps] == [(4, 3)]


class TestOneMisplacedCitation:
    def test_is_returned_with_what_fits(self) -> None:
        found = align(article([1, 2, 3, 8, *range(5, 13)])).misplaced
        assert (found[0].support.cited, found[0].support.fits.number) == (article().references[7], 4)


class TestOddArticles:
    def test_a_citation_of_very_many_references_says_nothing_of_any(self) -> None:
        everything = citation(list(range(1, 13)), claim("Many methods exist", 50_000))
        scope = article()
        assert not reported(Scope(0, (*scope.citations, everything), scope.references))

    def test_numbers_twice_in_the_list_and_far_beyond_it_are_survived(self) -> None:
        twice = (*article().references, reference(3, "Doe", 2000, "Another third"))
        beyond = citation([900], claim("Something else", 60_000))
        assert not reported(Scope(0, (*article().citations, beyond), twice))


class TestWhateverIsCited:
    @settings(max_examples=40, deadline=None)
    @given(st.lists(st.integers(1, 14), min_size=len(CLAIMS), max_size=len(CLAIMS)))
    def test_runs_map_cited_numbers_to_listed_ones(self, numbers: list[int]) -> None:
        scope = article(numbers)
        listed = {listed.number for listed in scope.references}
        for run in align(scope).runs:
            assert 0 <= run.confidence <= 1
            assert run.mapping
            assert run.mapping.keys() <= set(numbers)
            assert set(run.mapping.values()) <= listed
            assert not run.mapping.keys() & set(run.undecided)
            assert all(support.citation in run.citations for support in run.evidence)

    @pytest.mark.parametrize("by", [1, 30])
    def test_a_list_that_begins_later_gives_the_same_run(self, by: int) -> None:
        scope = article(works=[*WORKS[:3], INSERTED, *WORKS[3:]])
        run, later = reported(scope)[0], reported(renumbered(scope, by))[0]
        assert {number + by: right + by for number, right in run.mapping.items()} == later.mapping
        assert later.confidence == pytest.approx(run.confidence)
