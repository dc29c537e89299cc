"""What a document's own words say about a glued number: is ``CD4`` a name in it, or "CD" with a citation?"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_WORD = re.compile(r"([^\W_][\w'’+/.‐-]*)(\s\d)?")
_JOINED = re.compile(r"(?<![\w.,])([^\W\d_]\w{0,30})(?:[-‐]|\s)(\d{1,3})(?![\w%°]|[.,:–-]\d)")
_LETTERED = re.compile(r"[^\W\d_]{3,30}\s[A-Za-z](?![\w'’]|[.‐-]\w|\s\d)")
_NONE: Counter[str] = Counter()
_ENDS = "'’.+/‐-"


class Words:
    """The words of a document, counted as they stand."""

    def __init__(self, texts: Iterable[str]) -> None:
        """Count the words of the texts.

        Args:
            texts: the texts of all blocks.
        """
        self._counts: Counter[str] = Counter()
        self._joined: dict[str, Counter[str]] = {}
        for text in texts:
            # "type 2" is no word that stands alone.
            self._counts.update(word.rstrip(_ENDS) for word, numbered in _WORD.findall(text) if not numbered)
            self._counts.update(" ".join(pair.split()) for pair in _LETTERED.findall(text))
            for word, digits in _JOINED.findall(text):
                self._joined.setdefault(word, Counter())[digits] += 1

    def count(self, word: str) -> int:
        """How often a word stands so, with nothing glued to it."""
        return self._counts[word.rstrip(_ENDS)]

    def alone(self, word: str) -> int:
        """How often a word, or the last part of a compound, stands so."""
        last = re.split(r"[-‐/]", word)[-1]
        return max(self.count(word), self.count(last) if len(last) > 1 and last.isalpha() else 0)

    def numbers_of(self, word: str) -> Counter[str]:
        """How often each number follows a word after a hyphen or white space ("IL-6", "Domain 3")."""
        return self._joined.get(word, _NONE)
