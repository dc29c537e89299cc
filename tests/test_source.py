"""Places in a text: offsets, lines and columns."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refcheck.source import MappedText, Source, Span


class TestPosition:
    def test_counts_lines_and_columns_from_one(self) -> None:
        source = Source("a.txt", "ab\ncd", "text")
        assert (source.position(4).line, source.position(4).column) == (2, 2)

    def test_a_carriage_return_and_line_feed_end_one_line(self) -> None:
        source = Source("a.txt", "ab\r\ncd\re\n", "text")
        assert [source.position(at).line for at in (0, 3, 4, 7, 9)] == [1, 1, 2, 3, 4]
        assert source.line(2) == "cd"

    def test_a_character_beyond_the_basic_plane_is_one_column(self) -> None:
        assert Source("a.txt", "\U0001f9ec1", "text").position(1).column == 2

    def test_an_offset_outside_the_text_is_refused(self) -> None:
        with pytest.raises(ValueError, match="outside"):
            Source("a.txt", "ab", "text").position(3)

    @given(st.text(alphabet="a\r\n\u2028é", max_size=40))
    def test_every_offset_leads_back_to_itself(self, text: str) -> None:
        source = Source("a.txt", text, "text")
        for offset in range(len(text) + 1):
            place = source.position(offset)
            start = source.position(offset - place.column + 1)
            assert (start.line, start.column) == (place.line, 1)
            assert 1 <= place.line <= source.line_count


class TestMappedText:
    def test_a_joined_text_points_back_at_both_parts(self) -> None:
        joined = MappedText.join([MappedText.of("ab", 0), MappedText.of("cd", 10)])
        assert joined.source_span(1, 3) == Span(1, 11)

    def test_lengths_must_agree(self) -> None:
        with pytest.raises(ValueError, match="offsets"):
            MappedText("ab", [0])
