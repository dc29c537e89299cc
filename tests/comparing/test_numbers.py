"""Years, volumes, issues and pages."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refcheck.bibliography import WorkKind
from refcheck.comparing import Disagreement, PageRange, compare_pages, compare_volume_and_issue, compare_year
from refcheck.comparing.numbers import slip
from refcheck.source import Span
from tests.comparing.printed import printed, record


class TestYears:
    def test_any_date_of_the_record_will_do(self) -> None:
        assert compare_year(printed(year=2005), record(years=(2005, 2006))) is None

    def test_another_year_is_told(self) -> None:
        found = compare_year(printed(year=2008), record(years=(2006,)))
        assert found is not None
        assert (found.printed, found.record, found.correction) == ("2008", "2006", "2006")

    def test_the_year_before_or_after_is_less_certain(self) -> None:
        near, far = (compare_year(printed(year=year), record(years=(2006,))) for year in (2007, 1996))
        assert near is not None
        assert far is not None
        assert near.confidence < far.confidence

    def test_several_dates_leave_the_correction_to_a_person(self) -> None:
        found = compare_year(printed(year=2010), record(years=(2005, 2006)))
        assert found is not None
        assert (found.record, found.correction) == ("2005 or 2006", "")

    def test_the_right_year_elsewhere_in_the_reference_will_do(self) -> None:
        assert compare_year(printed("Science 2003;300:1536", year=1536), record(years=(2003,))) is None

    def test_the_right_year_in_a_title_or_an_identifier_will_not_do(self) -> None:
        raw = "Wei A. Ten years, 1996-2006. J Doe. 2008;13:668. doi:10.1245/aso.2006.05.039"
        title = "Ten years, 1996-2006"
        found = compare_year(printed(raw, year=2008, title=title), record(years=(2006,), title=title))
        assert found is not None
        assert found.record == "2006"

    def test_the_volume_read_as_the_year_will_not_be_accused(self) -> None:
        assert compare_year(printed("J Doe 1998, 2001", year=1998), record(years=(2001,), volume="1998")) is None

    @pytest.mark.parametrize(
        "raw",
        [
            "Stain for bacilli (1917). JAMA 76, 240.",
            "“Stain for Bacilli”. 1917. JAMA 76 (2): 240.",
            "Y. Xu and X. Li, EPL, 1917, 132, 47001.",
        ],
    )
    def test_a_year_that_was_not_read_is_compared_where_there_is_one_only(self, raw: str) -> None:
        found = compare_year(printed(raw), record(years=(1921,), title="Stain for bacilli"))
        assert found is not None
        assert found.printed == "1917"
        assert compare_year(printed(raw), record(years=(1917,), title="Stain for bacilli")) is None
        assert compare_year(printed(f"{raw} 1918"), record(years=(1921,), title="Stain for bacilli")) is None

    def test_books_and_missing_years_are_not_compared(self) -> None:
        assert compare_year(printed(year=1999, kind=WorkKind.BOOK), record(years=(1979,))) is None
        assert compare_year(printed(year=1999), record()) is None
        assert compare_year(printed(), record(years=(1979,))) is None


def volumes(volume: str, issue: str, recorded: str, recorded_issue: str, **more: int) -> Disagreement | None:
    reference = printed(f"J {volume}[{issue}]", volume=volume, issue=issue, **more)
    return compare_volume_and_issue(reference, record(volume=recorded, issue=recorded_issue, years=(2006,)))


class TestVolumesAndIssues:
    @pytest.mark.parametrize(
        ("volume", "issue", "recorded", "recorded_issue"),
        [
            ("13", "5", "13", "5"),
            ("13", "", "13", "5"),
            ("13", "5", "13", ""),
            ("", "5", "13", "5"),
            ("XIII", "5", "13", "5"),
            ("13A", "5", "13", "5"),
            ("Vol. 13", "No. 5", "13", "5"),
            ("13", "3-4", "13", "4"),
            ("13", "Suppl 1", "13", "S1"),
            ("13", "Suppl 1", "13", "5"),
            ("13 Suppl 1", "", "13", "suppl_1"),
            ("13", "Pt 2", "13", "4"),
            ("13", "May", "13", "5"),
            ("abs", "", "13", ""),
            ("2006", "4", "15", "4"),
            ("ahead of print", "", "13", "5"),
        ],
    )
    def test_agree_in_another_style(self, volume: str, issue: str, recorded: str, recorded_issue: str) -> None:
        assert volumes(volume, issue, recorded, recorded_issue) is None

    @pytest.mark.parametrize(
        ("volume", "issue", "field", "told"),
        [
            ("31", "5", "volume", "digits transposed"),
            ("14", "5", "volume", "one digit differs"),
            ("3", "5", "volume", "a digit is missing"),
            ("133", "5", "volume", "a digit too many"),
            ("5", "13", "volume", "volume and issue are exchanged"),
            ("5", "", "volume", "that is the issue"),
            ("99", "5", "volume", ""),
            ("13", "6", "issue", "one digit differs"),
            ("XIV", "5", "volume", "one digit differs"),
        ],
    )
    def test_disagree_and_say_how(self, volume: str, issue: str, field: str, told: str) -> None:
        found = volumes(volume, issue, "13", "5")
        assert found is not None
        assert (found.field, found.explanation) == (field, told)

    def test_the_year_as_volume_is_a_journal_without_volumes(self) -> None:
        assert volumes("1999", "5", "13", "5", year=1999) is None

    def test_another_issue_of_the_volume_s_number_is_told(self) -> None:
        reference = printed("J Doe 2006;13(13):668", volume="13", issue="13")
        spans = {"volume": Span(11, 13), "issue": Span(14, 16)}
        reference = replace(reference, fields=replace(reference.fields, spans=spans))
        found = compare_volume_and_issue(reference, record(volume="13", issue="5"))
        assert found is not None
        assert found.field == "issue"

    def test_the_volume_in_a_doi_will_not_do(self) -> None:
        reference = printed("J Doe 1997;17:116. doi:10.1002/(SICI)1097(199701)20:1<116", volume="17")
        assert compare_volume_and_issue(reference, record(volume="20")) is not None

    def test_the_volume_in_its_place_will_do(self) -> None:
        reference = printed("Documentatieblad na 1800. 2022;45(97):183", volume="1800")
        assert compare_volume_and_issue(reference, record(volume="45")) is None


def pages(given: str, recorded: str, raw: str = "", article_number: str = "") -> Disagreement | None:
    return compare_pages(printed(raw, pages=given), record(pages=recorded, article_number=article_number))


class TestPages:
    @pytest.mark.parametrize(
        ("given", "recorded"),
        [
            ("656-68", "656-668"),
            ("656–68", "656-668"),
            ("656 - 668", "656-668"),
            ("656--68", "656-668"),
            ("pp. 656-668", "656-668"),
            ("656", "656-668"),
            ("656-668", "656"),
            ("656-68; discussion 669-70", "656-668"),
            ("656-68, 670", "656-668"),
            ("S12-S20", "S12-S20"),
            ("S12-20", "12-20"),
            ("e12", "e12"),
            ("e12", "e12-e20"),
            ("e1234", "1-9"),
            ("e5661", "19-22"),
            ("198-06", "198-206"),
            ("656-668", "656-656"),
            ("656-668", "1-13"),
            ("656-668", "n/a-n/a"),
            ("in press", "656-668"),
            ("0656-0668", "656-668"),
        ],
    )
    def test_agree_in_another_style(self, given: str, recorded: str) -> None:
        assert pages(given, recorded) is None

    def test_may_be_the_article_number(self) -> None:
        assert pages("81", "99-110", article_number="81") is None

    def test_may_stand_where_the_fields_do_not_show_them(self) -> None:
        assert pages("1800", "183-198", raw="Na 1800. 2022;45:183-198") is None
        assert pages("12", "183-198", raw="Hand 12. 2022;45, 183-98") is None

    @pytest.mark.parametrize(
        ("given", "recorded", "told", "correction"),
        [
            ("651-567", "561-567", "digits transposed", "561-567"),
            ("686-76", "668-676", "digits transposed", "668-76"),
            ("668–77", "668-676", "one digit differs", "668–76"),
            ("668-702", "668-676", "another last page", "668-676"),
            ("68-76", "668-676", "a digit is missing", "668-676"),
            ("pp. 99-101", "668-676", "", "pp. 668-676"),
            ("S99", "S668-S676", "", "S668"),
        ],
    )
    def test_disagree_and_say_how(self, given: str, recorded: str, told: str, correction: str) -> None:
        found = pages(given, recorded)
        assert found is not None
        assert (found.explanation, found.correction) == (told, correction)

    @pytest.mark.parametrize(
        ("text", "backward"),
        [("651-567", True), ("656-68", False), ("198-06", True), ("7", False), ("12-12", False), ("74431U-12", False)],
    )
    def test_can_run_backward(self, text: str, backward: bool) -> None:
        found = PageRange.parse(text)
        assert found is not None
        assert found.is_reversed is backward

    @given(st.integers(1, 99999), st.integers(0, 300))
    def test_shortening_the_last_page_never_counts(self, first: int, length: int) -> None:
        last = str(first + length)
        shared = 0
        if len(last) == len(str(first)):
            while shared < len(last) - 1 and last[shared] == str(first)[shared]:
                shared += 1
        assert pages(f"{first}-{last[shared:]}", f"{first}-{last}") is None

    @given(st.text(max_size=30), st.text(max_size=30))
    def test_no_text_is_too_odd(self, one: str, other: str) -> None:
        found = pages(one, other, raw=f"{one} {other}")
        assert found is None or found.printed == one


def articles(given: str, recorded: str, article_number: str = "", doi: str = "10.5555/x") -> Disagreement | None:
    reference = printed(f"J Doe 2020;5:{given}", article_number=given)
    return compare_pages(reference, record(pages=recorded, article_number=article_number, doi=doi))


class TestArticleNumbers:
    def test_are_compared_with_the_record_s(self) -> None:
        found = articles("e62837", "e62873")
        assert found is not None
        assert (found.field, found.explanation, found.correction) == ("article_number", "digits transposed", "e62873")
        assert articles("e62873", "e62873") is None
        assert articles("112539", "", "112593") is not None

    @pytest.mark.parametrize(
        ("given", "recorded", "number", "doi"),
        [
            ("e62873", "1-9", "", "10.5555/x"),  # pages of the printed edition
            ("675234", "675", "", "10.5555/x"),
            ("e62873", "e1000097", "", "10.5555/x"),  # another series
            ("675234", "1-11", "", "10.5555/2014/675234"),
            ("112593", "112539", "112593", "10.5555/x"),
        ],
    )
    def test_of_another_series_are_let_pass(self, given: str, recorded: str, number: str, doi: str) -> None:
        assert articles(given, recorded, number, doi) is None


class TestSlips:
    @given(st.integers(10, 99999))
    def test_a_number_has_no_slip_against_itself(self, number: int) -> None:
        assert slip(str(number), str(number)) == ""

    @pytest.mark.parametrize(("one", "other"), [("12", "34"), ("1", "100"), ("123", "321"[::-1])])
    def test_two_other_numbers_have_none_either(self, one: str, other: str) -> None:
        assert slip(one, other) == ""
