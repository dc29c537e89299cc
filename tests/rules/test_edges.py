"""What no reader hands to the rules every day: values at the edges, made by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from refcheck.article import Article, Citation, Claim, MarkerStyle, NumberRange, Reference, ReferenceFields, StrayMarkup
from refcheck.bibliography import Author, WorkKind
from refcheck.check import check_article, select_rules
from refcheck.finding import Finding, Safety
from refcheck.rules.malformed_identifier import MOST_OF_ONE
from refcheck.source import MappedText, Source, Span
from refcheck.work import DoiState, NotCrossrefKind, Origin, Outcome, Resolution, Update, UpdateKind, Work
from tests.rules.rule_documents import mended

CLAIM = Claim("A sentence.", "A sentence", 11, "", "", Span(0, 1))
NEUTRAL = NotCrossrefKind(WorkKind.UNKNOWN)


def reference(raw: str, number: int = 1, scope: int = 0, rendered: int | None = None, **fields: Any) -> Reference:
    """A reference at the start of its source, its fields placed where their text stands."""
    spans = {
        name: Span(raw.index(value), raw.index(value) + len(value))
        for name, value in fields.items()
        if isinstance(value, str) and value and value in raw
    }
    parsed = ReferenceFields(**{"spans": spans, **fields})
    return Reference(number, "1.", MappedText.of(raw), Span(0, len(raw)), Span(0, 1), parsed, scope, rendered)


def citation(*items: tuple[int, int], closed: bool = True, scope: int = 0) -> Citation:
    numbers = tuple(NumberRange(*item) for item in items)
    return Citation(numbers, "[...]", Span(0, 3), Span(1, 2), MarkerStyle.BRACKETS, CLAIM, scope, closed)


def check(
    code: str,
    *references: Reference,
    citations: tuple[Citation, ...] = (),
    outcome: Outcome = NEUTRAL,
    doi: DoiState = DoiState.NOT_PRINTED,
    doi_work: Work | None = None,
) -> list[Finding]:
    text = references[0].raw if references else "text"
    article = Article(Source("a.txt", text.ljust(20), "text"), citations, references)
    resolutions = [Resolution(outcome, doi, doi_work)] * len(references)
    return list(check_article(article, resolutions, rules=select_rules([code]), today=date(2026, 6, 30)))


class TestNumbers:
    def test_an_absurd_range_is_looked_at_by_its_ends_only(self) -> None:
        found = check("REF101", reference("Wei A."), citations=(citation((1, 10**12)),))
        assert [finding.data["numbers"] for finding in found] == [[10**12]]

    def test_an_unclosed_bracket_is_reported(self) -> None:
        found = check("REF106", reference("Wei A."), citations=(citation((1, 1), closed=False),))
        assert [finding.data["problem"] for finding in found] == ["unclosed"]

    def test_a_scope_without_a_list_is_left_to_the_others(self) -> None:
        cited = (citation((1, 1)), citation((7, 7), scope=1))
        assert check("REF101", reference("Wei A."), citations=cited) == []

    def test_a_list_may_go_on_where_the_one_before_it_ended(self) -> None:
        assert check("REF105", reference("Wei A."), reference("Portier G.", 2, scope=1)) == []

    def test_a_list_typed_with_ones_is_in_order(self) -> None:
        assert check("REF105", reference("Wei A."), reference("Portier G.", 1, rendered=2)) == []

    def test_a_list_shown_with_other_numbers_is_not(self) -> None:
        typed = [reference("Wei A."), reference("Portier G.", 3, rendered=2), reference("Adam R.", 3, rendered=3)]
        assert [finding.data["problem"] for finding in check("REF105", *typed)] == ["rendered"]

    def test_two_references_are_too_few_for_an_order(self) -> None:
        cited = (citation((2, 2)), citation((1, 1)))
        assert check("REF103", reference("Wei A."), reference("Portier G.", 2), citations=cited) == []

    def test_no_citation_at_all_is_no_order(self) -> None:
        assert check("REF103", reference("Wei A.")) == []


class TestAddresses:
    @pytest.mark.parametrize(
        "url",
        [
            "https://www.cancer.org/statistics",
            "http://localhost:8000/a",
            "http://127.0.0.1/a",
            "ftp://ftp.ncbi.nlm.nih.gov/pub",
            "www.cancer.org",
            "cancer.org/statistics?year=2020#top",
            "example.org:8080/page",
            "https://user@example.org/",
            "https://müller.example.de/ä",
            "urn:nbn:de:0009",
            "MS/MS",
            ": http://www.cdc.gov/physicalactivity",
            "10.1016/j.canlet.2013.08.016",
            "08/13/2006",
            "http: //www.cancer.org/split",
        ],
    )
    def test_that_are_whole_are_left_alone(self, url: str) -> None:
        assert check("REF402", reference(f"Available at: {url}", url=url)) == []

    @pytest.mark.parametrize(
        ("url", "told"),
        [
            ("com/us/clinicians/package-insert/", "has no whole site name"),
            ("/page.html", "has no site name (such as www.example.org); its beginning"),
            ("http:///page", "has no site name (such as www.example.org); its beginning"),
            ("http:/www.cancer.org", "begins with http:/ instead of http://"),
            ("http:www.cancer.org", "begins with http: instead of http://"),
            ("htp://www.cancer.org", "begins with htp://"),
            ("https://www.", "has no whole site name"),
            ("https://www.cancer", "has no whole site name"),
            ("https://cancer", "has no whole site name"),
        ],
    )
    def test_that_are_not_are_told(self, url: str, told: str) -> None:
        (found,) = check("REF402", reference(f"Available at: {url}", url=url))
        assert told in found.message


class TestDates:
    @pytest.mark.parametrize("year", [1440, 3000])
    def test_a_book_can_be_too_early_and_too_late(self, year: int) -> None:
        assert len(check("REF404", reference(f"A book. {year}.", year=year, kind=WorkKind.BOOK))) == 1

    def test_an_early_book_is_possible(self) -> None:
        assert check("REF404", reference("Vesalius A. De humani corporis fabrica. 1543.", year=1543)) == []

    @pytest.mark.parametrize("when", ["2026-06-31", "June 31, 2026", "2026 Jun 31", "31st of June 2026"])
    def test_an_access_date_is_read_in_every_usual_form(self, when: str) -> None:
        assert len(check("REF404", reference(f"A page. Accessed {when}."))) == 1

    @pytest.mark.parametrize("when", ["1 June 2026", "Frimaire 3, 1799", "yesterday", "June 2026"])
    def test_one_that_is_possible_or_no_date_is_left_alone(self, when: str) -> None:
        assert check("REF404", reference(f"A page. Accessed: {when}.")) == []


class TestIncompleteReferences:
    def test_an_empty_entry_is_told(self) -> None:
        assert [finding.data["lacking"] for finding in check("REF406", reference("--"))] == ["everything"]

    def test_a_title_is_missed_where_the_others_have_one(self) -> None:
        article: dict[str, Any] = {"kind": WorkKind.ARTICLE, "container": "Lancet", "year": 2006}
        titled = [reference("Wei A. A title. Lancet. 2006.", n, title="A title", **article) for n in (1, 2)]
        found = check("REF406", *titled, reference("Wei A. Lancet. 2006.", 3, **article))
        assert [finding.data for finding in found] == [{"number": 3, "lacking": "title"}]


class TestFixes:
    def record(self, **values: Any) -> Work:
        return Work(**{"doi": "10.5555/test", "years": (2006,), "pages": "668-676", **values})

    @pytest.mark.parametrize(
        ("state", "origin", "safety"),
        [
            (DoiState.VERIFIED, Origin.CROSSREF, Safety.SAFE),
            (DoiState.NOT_PRINTED, Origin.CROSSREF, Safety.UNSAFE),
            (DoiState.VERIFIED, Origin.MANUAL, Safety.UNSAFE),
        ],
    )
    def test_are_safe_only_where_the_record_is_certain(self, state: DoiState, origin: Origin, safety: Safety) -> None:
        printed = reference("Wei A. 2006:686-76.", pages="686-76")
        (found,) = check("REF209", printed, outcome=self.record(origin=origin), doi=state)
        assert [fix.safety for fix in found.fixes] == [safety]

    def test_are_not_offered_where_the_source_reads_otherwise(self) -> None:
        raw = "Wei A. 2006:686-76."
        placed = reference(raw, pages="686-76")
        article = Article(Source("a.txt", raw.replace("686", "*86"), "text"), (), (placed,))
        (found,) = check_article(
            article, [Resolution(self.record())], rules=select_rules(["REF209"]), today=date(2026, 6, 30)
        )
        assert found.fixes == ()

    def test_are_not_offered_for_a_field_without_a_place(self) -> None:
        (found,) = check("REF207", reference("Wei A. [no date]", year=1999), outcome=self.record())
        assert found.fixes == ()
        assert found.location.start.offset == 0

    def test_are_not_offered_for_a_doi_that_is_not_where_it_should_be(self) -> None:
        printed = reference("Wei A. doi:10.1/%41", doi="10.1/a", spans={"doi": Span(11, 19)})
        (found,) = check("REF203", printed, outcome=self.record(), doi=DoiState.UNREGISTERED)
        assert found.fixes == ()

    def test_are_not_offered_from_a_record_entered_by_hand(self) -> None:
        (found,) = check("REF214", reference("Wei A. 2006."), outcome=self.record(origin=Origin.MANUAL))
        assert found.fixes == ()

    def test_a_missing_doi_is_set_apart_from_an_entry_without_a_stop(self) -> None:
        (found,) = check("REF214", reference("Wei A. 2006"), outcome=self.record())
        assert mended("Wei A. 2006", [found]) == "Wei A. 2006. https://doi.org/10.5555/test"

    def test_of_stray_mark_up_are_one_fix(self) -> None:
        markup = (StrayMarkup("**", Span(0, 2)), StrayMarkup("**", Span(5, 7), " "), StrayMarkup("", Span(9, 9)))
        (found,) = check("REF405", reference("**Wei**Ten years", markup=markup))
        assert mended("**Wei**Ten years", [found]) == "Wei Ten years"


class TestRecords:
    def test_a_record_behind_a_wrong_doi_accuses_nobody(self) -> None:
        printed = reference("Wei A. 2006:686-76.", pages="686-76")
        record = Work("10.5555/test", pages="1-9")
        assert check("REF209", printed, outcome=record, doi=DoiState.OTHER_WORK, doi_work=record) == []

    def test_a_record_found_by_its_words_is_compared_though_the_doi_is_wrong(self) -> None:
        printed = reference("Wei A. 2006:686-76.", pages="686-76")
        record, other = Work("10.5555/test", pages="668-676"), Work("10.5555/other")
        assert len(check("REF209", printed, outcome=record, doi=DoiState.OTHER_WORK, doi_work=other)) == 1

    def test_a_record_without_doi_from_an_index_is_called_the_record(self) -> None:
        printed = reference("Wei A. 2006:686-76.", pages="686-76")
        (found,) = check("REF209", printed, outcome=Work("", pages="668-676", origin=Origin.INDEX))
        assert "the record has" in found.message

    def test_the_place_that_cites_a_retracted_work_is_shown(self) -> None:
        work = Work("10.5555/test", updates=(Update(UpdateKind.WITHDRAWAL),))
        (found,) = check("REF210", reference("Wei A."), citations=(citation((1, 3)),), outcome=work)
        assert found.message == "Reference 1 was withdrawn."
        assert [place.message for place in found.related] == ["cited here"]

    def test_a_reinstatement_before_the_retraction_takes_nothing_back(self) -> None:
        updates = (
            Update(UpdateKind.REINSTATEMENT, date=date(2010, 1, 1)),
            Update(UpdateKind.RETRACTION, date=date(2011, 1, 1)),
        )
        assert len(check("REF210", reference("Wei A."), outcome=Work("10.5555/test", updates=updates))) == 1


class TestDuplicates:
    def test_of_the_same_words_need_no_fields(self) -> None:
        same = "American Cancer Society. Facts and figures about cancer."
        assert len(check("REF104", reference(same), reference(same, 2))) == 1

    def test_with_two_dois_are_two_works(self) -> None:
        one, other = (reference(f"Wei A. Ten. doi:{doi}", n, doi=doi) for n, doi in ((1, "10.1/a"), (2, "10.1/b")))
        assert check("REF104", one, other, outcome=Work("10.5555/test")) == []

    @pytest.mark.parametrize(("pages", "count"), [("668-76", 1), ("", 0)])
    def test_whose_titles_differ_by_a_subtitle_need_a_page_in_common(self, pages: str, count: int) -> None:
        wei: dict[str, Any] = {"authors": (Author("Wei", "A"),), "year": 2006, "pages": pages}
        short = reference("Wei A. 2006.", title="Survival after hepatic resection", **wei)
        long = reference("Wei A. (2006)", 2, title="Survival after hepatic resection: ten years", **wei)
        assert len(check("REF104", short, long)) == count

    def test_in_two_lists_are_none(self) -> None:
        same = "American Cancer Society. Facts and figures about cancer."
        assert check("REF104", reference(same), reference(same, scope=1)) == []


class TestMalformedIdentifiers:
    def test_of_one_entry_some_are_enough(self) -> None:
        found = check("REF403", reference("Wei A. " + "PMID: 0 " * 1_000))
        assert len(found) == MOST_OF_ONE
