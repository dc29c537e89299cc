"""Tokens of a reference: words, numbers and single punctuation marks, each with its place.

Splitting at punctuation comes first because everything after it leans on it: ``1974;99:496-7`` is
``1974 ; 99 : 496 - 7``, and taggers that split at white space alone lose more than half of the volumes and pages.
"""

from __future__ import annotations

import re
from typing import NamedTuple

# A word may hold an apostrophe (O'Brien) and combining marks; hyphens stand alone, for page ranges' sake.
_TOKEN = re.compile(r"[^\W_]+(?:[\u0300-\u036f'’][^\W_]+)*[\u0300-\u036f]*|\S")

_GLUED_YEAR = re.compile(r"[^\W\d_]{3,40}((?:19|20)\d\d)$")

DASHES = frozenset("-‐‑‒–—―−~")


class Token(NamedTuple):
    """A word, a number or one punctuation mark.

    Attributes:
        text: as it stands.
        start, end: its place in the text that was tokenised, in code points.
    """

    text: str
    start: int
    end: int


def tokenise(text: str) -> list[Token]:
    """Split a text into tokens; white space belongs to none.

    A year that is glued to the word before it (``Midwifery2013;29``) is a token of its own.
    """
    tokens = []
    for found in _TOKEN.finditer(text):
        word, (start, end) = found[0], found.span()
        if end - start > 6 and word[-1].isdigit() and (year := _GLUED_YEAR.match(word)):
            glued = start + year.start(1)
            tokens.append(Token(text[start:glued], start, glued))
            word, start = year[1], glued
        tokens.append(Token(word, start, end))
    return tokens
