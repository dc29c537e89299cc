"""Places told to people: by line and column, or by paragraph and the words around."""

from __future__ import annotations

from refcheck.finding import Location
from refcheck.output.places import LONGEST_QUOTE, place, quote, shown
from refcheck.source import Source

TEXT = (
    "First.\n"
    + "Many cancers spread to the liver and to the lung, as others showed before [3], and to the bone as well."
)
WORD = Source("a.docx", TEXT, "word", "paragraph")
PLAIN = Source("a.txt", TEXT, "text")


def at(source: Source, start: int, end: int) -> Location:
    return Location(source.path, source.position(start), source.position(end))


class TestPlaces:
    def test_lines_are_told_as_compilers_tell_them(self) -> None:
        assert shown(PLAIN, at(PLAIN, 8, 9)) == "a.txt:2:2"
        assert quote(PLAIN, at(PLAIN, 8, 9)) == ""

    def test_paragraphs_are_told_with_the_words_around(self) -> None:
        start = TEXT.index("[3]")
        place = at(WORD, start, start + 3)
        assert shown(WORD, place) == "a.docx: paragraph 2"
        assert quote(WORD, place) == "... to the lung, as others showed before [3], and to the bone ..."

    def test_a_short_paragraph_is_quoted_whole(self) -> None:
        assert quote(WORD, at(WORD, 0, 5)) == "First."

    def test_of_a_place_over_several_paragraphs_the_beginning_is_quoted(self) -> None:
        assert quote(WORD, at(WORD, 2, 30)) == "First."

    def test_programs_are_told_the_whole_paragraph_unless_it_is_longer_than_any(self) -> None:
        assert place(WORD, WORD.position(8))["quote"] == TEXT.splitlines()[1]

    def test_of_a_paragraph_without_end_programs_are_told_the_words_around(self) -> None:
        text = "so it was " * 3_000 + "as shown [3]" + " and so on" * 3_000
        endless = Source("a.docx", text, "word", "paragraph")
        told = place(endless, endless.position(text.index("[3]")))["quote"]
        assert "as shown [3] and" in told
        assert len(told) < LONGEST_QUOTE
