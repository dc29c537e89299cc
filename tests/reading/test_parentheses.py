"""Numbers in parentheses: which cite, and which count, measure, label or belong to a scale."""

from __future__ import annotations

import pytest

from tests.reading._articles import cited

ALL = "Ten of them (1-10) and two (11,12) were seen. "
READ = [(1, 2, 3, 4, 5, 6, 7, 8, 9, 10), (11, 12)]


def further(body: str) -> list[tuple[int, ...]]:
    """The citations of a body in which all references were cited before."""
    found = cited(ALL + body)
    assert found[:2] == READ
    return found[2:]


@pytest.mark.parametrize(
    "text",
    [
        "A kappa of .92 (7) is good.",
        "The cutoff was 7 (8).",
        "They had diabetes type 2 (6) too.",
        "It was louder than 10 dB (3; 11) then.",
        "So did the trial in 5% (5; 8).",
        "It lasts some days (8-10).",
        "It was tested for two years (3, 6, 9-11).",
        "In the old cohort (3) it did.",
        "As the one study group (10) and the other study (9) did.",
    ],
)
def test_after_figures_and_the_words_of_studies_they_cite(text: str) -> None:
    assert len(further(text)) == text.count("(")


@pytest.mark.parametrize(
    "text",
    [
        "The mean was 13 (3).",
        "The median number of calls was 4 (4).",
        "Values of 45 ± 3 (9) were seen.",
        "See p. 96 (2).",
        "A test gave 4.7 (2), p = 0.09.",
        "Visits (1-18) were planned on a scale.",
        "The severity was moderate (5-6) by that score.",
        "They answered yes (1) or no (0) to it.",
        "All of the items (5-8) were answered.",
        "The share is given as (1) there.",
        "Rash, 1 (1)",
        "The share is then: (1)",
        "The share is then: (1)x = y",
    ],
)
def test_after_means_pages_and_colons_they_do_not(text: str) -> None:
    assert further(text) == []


def test_behind_a_name_or_unit_that_ends_in_a_digit_the_next_new_number_cites() -> None:
    assert cited("Ten of them (1-10) were seen. It lowered HbA1c(11). It took 3 g kg-1(12). It raised HbA1c(4).") == [
        READ[0],
        (11,),
        (12,),
    ]


def test_ranges_and_pairs_in_cells_are_scales_and_limits() -> None:
    assert further("\n\nScale\tMean\nWorry (5-9)\t(2, 9)\nMood (3-7)\t45.1 (2.1); (9)") == []


def test_numbers_alone_in_cells_cite_where_they_ascend() -> None:
    table = "\n\nTrial\tSource\nNorth\t({})\nSouth\t({})\nEast\t({})\nWest\t({})"
    assert further(table.format(3, 3, 5, 8)) == [(3,), (3,), (5,), (8,)]
    assert further(table.format(8, 3, 5, 3)) == []


def test_behind_authors_and_years_in_cells_they_cite_in_any_order() -> None:
    rows = [f"Maker et al. 19{n}0 ({n})\t{n}.5" for n in (8, 3, 7, 2, 9, 4, 8, 1)]
    assert further("\n\n" + "\n".join(rows)) == [(8,), (3,), (7,), (2,), (9,), (4,), (8,), (1,)]


def test_sizes_of_arms_in_the_heads_of_columns_are_none() -> None:
    assert further("\n\n" + "\n".join(["Salt (9)\tSugar (11)"] * 5)) == []


def test_sentences_in_cells_cite_as_sentences_do() -> None:
    cell = "The scale is the one that was made for the trial of all trials, and is told of at length elsewhere"
    assert cited(f"Ten of them (1-2) were seen.\n\nScale\t{cell} (11).\n\nMost (3-10) and one (12) too.")[1] == (11,)


def test_labels_before_capitals_count_parts() -> None:
    assert further("They were left out (1) Those with pain (2) Those with fever (3) Those without either.") == []


def test_what_is_counted_within_parts_is_no_part() -> None:
    body = "Stages were: (1) no wish (as before (7)); (2) some wish (as before (7)); (3) a wish (as before (7))."
    assert further(body) == [(7,), (7,), (7,)]


class TestCompany:
    def test_numbers_among_several_beyond_the_list_are_counts(self) -> None:
        assert further("They chose tea (56), water (34), milk (5) and wine (7).") == []

    def test_so_are_all_of_a_paragraph_with_many(self) -> None:
        places = "Adelaide (3), A. Maker, and others of whom nobody knows any more who they were; Hamilton (112), "
        assert further(f"Places. {places}T. Tester; Perth (46), N. Other; and after that, Dublin (78), Z. Last.") == []

    def test_one_number_beyond_the_list_is_read(self) -> None:
        assert further("They said so (19), and others did (7).") == [(19,), (7,)]

    def test_years_say_nothing(self) -> None:
        assert further("As Maker (2003), Tester (2007) and Other (2010) say (7).") == [(7,)]


def test_a_number_that_opens_a_wrapped_line_behind_authors_cites() -> None:
    body = (
        "A wrapped paragraph has lines that are as long as they can be, so that where\n"
        "one ends tells that its next word would not have fitted, said Maker et al.\n"
        "(11) who went on to say so, and others said it with them for as many lines as\n"
        "are needed here.\n"
    )
    assert cited("Ten of them (1-10) were seen.\n\n" + body) == [READ[0], (11,)]
