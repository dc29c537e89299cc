"""The tokens of an author block, and what names are made of: particles, initials, suffixes, separators, cuts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from refcheck.references.lexicon import NOT_NAMES, PARTICLES, words
from refcheck.references.locator_words import year_of
from refcheck.references.tokens import DASHES, texts_by_index

if TYPE_CHECKING:
    from refcheck.bibliography import Author
    from refcheck.references.tokens import Token

_SUFFIXES = words(
    """
    jr sr jnr snr ii iii iv 2nd 3rd 4th
    """
)
_JOINERS = frozenset({"and", "&", "und", "et", "y", "e", "en", "och", "og", "with"})
INITIALS = re.compile(r"[^\W\d_a-zß-öø-ÿ]{1,4}$")
MIXED_INITIALS = re.compile(r"(?:[A-Z][a-z]|[A-Z]{1,2}[a-z][A-Z]?|Ch|Yu|Zh|Sh|Kh|Ya|Th|Ph)$")
_MOST_INITIALS = 4
_CUTS = frozenset({"[", "(", "et", "and", "&", "etal", "…", "others", "al", ".", "u"})
"""What the words that say that a list was cut begin with."""
_CUT_GLUED = re.compile(r"[A-Z]et$")
_MOST_WORDS_IN_FAMILY = 5


@dataclass(frozen=True, slots=True)
class Name:
    """One name that was read.

    Attributes:
        author: the name.
        next: index of the first token after it.
        form: the order its parts were printed in; the names after it are read accordingly.
        end: where it ends in the text.
    """

    author: Author
    next: int
    form: str
    end: int


class NameTokens:
    """The tokens of a reference, read as parts of names. Every method looks at a bounded number of tokens.

    Args:
        tokens: of the whole reference.
        text: that they were made from.

    Attributes:
        at: the text of a token by its index; empty outside the reference.
    """

    def __init__(self, tokens: list[Token], text: str) -> None:
        self.tokens = tokens
        self.text = text
        self.count = len(tokens)
        self.at = texts_by_index(tokens, 0, self.count)
        self._closing: dict[int, int] = {}

    def touches(self, index: int) -> bool:
        """Whether a token follows the one before it without a space."""
        return 0 < index < self.count and self.tokens[index].start == self.tokens[index - 1].end

    def slice(self, first: int, last: int) -> str:
        """The text of the tokens from `first` up to, not with, `last`."""
        return self.text[self.tokens[first].start : self.tokens[last - 1].end]

    def joins(self, index: int) -> bool:
        """Whether a word for "and" stands here; ``E`` and ``Y`` are initials unless printed small."""
        word = self.at(index)
        return (word if len(word) == 1 else word.lower()) in _JOINERS

    def separator(self, index: int) -> int:
        """The index of the next name if a separator of names stands at `index`, else 0."""
        at = index
        if self.at(at) in (",", ";"):
            at += 1
        elif self.at(at) == "." and self.at(at + 1) in (",", ";"):
            at += 2
        while self.at(at) in (",", ";"):
            at += 1
        if self.truncation(at):
            return at
        if self.joins(at) and not (self.at(at) == "e" and at == index):
            at += 1
        if at == index:
            return 0
        return at if at < self.count else 0

    def truncation(self, index: int) -> int:
        """The index after ``et al.`` and its like, or 0."""
        word = self.at(index).lower()
        if word not in _CUTS:
            return 0
        if word in ("[", "("):
            inner = self.truncation(index + 1) if self.at(index + 1) not in ("[", "(") else 0
            return inner + 1 if inner and self.at(inner) in ("]", ")") else 0
        end = 0
        if word == "et" and self.at(index + 1) == "." and self.at(index + 2).lower() in ("al", "coll"):
            end = index + 3
        elif (word == "et" and self.at(index + 1).lower() in ("al", "als", "al's", "coll", "ai")) or (
            word in ("and", "&") and self.at(index + 1).lower() in ("others", "colleagues", "coworkers", "al")
        ):
            end = index + 2
        elif word in ("etal", "…", "others") or (word == "al" and _CUT_GLUED.search(self.at(index - 1))):
            end = index + 1
        elif word == "." and self.at(index + 1) == "." and self.at(index + 2) == ".":
            end = index + 3
            while self.at(end) == ".":
                end += 1
            return end
        elif word == "u" and self.at(index + 1) == "." and self.at(index + 2) == "a":
            end = index + 3
        if end and self.at(end) == ".":
            end += 1
        return end

    def ends(self, index: int) -> bool:
        """Whether a name may end before this token."""
        word = self.at(index)
        if not word or word in ".,;:(&[…*†" or word in '"“‘':
            return True
        return (self.joins(index) and word != "e") or bool(self.truncation(index)) or year_of(word) is not None

    def initials(self, index: int, *, mixed: bool = True) -> int:
        """The index after a run of initials (``JM``, ``J.-P.``, ``J M``, ``A. B.``) at `index`, or 0."""
        at = index
        signs = 0
        while at < self.count:
            word = self.at(at)
            if len(word) > _MOST_INITIALS or not (
                INITIALS.match(word)
                or (MIXED_INITIALS.match(word) and (self.at(at + 1) == "." or (mixed and at == index)))
            ):
                break
            if signs and len(word) > 2 and self.at(at - 1) != ".":
                break
            signs += len(word)
            if signs > 5:
                break
            at += 1
            if self.at(at) == "." and not self.sentence_ends(at):
                at += 1
            if self.at(at) in DASHES and INITIALS.match(self.at(at + 1)) and len(self.at(at + 1)) <= 2:
                at += 1
        return at if signs else 0

    def closing_initials(self, index: int) -> int:
        """The index after initials that a name may end with, or 0; a stop that closes the whole block is left out."""
        if index not in self._closing:  # asked about from several sides
            self._closing[index] = self._closing_initials(index)
        return self._closing[index]

    def _closing_initials(self, index: int) -> int:
        end = self.initials(index)
        if not end or self.ends(end) or self.suffix(end):
            return end
        while end > index + 1:
            end -= 1
            if self.at(end) == ".":
                return end
        return 0

    def sentence_ends(self, index: int) -> bool:
        """Whether the stop at `index`, after an undotted initial, closes the block and is no part of the initial."""
        before = self.at(index - 1)
        return not (len(before) == 1 or (len(before) == 2 and before[1].islower()))

    def suffix(self, index: int) -> int:
        """The index after ``Jr``, ``III``, with or without a comma before it, or 0."""
        at = index + 1 if self.at(index) == "," else index
        if self.at(at).lower() in _SUFFIXES and (at == index or self.at(at).lower() not in ("i", "v")):
            at += 1
            if self.at(at) == "." and self.at(at - 1).lower() in ("jr", "sr", "jnr", "snr"):
                at += 1
            return at
        return 0

    def year_follows(self, index: int) -> bool:
        """Whether a year stands here, in brackets or not."""
        return year_of(self.at(index + 1) if self.at(index) in ("(", "[") else self.at(index)) is not None

    def name_like(self, index: int) -> bool:
        """Whether a word may be part of a name: a capital first, a particle, or a script without case."""
        word = self.at(index)
        if not word or not (word[0].isalpha() or word[0] in "'’"):
            return False
        if word[0].isupper() or word.lower() in PARTICLES:
            return True
        if not word.isascii() and not word[0].islower():
            return True  # scripts without case
        return bool(len(word) > 2 and word[1] in "'’" and word[2].isupper())

    def is_common(self, index: int) -> bool:
        """Whether a word begins titles rather than names; a capital letter alone is an initial."""
        word = self.at(index)
        return len(word) > 1 and word.lower() in NOT_NAMES

    def family(self, index: int, stop_at_initials: bool = True) -> int:
        """The index after a family name with its particles, or 0."""
        at = index
        count = 0
        real = False
        while at < self.count and count < _MOST_WORDS_IN_FAMILY and self.name_like(at):
            word = self.at(at)
            if count and real and stop_at_initials and self.closing_initials(at):
                break
            if word.lower() in NOT_NAMES and (count == 0 or len(word) > 1) and not (word.isupper() and len(word) <= 3):
                return 0
            real = real or word.lower() not in PARTICLES or word[0].isupper()
            count += 1
            at += 1
            while self.at(at) in DASHES and self.touches(at) and self.touches(at + 1) and self.at(at + 1)[:1].isalpha():
                at += 2
            if self.at(at) in ("'", "’", "`") and self.at(at + 1)[:1].isupper():
                at += 2
            if self.at(at) == "." and self.at(at - 1) == "St":
                at += 1
        return at if real else 0
