"""Which reader reads a document of the editor, and the reading of it."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from refcheck.errors import UnreadableArticle
from refcheck.reading.companions import standing_in
from refcheck.reading.registry import FORMATS, SUPPORTED_EXTENSIONS, format_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from refcheck.article import Article
    from refcheck.reading.registry import Format

#: Formats by the names that editors have for languages. Word files are not edited as text.
LANGUAGES = {
    "markdown": "markdown",
    "pandoc": "markdown",
    "quarto": "markdown",
    "rmd": "markdown",
    "plaintext": "text",
    "text": "text",
    "latex": "latex",
    "tex": "latex",
    "plaintex": "latex",
    "html": "html",
    "xhtml": "html",
    "xml": "jats",
    "nxml": "jats",
}


def is_article(path: str, language: str) -> bool:
    """Whether a document is one to be checked: by the ending of its name, as `refcheck check` does, or its language."""
    return PurePath(path).suffix.lower() in SUPPORTED_EXTENSIONS or language in LANGUAGES


def read_text(text: str, path: str, language: str, others: Mapping[Path, bytes]) -> Article:
    """Read an article from the editor.

    Args:
        text: as the editor has it.
        path: its file, or ``-`` if it has none yet. If its ending is one that `refcheck check` knows, it tells the
            format, so that both find the same.
        language: the language that the editor takes it for, which tells the format else.
        others: what the other documents in the editor hold, by resolved path: files that the article names.

    Raises:
        UnreadableArticle: as reading a file does.
    """
    data = encoded(text)
    form = _by_language(path, language) or format_of(path, data)
    if len(data) > form.most_bytes:
        raise UnreadableArticle(f"larger than {form.most_bytes // 1_000_000} MB: this is no article", path=path)
    with standing_in(others):
        return form.reader()(data, path)


def encoded(text: str) -> bytes:
    """A text of the editor as bytes.

    A byte order mark that is part of the text gets another before it, which reading takes off. Half a surrogate pair,
    which JSON may bring, is no character: it becomes one.
    """
    return text.encode("utf-8-sig" if text.startswith("\ufeff") else "utf-8", "replace")


def _by_language(path: str, language: str) -> Format | None:
    if PurePath(path).suffix.lower() in SUPPORTED_EXTENSIONS:
        return None
    return next((form for form in FORMATS if form.name == LANGUAGES.get(language)), None)
