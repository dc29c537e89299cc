"""From files to articles: one reader per format, a shared grammar of markers, sentences and reference lists."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from refcheck.errors import UnreadableArticle
from refcheck.reading.registry import FORMATS, SUPPORTED_EXTENSIONS, Format, format_of

if TYPE_CHECKING:
    from refcheck.article import Article


def read_file(path: str) -> Article:
    """Read an article.

    Args:
        path: its path; the extension gives the format, or the content where there is none.

    Raises:
        UnreadableArticle: if it cannot be opened, decoded or read as its format.
    """
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise UnreadableArticle(error.strerror or "cannot be read", path=path) from error
    return read_bytes(data, path)


def read_bytes(data: bytes, path: str) -> Article:
    """Read an article that is already in memory.

    Args:
        data: the file.
        path: the path that gives the format and that findings name; ``-`` for standard input without a name.

    Raises:
        UnreadableArticle: if it cannot be decoded or read as its format.
    """
    return format_of(path, data).reader()(data, path)


__all__ = ["FORMATS", "SUPPORTED_EXTENSIONS", "Format", "format_of", "read_bytes", "read_file"]
