"""The formats that can be read, one line each."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from pathlib import PurePath
from typing import TYPE_CHECKING

from refcheck.errors import UnreadableArticle
from refcheck.reading import contents
from refcheck.reading.contents import Likeness
from refcheck.reading.limits import MOST_BYTES, MOST_BYTES_PACKED

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
        looks_like: how much a file looks like it by its content (see `contents`).
        most_bytes: how large a file may be.
    """

    name: str
    extensions: tuple[str, ...]
    entry: str
    looks_like: Callable[[bytes], Likeness]
    most_bytes: int = MOST_BYTES

    def reader(self) -> Callable[[bytes, str], Article]:
        """Import the reader."""
        module, function = self.entry.split(":")
        reader: Callable[[bytes, str], Article] = getattr(import_module(module), function)
        return reader


FORMATS: tuple[Format, ...] = (
    # In the order in which content is tried: what is easily told first, text, which anything may be, last.
    Format("word", (".docx", ".docm"), "refcheck.reading.word.reader:read", contents.word, MOST_BYTES_PACKED),
    Format("jats", (".xml", ".nxml"), "refcheck.reading.jats:read", contents.jats),
    Format("html", (".html", ".htm", ".xhtml"), "refcheck.reading.html.reader:read", contents.html),
    Format("latex", (".tex", ".ltx", ".latex"), "refcheck.reading.latex.reader:read", contents.latex),
    Format("markdown", (".md", ".markdown", ".qmd", ".rmd"), "refcheck.reading.markdown:read", contents.markdown),
    Format("text", (".txt", ".text"), "refcheck.reading.text:read", contents.text),
)

SUPPORTED_EXTENSIONS: frozenset[str] = frozenset(extension for form in FORMATS for extension in form.extensions)


def format_of(path: str, data: bytes) -> Format:
    """The format of a file.

    Its extension says it, unless the content is beyond doubt another format's: a page of HTML that is called
    ``.xml`` is read as HTML, a Word file that is called ``.doc`` as Word. Where there is no extension (standard input)
    or an unknown one, the content decides; an unknown one has to be beyond doubt.

    Args:
        path: the path; ``-`` for standard input.
        data: the file.

    Raises:
        UnreadableArticle: if the content is of a kind that no reader knows (a PDF), or neither extension nor content
            tells a format.
    """
    if words := contents.refused(data):
        raise UnreadableArticle(words, path=path)
    extension = PurePath(path).suffix.lower() if path != "-" else ""
    named = next((form for form in FORMATS if extension in form.extensions), None)
    if named and (not data or named.looks_like(data) is Likeness.CERTAIN):
        return named
    sure = next((form for form in FORMATS if form.looks_like(data) is Likeness.CERTAIN), named)
    if sure:
        return sure
    if extension:
        known = ", ".join(sorted(SUPPORTED_EXTENSIONS))
        raise UnreadableArticle(f"no reader for {extension} files (there are readers for {known})", path=path)
    return next(form for form in FORMATS if form.looks_like(data))
