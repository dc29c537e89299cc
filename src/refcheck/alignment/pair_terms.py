"""What of a claim and what of a reference is compared: words, names, years, acronyms."""

from __future__ import annotations

import re
from itertools import chain, groupby, pairwise
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from refcheck.alignment.names import author_keys, key, places_of_names
from refcheck.alignment.terms import terms, terms_of

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping, Sequence

    from refcheck.article import Claim, Reference

NEAR = 60  # code points before a marker within which a name is its source's
# Each begins with a single character, for which a text is searched quicker than for a boundary.
_ACRONYM = re.compile(r"[A-Z](?<!\w[A-Z])[A-Za-z]?[A-Z0-9][A-Za-z0-9]{0,8}\b")
_YEAR = re.compile(r"(?:19|20)(?<!\w..)\d\d\b")
_INITIAL = re.compile(r"([^\W_])[^\W_]*+")
_ET_AL = re.compile(r"\W{0,4}(?:et\.?\s+al\b|and\s+(?:co-?workers|colleagues|associates)\b|'s group|group\b)")


class ReferenceTerms(NamedTuple):
    """What of a reference is looked for in claims; what is summed up each once, and always in the same order."""

    title: tuple[str, ...]  # in order, as often as they are printed
    words: tuple[str, ...]
    imprint: tuple[str, ...]
    first_author: frozenset[str]
    authors: frozenset[str]
    year: int | None
    initials: str

    @classmethod
    def of(cls, reference: Reference) -> ReferenceTerms:
        """Read them off a reference's fields, or off its whole text where it has no title."""
        fields = reference.fields
        title = fields.title or reference.raw
        ordered = terms(title)
        words = dict.fromkeys(ordered)
        known = [author_keys(author) for author in fields.authors]
        groups = (author.family for author in fields.authors if author.is_group)
        printed = " ".join((fields.container, fields.publisher, *groups)) if fields.title else reference.raw
        return cls(
            title=ordered,
            words=tuple(words),
            imprint=tuple(term for term in dict.fromkeys(terms(printed)) if term not in words),
            first_author=known[0] if known else frozenset(),
            authors=frozenset().union(*known),
            year=fields.year,
            initials="".join(_INITIAL.findall(title)).lower(),
        )


class ClaimTerms(NamedTuple):
    """What of a claim is looked for in references."""

    claim: Claim
    # The stems of its clause, of its sentence, and of that with the sentences beside it.
    views: tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]
    near: dict[str, bool]  # a name's key: whether "et al." follows
    named: frozenset[str]
    years: frozenset[int]
    acronyms: frozenset[str]

    @classmethod
    def of(cls, claims: Sequence[Claim], authors: Container[str]) -> list[ClaimTerms]:
        """Read them off claims, those of one sentence in a row; `authors` are the keys of the names that tell."""
        sentences = [_SentenceTerms(list(group)) for _, group in groupby(claims, attrgetter("span", "sentence"))]
        # The sentence before and the one after mostly have claims, too.
        known = {sentence.text: sentence.own for sentence in sentences}
        return [claim for sentence in sentences for claim in sentence.claims(known, authors)]


class _SentenceTerms:
    """What all claims of a sentence have in common.

    Args:
        claims: those of the sentence, by the places of their markers.
    """

    def __init__(self, claims: Sequence[Claim]) -> None:
        self.text = text = claims[0].sentence
        self._claims = claims
        self._clauses = [_place(claim) for claim in claims]
        # A clause is a part of the sentence: taken apart at its ends, every word is looked at once.
        cuts = sorted({0, *chain.from_iterable(self._clauses)})
        own: list[str] = []
        self._reached = {}
        for first, last in pairwise([*cuts, len(text)]):
            self._reached[first] = len(own)
            own += terms_of(text[first:last])
        self._reached[len(text)] = len(own)
        self.own = tuple(own)

    def claims(self, known: Mapping[str, tuple[str, ...]], authors: Container[str]) -> Iterator[ClaimTerms]:
        """The claims, each with its own; `known` are the terms of sentences that have claims."""
        text, own = self.text, self.own
        places = places_of_names(text)
        names = [(name, start, end) for start, end in places if (name := key(text[start:end])) in authors]
        named = frozenset([name for name, *_ in names])
        years = frozenset(map(int, _YEAR.findall(text)))
        acronyms = frozenset(_ACRONYM.findall(text))
        previous = 0
        for claim, (first, last) in zip(self._claims, self._clauses, strict=True):
            near: dict[str, bool] = {}
            reach = max(previous, claim.anchor - NEAR)
            for name, start, end in names:
                if reach <= start and end <= claim.anchor:
                    near[name] = near.get(name, False) or _ET_AL.match(text, end) is not None
            previous = claim.anchor
            clause = own[self._reached[first] : self._reached[last]]
            around = [known[beside] if beside in known else terms(beside) for beside in (claim.before, claim.after)]
            yield ClaimTerms(claim, (clause, own, own + around[0] + around[1]), near, named, years, acronyms)


def _place(claim: Claim) -> tuple[int, int]:
    """Where the clause of a claim stands in its sentence, or all of it where it does not."""
    first = claim.sentence.rfind(claim.clause, 0, claim.anchor)
    return (0, len(claim.sentence)) if first < 0 else (first, first + len(claim.clause))
