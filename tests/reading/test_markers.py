"""Which numbers of an article are citations, in every style, and which are not."""

from __future__ import annotations

import pytest

from refcheck.article import MarkerStyle
from tests.reading._articles import article, cited, entries


class TestBrackets:
    def test_numbers_lists_and_ranges_are_read(self) -> None:
        assert cited("One [1]. Two [2,3], three [4-6] and four [7, 9–11].") == [(1,), (2, 3), (4, 5, 6), (7, 9, 10, 11)]

    def test_brackets_joined_by_a_dash_are_one_range(self) -> None:
        assert cited("It works [1]-[3].") == [(1, 2, 3)]

    def test_a_backward_range_and_a_doubled_number_are_read_as_printed(self) -> None:
        assert cited("One [5-3] and two [7,7].") == [(5, 3), (7, 7)]

    def test_a_bracket_that_never_closes_is_read_and_says_so(self) -> None:
        first, second = article("One [3,4 and more, as two [5].").citations
        assert (first.numbers, first.closed, first.text) == ((3, 4), False, "[3,4")
        assert second.closed

    def test_a_bracket_that_closes_behind_words_holds_none(self) -> None:
        assert cited("One [1]. Some [3 children] and one [2·8] did; [10 mg].") == [(1,)]

    def test_after_the_word_table_a_high_number_is_one(self) -> None:
        assert cited("One [1-8]. The dinner table [3] and Tables [9] are.") == [(1, 2, 3, 4, 5, 6, 7, 8), (3,)]
        assert cited("One [1-10]. Composition Tables [11] are.") == [tuple(range(1, 11)), (11,)]

    def test_an_estimate_within_the_bracket_makes_it_an_interval(self) -> None:
        assert cited("One [1-3]. They were 5 years [2–9] old. It cost €1800 [4,6].") == [(1, 2, 3), (4, 6)]

    def test_in_a_cell_of_figures_it_is_none(self) -> None:
        assert cited("One [1-3].\n\nMaker [4]\t29 (40) [3]") == [(1, 2, 3), (4,)]

    def test_a_number_beyond_the_list_is_read(self) -> None:
        assert cited("One [1]. Two [14].") == [(1,), (14,)]

    @pytest.mark.parametrize(
        "text",
        [
            "In [2024] we saw.",
            "The interval [0, 1] is closed.",
            "Survival (95% CI [1, 3]) was better.",
            "A mean difference of 18 mmol [2 to 6] was found.",
            "The element x[1] is set.",
            "See Table [2] there.",
            "A task [ ] and [x] is open.",
            "Half (95% CI [1-3]) lived.",
        ],
    )
    def test_other_numbers_in_brackets_stay_out(self, text: str) -> None:
        assert cited(f"One [1]. {text}") == [(1,)]

    def test_a_locator_after_the_number_is_seen_through(self) -> None:
        assert cited("One [1]. Two [2, p. 34].") == [(1,), (2,)]

    def test_without_a_list_they_count_if_they_ascend(self) -> None:
        assert cited("One [1]. Two [2].", 0) == [(1,), (2,)]
        assert cited("One [7]. Two [91]. Three [305].", 0) == []

    def test_where_a_marker_stands_is_exact(self) -> None:
        (citation,) = article("Über all [ 1, 2 ].").citations
        assert (citation.span.start, citation.span.end) == (9, 17)
        assert (citation.digits.start, citation.digits.end) == (11, 15)


class TestParentheses:
    def test_they_are_read_where_they_explain_the_list(self) -> None:
        assert cited("One (1). Two (2,3) and three (4-6); four (7), five (8).") == [(1,), (2, 3), (4, 5, 6), (7,), (8,)]

    def test_an_enumeration_is_none(self) -> None:
        body = "One (1-4). Two (5), three (6-9). Pain while (1) walking, (2) going up stairs; and (3) lying."
        assert cited(body) == [(1, 2, 3, 4), (5,), (6, 7, 8, 9)]

    @pytest.mark.parametrize(
        "text",
        [
            "F(1,17) = 3.",
            "with t(4) = 2.",
            "see equation (2).",
            "Median 34 (10) years.",
            "In (2013) too.",
            "A 24 (2-7) b.",
        ],
    )
    def test_statistics_counts_and_years_are_none(self, text: str) -> None:
        assert cited(f"One (1-4). Two (5), three (6-9). {text}") == [(1, 2, 3, 4), (5,), (6, 7, 8, 9)]

    @pytest.mark.parametrize(
        "text",
        [
            "It was F (2, 58) = 3.",
            "So beta(1,1) was set.",
            "Of 21 years (18–25) they were.",
            "The score was high (7–9).",
            "Low (1–4), middle (5–7) and high (8–9) were used.",
            "No risk (0–4) and some (5–9).",
            "From never (0) to often (3) they rated it.",
            "A scale ranging from bad (1) to good (5) was used.",
            "They said always (3), often (2), never (1).",
            "Six (6); five (1); two (3); one (1) were lost.",
            "Placebo (9) or control (9) was given.",
            "Treated group (2) lived.",
            "As in (4) we see.",
            "It was (9) × 4.",
        ],
    )
    def test_scales_counts_and_groups_are_none(self, text: str) -> None:
        assert cited(f"One (1-4). Two (5), three (6-9). {text}") == [(1, 2, 3, 4), (5,), (6, 7, 8, 9)]

    def test_after_a_number_only_the_next_new_number_is_one(self) -> None:
        body = "One (1-4). Two (5), three (6-9). We used version 13 (10). The mean was 13 (3)."
        assert cited(body) == [(1, 2, 3, 4), (5,), (6, 7, 8, 9), (10,)]

    def test_out_of_order_they_are_read_all_the_same(self) -> None:
        assert cited("One (12) did. Two (1-4) did, three (5-9) did.") == [(12,), (1, 2, 3, 4), (5, 6, 7, 8, 9)]

    def test_an_enumeration_behind_a_citation_is_not_joined_to_it(self) -> None:
        body = "One (1-4). Two (5), three (6-9). They had (1) pain (10), (2) fever, and (3) chills."
        assert cited(body) == [(1, 2, 3, 4), (5,), (6, 7, 8, 9), (10,)]

    def test_figures_in_cells_are_none(self) -> None:
        body = "One (1-4). Two (5), three (6-9).\n\nMaker et al.\t2/7 (3)\t4.1% (6)\tGroup 1 (10)\t(9, 4)"
        assert cited(body) == [(1, 2, 3, 4), (5,), (6, 7, 8, 9), (10,)]

    def test_columns_of_a_table_that_are_numbered_are_none(self) -> None:
        assert cited("One (1-4). Two (5), three (6-9).\n\nModel (1)\tOdds (2)") == [
            (1, 2, 3, 4),
            (5,),
            (6, 7, 8, 9),
        ]

    def test_the_label_of_an_item_is_none(self) -> None:
        assert cited("One (1-4). Two (5-9).\n\n(3) Recruitment was good.") == [(1, 2, 3, 4), (5, 6, 7, 8, 9)]

    def test_without_a_list_two_of_them_are_not_enough(self) -> None:
        assert cited("One (1). Two (2).", 0) == []
        assert cited("One (1). Two (2). Three (3).", 0) == [(1,), (2,), (3,)]


class TestRaised:
    def test_tags_carets_and_superscript_characters_are_read(self) -> None:
        assert cited("One<sup>1,2</sup>. Two.<sup>3-5</sup>", name="a.md") == [(1, 2), (3, 4, 5)]
        assert cited("One^1,2^. Two.^3-5^", name="a.md") == [(1, 2), (3, 4, 5)]
        assert cited("One¹˒². Two.³⁻⁵ Three⁶,⁷") == [(1, 2), (3, 4, 5), (6, 7)]

    def test_single_carets_are_read_as_plain_text_has_them(self) -> None:
        assert cited("One.^(1,2) Two¹⁰ and three,^(3) but 10^(3) cells^12.") == [(1, 2), (10,), (3,), (12,)]
        assert cited("One^2 and two^4,5 so, of 5 cm^2 and x^2 and a^b.", name="a.md") == [(2,), (4, 5)]

    def test_brackets_and_links_within_tags_too(self) -> None:
        body = 'A<sup>[1]</sup> b<sup><a href="#r2">2</a></sup> c<a href="#r3"><sup>3</sup></a>'
        citations = article(body, name="a.md").citations
        assert [citation.numbers for citation in citations] == [(1,), (2,), (3,)]
        assert citations[1].span.start == body.index('<sup><a href="#r2"')

    def test_raised_neighbours_are_one_citation(self) -> None:
        assert cited("A<sup>1</sup>,<sup>2</sup> so<sup>3</sup>–<sup>5</sup>", name="a.md") == [(1, 2), (3, 4, 5)]

    @pytest.mark.parametrize(
        "text",
        [
            "10<sup>3</sup>",
            "5 m<sup>2</sup>",
            "kg/m<sup>2</sup>",
            "R<sup>2</sup>",
            "x <sup>2</sup>",
            "height (m)<sup>2</sup>",
            "<sup>90</sup>Y",
            "5x10<sup>6</sup> cells",
            "(10<sup>3</sup>/µl)",
            "dyn·s/cm<sup>5</sup>",
            "weight / (height (m))<sup>2</sup>",
            "πr<sup>2</sup>",
            "Gycm<sup>2</sup>",
            "X<sup>22</sup> = 11.3",
        ],
    )
    def test_exponents_and_isotopes_are_none(self, text: str) -> None:
        assert cited(f"One.<sup>1</sup> So {text} is.", name="a.md") == [(1,)]

    @pytest.mark.parametrize(
        "text",
        [
            "H2<sup>15</sup>O PET",
            "deg<sup>2</sup>",
            "ηp<sup>2</sup>",
            "2 × 0.05<sup>3</sup>",
            "Ca+<sup>2</sup>",
            "1.10<sup>4</sup> cells",
            "kg/height in metres<sup>2</sup>",
            "NaH<sup>13</sup>CO3",
            "ms<sup>2</sup>",
            "d = (mean + SD)<sup>2</sup>",
            "|x - y|<sup>3</sup>",
            "I = 10 × GIL<sup>2</sup> (6)",
        ],
    )
    def test_what_may_be_a_power_or_charge_only_is_one_as_the_next_new_number(self, text: str) -> None:
        assert cited(f"One.<sup>1-5</sup> So {text} is.", name="a.md") == [(1, 2, 3, 4, 5)]
        assert cited("One.<sup>1-5</sup> In Stata 12.1<sup>6</sup> it is.", name="a.md")[1:] == [(6,)]

    @pytest.mark.parametrize("text", ["before the age of 18", "a power of 0.05", "in the SOLID 48", "(p. 96)"])
    def test_a_number_that_is_not_calculated_with_has_no_power(self, text: str) -> None:
        assert cited(f"One.<sup>1-5</sup> So {text}<sup>2</sup> is.", name="a.md")[1:] == [(2,)]

    @pytest.mark.parametrize(
        "text", ["One.<sup>1-5</sup> Above 35 kg/m<sup>24</sup> it is.", "One.¹⁻⁵ Above 35 kg/m²⁴."]
    )
    def test_a_citation_that_runs_into_the_square_of_a_unit_is_told_from_it(self, text: str) -> None:
        assert cited(text, name="a.md") == [(1, 2, 3, 4, 5), (4,)]

    @pytest.mark.parametrize("text", ["10³", "5 m²", "ml⁻¹", "Ca²⁺", "χ²"])
    def test_nor_are_they_as_characters(self, text: str) -> None:
        assert cited(f"One.¹ So {text} is.") == [(1,)]

    def test_the_powers_of_a_product_of_concentrations_are_none_where_the_sequence_does_not_ask_for_them(self) -> None:
        body = "One<sup>1</sup> two.<sup>2</sup> A product of 2.7 mmol<sup>2</sup>/l<sup>2</sup> was three.<sup>3</sup>"
        assert cited(body, name="a.md") == [(1,), (2,), (3,)]

    def test_a_number_after_a_year_or_a_name_with_digits_is_one(self) -> None:
        assert cited("In 2010<sup>1</sup> and p53<sup>2</sup>.", name="a.md") == [(1,), (2,)]

    def test_a_cell_of_nothing_but_raised_numbers_cites(self) -> None:
        body = "One.<sup>1</sup>\n\n| Trial | Source |\n|---|---|\n| Maker | <sup>2,3</sup> |\n"
        assert cited(body, name="a.md") == [(1,), (2, 3)]

    def test_the_affiliations_of_a_byline_are_none(self) -> None:
        roles = "Jane Maker (chair of all),<sup>1</sup> John Tester (the physicist),<sup>1</sup> Ann Other<sup>2</sup>"
        assert cited(f"{roles}\n\nIt works.<sup>3</sup>", name="a.md") == [(3,)]
        byline = "Jane Maker<sup>1</sup>, John Tester<sup>1,2</sup>\n\n<sup>1</sup>Department of Tests"
        body = f"{byline}\n\nIt works.<sup>3</sup>"
        assert cited(body, name="a.md") == [(3,)]


class TestLinked:
    def test_links_within_the_document_are_citations(self) -> None:
        citations = article("A [1](#ref1), b.[[2](#c/2)-[4](#c/4)] c [[5](#r),[6](#r)]", name="a.md").citations
        assert [citation.numbers for citation in citations] == [(1,), (2, 3, 4), (5, 6)]
        assert {citation.style for citation in citations} == {MarkerStyle.LINKED}
        assert citations[1].text == "[2-4]"

    def test_links_to_figures_and_to_other_pages_are_none(self) -> None:
        assert cited("A [1](#ref1), b [2](#fig2), c [3](https://example.org/3).", name="a.md") == [(1,)]

    def test_links_that_number_tables_or_speak_of_a_reference_are_none(self) -> None:
        body = "A [1](#r1). See Table [2](#_309), Figures [3](#_4) and [4](#_5). Added as [reference 5](#_7)."
        assert cited(body, name="a.md") == [(1,)]

    def test_footnotes_are_citations_of_their_definitions(self) -> None:
        text = (
            "One[^1] two[^2].\n\n"
            "[^1]: Maker A. Made for the test. J Tests. 2001;1:1-9.\n[^2]: Maker B. More. J Tests. 2002;1:1-9."
        )
        read = article(text, 0, "a.md")
        assert [citation.numbers for citation in read.citations] == [(1,), (2,)]
        assert [reference.label for reference in read.references] == ["[^1]:", "[^2]:"]

    def test_named_footnotes_are_numbered_by_first_appearance(self) -> None:
        text = (
            "One[^b] two[^a].\n\n"
            "[^a]: Maker A. Made for the test. J Tests. 2001;1:1-9.\n[^b]: Maker B. More. J Tests. 2002;1:1-9."
        )
        read = article(text, 0, "a.md")
        assert [citation.numbers for citation in read.citations] == [(1,), (2,)]
        assert [(reference.number, reference.label) for reference in read.references] == [(2, "[^a]:"), (1, "[^b]:")]

    def test_a_footnote_before_a_colon_is_one(self) -> None:
        text = (
            "As follows[^1]: so[^2].\n\n"
            "[^1]: Maker A. Made for the test. J Tests. 2001;1:1-9.\n[^2]: Maker B. More. J Tests. 2002;1:1-9."
        )
        assert [citation.numbers for citation in article(text, 0, "a.md").citations] == [(1,), (2,)]

    def test_footnotes_that_only_remark_are_none(self) -> None:
        assert cited("One [1] but see[^x].\n\n[^x]: Only a remark.", name="a.md") == [(1,)]


class TestGlued:
    def test_digits_after_a_stop_a_comma_or_a_word_are_read(self) -> None:
        body = "Some do.1,2 Others (many).3 Most,4 “all”5 patients6 live;7 it works.8–10 So11 did it.12"
        assert cited(body) == [(1, 2), (3,), (4,), (5,), (6,), (7,), (8, 9, 10), (11,), (12,)]

    def test_numbers_with_spaces_between_them_are_read_where_that_is_the_habit(self) -> None:
        assert cited("Most drugs,1 2 true in pain,3 4 5 are good.6 7 The rest is not.8") == [
            (1, 2),
            (3, 4, 5),
            (6, 7),
            (8,),
        ]

    def test_numbers_without_anything_between_them_too(self) -> None:
        body = "Pain12. Disease345. It works67. They say8910. Yet1112."
        assert cited(body) == [(1, 2), (3, 4, 5), (6, 7), (8, 9, 10), (11, 12)]

    def test_a_number_set_apart_is_read_where_that_is_the_habit(self) -> None:
        body = "It is so in the population 1. It was so for some patients 2, as they reported 3. They agreed 4."
        assert cited(body) == [(1,), (2,), (3,), (4,)]

    @pytest.mark.parametrize(
        "text",
        [
            "Nearly 50% at five years and 30% at 10 years",
            "IL-6 and p53 and CO2 and Y-90 and mFOLFOX6",
            "A dose of 3.5 mg in 2010 and 10,000 men",
            "Forced expiratory volume (FEV1) and FEV1/FVC were below 80% of SpO2 there",
            "An area of 10 cm2 and 5 m2 in 10 cm.2 there",
            "See Fig.3 and Table 2 and no.4 there",
            "Types A-2.1 and A-2.2 (08/2018) with n=3",
            "It is HER2 positive, HER2 negative or HER2 unknown",
            "In the MY.7 trial and the MY.7 protocol",
            "They took IL5 and IL-5 for IL",
            "Domain3 is good, as is Domain 3",
            "They asked.1) nurses and.2) patients",
            "A column of C5 and a trackway A10",
            "The '11 for Health' programme and 25(OH)2 D",
            "See http://example.org/a.3 and $.30 a day",
        ],
    )
    def test_numbers_of_another_kind_stay_out(self, text: str) -> None:
        body = f"Some do.1,2 Others do.3 Most do.4,5 {text}. All do.6–10 Or not.11"
        assert cited(body) == [(1, 2), (3,), (4, 5), (6, 7, 8, 9, 10), (11,)]

    @pytest.mark.parametrize(
        ("text", "numbers"),
        [
            ("In 20076 they did", (6,)),
            ("Years later, in 2007,6 they did", (6,)),
            ("A mean of 0.976; so", (6,)),
            ("It ran in SPSS 21.6 The rest did", (6,)),
            ("We took IL-66, as IL-6 is good and IL-6 is cheap", (6,)),
            ("It lasts 70 s6; so", (6,)),
            ("In the 1970s6 they did", (6,)),
            ("In the EQ-5D6, as the EQ-5D is called", (6,)),
            ("It binds CXCL126; so", (6,)),
            ("In trials of vitamin D6, as vitamin D is good and vitamin D is cheap", (6,)),
            ("As described in6, they did", (6,)),
            ("In Maker et al.’s6 work", (6,)),
            ("All were CIN2+6; so", (6,)),
            ("Some (see6) did", (6,)),
            ("It was less (p < 0.056), so", (6,)),
            ("Each year6 they did, and each year they do", (6,)),
            ("See this (e.g.6), too", (6,)),
            ("See e.g.,6 too", (6,)),
            ("The vitamin LDL-C6 did", (6,)),
            ("As Maker et al6 (1998) saw", (6,)),
            ("The package R.6 Others did", (6,)),
            ("In the U.S.A.6 they do", (6,)),
        ],
    )
    def test_digits_behind_numbers_and_names_are_read_as_the_next_new_number(
        self, text: str, numbers: tuple[int, ...]
    ) -> None:
        body = f"Some do.1,2 Others do.3 Most do.4,5 {text}. All do.7–10 Or not.11"
        assert cited(body)[3] == numbers

    def test_names_that_are_numbered_again_and_again_are_none(self) -> None:
        body = (
            "GDM1 and GDM2 were groups of GDM. More of GDM1 than GDM2 had GDM.1 Some do.2,3 Others do.4,5 "
            "All do.6–9 CA19-9 rose and TH17 and TH17 and TH1 cells.10"
        )
        assert cited(body) == [(1,), (2, 3), (4, 5), (6, 7, 8, 9), (10,)]

    def test_in_tables_they_are_read_unless_they_count_notes(self) -> None:
        body = "Some do.1,2 Others do.3–10\n\nMaker et al., 200111\tOlder scale12\n\nBaseline1\tAge in years2"
        assert cited(body) == [(1, 2), (3, 4, 5, 6, 7, 8, 9, 10), (11,), (12,)]

    def test_only_the_citation_of_a_sentence_with_numbers_is_read(self) -> None:
        body = "Some do.1–5 Survival is nearly 50% at five years and nearly 30% at 10 years.6 Others do.7"
        assert cited(body) == [(1, 2, 3, 4, 5), (6,), (7,)]

    def test_an_acronym_that_mostly_stands_alone_may_be_followed_by_a_citation(self) -> None:
        body = "The PANSS is used.1 We took the PANSS.2 The PANSS3 was good. More of the PANSS is known.4–6"
        assert cited(body, 6) == [(1,), (2,), (3,), (4, 5, 6)]

    def test_without_a_list_they_must_ascend(self) -> None:
        assert cited("Some do.1 Others do.2 Most do.2,3", 0) == [(1,), (2,), (2, 3)]
        assert cited("Some do.7 Others do.2 Most do.9", 0) == []

    def test_a_list_that_is_not_in_order_of_citation_is_cited_all_the_same(self) -> None:
        body = "Some do.9 Others do.3 Most do.12 All do.1,7 None do.5 Few do.10 They do.2 We do.11 You do.4"
        assert cited(body) == [(9,), (3,), (12,), (1, 7), (5,), (10,), (2,), (11,), (4,)]

    def test_a_byline_has_none(self) -> None:
        assert cited("Jane Maker1, John Tester2, Ann Other1,2\n\nSome do.1–6 Others do.7–12") == [
            (1, 2, 3, 4, 5, 6),
            (7, 8, 9, 10, 11, 12),
        ]

    def test_a_line_break_within_a_marker_is_seen_through(self) -> None:
        long = (
            "A long paragraph on one line that goes on and on without being wrapped at any width whatever, as some do. "
            * 2
        )
        assert cited(f"{long}Some do,1\n2 and others do.3\n,\n4 The rest is not.5–12") == [
            (1, 2),
            (3, 4),
            (5, 6, 7, 8, 9, 10, 11, 12),
        ]


class TestMixedStyles:
    def test_what_the_main_style_leaves_open_is_filled_by_others(self) -> None:
        body = "One [1] here. Two.2,3 And<sup>4</sup> so on [5] with more [6-12]."
        assert cited(body, name="a.md") == [(1,), (2, 3), (4,), (5,), (6, 7, 8, 9, 10, 11, 12)]

    def test_what_explains_nothing_new_is_not_believed(self) -> None:
        assert cited("One [1-6]. Two [7-12]. Then<sup>3</sup> and so.4", name="a.md") == [
            (1, 2, 3, 4, 5, 6),
            (7, 8, 9, 10, 11, 12),
        ]

    def test_without_a_list_a_stray_bracket_does_not_hide_glued_citations(self) -> None:
        assert cited("Some do.1 Others [7] do.2 Most do.3 All do.4 None do.5", 0) == [(1,), (2,), (3,), (4,), (5,)]

    def test_without_a_list_another_mark_may_go_on_the_sequence(self) -> None:
        assert cited("One [1]. Two [2]. Three<sup>3</sup>.", 0, "a.md") == [(1,), (2,), (3,)]

    def test_a_thousand_numberings_are_each_looked_at_once(self) -> None:
        section = "It was so [1].2 And so [3].\n\nReferences\n\n" + entries(3) + "\n\n"
        assert cited(section * 1000, 0) == [(1,), (2,), (3,)] * 1000

    def test_ten_thousand_superscripts_in_a_row_are_read(self) -> None:
        found = cited("It was so^1,2^" + "^1,2^" * 10_000, 2, "a.md")
        assert sum(map(len, found)) == 20_002


def test_numbers_that_come_one_by_one_are_citations_though_most_of_the_list_is_missing() -> None:
    body = " ".join(f"So it is [{number}]." for number in range(1, 25))
    assert len(cited(body, 8)) == 24
