"""A pybtex input plugin, so that ``pybtex-convert article.md references.bib`` reads an article's reference list."""

from __future__ import annotations

from typing import Any

from pybtex.database.input import BaseParser
from pybtex.exceptions import PybtexError

from refcheck.errors import RefcheckError
from refcheck.references.bibtex import bibliography
from refcheck.references.export import records_of


class ArticleParser(BaseParser):  # type: ignore[misc]  # pybtex has no types
    """Reads the reference list of an article in any format that refcheck reads."""

    default_suffix = ".md"

    def parse_file(self, filename: str, file_suffix: str | None = None) -> Any:
        """Add the references of an article to the database.

        Args:
            filename: the article.
            file_suffix: appended to the name, as pybtex does for its own formats.

        Raises:
            PybtexError: if the article cannot be read.
        """
        from refcheck.reading import read_file  # noqa: PLC0415 (reading imports references, so not the other way at load)

        self.filename = filename + (file_suffix or "")
        try:
            article = read_file(self.filename)
        except RefcheckError as error:
            raise PybtexError(error.message, filename=self.filename) from error
        for key, entry in bibliography(records_of(article)).entries.items():
            self.data.add_entry(key, entry)
        return self.data

    def parse_stream(self, stream: Any) -> Any:
        """Refuse: the format of an article is told by its file's name."""
        raise PybtexError("articles are read from files, not from streams", filename=getattr(stream, "name", None))
