"""Running text in the making: what is shown, code point for code point with its place."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from refcheck.reading.blocks import Block, BlockKind, Markup
from refcheck.source import MappedText, Span

if TYPE_CHECKING:
    from refcheck.article import Key, MarkerStyle


class Flow:
    """One block in the making.

    Args:
        kind: what it will be.
        label: the label that a list gives it, and its place.
    """

    def __init__(self, kind: BlockKind, label: tuple[str, int] = ("", 0)) -> None:
        self.kind = kind
        self.label = label
        self._parts: list[str] = []
        self._offsets = array("q")
        self._marks: list[Markup] = []
        self._opaque: list[Span] = []
        self._spaced = True  # whether white space would be one too many

    @property
    def length(self) -> int:
        """How many code points there are."""
        return len(self._offsets)

    def verbatim(self, text: str, start: int) -> None:
        """Add text that stands as it is at a place in the source."""
        self._parts.append(text)
        self._offsets.extend(range(start, start + len(text)))
        self._spaced = text[-1].isspace()

    def put(self, text: str, at: int, *, opaque: bool = False) -> None:
        """Add text that stands for something else at a place in the source."""
        if not text:
            return
        if opaque:
            self._opaque.append(Span(self.length, self.length + len(text)))
        self._parts.append(text)
        self._offsets.extend([at] * len(text))
        self._spaced = text[-1].isspace()

    def space(self, at: int) -> None:
        """Add white space, unless there is some."""
        if not self._spaced:
            self.put(" ", at)

    def end_line(self, at: int) -> None:
        """Add a line end."""
        if self._parts:
            self.put("\n", at)

    def mark(self, start: int, source: Span, style: MarkerStyle, keys: tuple[Key, ...] = ()) -> None:
        """Set apart what was added from `start` on."""
        if self.length > start:
            self._marks.append(Markup(Span(start, self.length), style, source, keys=keys))

    def block(self) -> Block | None:
        """The block; None if nothing visible is in it."""
        text = "".join(self._parts)
        visible = text.strip()
        if not visible:
            return None
        start = len(text) - len(text.lstrip())
        end = start + len(visible)
        offsets = self._offsets[start:end]
        marks = (
            Markup(_cut(mark.content, start, end), mark.style, mark.source, keys=mark.keys)
            for mark in self._marks
            if mark.content.start < end and mark.content.end > start
        )
        opaque = (_cut(span, start, end) for span in self._opaque if span.start < end and span.end > start)
        return Block(
            MappedText(visible, offsets),
            Span(offsets[0], offsets[-1] + 1),
            self.kind,
            tuple(sorted(marks, key=lambda mark: (mark.content.start, -mark.content.end))),
            tuple(sorted(opaque)),
        )


def _cut(span: Span, start: int, end: int) -> Span:
    return Span(max(span.start, start) - start, min(span.end, end) - start)
