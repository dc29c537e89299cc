"""What a claim and a reference have in common, in words that a person can look up in the text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from refcheck.alignment.names import author_keys, mentions
from refcheck.alignment.pair_terms import YEAR
from refcheck.alignment.terms import fold, terms

if TYPE_CHECKING:
    from refcheck.article import Claim, Reference

MOST_WORDS = 4
_WORD = re.compile(r"[^\W_]+(?:[-‐‑][^\W_]+)*+")


def why(claim: Claim, fits: Reference, cited: Reference | None) -> tuple[str, ...]:
    """The names, years and words of the claim's sentence that `fits` has and `cited` has not, as the claim has them.

    Args:
        claim: the claim.
        fits: the reference that fits.
        cited: the reference cited, if the list has it.

    Returns:
        At most four; an author's name first, then words by their length, which goes with how telling they are.
    """
    found: dict[str, None] = {}
    authors = _authors(fits) - (_authors(cited) if cited else frozenset())
    for mention in mentions(claim.sentence):
        if mention.key in authors:
            found.setdefault(mention.name)
    year = fits.fields.year
    if year and (cited is None or cited.fields.year != year) and str(year) in YEAR.findall(claim.sentence):
        found.setdefault(str(year))
    words = frozenset(terms(fits.fields.title or fits.raw))
    if cited:
        words -= frozenset(terms(cited.fields.title or cited.raw))
    shared: dict[str, str] = {}
    for text in (claim.clause, claim.sentence):
        for match in _WORD.finditer(text):
            stems = words.intersection(terms(match[0]))
            if stems:
                shared.setdefault(fold(min(stems)), match[0])
    for word in sorted(shared.values(), key=lambda word: (-len(word), word)):
        found.setdefault(word)
    return tuple(found)[:MOST_WORDS]


def _authors(reference: Reference) -> frozenset[str]:
    return frozenset().union(*(author_keys(author) for author in reference.fields.authors))
