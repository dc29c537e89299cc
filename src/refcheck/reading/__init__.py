"""From files to articles: one reader per format, a shared grammar of markers, sentences and reference lists."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from select import select
from typing import TYPE_CHECKING

from refcheck.errors import UnreadableArticle
from refcheck.reading.limits import MOST_BYTES_PACKED
from refcheck.reading.registry import FORMATS, SUPPORTED_EXTENSIONS, Format, format_of

if TYPE_CHECKING:
    from typing import BinaryIO

    from refcheck.article import Article

PATIENCE = 10.0
"""How long a named pipe is waited for, in seconds."""
_OPEN_ALREADY = ("/dev/", "/proc/")
"""Where the shell puts pipes that it has opened itself, ``<(...)``; whoever writes into them may take his time."""


def read_file(path: str) -> Article:
    """Read an article.

    Args:
        path: its path; the extension gives the format, or the content where there is none.

    Raises:
        UnreadableArticle: if it cannot be opened, decoded or read as its format.
    """
    try:
        with _opened(path) as file:
            data = file.read(MOST_BYTES_PACKED + 1)  # it may be a pipe, and without end
    except OSError as error:
        raise UnreadableArticle(error.strerror or "cannot be read", path=path) from error
    return read_bytes(data, path)


def _opened(path: str) -> BinaryIO:
    if path.startswith(_OPEN_ALREADY) or not stat.S_ISFIFO(Path(path).stat().st_mode):
        return Path(path).open("rb")
    # Opening waits for somebody at the other end, and nobody may ever come.
    pipe = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    if not select([pipe], [], [], PATIENCE)[0]:
        os.close(pipe)
        raise UnreadableArticle(f"a pipe into which nobody wrote for {PATIENCE:g} s", path=path)
    os.set_blocking(pipe, True)
    return os.fdopen(pipe, "rb")


def read_bytes(data: bytes, path: str) -> Article:
    """Read an article that is already in memory.

    Args:
        data: the file.
        path: the path that gives the format and that findings name; ``-`` for standard input without a name.

    Raises:
        UnreadableArticle: if it cannot be decoded or read as its format, or is too large.
    """
    form = format_of(path, data)
    if len(data) > form.most_bytes:
        raise UnreadableArticle(f"larger than {form.most_bytes // 1_000_000} MB: this is no article", path=path)
    return form.reader()(data, path)


__all__ = ["FORMATS", "SUPPORTED_EXTENSIONS", "Format", "format_of", "read_bytes", "read_file"]
