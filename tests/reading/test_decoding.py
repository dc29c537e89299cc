"""From bytes to text."""

from __future__ import annotations

import codecs

import pytest

from refcheck.errors import UnreadableArticle
from refcheck.reading.decoding import decode


class TestDecode:
    @pytest.mark.parametrize(
        "data",
        [
            "Müller ≥ 3".encode(),
            codecs.BOM_UTF8 + "Müller ≥ 3".encode(),
            codecs.BOM_UTF16_LE + "Müller ≥ 3".encode("utf-16-le"),
            codecs.BOM_UTF16_BE + "Müller ≥ 3".encode("utf-16-be"),
            codecs.BOM_UTF32_LE + "Müller ≥ 3".encode("utf-32-le"),
        ],
    )
    def test_the_byte_order_mark_says_the_encoding_and_is_dropped(self, data: bytes) -> None:
        assert decode(data, "a.txt") == "Müller ≥ 3"

    def test_bytes_that_are_no_utf_8_are_read_as_windows_1252(self) -> None:
        assert decode("Müller “said” 5–7".encode("cp1252"), "a.txt") == "Müller “said” 5–7"

    def test_line_ends_are_left_alone(self) -> None:
        assert decode(b"a\r\nb\rc\n", "a.txt") == "a\r\nb\rc\n"

    def test_a_damaged_utf_8_file_is_refused_with_the_place(self) -> None:
        with pytest.raises(UnreadableArticle, match="utf-8 text: byte") as caught:
            decode("eins\nzwei ä ö ü\n".encode() + b"drei \xff", "a.txt")
        assert (caught.value.path, caught.value.line) == ("a.txt", 3)

    def test_bytes_that_no_encoding_knows_are_refused(self) -> None:
        with pytest.raises(UnreadableArticle, match="neither utf-8 nor cp1252 text: byte 1"):
            decode(b"a\x81b", "a.txt")

    def test_a_cut_utf_16_file_is_refused_without_a_line(self) -> None:
        with pytest.raises(UnreadableArticle, match="utf-16") as caught:
            decode(codecs.BOM_UTF16_LE + b"a\0b", "a.txt")
        assert caught.value.line is None

    def test_what_is_no_text_is_named(self) -> None:
        with pytest.raises(UnreadableArticle, match="zero bytes"):
            decode(b"a\n\0", "a.txt")
