"""How counts and lists of numbers are said."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from refcheck.wording import counted, number_list


class TestCounted:
    def test_one_is_singular(self) -> None:
        assert counted(1, "article") == "1 article"

    def test_none_and_thousands_are_plural(self) -> None:
        assert (counted(0, "error"), counted(1200, "citation")) == ("0 errors", "1,200 citations")


class TestNumberList:
    def test_runs_of_three_and_more_are_ranges(self) -> None:
        assert number_list([4, 2, 3, 7, 9, 10]) == "2-4, 7, 9, 10"

    @given(st.sets(st.integers(1, 60)))
    def test_says_the_same_numbers(self, numbers: set[int]) -> None:
        said: set[int] = set()
        for part in filter(None, number_list(numbers).split(", ")):
            first, _, last = part.partition("-")
            said.update(range(int(first), int(last or first) + 1))
        assert said == numbers
