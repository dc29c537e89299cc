"""What a token of a reference looks like, for the tagger: its own make.

Features are names. Those of a word depend on the word alone, those of a context (`token_contexts`) on a small key, so
that what they weigh is summed up once for each word and each key (`tagging`).
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from refcheck.references.journal_names import JOURNAL_ABBREVIATIONS, JOURNAL_WORDS
from refcheck.references.lexicon import COMPANY_FORMS, GROUP_HEADS, PARTICLES, words
from refcheck.references.locator_words import ISSUE, MONTHS, PAGE, PAGES, ROMAN, SUPPLEMENT, VOLUME, year_of
from refcheck.references.publishers import PUBLISHERS
from refcheck.references.tokens import DASHES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

OFFSETS = (0, -1, 1, -2, 2)
"""Which neighbours' words a token's label may depend on, as steps from it."""

FIELDS: Mapping[str, str] = {
    "authors": "A", "title": "T", "container": "C", "publisher": "P", "place": "L", "edition": "E", "year": "D",
    "volume": "V", "issue": "I", "pages": "G", "article_number": "G",
}  # fmt: skip
"""The label of each field that rules find; what is in none of them is ``O`` (other) to the tagger, ``-`` to rules."""

_LEXICONS = (
    ("month", MONTHS),
    ("particle", PARTICLES),
    ("group", GROUP_HEADS),
    ("company", COMPANY_FORMS),
    ("abbreviation", JOURNAL_ABBREVIATIONS),
    ("journal", JOURNAL_WORDS),
    ("publisher", PUBLISHERS),
)
_EDITORS = words("ed eds editor editors hrsg hg éd éds red dir coord edited edit herausgegeben edits comp")
_EDITIONS = words("edition edn aufl auflage ausg édition edición ediz")
_TRANSLATORS = words("trans transl translated translator übers übersetzt trad")
_SPECIAL = (
    ("ed", _EDITORS),
    ("edn", _EDITIONS),
    ("trans", _TRANSLATORS),
    ("in", words("in")),
    ("and", words("and & et und y e i og och")),
    ("al", words("al others")),
    ("vol", VOLUME),
    ("no", ISSUE),
    ("pp", PAGES),
    ("suppl", SUPPLEMENT),
    ("month", MONTHS),
    ("of", words("of the for on with from to by at as de la le les des du del della der die das den von zur für")),
    ("genre", words("thesis dissertation diss phd master report paper preprint unpublished manuscript forthcoming")),
    ("net", words("http https www url doi retrieved accessed available online press")),
)
_SPECIALS = {word: name for name, listed in reversed(_SPECIAL) for word in listed}
# Of words farther away fewer features are looked at.
_KINDS = (None, frozenset({"c=", "w=", "l="}), frozenset({"c=", "l="}))
_QUOTES = frozenset("\"“”„«»‘’'`")
MARKS = frozenset(".,:;?!()[]") | _QUOTES


@lru_cache(20_000)
def word_class(word: str) -> str:
    """What kind of token it is, by its signs and by what its word says in references."""
    first = word[:1]
    if not first.isalnum():
        return "dash" if word in DASHES else "quote" if word in _QUOTES else word if word in MARKS else "sign"
    if word.isdecimal():
        return "year" if year_of(word) else f"{min(len(word), 5)}d"
    special = _SPECIALS.get(word.lower())
    if special and (len(word) > 1 or not word.isupper()):
        return f"In{special}" if special in ("in", "ed") and first.isupper() else special
    if not word.isalpha():
        return "year" if year_of(word) else "page" if PAGE.match(word) else "mixed" if _any_digit(word) else "name'"
    if len(word) > 1 and ROMAN.match(word):
        return "roman"
    if first.isupper():
        if len(word) == 1:
            return "X"
        return ("XX" if len(word) < 4 else "XXX") if word.isupper() else ("Xx" if len(word) < 5 else "Xxx")
    if first.islower():
        return "xx" if len(word) > 3 else "x"
    return "script"


def _any_digit(word: str) -> bool:
    return any(map(str.isdigit, word))


def word_features(word: str) -> list[str]:
    """What there is to say of a word alone."""
    lower = word.lower()
    features = [f"c={word_class(word)}", *(f"l={name}" for name, listed in _LEXICONS if lower in listed)]
    if word[:1].isalpha():
        folded = unicodedata.normalize("NFKD", lower)
        features += [f"w={lower}", f"s={folded[-3:]}", f"s2={folded[-2:]}", f"p={folded[:3]}"]
        if word[:1].isupper() and not word.isupper():
            features.append(f"S={folded[-3:]}")
    else:
        features.append(f"w={lower[:12]}")
    return features


def offset_features(word: str, offset: int) -> Iterator[str]:
    """The features of a word that stands so many steps from the token that is to be labelled."""
    kinds = _KINDS[abs(offset)]
    return (f"{offset}{name}" for name in word_features(word) if kinds is None or name[:2] in kinds)


def split_offset(name: str) -> tuple[int | None, str]:
    """The offset and the rest of a name that `offset_features` made; None and the name of one of a context."""
    if name[0] == "-":
        return int(name[:2]), name[2:]
    return (int(name[0]), name[1:]) if name[0].isdecimal() else (None, name)
