"""Words as they are compared: folded, stemmed, without the ones that say nothing."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from refcheck.folding import base_letters
from refcheck.remembering import Remembered

if TYPE_CHECKING:
    from collections.abc import Callable

WORD = re.compile(r"[a-z0-9]+(?:\.[0-9]+)?")
"""A word, or a number with its decimals, of a folded text."""

_STOP_WORDS = """
    a about above after again against all also although am among an and another any are as at be because been
    before being below between both but by can cannot could did do does doing done down during each either et al few
    for from further had has have having he her here hers him his how however i if in into is it its itself may me
    might more most much must my neither no nor not of off on once one only or other others our ours out over own per
    rather same several shall she should since so some such than that the their theirs them then there therefore these
    they this those though three through thus to too two under until up upon us very via was we well were what when
    where whereas whether which while who whom whose why will with within without would yet you your
"""
STOP_WORDS = frozenset(_STOP_WORDS.split())
"""Words that no reference is known by. The usual English list and the small numbers."""


@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """Lower case, without diacritics: "Bouché" and "bouche" are one."""
    return base_letters(text)


@cache
def _stemmer() -> Callable[[str], str]:
    from Stemmer import Stemmer  # noqa: PLC0415 (loaded only where an article is aligned)

    stem: Callable[[str], str] = Stemmer("english", 0).stemWord  # 0: `_term` below remembers, and is quicker at it
    return stem


def _term(word: str) -> str:
    """The Snowball English stem of a folded word; nothing of a stop word or a single letter."""
    return _stemmer()(word) if word not in STOP_WORDS and len(word) > 1 else ""


_TERMS = Remembered(_term, 65_536)


def terms_of(text: str) -> tuple[str, ...]:
    """The stems of the words of a text, in order, folded, stop words and single letters left out."""
    return tuple(filter(None, map(_TERMS.__getitem__, WORD.findall(base_letters(text)))))


@lru_cache(maxsize=4_096)
def terms(text: str) -> tuple[str, ...]:
    """The same of a text that is asked for again."""
    return terms_of(text)
