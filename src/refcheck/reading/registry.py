"""The formats that can be read, one line each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib import import_module
from pathlib import PurePath
from typing import TYPE_CHECKING

from refcheck.errors import UnreadableArticle

if TYPE_CHECKING:
    from collections.abc import Callable

    from refcheck.article import Article


@dataclass(frozen=True, slots=True)
class Format:
    """A format and its reader.

    Attributes:
        name: its name, as in `Source.format`.
        extensions: the file name extensions that mean it, lower case, with their dot.
        entry: the reader, ``module:function``, imported when it is first needed; it takes the bytes of the file and
            its path and gives an `Article`.
    """

    name: str
    extensions: tuple[str, ...]
    entry: str

    def reader(self) -> Callable[[bytes, str], Article]:
        """Import the reader."""
        module, function = self.entry.split(":")
        reader: Callable[[bytes, str], Article] = getattr(import_module(module), function)
        return reader


FORMATS: tuple[Format, ...] = (
    Format("text", (".txt", ".text"), "refcheck.reading.text:read"),
    Format("markdown", (".md", ".markdown"), "refcheck.reading.markdown:read"),
    Format("jats", (".xml", ".nxml"), "refcheck.reading.jats:read"),
)

SUPPORTED_EXTENSIONS: frozenset[str] = frozenset(extension for form in FORMATS for extension in form.extensions)

_JATS = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:\?xml\b|!DOCTYPE\s+article\b|article\b)")
_MARKDOWN = re.compile(
    r"^(?:---\s*$|\+\+\+\s*$|#{1,6}\s+\S|```|~~~|\[\^[^\]\s]{1,50}\]:|\|.{0,500}\|\s*$|[*-]\s\[[ x]\]\s)"
    r"|\]\((?:#|https?://|/)|\*\*\w[^*\n]{0,200}\*\*|\[\^\w{1,50}\]",
    re.MULTILINE,
)


def format_of(path: str, data: bytes) -> Format:
    """The format of a file: by its extension, else (no extension, standard input) by what it contains.

    Args:
        path: the path; ``-`` for standard input.
        data: the file.

    Raises:
        UnreadableArticle: if the extension is one that no reader knows.
    """
    extension = PurePath(path).suffix.lower() if path != "-" else ""
    for form in FORMATS:
        if extension in form.extensions:
            return form
    if extension:
        known = ", ".join(sorted(SUPPORTED_EXTENSIONS))
        raise UnreadableArticle(f"no reader for {extension} files (there are readers for {known})", path=path)
    text, markdown, jats = FORMATS
    if _JATS.match(data[:400]):
        return jats
    return markdown if _MARKDOWN.search(data[:100_000].decode("utf-8", "replace")) else text
