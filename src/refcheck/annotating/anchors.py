"""From a place in the text of an article to the elements of the Word file that show it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from refcheck.annotating.splitting import Splitter

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from refcheck.annotating.markup import Markup
    from refcheck.annotating.splitting import Edge
    from refcheck.reading.word.opening import Opened
    from refcheck.reading.word.shown import NoteKind, Shown
    from refcheck.source import Span


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a comment is put.

    Attributes:
        start, end: the places of its marks.
        stands_for: what in the body stands for the place, where comments cannot stand at the place itself ("a
            footnote"); empty where they can.
    """

    start: Edge
    end: Edge
    stands_for: str = ""


class Anchors:
    """Finds where comments are put in a document.

    Word ignores the marks of comments in text boxes and notes ([MS-OI29500] 2.1.315, c), so what stands there has its
    comment at the box, or at the call of the note.

    Args:
        opened: the document as it shows.
        markup: its main part, from which it was opened.
    """

    def __init__(self, opened: Opened, markup: Markup) -> None:
        self.splitter = Splitter(markup)
        self._starts = opened.layout.starts
        self._paragraphs = opened.walk.paragraphs
        self._begins = [start - len(shown.lead) for start, shown in zip(self._starts, self._paragraphs, strict=True)]
        self._calls: dict[tuple[NoteKind, str], Element] = {}
        for shown in self._paragraphs:
            by_start = {start: element for start, _, element in shown.origins}
            for call in shown.calls:
                self._calls.setdefault((call.kind, call.name), by_start[call.start])

    def find(self, span: Span) -> Anchor | None:
        """Where a comment on a place is put; None if nothing in the file shows it.

        Args:
            span: the place, in the article's source. Where it holds only what Word computes (the number of a
                reference), the whole paragraph is taken.
        """
        first = max(0, bisect_right(self._begins, span.start) - 1)
        last = max(first + 1, bisect_left(self._begins, span.end))
        pieces = [
            (shown, max(start, span.start - base), min(end, span.end - base), start, element)
            for shown, base in zip(self._paragraphs[first:last], self._starts[first:last], strict=True)
            for start, end, element in _within(shown, span.start - base, span.end - base)
        ]
        if not pieces:
            shown = self._paragraphs[first]
            pieces = [(shown, start, end, start, element) for start, end, element in shown.origins]
        if not pieces:
            return None
        shown, start, _, base, element = pieces[0]
        if shown.note is not None:
            return self._at_call(shown)
        _, _, end, last_base, last_element = [piece for piece in pieces if piece[0].note is None][-1]
        box = self.splitter.box(element)
        return Anchor(
            self.splitter.before(element, start - base),
            self.splitter.after(last_element, end - last_base),
            "" if box is None else "a text box",
        )

    def _at_call(self, shown: Shown) -> Anchor | None:
        """Around the call of a note, which may itself be in a note."""
        assert shown.note is not None  # noqa: S101 (asked by `find`)
        call = self._calls.get(shown.note)
        if call is None or call not in self.splitter.markup.parents:
            return None
        return Anchor(self.splitter.before(call), self.splitter.after(call, 0), f"a {shown.note[0].value}")


def _within(shown: Shown, start: int, end: int) -> list[tuple[int, int, Element]]:
    """What shows some of a stretch of a paragraph."""
    first = bisect_right(shown.origins, start, key=lambda origin: origin[1])
    return shown.origins[first : bisect_left(shown.origins, end, key=lambda origin: origin[0])]
