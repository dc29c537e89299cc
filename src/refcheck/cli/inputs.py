"""What to check: files, folders and standard input."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from refcheck.errors import NoInput, UnreadableArticle

if TYPE_CHECKING:
    from collections.abc import Sequence

    from refcheck.article import Article

#: folders that hold no articles of the user's
_SKIPPED_FOLDERS = {"node_modules", "__pycache__", "site-packages"}


def articles_in(paths: Sequence[str]) -> list[str]:
    """The files to check among paths: files as given, folders searched for the formats refcheck reads.

    Args:
        paths: files, folders, or ``-``. Hidden folders, and hidden files in folders, are passed over.

    Returns:
        Paths as the user would write them, each once, folders in sorted order.

    Raises:
        NoInput: if a path does not exist, or a folder cannot be searched, or there is nothing to check.
    """
    from refcheck.reading.registry import SUPPORTED_EXTENSIONS  # noqa: PLC0415 (readers are loaded when there is work)

    found: dict[str, None] = {}
    for path in paths:
        if os.path.isdir(path):  # noqa: PTH112 (`Path.is_dir` raises where a folder above is closed)
            found.update(dict.fromkeys(_walk(path, frozenset(SUPPORTED_EXTENSIONS))))
        elif path == "-" or _may_be_read(path):
            found[path] = None
        else:
            raise NoInput("no such file or folder", path=path)
    if not found:
        endings = ", ".join(sorted(SUPPORTED_EXTENSIONS))
        raise NoInput(f"nothing to check: no file ends in {endings}", path=paths[0] if len(paths) == 1 else None)
    return list(found)


def _may_be_read(path: str) -> bool:
    """Whether a file is there, a pipe (`<(...)`) too; what cannot even be looked at, its reader says why."""
    try:
        Path(path).stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return True
    return True


def _walk(folder: str, extensions: frozenset[str]) -> list[str]:
    def refuse(error: OSError) -> None:
        raise NoInput(error.strerror or "cannot be searched", path=error.filename)

    found = []
    for parent, folders, files in os.walk(folder, onerror=refuse):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in _SKIPPED_FOLDERS)
        found += [
            os.path.normpath(Path(parent) / name)
            for name in sorted(files)
            if not name.startswith(".") and Path(name).suffix.lower() in extensions
        ]
    return found


def read_input(path: str, stdin_filename: str | None = None) -> Article:
    """Read one article from a file, or from standard input if `path` is ``-``.

    Args:
        path: the file.
        stdin_filename: what to call standard input; its ending tells the format.

    Raises:
        UnreadableArticle: if there is no such file, or it cannot be read.
    """
    from refcheck.reading import read_bytes, read_file  # noqa: PLC0415 (readers are loaded when there is work)
    from refcheck.reading.limits import MOST_BYTES_PACKED  # noqa: PLC0415 (the same)

    if path == "-":
        if sys.stdin is None:
            raise UnreadableArticle("standard input is closed", path=stdin_filename or "-")
        return read_bytes(sys.stdin.buffer.read(MOST_BYTES_PACKED + 1), stdin_filename or "-")
    if os.path.isdir(path):  # noqa: PTH112 (as above)
        raise UnreadableArticle("is a folder, not a file", path=path)
    return read_file(path)
