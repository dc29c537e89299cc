"""The text of a document as the editor has it, kept up to date by its changes.

Lines end as the protocol has them end (LF, CRLF, CR). pygls also takes form feeds and Unicode separators for line ends,
so that in a text that holds one every position after it would be off: this is why texts are kept here.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from refcheck.offsets import line_starts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lsprotocol import types

    from refcheck.server.units import Units


class EditorText:
    """One state of a text, as the editor has it.

    Args:
        text: the whole text.
        units: what the editor counts characters in.
    """

    def __init__(self, text: str, units: Units) -> None:
        self.text = text
        self._units = units
        self._starts = line_starts(text)

    def changed(self, changes: Sequence[types.TextDocumentContentChangeEvent]) -> EditorText:
        """The text after changes, each of which counts in the text that the one before has made."""
        now = self
        for change in changes:
            place = getattr(change, "range", None)
            if place is None:
                now = EditorText(change.text, self._units)
            else:
                start, end = sorted((now.offset(place.start), now.offset(place.end)))
                now = EditorText(now.text[:start] + change.text + now.text[end:], self._units)
        return now

    def offset(self, position: types.Position) -> int:
        """The code points before a position; one past the end of its line, or of the text, is that end."""
        if position.line >= len(self._starts):
            return len(self.text)
        start = self._starts[position.line]
        return start + self._units.index(self._line(position.line), position.character)

    def position(self, offset: int) -> tuple[int, int]:
        """The line, from 0, and the character in it, in the editor's units, at an offset in code points."""
        line = bisect_right(self._starts, offset) - 1
        return line, self._units.count(self.text[self._starts[line] : offset])

    def _line(self, number: int) -> str:
        end = self._starts[number + 1] if number + 1 < len(self._starts) else len(self.text)
        return self.text[self._starts[number] : end].rstrip("\r\n")
