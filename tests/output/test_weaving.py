"""Marks woven into a text."""

from __future__ import annotations

from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from refcheck.output.html.weaving import Mark, woven
from refcheck.source import Span

TEXTS = st.text(alphabet="ab <&>\"'é𝄞\n", min_size=1, max_size=30)


def mark(start: int, end: int, rank: int = 0, name: str = "") -> tuple[int, int, Mark]:
    return start, end, Mark(Span(start, end), rank, "ai"[rank % 2], "", name)


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, list[tuple[int, int, Mark]]]:
    text = draw(TEXTS)
    places = st.integers(0, len(text))
    spans = draw(st.lists(st.tuples(places, places, st.integers(0, 2)), max_size=6))
    return text, [mark(min(one, two), max(one, two), rank, f"m{at}") for at, (one, two, rank) in enumerate(spans)]


class TestWoven:
    def test_escapes_the_text(self) -> None:
        assert woven('a <b> & "c"', [], set()) == "a &lt;b&gt; &amp; &quot;c&quot;"

    def test_puts_the_higher_rank_inside(self) -> None:
        assert woven("abcd", [mark(1, 3, 1), mark(0, 4)], set()) == "<a>a<i>bc</i>d</a>"

    def test_cuts_marks_that_overlap_and_names_the_first_piece(self) -> None:
        known: set[str] = set()
        text = woven("abcd", [mark(0, 3, 0, "x"), mark(2, 4, 1, "y")], known)
        assert text == '<a id="x">ab<i id="y">c</i></a><i>d</i>'
        assert known >= {"x", "y"}

    def test_passes_over_what_is_empty(self) -> None:
        assert woven("ab", [mark(1, 1, 0, "x")], set()) == "ab"

    def test_knows_each_name_once(self) -> None:
        known = {"x"}
        assert woven("ab", [mark(0, 1, 0, "x")], known) == "<a>a</a>b"

    @given(marked())
    def test_keeps_the_text_and_nests_the_elements(self, case: tuple[str, list[tuple[int, int, Mark]]]) -> None:
        text, marks = case
        root = ElementTree.fromstring(f"<p>{woven(text, marks, set())}</p>")  # noqa: S314 (written above)
        assert "".join(root.itertext()) == text

    @given(marked())
    def test_every_mark_shows_just_its_stretch(self, case: tuple[str, list[tuple[int, int, Mark]]]) -> None:
        text, marks = case
        for start, end, one in marks:
            alone = Mark(one.span, one.rank, "b")
            others = [pair for pair in marks if pair[2] is not one]
            root = ElementTree.fromstring(f"<p>{woven(text, [*others, (start, end, alone)], set())}</p>")  # noqa: S314
            assert "".join(part for piece in root.iter("b") for part in piece.itertext()) == text[start:end]
