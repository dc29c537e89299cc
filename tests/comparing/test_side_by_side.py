"""Two values, one below the other."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from refcheck.comparing import side_by_side


class TestSideBySide:
    def test_what_is_shared_stands_in_one_column(self) -> None:
        assert side_by_side("FOLFIRI or FOLFOX6 in cancer", "FOLFIRI or the Reverse in Cancer") == (
            "FOLFIRI or FOLFOX6     in cancer",
            "FOLFIRI or the Reverse in Cancer",
        )

    def test_what_is_left_out_leaves_a_gap(self) -> None:
        assert side_by_side("Wei AC, Grant D", "Wei AC, Greig PD, Grant D") == (
            "Wei AC,           Grant D",
            "Wei AC, Greig PD, Grant D",
        )

    def test_numbers_stand_as_they_are(self) -> None:
        assert side_by_side("651-567", "561-567") == ("651-567", "561-567")

    def test_of_long_values_the_neighbourhood_of_the_difference_is_shown(self) -> None:
        printed, record = side_by_side(f"{'long ' * 30}one two three four five", f"{'long ' * 30}one two six four five")
        assert printed == "... long one two three four five"
        assert record == "... long one two six   four five"

    @given(st.text(), st.text())
    def test_no_text_is_too_odd(self, one: str, other: str) -> None:
        printed, record = side_by_side(one, other)
        assert "\n" not in printed + record
