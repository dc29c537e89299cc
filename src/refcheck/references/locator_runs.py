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
    texts = [token.text for token in tokens]
    belongs = [False] * first  # nobody asks
    belongs += [_is_of_a_locator(text) if len(text) <= _LONGEST else text.isdigit() for text in texts[first:]]
    at = first
    count = len(tokens)
    while at < count:
        if not (belongs[at] or is_abstract_letter(tokens, at)):
            at += 1
            continue
        start = at
        numbers = False
        bracket = -1
        while at < count:
            text = texts[at]
            if text == "(":
                bracket = at
            elif text == ")":
                bracket = -1
            if belongs[at] or is_abstract_letter(tokens, at):
                numbers = numbers or has_digit(text)
                at += 1
            elif bracket > start and (close := _closes(tokens, bracket + 1)) > at:
                at = close  # words in brackets right after a number: (Suppl Proceedings), (Database issue)
            else:
                break
        if not numbers:
            continue
        numbered = _after_stray_bracket(tokens, start, at)
        if any(texts[index][-1].isdigit() for index in range(numbered, at)):
            start = numbered
        while start < at and not _opens(tokens, start):
            start += 1
        if start < at:
            found.append((start, at))
    return found


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
    text = tokens[at].text
    return (
        len(text) == 1
        and text.isupper()
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
