"""What of a claim and what of a reference is compared: words, phrases, names, years, acronyms, figures."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from refcheck.alignment.names import author_keys, mentions
from refcheck.alignment.terms import terms

if TYPE_CHECKING:
    from refcheck.article import Claim, Reference

NEAR = 60  # code points before a marker within which a name is its source's
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_ACRONYM = re.compile(r"\b[A-Z][A-Za-z]?[A-Z0-9][A-Za-z0-9]{0,8}\b")
_NUMBER = re.compile(r"\b\d{2,5}\b")
_TITLE_WORD = re.compile(r"[^\W_]+")
_ET_AL = re.compile(r"\W{0,4}(?:et\.?\s+al\b|and\s+(?:co-?workers|colleagues|associates)\b|'s group|group\b)")


@dataclass(frozen=True)
class ReferenceTerms:
    """What of a reference is looked for in claims."""

    words: frozenset[str]
    phrases: frozenset[tuple[str, str]]
    imprint: frozenset[str]
    first_author: frozenset[str]
    authors: frozenset[str]
    year: int | None
    acronyms: frozenset[str]
    initials: str
    numbers: frozenset[str]

    @classmethod
    def of(cls, reference: Reference) -> ReferenceTerms:
        """Read them off a reference's fields, or off its whole text where it has no title."""
        fields = reference.fields
        title = fields.title or reference.raw
        ordered = terms(title)
        words = frozenset(ordered)
        known = [author_keys(author) for author in fields.authors]
        imprint = " ".join((fields.container, fields.publisher, *(a.family for a in fields.authors if a.is_group)))
        return cls(
            words=words,
            phrases=frozenset(pairwise(ordered)),
            imprint=frozenset(terms(imprint if fields.title else reference.raw)) - words,
            first_author=known[0] if known else frozenset(),
            authors=frozenset().union(*known),
            year=fields.year,
            acronyms=frozenset(_ACRONYM.findall(title)),
            initials="".join(word[0] for word in _TITLE_WORD.findall(title)).lower(),
            numbers=frozenset(_NUMBER.findall(title)) - frozenset(_YEAR.findall(title)),
        )


_NONE: frozenset[str] = frozenset()
NOTHING = ReferenceTerms(_NONE, frozenset(), _NONE, _NONE, _NONE, None, _NONE, "", _NONE)
"""A reference that shares nothing with any claim."""


@dataclass
class ClaimTerms:
    """What of a claim is looked for in references."""

    claim: Claim
    views: tuple[list[str], list[str], list[str]]
    near: dict[str, bool] = field(default_factory=dict)  # a name's key: whether "et al." follows
    named: frozenset[str] = frozenset()
    years: frozenset[int] = frozenset()
    acronyms: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()

    @classmethod
    def of(cls, claim: Claim, previous: int) -> ClaimTerms:
        """Read them off a claim; `previous` is where the marker before it in its sentence stood, or 0."""
        sentence = claim.sentence
        own = terms(sentence)
        near: dict[str, bool] = {}
        named = set()
        for mention in mentions(sentence):
            named.add(mention.key)
            if max(previous, claim.anchor - NEAR) <= mention.start and mention.end <= claim.anchor:
                near[mention.key] = near.get(mention.key, False) or bool(_ET_AL.match(sentence, mention.end))
        return cls(
            claim=claim,
            views=(terms(claim.clause), own, own + terms(claim.before) + terms(claim.after)),
            near=near,
            named=frozenset(named),
            years=frozenset(int(year) for year in _YEAR.findall(sentence)),
            acronyms=frozenset(_ACRONYM.findall(sentence)),
            numbers=frozenset(_NUMBER.findall(sentence)) - frozenset(_YEAR.findall(sentence)),
        )
