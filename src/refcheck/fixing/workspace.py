"""The files of one run as they would be with their edits; on disk they stay as they are until they are written."""

from __future__ import annotations

import stat
from collections import defaultdict
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from refcheck.errors import UsageError
from refcheck.files import write_atomically
from refcheck.finding import Edit
from refcheck.fixing.bytes import edited, encoding_of
from refcheck.reading import read_bytes
from refcheck.reading.companions import standing_in
from refcheck.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from refcheck.article import Article
    from refcheck.source import Source


class Workspace:
    """Files that are being edited: articles, and what they are read with (inputs, bibliographies).

    Args:
        contents: what some files hold, by path, whatever stands on disk: an editor has not saved them yet.
    """

    def __init__(self, contents: Mapping[str, bytes] = MappingProxyType({})) -> None:
        self._before: dict[str, bytes] = dict(contents)
        self._now: dict[str, bytes] = {}

    def read(self, path: str, trial: Mapping[str, bytes] | None = None) -> Article:
        """Read an article as it is now.

        Args:
            path: the article.
            trial: files that are to count as changed for this reading alone.

        Raises:
            UnreadableArticle: as reading does.
            UsageError: if the file cannot be opened, or is none.
        """
        files = {**self._before, **self._now, **(trial or {})}
        with standing_in({Path(name).resolve(): data for name, data in files.items()}):
            return read_bytes(files[path] if path in files else self._data(path), path)

    def with_edits(self, source: Source, edits: Sequence[Edit]) -> dict[str, bytes]:
        """The files that edits change, as they would be.

        Args:
            source: the source in which the spans are counted, read from this workspace.
            edits: whose spans do not overlap.

        Raises:
            UsageError: if a file cannot be edited byte for byte, or its encoding has no such character.
        """
        by_path: dict[str, list[Edit]] = defaultdict(list)
        for edit in edits:
            start, end = source.offset_in_file(edit.span.start), source.offset_in_file(edit.span.end)
            by_path[source.path_at(edit.span.start)].append(Edit(Span(start, end), edit.text))
        texts = {part.path: part.text for part in source.parts} or {source.path: source.text}
        changed = {}
        for path, own in by_path.items():
            mark, encoding = encoding_of(self._data(path), texts[path], path)
            try:
                changed[path] = mark + edited(texts[path], own).encode(encoding)
            except UnicodeEncodeError as error:
                characters = error.object[error.start : error.end]
                raise UsageError(f"{characters!r} cannot be written in {encoding}", path=path) from error
        return changed

    def keep(self, changed: Mapping[str, bytes]) -> None:
        """From now on the files count as changed."""
        self._now.update(changed)

    def changes(self) -> Iterator[tuple[str, bytes, bytes]]:
        """Every file that differs from what stands on disk: path, before, after."""
        for path, after in self._now.items():
            if after != self._before[path]:
                yield path, self._before[path], after

    def write(self) -> None:
        """Write what has changed, each file in one step.

        Raises:
            UsageError: if a file cannot be written, or was changed by somebody else since it was read.
        """
        for path, before, after in self.changes():
            try:
                if Path(path).read_bytes() != before:
                    raise UsageError("was changed while it was being checked: not fixed", path=path)
                write_atomically(path, after)
            except OSError as error:
                raise UsageError(f"cannot be written: {error.strerror}", path=path) from error

    def _data(self, path: str) -> bytes:
        if path in self._now:
            return self._now[path]
        if path not in self._before:
            try:
                if not stat.S_ISREG(Path(path).stat().st_mode):
                    raise UsageError("is not a plain file: not fixed", path=path)
                self._before[path] = Path(path).read_bytes()
            except OSError as error:
                raise UsageError(error.strerror or "cannot be read", path=path) from error
        return self._before[path]
