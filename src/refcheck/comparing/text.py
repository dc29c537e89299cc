"""Text reduced to what two printings of it have in common."""

from __future__ import annotations

import html
import re
import unicodedata
from functools import lru_cache

from refcheck.folding import base_letters

_TAG = re.compile(r"</?[A-Za-z][^<>]{0,80}>")
_WORD = re.compile(r"[a-z0-9]+")
_SIGNS = str.maketrans(
    {"™": " ", "®": " ", "©": " ", "℠": " ", "&": " and ", "±": " plus or minus ", "’": "'", "ʼ": "'"}
)
_GREEK_NAMES = (
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma sigma tau upsilon "
    "phi chi psi omega"
)
_GREEK = str.maketrans({chr(0x3B1 + index): f" {name} " for index, name in enumerate(_GREEK_NAMES.split())})

# Words that a title or a journal's name loses or changes without becoming another one.
_STOP_WORDS = "a an the of and in on for to at by from with de la le les des du der die das und et fur"
STOP_WORDS = frozenset(_STOP_WORDS.split())

_SAME_WORD = {
    "vs": "versus",
    "v": "versus",
    "percent": "",
    "per": "",
    "cent": "",
    "grey": "gray",
    "ageing": "aging",
    "programme": "program",
    "programmes": "programs",
    "tumour": "tumor",
    "zero": "0",
    "one": "1",
    "two": "2",
    "three": "3",
    "four": "4",
    "five": "5",
    "six": "6",
    "seven": "7",
    "eight": "8",
    "nine": "9",
    "ten": "10",
    "first": "1st",
    "second": "2nd",
    "third": "3rd",
    "i": "1",
    "ii": "2",
    "iii": "3",
    "iv": "4",
    "vi": "6",
    "vii": "7",
    "viii": "8",
}
# British and American spellings meet in a form that neither uses; so do ligatures and their loss.
_SPELLING = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        ("ae|oe", "e"),
        ("sulph", "sulf"),
        ("our", "or"),
        ("is(e|ed|es|ing|ation|ations|ational)$", r"iz\1"),
        ("ys(e|ed|es|ing)$", r"yz\1"),
        ("([bt])re(s|d)?$", r"\1er\2"),
        ("([bt])er(ed)$", r"\1erd"),
        ("ogue", "og"),
        ("ll", "l"),
        ("ence$", "ense"),
        ("dgement", "dgment"),
        ("ph", "f"),
    )
)


def plain(text: str) -> str:
    """The text without tags, entities (also doubly escaped ones) and repeated white space."""
    text = html.unescape(html.unescape(text)) if "&" in text else text
    return " ".join(_TAG.sub("", text).split())


@lru_cache(maxsize=20_000)  # the same words stand in printed and recorded fields, in every check of an open article
def fold(text: str) -> str:
    """Lower-case letters without diacritics, Greek letters by name, compatibility forms resolved."""
    return base_letters(unicodedata.normalize("NFKC", plain(text).translate(_SIGNS))).translate(_GREEK)


def words(text: str) -> list[str]:
    """The folded words of a text; an apostrophe does not end a word."""
    return _WORD.findall(fold(text).replace("'", ""))


@lru_cache(maxsize=20_000)  # as above
def key(word: str) -> str:
    """What the spellings of one (folded) word have in common."""
    word = _SAME_WORD.get(word, word)
    if len(word) < 4 or word[0].isdigit():
        return word
    for pattern, replacement in _SPELLING:
        word = pattern.sub(replacement, word)
    return word


@lru_cache(maxsize=2_000)  # as above
def joined(text: str) -> str:
    """All keys of a text without spaces, so that hyphenation and spacing do not count."""
    return "".join(map(key, words(text)))
