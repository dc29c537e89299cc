"""What stands inside a citation marker."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refcheck.article import NumberRange
from refcheck.reading.citation_markers import parse_numbers


def pairs(text: str) -> list[tuple[int, int]] | None:
    items = parse_numbers(text)
    return None if items is None else [(item.first, item.last) for item in items]


class TestParseNumbers:
    @pytest.mark.parametrize("dash", ["-", "–", "‑", "−", "—", " - ", " to ", "\u2009–\u2009", "\u00a0-\u00a0"])
    def test_a_range_runs_with_any_dash_and_any_space(self, dash: str) -> None:
        assert pairs(f"3{dash}5") == [(3, 5)]

    @pytest.mark.parametrize("comma", [",", ", ", ";", "; ", " ", "\u2009,\u00a0", " and ", " & ", ", and "])
    def test_numbers_are_separated_by_commas_words_or_spaces(self, comma: str) -> None:
        assert pairs(f"1{comma}2") == [(1, 1), (2, 2)]

    def test_numbers_and_ranges_mix(self) -> None:
        assert pairs("1, 3–5; 9") == [(1, 1), (3, 5), (9, 9)]

    def test_a_backward_range_stays_as_it_is_printed(self) -> None:
        assert parse_numbers("5-3") == (NumberRange(5, 3),)

    def test_superscripts_are_the_digits_they_raise(self) -> None:
        assert pairs("¹˒³⁻⁵") == [(1, 1), (3, 5)]

    def test_inner_brackets_are_seen_through(self) -> None:
        assert pairs("1]-[3") == [(1, 3)]

    def test_a_word_that_announces_references_is_seen_through(self) -> None:
        assert pairs("refs. 1 and 2") == [(1, 1), (2, 2)]

    @pytest.mark.parametrize(
        "text", ["", "0, 1", "01", "1.5", "1–", "–1", "1-3-5", "95% CI", "x", "12345", ", 1", "1 - , 2", "refs", "2+"]
    )
    def test_anything_else_is_no_citation(self, text: str) -> None:
        assert parse_numbers(text) is None

    @given(st.lists(st.tuples(st.integers(1, 9999), st.integers(1, 9999)), min_size=1, max_size=8))
    def test_what_is_printed_is_read(self, ranges: list[tuple[int, int]]) -> None:
        text = ",".join(f"{first}-{last}" for first, last in ranges)
        assert pairs(text) == ranges

    @given(st.text(alphabet="0123456789,-– []to", max_size=30))
    def test_no_text_makes_it_fail(self, text: str) -> None:
        items = parse_numbers(text)
        assert items is None or len(items) > 0
