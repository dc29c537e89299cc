"""Offsets in runs are what a list of offsets would be."""

from __future__ import annotations

import pickle
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refcheck.offsets import Runs, line_starts
from refcheck.source import MappedText

parts = st.lists(
    st.tuples(st.integers(0, 50), st.integers(0, 5)).map(lambda pair: range(pair[0], sum(pair))), max_size=6
)


@given(parts, st.integers(-3, 20), st.integers(-3, 20))
def test_they_are_read_as_a_list_is(pieces: list[range], start: int, stop: int) -> None:
    runs, plain = Runs(pieces), [offset for piece in pieces for offset in piece]
    assert list(runs) == plain
    assert len(runs) == len(plain)
    assert runs == plain
    assert list(runs[start:stop]) == plain[start:stop]
    assert list(runs[::2]) == plain[::2]
    assert [runs[at] for at in range(-len(plain), len(plain))] == plain + plain
    with pytest.raises(IndexError):
        runs[len(plain)]


def test_they_are_made_when_they_are_first_asked_for() -> None:
    runs = Runs(make=partial(list, ([3, 4], [9])), length=3)
    assert len(runs) == 3
    assert pickle.loads(pickle.dumps(runs))[2] == 9  # noqa: S301 (made here)
    assert hash(runs) == hash(Runs(([3], [4, 9])))


def test_joined_texts_stay_flat() -> None:
    joined = MappedText.join([MappedText.of("ab", 5), MappedText.of("c", 9)])
    again = MappedText.join([joined, MappedText("d", [20])])
    assert isinstance(again.offsets, Runs)
    assert [list(part) for part in again.offsets.parts] == [[5, 6], [9], [20]]


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("", [0]),
        ("a", [0]),
        ("a\nbc\n", [0, 2, 5]),
        ("a\r\nbc\r\n", [0, 3, 7]),
        ("a\r\nb\rc\n\rd", [0, 3, 5, 7, 8]),
        ("a\x0cb\u2028c", [0]),
    ],
)
def test_lines_begin_behind_the_ends_that_editors_count(text: str, starts: list[int]) -> None:
    assert list(line_starts(text)) == starts
