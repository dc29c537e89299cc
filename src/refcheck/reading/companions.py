"""Files that an article names: what LaTeX inputs, bibliographies. Only its own folder is ever looked into.

An article may come from anybody. So nothing above its folder is opened, whatever the article writes and wherever a
symbolic link leads, nothing but plain files, and no more than a book needs.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING

from refcheck.errors import UnreadableArticle
from refcheck.reading.decoding import decode

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MOST_FILES = 500
"""How many files one article may name."""
MOST_BYTES = 50_000_000
"""How much they may hold together."""


_standing_in: ContextVar[Mapping[Path, bytes]] = ContextVar("_standing_in")


@contextmanager
def standing_in(files: Mapping[Path, bytes]) -> Iterator[None]:
    """Read articles as if some of the files beside them held something else: what they would after a fix.

    Args:
        files: what each holds, by its resolved path.
    """
    token = _standing_in.set(files)
    try:
        yield
    finally:
        _standing_in.reset(token)


class Unavailable(Exception):  # noqa: N818 (it says what is so)
    """A file that the article names and that is not read; the message says why, in a few words."""


class Companions:
    """The files beside one article.

    Args:
        path: the article, as the user gave it; ``-`` has no folder.
    """

    def __init__(self, path: str) -> None:
        self._article = path
        self._shown = os.path.dirname(path) if path != "-" else ""  # noqa: PTH120 (paths stay as the user wrote them)
        self._root = Path(self._shown or ".").resolve() if path != "-" else None
        self._texts: dict[str, str] = {}
        self._bytes = 0

    def text(self, name: str, *endings: str, below: str = "") -> tuple[str, str]:
        """Read one of the files.

        Args:
            name: its name as the article writes it, relative to the article's folder.
            endings: what may have to be added to the name (``.tex``), in the order to be tried.
            below: a folder, relative to the article's, in which it may stand, too.

        Returns:
            Its path, as the user would write it, and its text.

        Raises:
            Unavailable: if it is not there, or must not or cannot be read.
        """
        name = name.strip().strip('"')
        if self._root is None:
            raise Unavailable("standard input has no folder to look into")
        if not name or "\0" in name or PurePosixPath(name).is_absolute() or PureWindowsPath(name).drive:
            raise Unavailable("only files below the article's folder are read")
        for folder in dict.fromkeys(("", below)):
            for ending in endings:
                relative = os.path.normpath(Path(folder) / (name + ending))
                found = self._read(relative)
                if found is not None:
                    return found
        raise Unavailable("not found")

    def _read(self, relative: str) -> tuple[str, str] | None:
        assert self._root is not None  # noqa: S101 (the caller looked)
        shown = os.path.normpath(Path(self._shown) / relative)
        if shown in self._texts:
            return shown, self._texts[shown]
        try:
            target = (self._root / relative).resolve()
            if not target.is_relative_to(self._root):
                raise Unavailable("only files below the article's folder are read")
            if not target.is_file():
                return None
            data = _standing_in.get({}).get(target)
            if data is None:
                with target.open("rb") as stream:
                    data = stream.read(MOST_BYTES - self._bytes + 1)
        except (OSError, RuntimeError, ValueError) as error:  # also links that lead to themselves, absurd names
            raise Unavailable(getattr(error, "strerror", None) or "cannot be opened") from error
        if len(self._texts) >= MOST_FILES or self._bytes + len(data) > MOST_BYTES:
            raise Unavailable("the article names more files, or larger ones, than are read")
        self._bytes += len(data)
        try:
            text = decode(data, shown)
        except UnreadableArticle as error:
            raise Unavailable(error.message) from error
        self._texts[shown] = text
        return shown, text
