"""Which record a printed reference means."""

from __future__ import annotations

from dataclasses import replace

import pytest

from refcheck.bibliography import Author, WorkKind
from refcheck.resolution.evidence import gather
from refcheck.resolution.matching import Verdict, choose, verify
from refcheck.resolution.printed import Printed
from refcheck.resolution.records import work_of
from refcheck.work import Work
from tests.support.fixtures import record

WEI = Work(
    doi="10.1245/aso.2006.05.039",
    type="journal-article",
    title="Survival After Hepatic Resection for Colorectal Metastases: A 10-Year Experience",
    authors=(Author("Wei", "Alice C."), Author("Greig", "Paul D."), Author("Grant", "David")),
    containers=("Annals of Surgical Oncology", "Ann Surg Oncol"),
    years=(2006,),
    volume="13",
    issue="5",
    pages="668-676",
)
PREPRINT = Work(
    doi="10.1101/1",
    kind=WorkKind.PREPRINT,
    type="posted-content",
    title=WEI.title,
    authors=WEI.authors,
    containers=("bioRxiv",),
    years=(2006,),
)
PRINTED = (
    "Wei A, Greig P, Grant D, et al. Survival After Hepatic Resection for Colorectal Metastases: A 10-Year Experience."
    " Annals of Surgical Oncology. 2006; 13:668-676."
)


def accepted(raw: str, *works: Work) -> str | None:
    """The DOI that a reference is taken for, or None."""
    match = choose(Printed(raw), works)
    return match.best.work.doi if match.accepted and match.best else None


class TestPrinted:
    def test_the_digits_of_urls_and_dois_are_no_volumes(self) -> None:
        assert "2002" not in Printed("A. B. doi:10.1016/j.x.2002.05 http://x.org/99").numbers

    def test_a_shortened_range_is_written_out(self) -> None:
        assert Printed("2012;17:1225-39").ranges == (("1225", "1239"),)


class TestEvidence:
    def test_a_faithful_reference_agrees_in_every_field(self) -> None:
        assert set(gather(Printed(PRINTED), WEI).fields.values()) == {1.0}

    def test_the_last_page_speaks_for_a_misprinted_first(self) -> None:
        assert gather(Printed(PRINTED.replace("668", "886")), WEI).first_page == 0.7

    def test_a_year_beside_the_records_is_half_right(self) -> None:
        assert gather(Printed(PRINTED.replace("2006", "2007")), WEI).year == 0.5

    def test_what_the_record_does_not_have_says_nothing(self) -> None:
        evidence = gather(Printed(PRINTED), Work(doi="10.5555/bare", title="Something else"))
        assert (evidence.author, evidence.year, evidence.volume, evidence.container) == (None, None, None, None)

    def test_an_author_further_down_is_not_the_first(self) -> None:
        swapped = "Greig P, Grant D, Taylor B, Langer B, Wei A. Survival After Hepatic Resection. 2006;13:668."
        assert (gather(Printed(swapped), WEI).author or 0) <= 0.8

    def test_a_group_is_looked_for_at_the_head(self) -> None:
        work = replace(WEI, authors=(Author("FFCD Study Group", is_group=True),))
        assert gather(Printed(f"FFCD Study Group. {WEI.title}. 2006"), work).author == 1.0

    def test_a_title_within_a_longer_one_is_seen(self) -> None:
        raw = "Wei A. Predicted survival after hepatic resection for colorectal metastases. 2006;13:668."
        assert gather(Printed(raw), replace(WEI, title="Survival After Hepatic Resection")).extended

    def test_letters_around_an_article_number_do_not_matter(self) -> None:
        assert gather(Printed("A. B. PLoS One 2012;7:33693."), replace(WEI, pages="e33693")).first_page == 1.0

    @pytest.mark.parametrize(
        ("recorded", "printed"),
        [("vi-vii", "vi-vii"), ("e-10", "e-10"), ("713a-714", "713-714"), ("S12-S15", "S12-5"), ("e33693", "e33693")],
    )
    def test_pages_of_every_kind_are_read(self, recorded: str, printed: str) -> None:
        assert gather(Printed(f"Wei A. Title. 2006;13:{printed}."), replace(WEI, pages=recorded)).first_page == 1.0

    def test_an_empty_reference_is_no_evidence(self) -> None:
        assert gather(Printed(""), WEI).title == 0.0


class TestChoose:
    def test_a_faithful_reference_is_matched(self) -> None:
        assert accepted(PRINTED, WEI) == WEI.doi

    @pytest.mark.parametrize(
        ("right", "wrong"),
        [
            ("13:668-676", "13:886-676"),
            ("2006", "2005"),
            ("13:", ""),
            ("Wei A, Greig P", "**Wei A, Greig P"),
            ("Hepatic Resection", "Hepatc Resecton"),
            ("Annals of Surgical Oncology", "Ann Surg"),
            ("Wei A, Greig P, Grant D, et al", "Greig P, Wei A"),
        ],
    )
    def test_an_error_in_one_field_does_not_matter(self, right: str, wrong: str) -> None:
        assert accepted(PRINTED.replace(right, wrong), WEI) == WEI.doi

    def test_a_reference_without_a_title_needs_everything_else(self) -> None:
        assert accepted("Wei A, Greig PD, Grant D, Ann Surg Oncol 13 (2006) 668", WEI) == WEI.doi
        assert accepted("Wei A, Greig PD, Grant D, Ann Surg Oncol 13 (2006)", WEI) is None

    def test_the_last_page_alone_is_no_proof_without_a_title(self) -> None:
        assert accepted("Wei A. In Recent Literature. Ann Surg Oncol. 2006;13(5):674-676.", WEI) is None
        assert accepted("Wei A. Recent Literature. Ann Surg Oncol. 2006;13(1):668-676.", WEI) is None

    def test_half_a_title_will_do_if_author_and_numbers_agree(self) -> None:
        cut = PRINTED.replace("Survival After Hepatic ", "").replace("Annals of Surgical Oncology. ", "")
        assert accepted(cut, WEI) == WEI.doi
        assert accepted(cut.replace("668-676", "1-9"), WEI) is None

    def test_a_record_ahead_of_its_issue_is_matched_by_its_container(self) -> None:
        ahead = replace(WEI, volume="", pages="", issue="", years=(2005,))
        assert accepted(PRINTED, ahead) == WEI.doi
        assert accepted(PRINTED, replace(ahead, years=(2001,))) is None

    def test_a_shortened_last_page_speaks_for_a_misprinted_first(self) -> None:
        assert accepted(PRINTED.replace("668-676", "868-76").replace(": A 10-Year Experience", ""), WEI) == WEI.doi

    def test_a_reference_without_any_numbers_but_its_year_contradicts_none(self) -> None:
        assert accepted(PRINTED.replace("13:668-676", "").replace("10-Year", "Ten-Year"), WEI) == WEI.doi

    def test_a_reference_that_begins_with_its_title_is_matched_without_an_author(self) -> None:
        assert accepted(PRINTED.partition("et al. ")[2], WEI) == WEI.doi

    def test_another_article_on_the_same_page_is_not_it(self) -> None:
        other = "Wei A. Radiation of the liver in children with trauma. Ann Surg Oncol. 2006;13:668-676."
        assert accepted(other, WEI) is None

    def test_the_same_title_in_another_volume_and_page_is_not_it(self) -> None:
        other = PRINTED.replace("13:668-676", "14:22-30")
        assert choose(Printed(other), [WEI]).reasons[:2] == ("volume", "pages")

    def test_the_authors_reply_is_not_the_letter(self) -> None:
        letter = work_of(record("10.1001/2013.jamainternmed.96"))
        reply = (
            "Kerr EA, Hofer TP. Is Hypertension Overtreatment a Silent Epidemic?—Reply. Arch Intern Med. 2012;172:1769."
        )
        assert accepted(reply, letter) is None

    def test_a_column_of_another_issue_is_not_it(self) -> None:
        column = replace(WEI, title="In Recent Literature")
        assert accepted("Wei A. In Recent Literature. Ann Surg Oncol. 2006;13(1):668-676.", column) is None
        assert accepted("Wei A. In Recent Literature. Ann Surg Oncol. 2006;13(5):668-676.", column) == WEI.doi

    @pytest.mark.parametrize("kind", ["journal", "journal-issue", "component"])
    def test_a_journal_or_an_issue_is_never_it(self, kind: str) -> None:
        assert choose(Printed(PRINTED), [replace(WEI, type=kind)]).reasons == ("kind",)

    def test_a_chapter_needs_its_first_page(self) -> None:
        chapter = work_of(record("10.2307/jj.362393.20"))
        head = (
            "Comaroff J. Thinking on Borrowed Time: About Privileging the Human. In: Arc of Interference. Duke; 2023."
        )
        assert accepted(f"{head} p. 287-304.", chapter) == chapter.doi
        assert accepted(head, chapter) is None
        assert accepted(head, replace(chapter, pages="")) == chapter.doi

    def test_a_book_is_matched_by_title_author_and_year(self) -> None:
        book = work_of(record("10.1002/9781119943297"))
        assert (
            accepted("Nolan P. Therapist and Client: A Relational Approach to Psychotherapy. Wiley; 2012.", book)
            == book.doi
        )

    def test_two_that_fit_equally_well_are_ambiguous(self) -> None:
        twin = replace(WEI, doi="10.5555/twin")
        assert choose(Printed(PRINTED), [WEI, twin]).reasons == ("ambiguous",)

    def test_the_version_of_record_comes_before_the_preprint(self) -> None:
        preprint = replace(WEI, doi="10.1101/1", kind=WorkKind.PREPRINT, type="posted-content")
        assert accepted(PRINTED, preprint, WEI) == WEI.doi

    def test_two_versions_of_a_preprint_are_ambiguous(self) -> None:
        first = replace(PREPRINT, doi="10.1101/2")
        raw = PRINTED.replace("Annals of Surgical Oncology. 2006; 13:668-676.", "bioRxiv 2006.")
        assert choose(Printed(raw), [PREPRINT, first]).reasons == ("ambiguous",)

    def test_a_preprint_is_not_what_a_reference_with_volume_and_page_means(self) -> None:
        assert choose(Printed(PRINTED), [PREPRINT]).reasons == ("preprint",)
        assert accepted(PRINTED.replace("13:668-676", ""), PREPRINT) == PREPRINT.doi

    def test_a_preprint_does_not_stand_in_for_a_published_version_that_was_turned_down(self) -> None:
        misprinted = PRINTED.replace("13:668-676", "").replace("2006", "2005, 31").replace("10-Year", "Ten-Year")
        assert accepted(misprinted, replace(WEI, title=WEI.title.replace("10-", "Ten-")), PREPRINT) is None

    @pytest.mark.parametrize("title", ["Erratum to: {}", "{}. Part II", "{} II", "{}: Reply"])
    def test_a_notice_about_it_or_another_part_is_not_it(self, title: str) -> None:
        beside = replace(WEI, title=title.format(WEI.title), pages="701-709")
        assert choose(Printed(PRINTED), [beside]).reasons[0] == "title"
        assert accepted(PRINTED.replace(WEI.title, beside.title).replace("668-676", "701-709"), beside) == beside.doi

    def test_the_same_title_a_year_later_is_not_it(self) -> None:
        assert choose(Printed(PRINTED), [replace(WEI, years=(2007,), pages="1-9")]).reasons[0] == "elsewhere"

    def test_a_number_of_the_title_is_no_page(self) -> None:
        yearly = replace(WEI, volume="10", pages="10", years=(2006,))
        assert accepted(PRINTED, yearly) is None

    def test_no_candidate_is_an_answer(self) -> None:
        assert choose(Printed(PRINTED), []).reasons == ("no candidate",)

    def test_the_best_candidate_is_shown_even_if_it_is_turned_down(self) -> None:
        match = choose(Printed("Someone else wrote something. 1999."), [WEI])
        assert not match.accepted
        assert match.best is not None
        assert "title" in match.reasons


class TestVerify:
    def test_a_reference_full_of_errors_is_still_the_same_work(self) -> None:
        raw = PRINTED.replace("13:668-676", "31:1-9").replace("2006", "1999")
        assert verify(Printed(raw), WEI)[0] is Verdict.SAME

    def test_another_title_and_another_author_is_another_work(self) -> None:
        raw = (
            "Alsina J, Choti MA. Liver-directed therapies in colorectal cancer. Seminars in Oncology. 2011;38:561-567."
        )
        assert verify(Printed(raw), WEI)[0] is Verdict.OTHER

    def test_without_a_title_three_fields_must_speak_for_it(self) -> None:
        assert verify(Printed("Wei A. Ann Surg Oncol. 2006;13:668."), WEI)[0] is Verdict.SAME

    def test_the_next_article_of_the_issue_is_another_work(self) -> None:
        raw = "Wei A, Ng C. Radiation of the liver in children with severe trauma. Ann Surg Oncol. 2006;13(6):701-709."
        assert verify(Printed(raw), WEI)[0] is Verdict.OTHER

    def test_a_short_title_will_do_if_it_is_exact(self) -> None:
        assert (
            verify(Printed("Nobody N. Preface. People and Prices. 1999:4-9."), replace(WEI, title="Preface"))[0]
            is Verdict.SAME
        )

    def test_nothing_against_it_is_enough_where_a_doi_is_printed(self) -> None:
        assert verify(Printed("doi:10.1245/aso.2006.05.039"), WEI)[0] is Verdict.SAME

    def test_the_doi_of_a_journal_is_another_works(self) -> None:
        journal = work_of(record("10.1007/10452.1573-5125"))
        assert verify(Printed("Smith J. Fish of lakes. Aquatic Ecology. 2001;3:4."), journal)[0] is Verdict.OTHER
