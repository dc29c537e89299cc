"""What of a claim and what of a reference is compared: words, names, years, acronyms."""

from __future__ import annotations

import re
from itertools import chain, groupby, islice, pairwise
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from refcheck.alignment.names import author_keys, key, places_of_names
from refcheck.alignment.terms import terms_of

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping, Sequence

    from refcheck.article import Claim, Reference

NEAR = 60  # code points before a marker within which a name is its source's
# Each begins with a single character, for which a text is searched quicker than for a boundary.
_ACRONYM = re.compile(r"[A-Z](?<!\w[A-Z])[A-Za-z]?[A-Z0-9][A-Za-z0-9]{0,8}\b")
YEAR = re.compile(r"(?:19|20)(?<!\w..)\d\d\b")
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
    def of(cls, references: Sequence[Reference]) -> list[ReferenceTerms]:
        """Read them off references' fields, or off the whole text of one that has no title."""
        titles = [reference.fields.title or reference.raw for reference in references]
        imprints = [_imprint(reference) for reference in references]
        parts = zip(references, titles, terms_of(titles), terms_of(imprints), strict=True)
        return [cls._of(*each) for each in parts]

    @classmethod
    def _of(
        cls, reference: Reference, title: str, ordered: tuple[str, ...], imprint: tuple[str, ...]
    ) -> ReferenceTerms:
        fields = reference.fields
        words = dict.fromkeys(ordered)
        known = [author_keys(author) for author in fields.authors]
        return cls(
            title=ordered,
            words=tuple(words),
            imprint=tuple([term for term in dict.fromkeys(imprint) if term not in words]),
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
        sentences = [_Sentence(list(group)) for _, group in groupby(claims, attrgetter("span", "sentence"))]
        pieces = iter(terms_of(chain.from_iterable(sentence.pieces for sentence in sentences)))
        # The sentence before and the one after mostly have claims, too.
        known = {sentence.text: sentence.joined(pieces) for sentence in sentences}
        others = {beside for claim in claims for beside in (claim.before, claim.after)}.difference(known)
        known.update(zip(others, terms_of(others), strict=True))
        return [claim for sentence in sentences for claim in sentence.claims(known, authors)]


class _Sentence:
    """What all claims of a sentence have in common.

    Args:
        claims: those of the sentence, by the places of their markers.

    Attributes:
        text: the sentence.
        pieces: its parts. A clause is a part of the sentence: taken apart at its ends, every word is looked at once.
    """

    def __init__(self, claims: Sequence[Claim]) -> None:
        self.text = text = claims[0].sentence
        self._claims = claims
        self._clauses = [_place(claim) for claim in claims]
        self._cuts = [*sorted({0, *chain.from_iterable(self._clauses)}), len(text)]
        self.pieces = [text[first:last] for first, last in pairwise(self._cuts)]
        self._reached: dict[int, int] = {}

    def joined(self, terms: Iterator[tuple[str, ...]]) -> tuple[str, ...]:
        """The terms of the sentence, by those of its pieces, which come first of some."""
        own: list[str] = []
        for cut, piece in zip(self._cuts, islice(terms, len(self.pieces)), strict=False):
            self._reached[cut] = len(own)
            own += piece
        self._reached[self._cuts[-1]] = len(own)
        return tuple(own)

    def claims(self, known: Mapping[str, tuple[str, ...]], authors: Container[str]) -> Iterator[ClaimTerms]:
        """The claims, each with its own; `known` are the terms of this sentence and of those beside it."""
        text, own = self.text, known[self.text]
        places = places_of_names(text)
        names = [(name, start, end) for start, end in places if (name := key(text[start:end])) in authors]
        named = frozenset([name for name, *_ in names])
        years = frozenset(map(int, YEAR.findall(text)))
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
            around = own + known[claim.before] + known[claim.after]
            yield ClaimTerms(claim, (clause, own, around), near, named, years, acronyms)


def _imprint(reference: Reference) -> str:
    fields = reference.fields
    if not fields.title:
        return reference.raw
    groups = [author.family for author in fields.authors if author.is_group]
    return " ".join((fields.container, fields.publisher, *groups))


def _place(claim: Claim) -> tuple[int, int]:
    """Where the clause of a claim stands in its sentence, or all of it where it does not."""
    first = claim.sentence.rfind(claim.clause, 0, claim.anchor)
    return (0, len(claim.sentence)) if first < 0 else (first, first + len(claim.clause))
