"""Lists of authors: declared cuts and other styles against wrong, missing and reordered names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refcheck.bibliography import Author
from refcheck.comparing import Disagreement, compare_authors
from refcheck.comparing.names import initials
from tests.comparing.printed import people, printed, record

WEI = "Wei, Alice C.; Greig, Paul D.; Grant, David; Taylor, Bryce; Langer, Bernard; Gallinger, Steven"


def compared(
    names: str, recorded: str, *, cut: bool = False, complete: bool = True, raw: str = ""
) -> Disagreement | None:
    reference = printed(raw, authors=people(names), authors_truncated=cut)
    return compare_authors(reference, record(authors=people(recorded), authors_complete=complete, title="A study"))


class TestTheSameAuthors:
    @pytest.mark.parametrize(
        ("names", "recorded"),
        [
            ("Wei A; Greig P", "Wei, Alice C.; Greig, Paul D."),
            ("Bouche O", "Bouché, Olivier"),
            ("Muller A; Soerensen B", "Müller, Anna; Sørensen, Bo"),
            ("Mueller A", "Müller, Anna"),
            ("van Hazel GA; de Gramont A", "Hazel, Guy A. van; Gramont, Aimery"),
            ("Garcia M", "García-López, María"),
            ("Yli-Pirila P", "Yli-Pirilä, Pasi"),
            ("McNulty S", "Mc Nulty, Sean"),
            ("O'Brien CP", "O’Brien, Charles P."),
            ("Xiaoming W", "Wang, Xiaoming"),
            ("Smith J Jr", "Smith Jr, John"),
            ("Schulz KF; [CONSORT Group]", "Schulz, Kenneth F."),
            ("Schulz KF", "Schulz, Kenneth F.; Group, CONSORT"),
            ("[DCCT Research Group]", "Nathan, David M.; Cleary, Patricia"),
            ("Wei A; Greig P", "Wei, Alice C.; Wei, Alice C.; Greig, Paul D.; Greig, Paul D."),
        ],
    )
    def test_in_another_style_agree(self, names: str, recorded: str) -> None:
        assert compared(names, recorded) is None

    def test_agree_with_a_record_whose_family_names_are_whole_names(self) -> None:
        recorded = (Author("Jin-Fu Chang"), Author("Cheng-Shong Wu"))
        reference = printed(authors=(Author("Chang", "Jin-Fu"), Author("Wu", "Cheng-Shong")))
        assert compare_authors(reference, record(authors=recorded, title="A study")) is None

    def test_may_be_cut_with_et_al(self) -> None:
        assert compared("Wei AC; Greig PD", WEI, cut=True) is None

    def test_may_be_cut_where_only_the_text_says_so(self) -> None:
        assert compared("Wei AC; Greig PD", WEI, raw="Wei AC, Greig PD, et al. A study.") is None

    def test_may_be_cut_in_the_middle_with_the_last_one_printed(self) -> None:
        assert compared("Wei AC; Greig PD; Gallinger S", WEI, cut=True) is None

    def test_agree_with_a_record_that_has_only_its_first_author(self) -> None:
        assert compared("Wei AC; Greig PD", "Wei, Alice C.") is None

    def test_agree_with_a_record_of_which_a_person_entered_the_first_ones(self) -> None:
        assert compared("Wei AC; Greig PD; Grant D", "Wei, Alice C.; Greig, Paul D.", complete=False) is None

    def test_of_hundreds_are_compared_as_far_as_a_reader_would(self) -> None:
        names = "; ".join(f"Author{chr(97 + n // 26)}{chr(97 + n % 26)}, A." for n in range(300))
        assert compared(names, names) is None
        assert compared(names, names + "; Last, A.") is None

    def test_cannot_be_told_without_authors_on_both_sides(self) -> None:
        assert compared("", WEI) is None
        assert compared("Wei A", "") is None
        assert compared("Wei A", "M?ller, A.") is None

    def test_may_stand_in_the_reference_where_the_fields_lost_them(self) -> None:
        assert (
            compared("Wei AC; Greig PD", "Wei, A.; Greig, P.; Grant, D.", raw="Wei AC, Greig PD, GrantD. A study.")
            is None
        )

    def test_are_not_judged_by_a_word_of_the_title_taken_for_a_name(self) -> None:
        assert compared("Wei AC; Study D", "Wei, Alice C.; Du, Yifeng", raw="Wei AC, Du Y. Study of a study.") is None

    def test_are_not_judged_by_a_journal_taken_for_a_name(self) -> None:
        reference = printed(
            "E. P. Anderson and J. Am. Chem. Soc., 1959", authors=people("Anderson, E. P.; Chem, J. Am.")
        )
        other = record(authors=people("Anderson, E. P."), containers=("Journal of the American Chemical Society",))
        assert compare_authors(reference, other) is None

    def test_are_not_judged_if_most_names_are_misread(self) -> None:
        assert compared("Leber Q; Magen X; Wei AC", "Wei, Alice C.; Surgeon, Ann") is None


class TestWithoutAStopBeforeTheTitle:
    """Then the parse reads no authors; the record's title tells where they end."""

    TITLE = "Qualitative research in health care"

    def found(self, names: str, recorded: str) -> Disagreement | None:
        reference = printed(f"{names} {self.TITLE}: analysing data. BMJ 2000;320:114-16.")
        return compare_authors(reference, record(authors=people(recorded), title=self.TITLE))

    def test_the_authors_are_compared(self) -> None:
        recorded = "Pope, C.; Ziebland, S.; Mays, N."
        assert self.found("Pope C, Ziebland S, Mays N", recorded) is None
        assert self.found("Pope C Ziebland S Mays N", recorded) is None
        left_out = self.found("Pope C, Mays N", recorded)
        assert left_out is not None
        assert left_out.explanation == "Ziebland is left out"

    def test_a_cut_list_and_a_group_behind_it_are_understood(self) -> None:
        recorded = "Turan, T.; Cotsonis, G.; Lynn, M."
        assert self.found("Turan TN, Cotsonis G et al.", recorded) is None
        assert self.found("Turan TN Cotsonis G Lynn MJ Aspirin Disease Trial", recorded) is None

    def test_what_is_no_list_of_names_is_not_read(self) -> None:
        assert self.found("A long word of introduction to the work of Pope C", "Mays, N.; Ziebland, S.") is None
        assert self.found("Group 7B", "Mays, N.; Ziebland, S.") is None


class TestOtherAuthors:
    @pytest.mark.parametrize(
        ("names", "told"),
        [
            ("Wei AC; Grant D; Greig PD", "the order is another"),
            ("Wei AC; Grant D", "Greig is left out"),
            ("Wei AC; Brown PD; Grant D", "Brown stands for Greig"),
            ("Wei AC; Greig PD; Grant D; Black X", "Black is not among the record's authors"),
            ("Wei AC; Langer B", "Greig, Grant, Taylor are left out"),
        ],
    )
    def test_are_told_before_an_et_al(self, names: str, told: str) -> None:
        found = compared(names, WEI, cut=True)
        assert found is not None
        assert found.explanation == told

    def test_are_missing_at_the_end_of_a_list_that_does_not_say_so(self) -> None:
        found = compared("Wei AC; Greig PD", WEI)
        assert found is not None
        assert found.explanation == "Grant, Taylor, Langer and 1 more are left out"

    def test_are_somebody_else_altogether(self) -> None:
        found = compared("Adam R; Benson AB", WEI)
        assert found is not None
        assert found.explanation == "Adam, Benson stand for Wei, Greig, Grant and 3 more"

    def test_with_a_slip_in_a_name_are_a_minor_matter_and_can_be_mended(self) -> None:
        found = compared("Wei AC; Grieg PD", "Wei, Alice C.; Greig, Paul D.")
        assert found is not None
        assert found.minor
        assert found.correction == "Wei AC, Greig PD"

    @pytest.mark.parametrize(
        ("names", "correction"),
        [
            ("Wei AC; Grant D; Taylor B", "Wei AC, Greig PD, Grant D, Taylor B"),
            ("Wei AC; Brown X; Grant D", "Wei AC, Greig PD, Grant D"),
        ],
    )
    def test_are_mended_in_the_printed_style(self, names: str, correction: str) -> None:
        found = compared(names, WEI, cut=True)
        assert found is not None
        assert found.correction == correction

    def test_before_an_et_al_end_where_the_list_does(self) -> None:
        found = compared("Wei AC; Greig PD; Gallinger S", WEI, raw="Wei AC, Greig PD, Gallinger S, et al. A study.")
        assert found is not None
        assert found.explanation == "Grant, Taylor, Langer are left out"

    def test_are_shown_with_et_al_after_six(self) -> None:
        found = compared("Wei AC", WEI + "; Seventh, A.")
        assert found is not None
        assert found.record.endswith("Gallinger Steven, et al.")


class TestProperties:
    @given(st.lists(st.tuples(st.text(max_size=12), st.text(max_size=6)), max_size=6))
    def test_a_list_agrees_with_itself(self, names: list[tuple[str, str]]) -> None:
        authors = tuple(Author(family, given) for family, given in names)
        assert compare_authors(printed("x", authors=authors), record(authors=authors)) is None

    @given(st.integers(min_value=1, max_value=6))
    def test_any_beginning_with_et_al_agrees(self, count: int) -> None:
        names = "; ".join(WEI.split("; ")[:count])
        assert compared(names, WEI, cut=True) is None


class TestInitials:
    @pytest.mark.parametrize(
        ("given", "found"),
        [("Jean-Marie B.", "jmb"), ("JMB", "jmb"), ("XiaoMing", "xm"), ("", ""), ("Ødegård", "o"), ("G. A.", "ga")],
    )
    def test_are_read_from_names_in_any_form(self, given: str, found: str) -> None:
        assert initials(given) == found
