"""What the rules of the alignment make of runs, beyond what their documents show."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from refcheck.alignment import Alignment, ListEdit, ShiftedRun
from refcheck.article import Article, Citation, NumberRange, Scope
from refcheck.finding import Finding, Severity
from refcheck.fixing.bytes import edited
from refcheck.rules import Rule, misplaced_citation, named_author_mismatch, shifted_citations, swapped_citations
from refcheck.rules.model import Examination
from refcheck.source import Source, Span
from refcheck.work import Resolution, Unchecked, UncheckedReason
from tests.alignment.small_articles import article, citation, claim


def examined(rule: Rule, scope: Scope, alignment: Alignment | None = None, text: str = "") -> list[Finding]:
    """The findings of one rule, with an alignment of the test's own if one is given."""
    source = Source("a.txt", text.ljust(200_000), "text")
    unresolved = [Resolution(Unchecked(UncheckedReason.OFFLINE))] * len(scope.references)
    examination = Examination(Article(source, scope.citations, scope.references), unresolved, date(2026, 1, 1))
    if alignment is not None:
        examination.__dict__["alignments"] = ((scope, alignment),)
    return list(rule.check(rule, examination))


def marker(text: str, *items: tuple[int, int]) -> Citation:
    """A citation that fills the text from its start."""
    made = citation([1], claim("x", 0))
    return replace(
        made, items=tuple(NumberRange(*item) for item in items), span=Span(0, len(text)), digits=Span(0, len(text))
    )


def run(cited: Citation, mapping: dict[int, int], **changes: Any) -> ShiftedRun:
    """A run of one citation."""
    values: dict[str, Any] = {
        "shift": 1,
        "first": min(mapping),
        "last": max(mapping),
        "mapping": mapping,
        "citations": (cited,),
        "order": "number",
        "evidence": (),
        "confidence": 0.95,
    }
    return ShiftedRun(**{**values, **changes})


class TestADocumentThatIsTooLarge:
    def test_is_said_not_to_be_weighed(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("refcheck.alignment.MOST_WEIGHED", 10)
        (found,) = examined(shifted_citations.RULE, article())
        assert found.severity is Severity.NOTE
        assert "not weighed" in found.message


class TestRenumbering:
    @pytest.mark.parametrize(
        ("text", "items", "mended"),
        [
            ("3,4", [(3, 3), (4, 4)], "4,5"),
            ("3–5", [(3, 5)], "4–6"),
            ("1, 5", [(1, 1), (5, 5)], "1, 6"),
            ("³⁻⁵", [(3, 5)], "⁴⁻⁶"),
            ('3</xref>,<xref rid="r4">4', [(3, 3), (4, 4)], '4</xref>,<xref rid="r4">5'),
            ("2-5", [(2, 5)], "2,4-6"),  # of a range only a part moves
            ("3&#8211;5", [(3, 5)], "4&#8211;6"),
        ],
    )
    def test_keeps_the_printed_form(self, text: str, items: list[tuple[int, int]], mended: str) -> None:
        cited = marker(text, *items)
        found = examined(
            shifted_citations.RULE,
            Scope(0, (cited,), article().references),
            Alignment(runs=(run(cited, {3: 4, 4: 5, 5: 6}),)),
            text,
        )
        (fix,) = found[0].fixes
        assert edited(text, fix.edits) == mended

    @pytest.mark.parametrize(
        ("text", "items", "changes"),
        [
            ("5-3", [(5, 3)], {}),
            ("see Bell", [(3, 3)], {}),  # what stands there is not what was read
            ("2,3", [(2, 2), (3, 3)], {"undecided": (2,)}),
        ],
    )
    def test_is_not_offered_where_it_could_be_wrong(
        self, text: str, items: list[tuple[int, int]], changes: dict[str, Any]
    ) -> None:
        cited = marker(text, *items)
        made = run(cited, {3: 4, 4: 5, 5: 6}, **changes)
        found = examined(
            shifted_citations.RULE, Scope(0, (cited,), article().references), Alignment(runs=(made,)), text
        )
        assert found[0].fixes == ()


class TestOfTwoExplanations:
    """A reference was moved, or a stretch of the text is older than the list."""

    def found(self, *edits: ListEdit) -> Finding:
        text = "3, 4"
        cited = marker(text, (3, 3), (4, 4))
        made = run(cited, {3: 4, 4: 5}, edit=edits[0], others=edits[1:])
        (finding,) = examined(
            shifted_citations.RULE, Scope(0, (cited,), article().references), Alignment(runs=(made,)), text
        )
        return finding

    def test_each_has_a_fix_the_likelier_first(self) -> None:
        stretch = ListEdit({4: 5}, 0.6, (3,), within={Span(0, 4): frozenset({3, 4})})
        moved = ListEdit({3: 4, 4: 5}, 0.4)
        found = self.found(stretch, moved)
        assert [edited("3, 4", fix.edits) for fix in found.fixes] == ["3, 5", "4, 5"]
        assert [bool(fix.remark) for fix in found.fixes] == [True, False]
        assert "a stretch of the text is older" in " ".join(found.advice)
        assert found.data["edit"]["within"] == [0]

    def test_where_they_say_the_same_there_is_one(self) -> None:
        moved = ListEdit({3: 4, 4: 5}, 0.6)
        found = self.found(moved, ListEdit({3: 4, 4: 5}, 0.4, within={Span(0, 4): frozenset({3, 4})}))
        assert len(found.fixes) == 1
        assert "older" not in " ".join(found.advice)

    def test_what_is_outside_a_stretch_stays(self) -> None:
        elsewhere = ListEdit({3: 4, 4: 5}, 0.6, within={Span(7, 9): frozenset({3, 4})})
        assert self.found(elsewhere).fixes == ()


class TestWhatIsShown:
    def test_is_the_four_best_claims_in_reading_order_each_with_a_table(self) -> None:
        scope = article([1, 2, 3, 4, 5, *range(5, 12)])
        (found,) = examined(shifted_citations.RULE, scope)
        messages = [place.message for place in found.related if place.message]
        assert [message.split()[1] for message in messages if message.startswith("fits:")] == ["7", "8", "10", "11"]
        assert [message.partition(",")[0] for message in messages[6:9]] == [
            "cited:  9  Bland 1986",
            "fits:   10  Kaplan 1958",
            "shared:     nonparametric",
        ]


class TestSeverity:
    @pytest.mark.parametrize(
        ("confidence", "severity"), [(0.95, Severity.ERROR), (0.7, Severity.WARNING), (0.4, Severity.INFO)]
    )
    def test_of_a_run_goes_with_its_confidence(self, confidence: float, severity: Severity) -> None:
        cited = marker("3", (3, 3))
        made = run(cited, {3: 4}, confidence=confidence)
        found = examined(shifted_citations.RULE, Scope(0, (cited,), article().references), Alignment(runs=(made,)))
        assert [finding.severity for finding in found] == [severity]

    def test_a_run_that_is_hardly_likely_is_not_worth_a_remark(self) -> None:
        cited = marker("3", (3, 3))
        made = run(cited, {3: 4}, confidence=0.1)
        assert not examined(shifted_citations.RULE, Scope(0, (cited,), article().references), Alignment(runs=(made,)))


class TestNamedAuthors:
    def test_of_numbers_that_a_run_covers_are_left_to_it(self) -> None:
        named = citation([3], claim("as shown by Kaplan and colleagues", 50_000))
        scope = Scope(0, (*article().citations[:8], named), article().references)
        assert len(examined(named_author_mismatch.RULE, scope, Alignment())) == 1
        assert not examined(named_author_mismatch.RULE, scope, Alignment(runs=(run(named, {3: 4}),)))

    def test_that_cannot_be_told_apart_from_the_cited_ones_are_left_alone(self) -> None:
        named = citation([99], claim("as shown by Kaplan and colleagues", 50_000))
        scope = Scope(0, (*article().citations[:8], named), article().references)
        assert not examined(named_author_mismatch.RULE, scope, Alignment())

    def test_of_a_source_told_in_another_source_s_words_are_left_alone(self) -> None:
        named = citation([8], claim("Kaplan found that the Landis table was used", 50_000))
        scope = Scope(0, (*article().citations[:7], named), article().references)
        assert not examined(named_author_mismatch.RULE, scope, Alignment())


class TestDoubtfulOnes:
    def test_are_not_reported(self) -> None:
        scope = article()
        assert not examined(swapped_citations.RULE, scope)
        assert not examined(misplaced_citation.RULE, scope)
