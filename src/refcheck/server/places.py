"""Places in a source as the protocol has them, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

if TYPE_CHECKING:
    from refcheck.server.documents import Documents
    from refcheck.source import Source, Span


class Places:
    """The places in one source.

    Args:
        source: the source.
        documents: what is open, for the units and the URIs of the editor.
    """

    def __init__(self, source: Source, documents: Documents) -> None:
        self._source = source
        self._documents = documents

    def position(self, offset: int) -> types.Position:
        """Where a code point stands in its file."""
        line, column = self._source.line_and_column(offset)
        before = self._source.line(line, self._source.path_at(offset))[: column - 1]
        return types.Position(line - 1, self._documents.units.count(before))

    def range(self, span: Span) -> types.Range:
        """Where a span stands in the file in which it begins."""
        start = self.position(span.start)
        if self._source.path_at(span.start) != self._source.path_at(span.end) and len(span):
            # The end of a stretch is the beginning of the next, which stands in another file.
            last = self.position(span.end - 1)
            width = self._documents.units.count(self._source.text[span.end - 1])
            return types.Range(start, types.Position(last.line, last.character + width))
        return types.Range(start, self.position(span.end))

    def uri(self, offset: int) -> str:
        """The file in which a code point stands."""
        return self._documents.uri_of(self._source.path_at(offset))

    def location(self, span: Span) -> types.Location:
        """A span with its file."""
        return types.Location(self.uri(span.start), self.range(span))

    def offset(self, uri: str, position: types.Position) -> int | None:
        """The code point of the source at a position of a document that is open; None if it is not part of it."""
        document = self._documents.get(uri)
        if document is None:
            return None
        offset = document.text.offset(position)
        if not self._source.parts:
            return min(offset, len(self._source.text)) if document.path == self._source.path else None
        for part in self._source.parts:
            if part.path == document.path and part.offset <= offset <= part.offset + part.length:
                return part.start + offset - part.offset
        return None
