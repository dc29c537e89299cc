"""Excerpts with the place underlined."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from refcheck.finding import Location
from refcheck.output.excerpt import excerpt
from refcheck.output.places import place
from refcheck.source import MappedText, Passage, Source, Span


def at(source: Source, start: int, end: int) -> Location:
    return Location(source.path, source.position(start), source.position(end))


class TestExcerpt:
    def test_shows_a_short_line_whole(self) -> None:
        source = Source("a.txt", "one\ntwo three.4\n", "text")
        assert excerpt(source, at(source, 14, 15), width=80, gutter=2) == [
            "   2 | two three.4",
            "     |           ^",
        ]

    def test_cuts_a_long_line_between_words_around_the_place(self) -> None:
        text = "word " * 40 + "claim.12 " + "after " * 40
        source = Source("a.txt", text, "text")
        start = text.index("12")
        shown, carets = excerpt(source, at(source, start, start + 2), width=60, gutter=1)
        assert len(shown) <= 60
        assert shown.startswith("  1 | ... word")
        assert shown.endswith(" ...")
        assert shown[carets.index("^") : carets.rindex("^") + 1] == "12"

    def test_shows_the_beginning_of_a_place_longer_than_the_line(self) -> None:
        source = Source("a.txt", "before " * 20 + "a title " * 30, "text")
        shown, carets = excerpt(source, at(source, 140, 379), width=60, gutter=1)
        assert len(shown) <= 60
        assert shown[carets.index("^") :].startswith("a title a title")
        assert len(carets) <= len(shown)

    def test_marks_a_place_over_several_lines_on_the_first(self) -> None:
        source = Source("a.txt", "1. First\n   continued", "text")
        _, carets = excerpt(source, at(source, 3, 20), width=80, gutter=1)
        assert carets == "    |    ^^^^^"

    @given(st.text(alphabet="ab c\t", min_size=1, max_size=300), st.data())
    def test_the_carets_stand_below_the_place(self, text: str, data: st.DataObject) -> None:
        source = Source("a.txt", text, "text")
        start = data.draw(st.integers(0, len(text) - 1))
        shown, carets = excerpt(source, at(source, start, start + 1), width=70, gutter=1)
        assert shown[carets.index("^")] == text[start].replace("\t", " ")


class TestExcerptOfXml:
    TEXT = "<p>Long  <b>life</b>\n here [<x>1</x>].</p>"

    def source(self) -> Source:
        places = [at for at in range(3, len(self.TEXT) - 4) if self.TEXT[at] not in "<>/bx"]
        text = MappedText("".join(self.TEXT[at] for at in places), places)
        return Source("a.xml", self.TEXT, "jats", passages=(Passage(Span(3, len(self.TEXT) - 4), text, 2),))

    def test_shows_what_a_person_reads(self) -> None:
        start = self.TEXT.index("[")
        found = excerpt(self.source(), at(self.source(), start, self.TEXT.index("]") + 1), width=80, gutter=1)
        assert found == ["  2 | Long life here [1].", "    |                ^^^"]

    def test_shows_the_source_where_nothing_is_read(self) -> None:
        assert excerpt(self.source(), at(self.source(), 1, 2), width=80, gutter=1)[0] == "  1 | <p>Long  <b>life</b>"

    def test_programs_are_told_the_paragraph_and_its_text(self) -> None:
        source = self.source()
        told = place(source, source.position(self.TEXT.index("1")))
        assert (told["line"], told["paragraph"], told["quote"]) == (2, 2, "Long life here [1].")

    def test_of_a_passage_without_end_they_are_told_the_words_around(self) -> None:
        text = "<p>" + "so it was " * 3_000 + "as shown [3]" + " and so on" * 3_000 + "</p>"
        read = MappedText.of(text[3:-4], 3)
        source = Source("a.xml", text, "jats", passages=(Passage(Span(3, len(text) - 4), read, 1),))
        told = place(source, source.position(text.index("[3]")))["quote"]
        assert "as shown [3] and" in told
        assert len(told) < 1_000
