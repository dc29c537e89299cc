"""Authors' names: as keys that survive diacritics, particles and hyphens, and where a sentence mentions one."""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from refcheck.alignment.terms import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from refcheck.bibliography import Author

_PARTICLES = "van von der den de del della di da dos du la le les ten ter el al bin ibn st zu zur af av y e"
PARTICLES = frozenset(_PARTICLES.split())
"""Small words that belong to a family name."""

# A capitalised word with what may stand inside a name: O'Brien, Martínez-Lavín, McKay, DiSantis.
_NAME_WORD = re.compile(r"[^\W\d_a-zß-öø-ÿ][^\W\d_]*(?:[’'ʼ‐‑-][^\W\d_]+)*+")
_APOSTROPHES = frozenset("’'ʼ")
_NOT_LETTERS = re.compile(r"[^a-z]+")


def key(name: str) -> str:
    """One name as letters only: "O'Brien" and "OBrien" are one, "Martínez-Lavín" and "Martinez Lavin" are one."""
    lower = name.lower()
    return lower if lower.isascii() and lower.isalpha() else _NOT_LETTERS.sub("", fold(name))


def author_keys(author: Author) -> frozenset[str]:
    """The keys by which a text may call an author: with and without particles, the parts of a double name."""
    if author.is_group:
        return frozenset({key(author.family)}) - {""}
    if author.family.isascii() and author.family.isalpha():  # mostly
        return frozenset({author.family.lower()}) if len(author.family) > 1 else frozenset()
    words = [word for word in re.split(r"[\s‐‑-]+", author.family) if word]
    plain = [word for word in words if fold(word) not in PARTICLES] or words
    keys = {key(author.family), key("".join(plain)), key(plain[0]) if plain else "", key(plain[-1]) if plain else ""}
    return frozenset(name for name in keys if len(name) > 1)


class Mention(NamedTuple):
    """A capitalised word, or several in a row, that may be a name.

    Attributes:
        name: as printed.
        start, end: where in the sentence.
    """

    name: str
    start: int
    end: int

    @property
    def key(self) -> str:
        """The key of the name."""
        return key(self.name)


def mentions(sentence: str) -> Iterator[Mention]:
    """Every capitalised word, and every two of them in a row, particles between and before included."""
    return (Mention(sentence[start:end], start, end) for start, end in places_of_names(sentence))


def places_of_names(sentence: str) -> Iterator[tuple[int, int]]:
    """Where they stand."""
    words = [match.span() for match in _NAME_WORD.finditer(sentence)]
    for (start, end), following in zip_longest(words, words[1:]):
        yield start, _without_possessive(sentence, start, end)
        if following is not None and _are_one_name(sentence[end : following[0]]):
            yield start, _without_possessive(sentence, start, following[1])


def _without_possessive(sentence: str, start: int, end: int) -> int:
    is_possessive = sentence[end - 1] == "s" and end - start > 2 and sentence[end - 2] in _APOSTROPHES
    return end - 2 if is_possessive else end


def _are_one_name(between: str) -> bool:
    """Whether two capitalised words with this between them may be one name."""
    return between == " " or (between[0] == " " and all(fold(part) in PARTICLES for part in between.split()))
