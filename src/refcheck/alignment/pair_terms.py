"""What of a claim and what of a reference is compared: words, phrases, names, years, acronyms, figures."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from refcheck.alignment.names import author_keys, mentions
from refcheck.alignment.terms import terms

if TYPE_CHECKING:
    from refcheck.article import Claim, Reference

NEAR = 60  # code points before a marker within which a name is its source's
_ACRONYM = re.compile(r"\b[A-Z][A-Za-z]?[A-Z0-9][A-Za-z0-9]{0,8}\b")
_CENTURIES = frozenset({"19", "20"})
_NUMBER = re.compile(r"\b\d{2,5}\b")
_INITIAL = re.compile(r"(?<![^\W_])[^\W_]")
_ET_AL = re.compile(r"\W{0,4}(?:et\.?\s+al\b|and\s+(?:co-?workers|colleagues|associates)\b|'s group|group\b)")


class ReferenceTerms(NamedTuple):
    """What of a reference is looked for in claims; what is summed up each once, and always in the same order."""

    title: tuple[str, ...]  # in order, as often as they are printed
    words: tuple[str, ...]
    phrases: tuple[tuple[str, str], ...]
    imprint: tuple[str, ...]
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
        words = dict.fromkeys(ordered)
        numbers, _ = _numbers_and_years(title)
        known = [author_keys(author) for author in fields.authors]
        groups = (author.family for author in fields.authors if author.is_group)
        printed = " ".join((fields.container, fields.publisher, *groups)) if fields.title else reference.raw
        return cls(
            title=ordered,
            words=tuple(words),
            phrases=tuple(dict.fromkeys(pairwise(ordered))),
            imprint=tuple(term for term in dict.fromkeys(terms(printed)) if term not in words),
            first_author=known[0] if known else frozenset(),
            authors=frozenset().union(*known),
            year=fields.year,
            acronyms=frozenset(_ACRONYM.findall(title)),
            initials="".join(_INITIAL.findall(title)).lower(),
            numbers=numbers,
        )


class ClaimTerms(NamedTuple):
    """What of a claim is looked for in references."""

    claim: Claim
    views: tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]
    near: dict[str, bool]  # a name's key: whether "et al." follows
    named: frozenset[str]
    years: frozenset[int]
    acronyms: frozenset[str]
    numbers: frozenset[str]

    @classmethod
    def of(cls, claim: Claim, previous: int) -> ClaimTerms:
        """Read them off a claim; `previous` is where the marker before it in its sentence stood, or 0."""
        sentence = _of_sentence(claim.sentence)
        near: dict[str, bool] = {}
        first = max(previous, claim.anchor - NEAR)
        for name, start, end in sentence.names:
            if first <= start and end <= claim.anchor:
                near[name] = near.get(name, False) or _ET_AL.match(claim.sentence, end) is not None
        own = terms(claim.sentence)
        views = (terms(claim.clause), own, own + terms(claim.before) + terms(claim.after))
        return cls(
            claim=claim,
            views=views,
            near=near,
            named=sentence.named,
            years=sentence.years,
            acronyms=sentence.acronyms,
            numbers=sentence.numbers,
        )


class _SentenceTerms(NamedTuple):
    """What all claims of a sentence have in common; of each name its key and its place."""

    names: tuple[tuple[str, int, int], ...]
    named: frozenset[str]
    years: frozenset[int]
    acronyms: frozenset[str]
    numbers: frozenset[str]


@lru_cache(maxsize=256)  # the claims of a sentence come one after the other
def _of_sentence(sentence: str) -> _SentenceTerms:
    names = tuple((mention.key, mention.start, mention.end) for mention in mentions(sentence))
    numbers, years = _numbers_and_years(sentence)
    return _SentenceTerms(
        names=names,
        named=frozenset(name for name, *_ in names),
        years=years,
        acronyms=frozenset(_ACRONYM.findall(sentence)),
        numbers=numbers,
    )


def _numbers_and_years(text: str) -> tuple[frozenset[str], frozenset[int]]:
    """The numbers of two to five digits in a text: those that are no years, and those that are."""
    found = set(_NUMBER.findall(text))
    years = {number for number in found if len(number) == 4 and number[:2] in _CENTURIES}
    return frozenset(found - years), frozenset(map(int, years))
