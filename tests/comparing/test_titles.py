"""Titles: what a copy editor lets pass, and what not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refcheck.comparing import Disagreement, compare_title, same_title
from tests.comparing.printed import printed, record

WEI = "Survival After Hepatic Resection for Colorectal Metastases: A 10-Year Experience"


def compared(title: str, recorded: str, *, alternatives: tuple[str, ...] = (), raw: str = "") -> Disagreement | None:
    return compare_title(printed(raw, title=title), record(title=recorded, alternative_titles=alternatives))


class TestTheSameTitle:
    @pytest.mark.parametrize(
        ("title", "recorded"),
        [
            ("Survival after hepatic resection for colorectal metastases: a 10-year experience", WEI),
            ("SURVIVAL AFTER HEPATIC RESECTION FOR COLORECTAL METASTASES – A 10 YEAR EXPERIENCE.", WEI),
            ("Survival after hepatic resection for colorectal metastases", WEI),
            (WEI, "Survival after hepatic resection for colorectal metastases"),
            ("Survival after hepatic resection for colo-rectal metastases. A ten-year experience", WEI),
            ("Effects of TNF-α on oedema", "Effects of TNF-alpha on edema"),
            (
                "Randomised trial of anaesthesia in tumours of the oesophagus",
                "Randomized trial of anesthesia in tumors of the esophagus",
            ),
            ("A multicentre trial of dietary fibre", "A multicenter trial of dietary fiber"),
            ("The measurement of patient-centred care", "Measurement of patient centered care"),
            ("Selective 90Y spheres", "Selective <sup>90</sup>Y spheres"),
            ("Food &amp; nutrition in &lt;i&gt;vivo&lt;/i&gt;", "Food and nutrition in vivo"),
            ("Phase III trial of surgery versus radiation", "Phase 3 trial of surgery vs. radiation"),
            ("Surgery of the liver [in German]", "Surgery of the liver"),
            ("Use of misoprostol [erratum appears in Lancet 2010;116(5):1224]", "Use of misoprostol"),
            (
                "Ileal-lymphoid-nodular hyperplasia in children",
                "RETRACTED: Ileal-lymphoid-nodular hyperplasia in children",
            ),
            ("Guidelines for the six-minute walk test", "ATS statement: guidelines for the six-minute walk test"),
            (
                "Management for women with CHD after menopause",
                "Management for women with coronary heart disease after menopause",
            ),
            (
                "Enhanced Recovery After Surgery (ERAS®) recommendations",
                "Enhanced Recovery After Surgery (ERAS(R)) recommendations",
            ),
            ("2004 Ventromedial cortex and anger", "Ventromedial cortex and anger"),
            ("Self-report of mood", "Self report of mood"),
        ],
    )
    def test_in_another_style_agrees(self, title: str, recorded: str) -> None:
        assert compared(title, recorded) is None

    def test_may_be_an_alternative_title(self) -> None:
        assert compared("Sphincterotomy", "Papillotomie", alternatives=("Sphincterotomy",)) is None

    def test_may_stand_in_the_reference_where_the_fields_do_not_show_it(self) -> None:
        assert compared("A 10-Year Experience of things", WEI, raw=f"Wei A. {WEI}. Ann Surg Oncol. 2006.") is None

    def test_is_not_looked_for_where_there_is_nothing_to_compare(self) -> None:
        assert compared("", WEI) is None
        assert compared(WEI, "") is None
        assert compared("M�nchen trial of surgery", "M�nchen trial of beer") is None

    def test_is_not_looked_for_in_a_whole_abstract(self) -> None:
        assert compared("liver surgery " * 100, WEI) is None
        assert compared(WEI, "liver surgery " * 100) is None

    def test_is_not_expected_of_a_translation(self) -> None:
        assert (
            compared("[Endoscopic sphincterotomy of the papilla]", "Endoskopische Sphinkterotomie der Papilla") is None
        )
        assert compared("Endoscopic splitting of a papilla", "Endoskopische Sphinkterotomie der Papilla Vateri") is None


class TestAnotherTitle:
    @pytest.mark.parametrize(
        ("title", "recorded", "told"),
        [
            (
                "FOLFIRI followed by FOLFOX6 in advanced cancer",
                "FOLFIRI followed by FOLFOX6 or the reverse sequence in advanced cancer: a trial",
                "'or the reverse sequence' is left out",
            ),
            (WEI.replace("Resection", "Transplantation"), WEI, "'transplantation' stands for 'resection'"),
            (
                "Chronic obstructive pulmonary disease in smokers",
                "Chronic pulmonary disease in smokers",
                "'obstructive' is added",
            ),
            (
                "Trial of surgery with chemotherapy in adults",
                "Trial of surgery without chemotherapy in adults",
                "'with' stands for 'without'",
            ),
            ("Cancer statistics of men, 2018", "Cancer statistics of men, 2019", "'2018' stands for '2019'"),
        ],
    )
    def test_is_told_by_its_words(self, title: str, recorded: str, told: str) -> None:
        found = compared(title, recorded)
        assert found is not None
        assert found.explanation == told
        assert not found.minor

    def test_is_told_by_a_word_of_the_subtitle(self) -> None:
        found = compared(WEI.replace("10-Year", "10-Week"), WEI, alternatives=(WEI.partition(":")[0],))
        assert found is not None
        assert found.explanation == "'week' stands for 'year'"

    def test_is_told_by_a_word_of_the_note_in_brackets(self) -> None:
        found = compared("Fever and plaques (Sweet's surgical)", "Fever and plaques (Sweet's syndrome)")
        assert found is not None
        assert found.explanation == "'surgical' stands for 'syndrome'"

    def test_is_told_where_the_subtitle_was_read_as_the_journal(self) -> None:
        raw = "Allen JV. Acanthomas in lichen planus. A case penicillin. Arch Dermatol. 1981;117:519."
        found = compared("Acanthomas in lichen planus", "Acanthomas in lichen planus. A case report", raw=raw)
        assert found is not None
        assert found.explanation == "'penicillin' stands for 'report'"

    def test_is_none_where_a_journal_follows_and_no_subtitle(self) -> None:
        raw = "Allen JV. Acanthomas in lichen planus. Arch Dermatol. 1981;117:519."
        assert compared("Acanthomas in lichen planus", "Acanthomas in lichen planus. A case report", raw=raw) is None

    def test_is_no_journal_of_a_style_without_titles(self) -> None:
        other = record(title="Reversion of inequalities", containers=("Mathematical Inequalities & Applications",))
        assert compare_title(printed(title="Mathematical Inequalities & Applications"), other) is None

    def test_with_a_slip_in_it_is_a_minor_matter(self) -> None:
        found = compared(WEI.replace("Metastases", "Metastses"), WEI)
        assert found is not None
        assert found.minor
        assert found.correction == WEI

    def test_is_never_a_slip_if_a_number_differs(self) -> None:
        found = compared("EQ-5D and SF-36D scores compared", "EQ-5D and SF-6D scores compared")
        assert found is not None
        assert not found.minor

    def test_shows_a_long_stretch_cut_short(self) -> None:
        lost = "one of a great many long words that stand in the middle of this title and are lost in print altogether"
        found = compared("A study in adults of the liver", f"A study {lost} in adults of the liver")
        assert found is not None
        assert found.explanation.endswith("...' is left out")


class TestProperties:
    @given(st.text(max_size=80))
    def test_a_title_agrees_with_itself(self, title: str) -> None:
        assert compared(title, title) is None

    @given(
        st.lists(st.sampled_from(["liver", "surgery", "in", "of", "the", "colour", "3", "iii"]), min_size=1, max_size=9)
    )
    def test_case_and_punctuation_never_count(self, parts: list[str]) -> None:
        assert compared(" ".join(parts).upper(), ", ".join(parts) + ".") is None

    @given(st.text(max_size=40), st.text(max_size=40))
    def test_being_the_same_does_not_depend_on_the_order(self, one: str, other: str) -> None:
        assert same_title(one, other) == same_title(other, one)
