"""Where a reference prints a journal's name, abbreviated or not, without a list of abbreviations.

ISO 4 abbreviates by word: a word is cut ("Surg" for Surgery) or contracted ("Natl" for National), articles,
conjunctions and prepositions are left out. Some journals are known by their initials (JAMA, BMJ, PNAS). So one name
abbreviates another if their words do, one after the other.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from refcheck.resolution.normalise import tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

_SMALL_WORDS = (
    "the of and for in on to an de la le les el los las der die das des du et und y e di del della zur zum von van "
    "fur pour en au aux"
)
_SKIPPED = frozenset(_SMALL_WORDS.split())
_BRACKETS = re.compile(r"\([^()]{0,80}\)")


def found_in(words: Sequence[str], container: str) -> float:
    """How much of a container's name stands in a text, in full or abbreviated, its words next to each other.

    Args:
        words: the folded words of the text, in order (from `tokens`).
        container: the name.

    Returns:
        The share of the name's words that was found in the best place, 0 to 1.
    """
    name = _words(container)
    if not name:
        return 0.0
    text = _significant(words)
    best = 0
    for start, word in enumerate(text):
        if word[0] != name[0][0]:
            continue
        if _is_initials(word, name):
            return 1.0
        best = max(best, _covered(text[start : start + len(name)], name))
        if best == len(name):
            break
    return best / len(name)


def is_name_of(printed: str, container: str) -> bool:
    """Whether a printed name is a container's whole name, in full or abbreviated: "BMJ Open" is not that of "BMJ"."""
    words = _words(printed)
    return bool(words) and len(words) <= len(_words(container)) and found_in(words, container) == 1.0


def initials(container: str) -> str:
    """The first letters of the words of a container's name that an abbreviation keeps: the same in every one."""
    return "".join(word[0] for word in _words(container))


def is_small(word: str) -> bool:
    """Whether abbreviations leave a folded word out."""
    return word in _SKIPPED


def _significant(words: Sequence[str]) -> list[str]:
    """The words that an abbreviation keeps."""
    return [word for word in words if word not in _SKIPPED] or list(words)


def _words(name: str) -> list[str]:
    # "Spine (Phila Pa 1976)", "BMJ (Clinical research ed.)": what tells it from another journal of the name.
    return _significant(tokens(_BRACKETS.sub(" ", name)))


def _covered(printed: Sequence[str], name: Sequence[str]) -> int:
    """How many words of the name printed words stand for, one after the other from the start."""
    met = 0
    for short, word in zip(printed, name, strict=False):
        # "Proc Natl Acad Sci USA": the end of the name by its initials.
        if met and _is_initials(short, name[met:]):
            return len(name)
        if not _word_abbreviates(short, word):
            break
        met += 1
    return met


def _word_abbreviates(short: str, word: str) -> bool:
    if word.startswith(short):
        return True
    if short[0] != word[0] or len(short) < 2 or len(short) > len(word):
        return False
    letters = iter(word)
    return all(letter in letters for letter in short)  # a contraction: its letters in order


def _is_initials(word: str, name: Sequence[str]) -> bool:
    initials = "".join(part[0] for part in name)
    return len(word) > 2 and word in (initials, initials[:4])
