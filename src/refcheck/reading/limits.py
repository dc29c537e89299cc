"""How large an article may be: far larger than any is, and small enough to be read in seconds.

What is beyond is a data set, a dump or a bomb, and is refused in one line instead of being worked on for minutes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from refcheck.errors import UnreadableArticle

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Found = TypeVar("Found")

MOST_BYTES = 25_000_000
"""Bytes of a text, mark-up included; the longest article of PubMed Central has about 20 million."""
MOST_BYTES_PACKED = 250_000_000
"""Bytes of a file that holds pictures too (Word)."""
MOST_LINES = 250_000
"""Lines of a text; a book of a thousand pages has 50,000."""
MOST_MARKUP = 500_000
"""Signs of mark-up in a text that is not XML; ten megabytes of guidelines full of links have 300,000."""
MOST_MARKERS = 100_000
"""Numbers in brackets, in parentheses, raised or linked, whether they are citations or not."""
MOST_REFERENCES = 20_000
"""References of all lists; the longest bibliographies of reviews have a few thousand."""

MOST_SUPPRESSIONS = 1_000
"""Comments that silence findings."""


MOST_COMMANDS = 1_000_000
"""Signs of LaTeX's own in a document: a megabyte of nothing else, far more than any paper has."""


def refuse_too_many_lines(text: str, path: str) -> None:
    """Look whether a text has more lines than any article.

    Raises:
        UnreadableArticle: if it has.
    """
    Allowance(MOST_LINES, "lines", path).spend(text.count("\n") + text.count("\r") - text.count("\r\n"))


class Allowance:
    """How many of something a file may have.

    Args:
        most: how many.
        what: what is counted, in the plural.
        path: the file, for the error.
    """

    def __init__(self, most: int, what: str, path: str) -> None:
        self._left = self._most = most
        self._what = what
        self._path = path

    def counted(self, found: Iterable[Found]) -> Iterator[Found]:
        """The same things, each counted when it is reached."""
        for each in found:
            self.spend()
            yield each

    def spend(self, count: int = 1) -> None:
        """Count some more of them.

        Raises:
            UnreadableArticle: if there are too many now.
        """
        self._left -= count
        if self._left < 0:
            raise UnreadableArticle(f"more than {self._most:,} {self._what}: this is no article", path=self._path)
