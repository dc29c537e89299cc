"""Lines as textwrap makes them, only sooner."""

from __future__ import annotations

import textwrap

from hypothesis import given
from hypothesis import strategies as st

from refcheck.output.wrapping import wrapped


@given(
    st.lists(st.text(alphabet="ab-", min_size=1, max_size=30), min_size=1, max_size=30),
    st.integers(12, 60),
    st.integers(0, 14),
    st.integers(0, 8),
)
def test_lines_are_those_of_textwrap(words: list[str], width: int, first: int, rest: int) -> None:
    text = " ".join(words)
    assert wrapped(text, width, " " * first, " " * rest) == textwrap.wrap(
        text,
        width,
        initial_indent=" " * first,
        subsequent_indent=" " * rest,
        break_long_words=False,
        break_on_hyphens=False,
    )


def test_other_white_space_is_made_single_spaces() -> None:
    assert wrapped("a\n b\tc", 20, "", "") == ["a b c"]
