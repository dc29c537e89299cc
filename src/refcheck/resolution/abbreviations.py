"""Journal names and their abbreviations, without a list of them.

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

_SKIPPED = frozenset(
    [
        "the",
        "of",
        "and",
        "for",
        "in",
        "on",
        "to",
        "an",
        "de",
        "la",
        "le",
        "les",
        "el",
        "los",
        "las",
        "der",
        "die",
        "das",
        "des",
        "du",
        "et",
        "und",
        "y",
        "e",
        "di",
        "del",
        "della",
        "zur",
        "zum",
        "von",
        "van",
        "fur",
        "pour",
        "en",
        "au",
        "aux",
    ]
)
_BRACKETS = re.compile(r"\([^()]{0,80}\)")
_SUBTITLE = re.compile(r"\s*[:.(]\s*|\s+[-–—]\s+|(?<=[a-z])[-–—](?=[A-Z])")  # where the main name of a journal ends


def abbreviates(short: str, full: str) -> bool:
    """Whether one name of a journal is another, or an abbreviation of it.

    Args:
        short: the name as printed ("J Clin Oncol", "Proc Natl Acad Sci U S A", "JAMA").
        full: the full name.
    """
    printed = _words(short)
    if not printed:
        return False
    for candidate in dict.fromkeys((full, _SUBTITLE.split(full, maxsplit=1)[0])):
        name = _words(candidate)
        if _is_initials(printed, name) or _covers(printed, name) == (len(printed), len(name)):
            return True
    return False


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
    text = significant(words)
    best = 0
    for start, word in enumerate(text):
        if word[0] != name[0][0]:
            continue
        if _is_initials([word], name):
            return 1.0
        best = max(best, _covers(text[start : start + len(name)], name)[1])
        if best == len(name):
            break
    return best / len(name)


def significant(words: Sequence[str]) -> list[str]:
    """The words that an abbreviation keeps."""
    return [word for word in words if word not in _SKIPPED] or list(words)


def _words(name: str) -> list[str]:
    # "Spine (Phila Pa 1976)", "BMJ (Clinical research ed.)": what tells it from another journal of the name.
    return significant(tokens(_BRACKETS.sub(" ", name)))


def _covers(printed: Sequence[str], name: Sequence[str]) -> tuple[int, int]:
    """How many words, printed and of the name, meet one after the other from the start."""
    met = 0
    for short, word in zip(printed, name, strict=False):
        # "Proc Natl Acad Sci USA": the end of the name by its initials.
        if met and _is_initials([short], name[met:]):
            return met + 1, len(name)
        if not _word_abbreviates(short, word):
            break
        met += 1
    return met, met


def _word_abbreviates(short: str, word: str) -> bool:
    if word.startswith(short):
        return True
    if short[0] != word[0] or len(short) < 2 or len(short) > len(word):
        return False
    letters = iter(word)
    return all(letter in letters for letter in short)  # a contraction: its letters in order


def _is_initials(printed: Sequence[str], name: Sequence[str]) -> bool:
    initials = "".join(word[0] for word in name)
    return len(printed) == 1 and len(printed[0]) > 2 and printed[0] in (initials, initials[:4])
