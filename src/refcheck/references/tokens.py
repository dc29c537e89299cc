"""Tokens of a reference: words, numbers and single punctuation marks, each with its place.

Splitting at punctuation comes first because everything after it leans on it: ``1974;99:496-7`` is
``1974 ; 99 : 496 - 7``, and taggers that split at white space alone lose more than half of the volumes and pages.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

# A word may hold an apostrophe (O'Brien) and combining marks; hyphens stand alone, for page ranges' sake.
_TOKEN = re.compile(r"(\s*)([^\W_]+(?:[\u0300-\u036f'’][^\W_]+)*+[\u0300-\u036f]*|\S)")

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


# Half of the time that it takes to make one by its name goes into arguments.
_new = tuple.__new__


def tokenise(text: str) -> list[Token]:
    """Split a text into tokens; white space belongs to none.

    A year that is glued to the word before it (``Midwifery2013;29``) is a token of its own.
    """
    tokens = []
    end = 0
    # Behind white space without an end a token would be looked for again and again.
    for space, word in _TOKEN.findall(text.rstrip()):
        start = end + len(space)
        end = start + len(word)
        if end - start > 6 and word[-1].isdigit() and (year := _GLUED_YEAR.match(word)):
            glued = start + year.start(1)
            tokens += [Token(text[start:glued], start, glued), Token(year[1], glued, end)]
        else:
            tokens.append(_new(Token, (word, start, end)))
    return tokens


class _Texts(dict[int, str]):
    """Texts by the indices of their tokens; all others are empty."""

    def __missing__(self, index: int) -> str:
        return ""


def texts_by_index(tokens: list[Token], first: int, last: int) -> Callable[[int], str]:
    """What gives the text of a token by its index, from `first` up to, not with, `last`; it is empty outside.

    Those who read a reference ask for its words many times, so that the call must be quick.
    """
    return _Texts(zip(range(first, last), [token.text for token in tokens[first:last]], strict=True)).__getitem__
