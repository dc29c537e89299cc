"""Where a title ends and the name of its journal or book begins.

The last full stop before the numbers is the boundary, except that stops of abbreviations are none: in ``... in the
brain. Dev. Neurosci. 27`` the journal is found by walking to the left over abbreviated words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from refcheck.references.journal_names import (
    JOURNAL_ABBREVIATIONS,
    LOWER_CASE_JOURNALS,
    is_container_alone,
    reads_like_container,
)
from refcheck.references.lexicon import words
from refcheck.references.tokens import DASHES

if TYPE_CHECKING:
    from refcheck.references.tokens import Token

# The first token and the one after the last.
Stretch = tuple[int, int]
_CLOSING = {"“": "”", '"': '"', "‘": "’", "«": "»", "„": "“", "'": "'", "”": "”", "’": "’", "[": "]"}
# Words before a stop that ends no sentence.
_ABBREVIATIONS = words(
    """
    vs v cf dr mr mrs ms st no nos fig sp spp subsp var ssp approx al eg ie ca resp vol ed eds prof inc dept
    univ
    """
)
# One word between two stops that is not an abbreviated one.
_WHOLE_SENTENCES = words(
    """
    commentary comment editorial reply response letter review correction erratum abstract introduction
    discussion summary
    """
)
# What journals' names of two sentences begin with (``Journal of Experimental Psychology. General``).
_FIRST_WORDS = words("Journal Nature Brain Archives Annals Acta American British")
_SENTENCE_MARKS = frozenset('.?!,&"”’)')
_MOST_WORDS_IN_CONTAINER = 18


def trimmed(tokens: list[Token], first: int, last: int, marks: str = ".,;:*-–—") -> tuple[int, int]:
    """A stretch of tokens without punctuation at its ends."""
    while first < last and tokens[first].text in marks:
        first += 1
    while last > first and tokens[last - 1].text in marks:
        last -= 1
    return first, last


def is_boundary(tokens: list[Token], at: int, last: int) -> bool:
    """Whether a sentence ends with the mark at `at`, as far as titles are concerned."""
    mark = tokens[at].text
    if mark not in (".", "?", "!") or at + 1 >= last or at == 0:
        return False
    following, before = tokens[at + 1], tokens[at - 1]
    if mark == ".":
        word = before.text
        if word.lower() in _ABBREVIATIONS and not word.isupper() and word not in ("No", "Ed"):
            return word == "al" and following.text[0].isupper() and following.start > tokens[at].end
        spaced = following.start > tokens[at].end
        if not spaced:
            named = following.text[0].isupper() and (len(following.text) > 1 or following.text == "J")
            return named and len(word) > 2 and word[-1].islower()
        if len(word) == 1 and word.isupper() and following.text[0].islower():
            return False  # E. coli
        if following.text[0].islower():
            return following.text.lower().startswith(LOWER_CASE_JOURNALS)
        return True
    return following.text not in (")", "]", ",", ";", ":", "?", "!", ".") and not following.text[0].islower()


def split_title(tokens: list[Token], first: int, last: int) -> tuple[Stretch | None, Stretch | None]:
    """The title and the container in the tokens between the authors and the numbers; None for one that is not there."""
    first, last = trimmed(tokens, first, last)
    if first >= last:
        return None, None
    quoted = _quoted(tokens, first, last)
    if quoted is not None:
        return quoted
    start = _container_start(tokens, first, last)
    if start is None:
        start = _after_comma(tokens, first, last)
    if start is None or start <= first:
        if is_container_alone(tokens, first, last):
            return None, (first, last)
        return (first, last), None
    title, container = trimmed(tokens, first, start), trimmed(tokens, start, last)
    return (title if title[0] < title[1] else None), (container if container[0] < container[1] else None)


def _quoted(tokens: list[Token], first: int, last: int) -> tuple[Stretch | None, Stretch | None] | None:
    """A title in quotation marks says itself where it ends."""
    closing = _CLOSING.get(tokens[first].text)
    if closing is None:
        return None
    for at in range(last - 1, first + 1, -1):
        if tokens[at].text == closing or (closing == "”" and tokens[at].text == '"'):
            if at + 1 < last and tokens[at + 1].start == tokens[at].end and tokens[at + 1].text[0].isalpha():
                continue  # an apostrophe
            following = tokens[at + 1].text if at + 1 < last else "."
            if following in ":-–—?!" or (following[0].islower() and following != "in"):
                return None  # only the title's beginning is quoted
            title = trimmed(tokens, first + 1, at)
            start = at + 1
            while start < last and (tokens[start].text in ".,;:" or tokens[start].text.lower() == "in"):
                start += 1
            container = trimmed(tokens, start, last)
            if container[1] - container[0] > _MOST_WORDS_IN_CONTAINER:
                return None
            return title, (container if container[0] < container[1] else None)
    return None


def _container_start(tokens: list[Token], first: int, last: int) -> int | None:
    """The first token of the container, walking to the left from the numbers, or None if there is no boundary."""
    depth = 0
    at = last - 1
    while at > first:
        mark = tokens[at].text
        if mark in ")]":
            depth += 1
        elif mark in "([":
            depth = max(0, depth - 1)
        elif (
            depth == 0
            and is_boundary(tokens, at, last)
            and (mark != "." or not (_is_abbreviation(tokens, first, at) or _is_first_half(tokens, first, at)))
        ):
            return at + 1
        at -= 1
        if last - at > 3 * _MOST_WORDS_IN_CONTAINER:
            return None
    return None


def _is_first_half(tokens: list[Token], first: int, at: int) -> bool:
    """Whether a journal's name goes on behind the stop: ``Nature Reviews. Cancer``."""
    start = at - 1
    while start > first and at - start <= 6 and tokens[start].text not in (".", "?", "!"):
        start -= 1
    if tokens[start].text not in (".", "?", "!") or at - start < 2:
        return False
    if tokens[start + 1].text not in _FIRST_WORDS:
        return False
    return at - start > 2 and reads_like_container(tokens, start + 1, at)


def _is_abbreviation(tokens: list[Token], first: int, at: int) -> bool:
    """Whether the stop at `at` belongs to an abbreviated word of a journal's name.

    It does if its sentence is one capitalised word (``Biochim.``), or two or three with a known abbreviation last.
    """
    before = at - 1
    count = 0
    while before >= first and count < 5 and (tokens[before].text[0].isupper() or tokens[before].text in DASHES):
        hyphenated = before > first and (
            (tokens[before].text in DASHES and tokens[before - 1].text[0].isupper())
            or (tokens[before - 1].text in DASHES and tokens[before].text[0].isalpha())
        )
        before -= 2 if hyphenated else 1
        count += 1
    if count == 0 and at - 3 >= first and tokens[at - 2].text in DASHES and tokens[at - 3].text[0].isupper():
        count, before = 1, at - 4  # Psy-chol. broken over a line
    if count == 0 or (before >= first and tokens[before].text not in _SENTENCE_MARKS):
        return False
    if before >= first and tokens[before].text == "&" and tokens[before].end == tokens[before + 1].start:
        return False  # R&D
    word = tokens[at - 1].text
    lower = word.lower()
    if not word.isalpha() or lower in _WHOLE_SENTENCES:
        return False
    if before < first:
        return len(word) <= 4 or lower in JOURNAL_ABBREVIATIONS
    if count == 1:
        return tokens[before].text == "." or lower in JOURNAL_ABBREVIATIONS or len(word) <= 4
    return count <= 3 and (lower in JOURNAL_ABBREVIATIONS or (len(word) <= 3 and not word.isupper()))


def _after_comma(tokens: list[Token], first: int, last: int) -> int | None:
    """Where commas set everything off: the start of what follows the last one, if it reads like a journal."""
    for at in range(last - 1, max(first, last - 2 * _MOST_WORDS_IN_CONTAINER), -1):
        if tokens[at].text == "," and at + 1 < last and tokens[at + 1].start > tokens[at].end:
            return at + 1 if reads_like_container(tokens, at + 1, last) else None
    return None
