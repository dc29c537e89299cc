"""Stretches of a reference that are made up of numbers, punctuation and locator words."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from refcheck.references.locator_words import (
    ARTICLE,
    ISSUE,
    LOCATOR_WORDS,
    MONTHS,
    PAGE,
    PAGES,
    PART,
    PUNCTUATION,
    ROMAN,
    SUPPLEMENT,
    VOLUME,
    has_digit,
)
from refcheck.references.tokens import DASHES

if TYPE_CHECKING:
    from refcheck.references.tokens import Token


_LABELS = VOLUME | PAGES | SUPPLEMENT | ISSUE | PART | ARTICLE
_LONGEST = max(18, *map(len, LOCATOR_WORDS))
"""No word of a locator is longer; a page may have 18 characters."""


def runs(tokens: list[Token], first: int) -> list[tuple[int, int]]:
    """Stretches of locator tokens with at least one number in each."""
    found: list[tuple[int, int]] = []
    at = first
    count = len(tokens)
    while at < count:
        if not _belongs(tokens, at):
            at += 1
            continue
        start = at
        numbers = False
        bracket = -1
        while at < count:
            if tokens[at].text == "(":
                bracket = at
            elif tokens[at].text == ")":
                bracket = -1
            if _belongs(tokens, at):
                numbers = numbers or has_digit(tokens[at].text)
                at += 1
            elif bracket > start and (close := _closes(tokens, bracket + 1)) > at:
                at = close  # words in brackets right after a number: (Suppl Proceedings), (Database issue)
            else:
                break
        numbered = _after_stray_bracket(tokens, start, at)
        if any(tokens[index].text[-1].isdigit() for index in range(numbered, at)):
            start = numbered
        while start < at and not _opens(tokens, start):
            start += 1
        if numbers and start < at:
            found.append((start, at))
    return found


def _belongs(tokens: list[Token], at: int) -> bool:
    word = tokens[at].text
    if len(word) > _LONGEST:
        return word.isdigit()
    return _is_of_a_locator(word) or (len(word) == 1 and is_abstract_letter(tokens, at))


@lru_cache(4_000)
def _is_of_a_locator(word: str) -> bool:
    # The words of references repeat.
    return (
        word in PUNCTUATION
        or word.isdigit()
        or word.lower() in LOCATOR_WORDS
        or bool(PAGE.match(word))
        or bool(ROMAN.match(word))
    )


def is_abstract_letter(tokens: list[Token], at: int) -> bool:
    """The letter of an abstract's number, ``A-7018``."""
    return (
        len(tokens[at].text) == 1
        and tokens[at].text.isupper()
        and at + 2 < len(tokens)
        and tokens[at + 1].text in DASHES
        and tokens[at + 2].text.isdecimal()
        and tokens[at + 2].start == tokens[at].end + 1
    )


def _after_stray_bracket(tokens: list[Token], start: int, end: int) -> int:
    """Past a bracket that opened before the run, as in ``Spine (Phila Pa 1976) 2004, 29``."""
    depth = 0
    for at in range(start, end):
        if tokens[at].text == "(":
            depth += 1
        elif tokens[at].text == ")":
            depth -= 1
            if depth < 0:
                return at + 1
    return start


def _closes(tokens: list[Token], at: int) -> int:
    """The index of the bracket that closes a short parenthesis of words after a number, or 0."""
    if not tokens[at - 2].text[-1].isdigit():
        return 0
    for index in range(at, min(at + 7, len(tokens))):
        if tokens[index].text == ")":
            return index
        if tokens[index].text in "(.;:" and tokens[index].text != ".":
            return 0
    return 0


def _opens(tokens: list[Token], at: int) -> bool:
    """Whether a run may begin here: at a number, a label before one, or a bracket before one."""
    word = tokens[at].text
    if has_digit(word):
        return True
    following = tokens[at + 1].text if at + 1 < len(tokens) else ""
    if word in "([":
        return bool(following[:1].isdigit() or following.lower() in MONTHS or following.lower() in LOCATOR_WORDS)
    lower = word.lower()
    if lower in _LABELS or lower in MONTHS:
        after = tokens[at + 2].text if at + 2 < len(tokens) and following in (".", ":", ",") else following
        return bool(has_digit(after) or ROMAN.match(after) or (after in ("(",) and lower in VOLUME))
    return False
