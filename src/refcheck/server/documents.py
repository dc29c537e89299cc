"""The documents that are open in the editor."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pygls.uris import from_fs_path, to_fs_path

from refcheck.server.examining import Analysis
from refcheck.server.languages import encoded, is_article
from refcheck.server.texts import EditorText

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lsprotocol import types

    from refcheck.server.examining import Workers
    from refcheck.server.units import Units


class Document:
    """One document of the editor.

    Attributes:
        uri: as the editor writes it.
        path: its file; ``-`` if it has none yet.
        language: what the editor takes it for.
        version: that the editor gives its text.
        text: as it is now.
        analysis: what is made of it as it is now.
    """

    def __init__(self, item: types.TextDocumentItem, text: EditorText) -> None:
        self.uri = item.uri
        self.path = to_fs_path(item.uri) or "-"
        self.language = item.language_id
        self.version = item.version
        self.text = text
        self.analysis: Analysis

    @property
    def is_article(self) -> bool:
        """Whether it is one to be checked."""
        return is_article(self.path, self.language)

    def includes(self, path: str) -> bool:
        """Whether a file was read with it when it was last read: what it inputs, its bibliography."""
        latest = self.analysis.latest
        return latest is not None and path != self.path and any(
            part.path == path for part in latest.article.source.parts
        )  # fmt: skip


class Documents:
    """All of them, by URI.

    Args:
        units: what the editor counts characters in.
        workers: who reads and checks.
    """

    def __init__(self, units: Units, workers: Workers) -> None:
        self.units = units
        self._workers = workers
        self._open: dict[str, Document] = {}

    def __iter__(self) -> Iterator[Document]:
        return iter(list(self._open.values()))

    def get(self, uri: str) -> Document | None:
        """The document with a URI, if it is open."""
        return self._open.get(uri)

    def open(self, item: types.TextDocumentItem) -> Document:
        """A document was opened."""
        document = Document(item, EditorText(item.text, self.units))
        document.analysis = self._analysis(document)
        self._open[item.uri] = document
        return document

    def change(
        self,
        identifier: types.VersionedTextDocumentIdentifier,
        changes: Sequence[types.TextDocumentContentChangeEvent],
    ) -> Document | None:
        """The text of a document has changed."""
        document = self._open.get(identifier.uri)
        if document is not None:
            document.text = document.text.changed(changes)
            document.version = identifier.version
            self.renew(document)
        return document

    def close(self, uri: str) -> Document | None:
        """A document was closed."""
        document = self._open.pop(uri, None)
        if document is not None:
            document.analysis.stale = True
        return document

    def renew(self, document: Document) -> None:
        """What was made of a document no longer holds."""
        document.analysis.stale = True
        previous = document.analysis.latest
        document.analysis = self._analysis(document)
        document.analysis.latest = previous

    def owner(self, document: Document) -> Document:
        """The article that a document is part of: another one that inputs it, or itself."""
        return next((other for other in self if other.includes(document.path)), document)

    def uri_of(self, path: str) -> str:
        """The URI of a file: as the editor writes it if it is open."""
        return next((each.uri for each in self if each.path == path), None) or from_fs_path(path) or path

    def version_of(self, uri: str) -> int | None:
        """The version of a document, if it is open."""
        document = self._open.get(uri)
        return None if document is None else document.version

    def contents(self) -> dict[Path, bytes]:
        """What the open documents hold, by resolved path."""
        return {Path(each.path).resolve(): encoded(each.text.text) for each in self if each.path != "-"}

    def _analysis(self, document: Document) -> Analysis:
        return Analysis(document.text.text, document.path, document.language, self.contents, self._workers)
