"""The words and shapes that tell years, volumes, issues and pages."""

from __future__ import annotations

import re
from functools import lru_cache

from refcheck.references.lexicon import words
from refcheck.references.tokens import DASHES

MONTHS = words(
    """
    january february march april june july august september october november december jan feb mar apr may jun jul aug
    sep sept oct nov dec spring summer autumn fall winter
    """
)
VOLUME = frozenset({"vol", "vols", "volume", "volumes", "v", "bd", "band", "tome", "jg"})
ISSUE = frozenset(
    {"no", "nos", "nr", "issue", "iss", "number", "num", "n", "n°", "heft", "nº", "numéro", "numero", "fasc"}
)
PAGES = frozenset({"p", "pp", "pg", "pgs", "page", "pages", "s"})
SUPPLEMENT = frozenset({"suppl", "supplement", "supp", "supplements", "suppls", "sup"})
PART = frozenset({"pt", "part"})
ARTICLE = frozenset({"article", "art", "artn", "id"})
LOCATOR_WORDS = MONTHS | VOLUME | ISSUE | PAGES | SUPPLEMENT | PART | ARTICLE | {"special", "and", "spec"}
# What is counted in titles: "Version 2.2023", "Phase 3", "Type 2".
COUNTED = frozenset(
    {"version", "release", "phase", "type", "grade", "stage", "part", "chapter", "table", "figure", "class"}
)
PUNCTUATION = DASHES | set(",;:.()[]/&'’+*°")
PAGE = re.compile(r"[A-Za-z]{0,4}\d{1,8}[A-Za-z]{0,3}\d{0,3}$")
ROMAN = re.compile(r"(?:[ivxlc]{2,8}|[IVXLC]{2,8})$")
_YEAR = re.compile(r"((?:1[5-9]|20)\d\d)[a-z]?$")
_LATEST_YEAR = 2100


_ARTICLE_NUMBER = re.compile(r"(?:CD\d{6}|[eE]\d{4,10}|\d{5,9}|[A-Z]{1,3}\d{4,8})(?:\.pub\d{1,2})?$")


@lru_cache(4_000)  # the words of references repeat, and each is asked about several times
def year_of(word: str) -> int | None:
    """The year that a token is, a letter after it aside, or None."""
    found = _YEAR.match(word)
    return int(found.group(1)) if found and int(found.group(1)) <= _LATEST_YEAR else None


def has_digit(word: str) -> bool:
    """Whether one of the characters of a token is a digit."""
    return word.isdigit() or (len(word) > 1 and not word.isalpha() and any(map(str.isdigit, word)))


def is_article_number(pages: str) -> bool:
    """Whether what stands in place of pages is an article's number (``e1000097``, ``13116``, ``CD001431``)."""
    return bool(_ARTICLE_NUMBER.match(pages))
