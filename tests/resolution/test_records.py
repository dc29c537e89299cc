"""Crossref's JSON as a `Work`."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refcheck.bibliography import Author, WorkKind
from refcheck.resolution.markup import plain
from refcheck.resolution.records import work_of
from refcheck.resolution.updates import unmarked_title
from refcheck.work import Origin, UpdateKind, Work
from tests.support.fixtures import committed_records, record


def made(**fields: Any) -> Work:
    """The work of a record made for the test."""
    return work_of({"DOI": "10.5555/Test", "type": "journal-article", **fields})


class TestPlain:
    @pytest.mark.parametrize(
        ("deposited", "text"),
        [
            ("Ravenna nivea &amp; others", "Ravenna nivea & others"),
            ("of\n   <i>Porites lutea</i>\n in", "of Porites lutea in"),
            ("CO<sub>2</sub> laser", "CO2 laser"),
            ("Ring Closure in the Tetronic Acid Series<sup>1,2</sup>", "Ring Closure in the Tetronic Acid Series"),
            ("IN AN INFANT&lt;subtitle&gt;Successful Treatment&lt;/subtitle&gt;", "IN AN INFANT Successful Treatment"),
            ("arrow worm &amp;lt;i&amp;gt;Spadella&amp;lt;/i&amp;gt;", "arrow worm Spadella"),
            ("p < 0.05 and n > 3", "p < 0.05 and n > 3"),
            ("a lone \ud800 surrogate", "a lone surrogate"),
            (None, ""),
            (["list"], ""),
        ],
    )
    def test_takes_markup_out_and_leaves_text(self, deposited: object, text: str) -> None:
        assert plain(deposited) == text


class TestTitles:
    def test_the_subtitle_belongs_to_the_title_and_the_title_alone_is_an_alternative(self) -> None:
        work = work_of(record("10.1002/9781119943297"))
        assert work.title == "Therapist and Client: A Relational Approach to Psychotherapy"
        assert work.alternative_titles == ("Therapist and Client",)

    def test_a_subtitle_that_the_title_holds_already_is_not_added(self) -> None:
        assert made(title=["A: b"], subtitle=["B"]).title == "A: b"

    def test_a_subtitle_without_a_title_is_the_title(self) -> None:
        assert made(title=[], subtitle=["Alone"]).title == "Alone"

    def test_a_question_is_not_followed_by_a_colon(self) -> None:
        assert made(title=["Why?"], subtitle=["Because"]).title == "Why? Because"

    def test_an_original_title_is_an_alternative(self) -> None:
        assert made(title=["The title"], **{"original-title": ["Der Titel"]}).alternative_titles == ("Der Titel",)

    def test_a_title_that_is_a_string_is_read_too(self) -> None:
        assert work_of(record("10.1126/science.169.3946.635")).title.startswith("The Structure of Ordinary Water")


class TestFields:
    def test_every_date_of_the_work_gives_a_year_but_not_crossrefs_own(self) -> None:
        work = made(
            issued={"date-parts": [[2011]]},
            created={"date-parts": [[2015]]},
            **{"published-online": {"date-parts": [[2010, 12]]}, "published-print": {"date-parts": [[None]]}},
        )
        assert work.years == (2010, 2011)

    def test_the_issues_own_date_and_number_are_read(self) -> None:
        work = made(**{"journal-issue": {"issue": "4", "published-print": {"date-parts": [[2012, 1]]}}})
        assert (work.issue, work.years) == ("4", (2012,))

    def test_an_author_may_be_a_group_or_have_one_name_or_none(self) -> None:
        people = [
            {"given": "James", "family": "Hodge", "suffix": "Jr"},
            {"name": "the CNS physiotherapy study group"},
            {"given": "Shakya"},
            {"name": "NA"},
            {"family": ""},
            "no author at all",
        ]
        assert made(author=people).authors == (
            Author("Hodge", "James", "Jr"),
            Author("the CNS physiotherapy study group", is_group=True),
            Author("Shakya"),
        )

    def test_a_book_without_authors_has_its_editors(self) -> None:
        assert made(type="edited-book", editor=[{"family": "Adams", "given": "D"}]).authors == (Author("Adams", "D"),)

    def test_the_full_name_of_the_container_comes_first(self) -> None:
        work = work_of(record("10.1371/journal.pbio.0050002"))
        assert work.containers == ("PLoS Biology", "PLoS Biol")

    def test_a_preprint_stands_in_its_server_and_knows_its_publication(self) -> None:
        work = work_of(record("10.20944/preprints202301.0253.v1"))
        assert (work.kind, work.published_as) == (WorkKind.PREPRINT, "10.3390/ijerph20054032")

    def test_the_server_of_a_preprint_is_its_institution(self) -> None:
        work = made(type="posted-content", subtype="preprint", institution=[{"name": "bioRxiv"}, None])
        assert work.containers == ("bioRxiv",)

    def test_other_posted_content_is_no_preprint(self) -> None:
        assert made(type="posted-content", subtype="other").kind is WorkKind.UNKNOWN

    def test_a_publication_knows_its_preprints(self) -> None:
        assert work_of(record("10.1002/ece3.2314")).preprints == ("10.1101/014852",)

    def test_an_isbn_is_digits_only(self) -> None:
        assert made(type="book", ISBN=["http://id.crossref.org/isbn/978-1-4780-2437-8"]).isbns == ("9781478024378",)

    def test_says_where_it_came_from_and_when(self) -> None:
        work = work_of({"DOI": "10.5555/A"}, retrieved=date(2026, 11, 23))
        assert (work.doi, work.origin, work.retrieved) == ("10.5555/a", Origin.CROSSREF, date(2026, 11, 23))


class TestUpdates:
    def test_a_retraction_stands_in_updated_by(self) -> None:
        updates = work_of(record("10.1016/s0140-6736(97)11096-0")).updates
        assert [(update.kind, update.date) for update in updates] == [
            (UpdateKind.CORRECTION, date(2004, 3, 6)),
            (UpdateKind.RETRACTION, date(2010, 2, 6)),
        ]

    def test_one_event_told_twice_is_one_update_with_the_earlier_date(self) -> None:
        (update,) = work_of(record("10.1016/j.ejogrb.2014.02.038")).updates
        assert update.kind is UpdateKind.CONCERN
        assert (update.source, update.date) == ("publisher, retraction-watch", date(2024, 6, 27))

    def test_an_erratum_is_a_correction_and_a_new_version_is_nothing(self) -> None:
        told = [{"type": "erratum", "DOI": "10.5555/E"}, {"type": "new_version"}, {"type": "Expression of Concern"}]
        assert [update.kind for update in made(**{"updated-by": told}).updates] == [
            UpdateKind.CORRECTION,
            UpdateKind.CONCERN,
        ]

    def test_a_notice_under_the_works_own_doi_counts(self) -> None:
        work = work_of(record("10.1016/j.brainres.2022.148038"))
        assert [update.kind for update in work.updates] == [UpdateKind.RETRACTION]
        assert work.title.startswith("Improvement of extraction")

    def test_a_notice_about_another_work_is_not_retracted_itself(self) -> None:
        told = [{"type": "retraction", "DOI": "10.5555/other"}]
        assert made(title=["RETRACTED: A"], **{"update-to": told}).updates == ()

    def test_a_mark_in_the_title_is_evidence_where_nothing_else_tells(self) -> None:
        work = made(title=["WITHDRAWN: Something"])
        assert [(update.kind, update.source) for update in work.updates] == [(UpdateKind.WITHDRAWAL, "title")]

    @pytest.mark.parametrize(
        ("deposited", "title", "kind"),
        [
            ("RETRACTED: A study", "A study", UpdateKind.RETRACTION),
            ("RETRACTED ARTICLE: A study", "A study", UpdateKind.RETRACTION),
            ("[RETRACTED] A study", "A study", UpdateKind.RETRACTION),
            ("A study [WITHDRAWN]", "A study", UpdateKind.WITHDRAWAL),
            ("REMOVED: A study", "A study", UpdateKind.REMOVAL),
            ("Retracted: A study", "Retracted: A study", None),
            ("Removal of nevi", "Removal of nevi", None),
            ("REMOVED TEETH and pain", "REMOVED TEETH and pain", None),
        ],
    )
    def test_a_mark_is_told_from_a_title(self, deposited: str, title: str, kind: UpdateKind | None) -> None:
        assert unmarked_title(deposited) == (title, kind)

    @pytest.mark.parametrize("updated", [None, {}, {"date-parts": [[]]}, {"date-parts": [[2020, 13, 1]]}])
    def test_a_broken_date_is_no_date(self, updated: object) -> None:
        assert made(**{"updated-by": [{"type": "retraction", "updated": updated}]}).updates[0].date is None


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=8,
)
NAMES = sorted({name for one in committed_records() for name in one} | {"update-to", "journal-issue", "original-title"})


class TestHostileRecords:
    @given(st.dictionaries(st.sampled_from(NAMES), JSON, max_size=6))
    def test_fields_of_any_shape_never_break_it(self, fields: dict[str, Any]) -> None:
        assert isinstance(work_of(fields), Work)
