"""Superscripts that were flattened to digits: which digits behind words, names and numbers are citations."""

from __future__ import annotations

import pytest

from tests.reading._articles import cited

BEFORE = "Some do.1,2 Others do.3 Most do.4–6 "
AFTER = " All do.7–12"


def found(text: str) -> list[tuple[int, ...]]:
    """What is cited in a text that stands between other citations."""
    numbers = cited(BEFORE + text + AFTER)
    assert (numbers[:3], numbers[-1]) == ([(1, 2), (3,), (4, 5, 6)], (7, 8, 9, 10, 11, 12))
    return numbers[3:-1]


class TestCitedAgain:
    @pytest.mark.parametrize(
        ("text", "numbers"),
        [
            ("It is 8 in 100,0005 of us.", (5,)),
            ("It is 8 in 100 0005 of us.", (5,)),
            ("It was so in 2011–20125 and later.", (5,)),
            ("They eat 2 g·kg-1·d-15 as a rule.", (5,)),
            ("They weigh 900 mmol.kg-15 as a rule.", (5,)),
            ("Alpha went from 0.61 to 0.895. So it went.", (5,)),
            ("This was taken from Ref.5 and changed.", (5,)),
            ("As was seen by Maker and McTester5 before.", (5,)),
            ("It was above 0.2 mmol/l.5 So it was.", (5,)),
            ("As they did in the 1980’s2,5 and later.", (2, 5)),
            ("It lowers the LDL2,5 and more.", (2, 5)),
            ("They did it each week2,5 or so.", (2, 5)),
            ("They (or both of them5). So it was.", (5,)),
        ],
    )
    def test_digits_that_cannot_belong_to_what_stands_before_are_read(
        self, text: str, numbers: tuple[int, ...]
    ) -> None:
        assert found(text) == [numbers]

    def test_behind_a_table_that_no_article_has_they_are_read(self) -> None:
        assert found("All of this is shown in Table 35, and in Table 12.") == [(5,)]

    def test_behind_a_function_word_two_digits_are_read(self) -> None:
        assert cited(BEFORE + "All do.7–12 It was suggested by11. So it was.")[-1] == (11,)

    def test_behind_a_number_that_the_word_has_elsewhere_they_are_read(self) -> None:
        text = "The MAKER 48 trial is old. It was seen in MAKER 485, and it was good."
        assert found(text) == [(5,)]
        text = "We saw type 2, type 2 is known, and type 2 is ours. We looked at type 25. It was so."
        assert found(text) == [(5,)]

    def test_a_day_that_is_counted_on_to_is_none(self) -> None:
        assert found("On day 2, day 2 and day 2 we looked, and on day 25. On day-14 and day-28, too.") == []


class TestOutOfOrder:
    def test_a_plain_citation_far_ahead_is_read_and_moves_nothing_on(self) -> None:
        body = "Some do.1,2 Others do.11 Most do.3,4 All do.5 None do.6,7 Few do.8 They do.9 We do.10 You do.12"
        assert cited(body) == [(1, 2), (11,), (3, 4), (5,), (6, 7), (8,), (9,), (10,), (12,)]

    def test_what_is_not_plain_is_none(self) -> None:
        assert found("They ran the TXA11 and the rest.") == []


class TestNoCitations:
    @pytest.mark.parametrize(
        "text",
        [
            "It is given in cells/mm3 and in log10 units.",
            "It tests for HPV6, HPV2 and others.",
            "The sham1 and sham2 points were used.",
        ],
    )
    def test_powers_bases_and_names_of_a_series_are_none(self, text: str) -> None:
        assert found(text) == []

    def test_numbers_of_sections_and_measures_in_cells_are_none(self) -> None:
        assert found("So it is.\n\n2.1.1 Of this\n\n53.2\t-0.7\t0.61-0.835\n\nSo it was.") == []

    def test_numbers_that_a_note_below_the_table_explains_are_none(self) -> None:
        table = (
            "Who\tCosts per hour2\nGroup of costs\nVisits made3\t20\n\n"
            "1 € = US $ 1.27; 2 prices by the manual; 3 prices by the maker\n\n"
        )
        assert found(f"So it is.\n\n{table}So it was.") == []


class TestBesideMarkedCitations:
    @pytest.mark.parametrize(
        "text", ["They were 218 women.", "The end was in March 2018.", "It weighed 1.38 kg.", "It was 0.01818 in all."]
    )
    def test_no_end_of_a_number_fills_a_gap(self, text: str) -> None:
        marked = " ".join(f"So it is [{number}]." for number in range(1, 18))
        assert cited(f"{marked} {text}", 18)[17:] == []

    def test_digits_behind_a_word_do(self) -> None:
        marked = " ".join(f"So it is [{number}]." for number in range(1, 18))
        assert cited(f"{marked} And so it stays.18 The end.", 18)[17:] == [(18,)]
