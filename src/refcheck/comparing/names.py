"""Personal names, as far as two printings of one name can differ."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from rapidfuzz.distance import DamerauLevenshtein

from refcheck.comparing.text import fold

if TYPE_CHECKING:
    from refcheck.bibliography import Author

_PARTICLE_WORDS = (
    "van von der den de del della di da dos das do du la le el al ter ten zu zur vom af av bin ibn abu st saint mac mc "
    "o d l e y i"
)
_SUFFIX_WORDS = "jr sr ii iii iv md phd msc mph dds facs rn"
_PARTICLES = frozenset(_PARTICLE_WORDS.split())
_SUFFIXES = frozenset(_SUFFIX_WORDS.split())
_GROUP_NAMES = (
    "group committee investigators investigator consortium collaborators collaboration collaborative network "
    "society study trial team association initiative council organization organisation institute party force "
    "center centre for behalf program programme project ministry department"
)
_GROUP_WORDS = frozenset(_GROUP_NAMES.split())
_LETTERS = re.compile(r"[a-z]+")
_TRANSLITERATED = (("ae", "a"), ("oe", "o"), ("ue", "u"), ("aa", "a"), ("kh", "k"), ("ts", "c"), ("j", "i"), ("y", "i"))


@lru_cache(maxsize=8192)
def family_keys(family: str) -> frozenset[str]:
    """The forms under which one family name may be printed: without particles, transliterated, a part of it."""
    parts = [part for part in _LETTERS.findall(fold(family).replace("'", "")) if part not in _SUFFIXES]
    if not parts:
        return frozenset()
    bare = [part for part in parts if part not in _PARTICLES] or parts
    forms = {"".join(parts), "".join(bare), *(part for part in bare if len(part) > 2)}
    return frozenset(_transliterated(form) for form in forms)


def is_group(author: Author) -> bool:
    """Whether an author is a group, also where it was taken for a person ("Group C" for the CONSORT Group)."""
    return author.is_group or not _GROUP_WORDS.isdisjoint(_LETTERS.findall(fold(f"{author.family} {author.given}")))


def initials(given: str) -> str:
    """The initials of given names, lower case ("Jean-Marie B." and "JMB" give "jmb")."""
    text = unicodedata.normalize("NFC", given)
    found = []
    for part in re.findall(r"[^\W\d_]+", text):
        if part.isupper() and len(part) <= 4:
            found.append(part)
        else:
            # Capitals inside a name ("XiaoMing") are further initials.
            found.append(part[0] + "".join(letter for letter in part[1:] if letter.isupper()))
    return "".join(_LETTERS.findall(fold("".join(found))))


def same_family(one: Author, other: Author) -> bool:
    """Whether two authors can have the same family name, also where family and given name changed places."""
    if family_keys(one.family) & family_keys(other.family):
        return True
    if _exchanged(one, other) or _exchanged(other, one) or _contains(one, other) or _contains(other, one):
        return True
    # Some records have the whole name as the family name ("Cheng-Shong Wu").
    return bool(_all_words(one)) and _all_words(one) == _all_words(other)


def misspelt_family(one: Author, other: Author) -> bool:
    """Whether the family names differ by a letter or two, as a slip of the pen has it."""
    a, b = ("".join(_LETTERS.findall(fold(author.family))) for author in (one, other))
    return min(len(a), len(b)) >= 4 and DamerauLevenshtein.distance(a, b) <= 1 + (min(len(a), len(b)) > 5)


def initials_agree(one: Author, other: Author) -> bool:
    """Whether the given names can be the same person's: an initial that both have, or nothing to compare."""
    a, b = initials(one.given), initials(other.given)
    if not a or not b or set(a) & set(b):
        return True
    # Part of a compound family name may stand among the given names of the other.
    return bool(set(a) & set(initials(other.family.title()))) or bool(set(b) & set(initials(one.family.title())))


def _transliterated(name: str) -> str:
    for written, plain in _TRANSLITERATED:
        name = name.replace(written, plain)
    return name


def _exchanged(one: Author, other: Author) -> bool:
    """Whether the family name of the one is a given name of the other, and the other's family its initial or name."""
    given = {_transliterated(part) for part in _LETTERS.findall(fold(other.given)) if len(part) > 1}
    family = family_keys(one.family)
    return bool(given & family) and bool(set(initials(one.given)) & set(initials(other.family.title())))


def _all_words(author: Author) -> list[str]:
    """The words of the whole name in alphabetical order."""
    return sorted(_LETTERS.findall(fold(f"{author.family} {author.given}")))


def _contains(one: Author, other: Author) -> bool:
    """Whether the family name of the one is the other's with a given name or initials glued to it."""
    short, long = ("".join(_LETTERS.findall(fold(author.family))) for author in (one, other))
    glued = "".join(_LETTERS.findall(fold(other.family + other.given)))
    return (
        len(short) > 3
        and len(long) > len(short)
        and (long.startswith(short) or glued == short)
        and (len(long) - len(short) <= 3)
    )
