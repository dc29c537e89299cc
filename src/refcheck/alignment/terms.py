"""Words as they are compared: folded, stemmed, without the ones that say nothing."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import chain
from typing import TYPE_CHECKING

from refcheck.folding import base_letters

if TYPE_CHECKING:
    from collections.abc import Iterable

    from Stemmer import Stemmer

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
def _stemmer() -> Stemmer:
    from Stemmer import Stemmer  # noqa: PLC0415 (loaded only where an article is aligned)

    return Stemmer("english", 0)  # 0: what was stemmed is remembered here, and quicker at hand


class _Known:
    """The terms of the words that were seen.

    Attributes:
        terms: by word; empty for one that is no term.
    """

    def __init__(self) -> None:
        self.terms: dict[str, str] = {}


KNOWN = _Known()
MOST = 65_536
"""Of so many words the terms are remembered; then all are forgotten."""


def terms_of(texts: Iterable[str]) -> list[tuple[str, ...]]:
    """The stems of the words of some texts, in order, folded, stop words and single letters left out.

    By Snowball's English stemmer; words that were not seen before are stemmed all at once.
    """
    found = [WORD.findall(base_letters(text)) for text in texts]
    terms = KNOWN.terms
    new = set(chain.from_iterable(found)).difference(terms)
    if len(terms) + len(new) > MOST:
        # Another one, for another thread may look into this one.
        terms = KNOWN.terms = {}
        new = set(chain.from_iterable(found))
    if new:
        telling = [word for word in new if len(word) > 1 and word not in STOP_WORDS]
        stems = dict.fromkeys(new, "") | dict(zip(telling, _stemmer().stemWords(telling), strict=True))
        terms.update(stems)
    return [tuple(filter(None, map(terms.__getitem__, words))) for words in found]


@lru_cache(maxsize=4_096)
def terms(text: str) -> tuple[str, ...]:
    """The same of one text that is asked for again."""
    return terms_of([text])[0]
