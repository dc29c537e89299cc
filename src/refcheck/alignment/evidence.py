"""What speaks for a reference supporting a claim, as numbers: words only, no model of meaning.

Every word counts by how few of the article's own references have it, so that what all of them share weighs nothing.
All pairs of an article are weighed at once, a matrix for each feature.
"""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from itertools import chain
from math import log, sqrt
from typing import TYPE_CHECKING

import numpy as np

from refcheck.alignment.nearest_words import nearest_words
from refcheck.alignment.pair_terms import ClaimTerms, ReferenceTerms
from refcheck.alignment.postings import Postings
from refcheck.alignment.text_vectors import text_vectors

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from refcheck.alignment.nearest_words import Titles
    from refcheck.alignment.postings import Matrix
    from refcheck.article import Claim, Reference

VIEWS = ("clause", "around")
_PER_VIEW = ("behind", "rare")
FEATURES = (
    *(f"{view} {what}" for view in VIEWS for what in _PER_VIEW),
    "first author near",
    "first author near, et al.",
    "any author near",
    "other author near",
    "other author near, et al.",
    "first author in sentence",
    "other author in sentence",
    "year",
    "other year",
    "initials",
    "imprint",
    "clause likeness",
    "sentence likeness",
    "nearest words",
)
"""The names of the features of a pair, in the order of the coefficients."""

MOST_TELLING = 3.7  # the weight of a word that one reference of the list has (or one claim), whatever the list's length
MOST_CELLS = 200_000  # of one matrix, of which there are some twenty; claims are taken in portions that keep to it


class Evidence:
    """The features of every pair of a claim and a reference of one numbering.

    Args:
        claims: the claims in reading order; those of one sentence share their `span`.
        references: the references, in printed order.
    """

    def __init__(self, claims: Sequence[Claim], references: Sequence[Reference]) -> None:
        self.references = ReferenceTerms.of(references)
        count = len(self.references)
        # In a list of nine as in one of ninety a word that one reference has weighs the same.
        self._scale = MOST_TELLING / log(count + 1) if count else 0.0
        self._words = Postings([reference.words for reference in self.references])
        self._imprint = Postings([reference.imprint for reference in self.references])
        self._authors = Postings([reference.authors for reference in self.references])
        self.claims = ClaimTerms.of(claims, self._authors.having)
        self._years = Postings([[reference.year] if reference.year else [] for reference in self.references])
        self._first_authors = Postings([reference.first_author for reference in self.references])
        self._spelt: dict[str, list[int]] = {}
        lengths = [sqrt(1 + sum(weights.values())) for weights in self.title_weights]
        self._length = np.array([*lengths, 1.0], dtype=np.float32)

    def portions(self) -> Iterator[slice]:
        """The claims, in portions whose matrices are not too large."""
        size = max(1, MOST_CELLS // (len(self.references) + 1))
        for first in range(0, len(self.claims), size):
            yield slice(first, min(first + size, len(self.claims)))

    def features(self, portion: slice) -> list[Matrix]:
        """The features of some claims against every reference and, last, one that shares nothing with any claim.

        Args:
            portion: which claims, one of `portions`.

        Returns:
            A matrix for each of `FEATURES`, claim by reference.
        """
        return [
            *self.lexical(portion),
            *(matrix[portion] for matrix in self._likeness),
            nearest_words().closeness(self._titles, [weights[portion] for weights in self.claim_weights]),
        ]

    def lexical(self, portion: slice) -> list[Matrix]:
        """Those of the features that are words, names and figures only, as they are printed."""
        claims = self.claims[portion]
        return [
            *self._of_words(claims),
            *self._of_authors(claims),
            *self._of_marks(claims),
            self._of_imprint(claims),
        ]

    def _few(self, references: Matrix) -> Matrix:
        """How few references have each of some words: a logarithm for each column."""
        out: Matrix = np.log(np.float32(len(references)) / references.sum(axis=0))
        return out

    @cached_property
    def _rarity(self) -> dict[str, float]:
        """How few of the article's claims have a word."""
        sentences = {claim.claim.span: claim.views[1] for claim in reversed(self.claims)}
        having = Counter(chain.from_iterable(map(frozenset, sentences.values())))
        scale = MOST_TELLING / log((len(sentences) + 2) / 1.5)
        return {word: scale * log((len(sentences) + 2) / (count + 0.5)) for word, count in having.items()}

    def _of_words(self, claims: Sequence[ClaimTerms]) -> Iterator[Matrix]:
        kinds = [[claim.views[view] for claim in claims] for view in (0, 2)]  # as VIEWS has them
        words, references, views = self._words.shared(kinds)
        idf: Matrix = np.float32(self._scale) * self._few(references)
        rarity = np.array([self._rarity.get(word, 1.0) for word in words], dtype=np.float32)
        cosine_of, rare_of = ((references * weight).T / self._length for weight in (idf, idf * rarity))
        for shown in views:
            cosine = shown @ cosine_of
            yield cosine - cosine[:, :-1].max(axis=1, keepdims=True, initial=0)
            yield shown @ rare_of

    def _of_authors(self, claims: Sequence[ClaimTerms]) -> Iterator[Matrix]:
        shape = (len(claims), len(self.references) + 1)
        first, first_al, near, other, other_al, named, another = (np.zeros(shape, np.float32) for _ in range(7))
        for at, claim in enumerate(claims):
            for name in claim.named & self._first_authors.having.keys():
                named[at, self._first_authors.having[name]] = 1
                another[at] = 1
                if name in claim.near:
                    first[at, self._first_authors.having[name]] = other[at] = 1
                    if claim.near[name]:
                        first_al[at, self._first_authors.having[name]] = other_al[at] = 1
            for name in claim.named & self._authors.having.keys():
                authors = self._authors.having[name]
                another[at, authors] = 0
                if name in claim.near:
                    near[at, authors], other[at, authors], other_al[at, authors] = 1, 0, 0
        yield from (first, first_al, near, other, other_al, named, another)

    def _of_marks(self, claims: Sequence[ClaimTerms]) -> Iterator[Matrix]:
        """Years and acronyms."""
        shape = (len(claims), len(self.references) + 1)
        year, other_year, initials = (np.zeros(shape, np.float32) for _ in range(3))
        for at, claim in enumerate(claims):
            if claim.years:
                years = _having(self._years, claim.years)
                year[at, years], other_year[at], other_year[at, years] = 1, 1, 0
            for short in claim.acronyms:
                if spelt := self._spelt_by(short):
                    initials[at, spelt] = 1
        yield from (year, other_year, initials)

    def _spelt_by(self, short: str) -> list[int]:
        """The references whose title's initials spell an acronym."""
        if short not in self._spelt:
            letters = short.lower() if len(short) >= 3 else "\0"
            self._spelt[short] = [at for at, each in enumerate(self.references) if letters in each.initials]
        return self._spelt[short]

    def _of_imprint(self, claims: Sequence[ClaimTerms]) -> Matrix:
        _, references, (clauses,) = self._imprint.shared([[claim.views[0] for claim in claims]])
        out: Matrix = np.minimum(clauses @ (references * self._few(references)).T, 8)
        return out

    @cached_property
    def title_weights(self) -> list[dict[str, float]]:
        """For each reference its words, by how few references have them."""
        count = len(self.references)
        weights = [0.0, *(self._scale * log((count + 1) / having) for having in range(1, count + 1))]
        weight = {word: weights[len(having)] for word, having in self._words.having.items()}
        return [{word: weight[word] for word in reference.words} for reference in self.references]

    @cached_property
    def claim_weights(self) -> list[list[dict[str, float]]]:
        """The words of the clause and of the sentence of each claim, by how few claims have them; of like texts one."""
        views = [[claim.views[view] for claim in self.claims] for view in range(2)]
        rarity = self._rarity
        found = {text: {word: rarity.get(word, 1.0) for word in text} for text in set(chain.from_iterable(views))}
        return [[found[text] for text in view] for view in views]

    @cached_property
    def _titles(self) -> Titles:
        return nearest_words().titles(self.title_weights)

    @cached_property
    def _likeness(self) -> list[Matrix]:
        """A log-likelihood ratio by the vectors of texts alone, for the clause and for the sentence."""
        titles = [reference.title for reference in self.references]
        return text_vectors().likeness(titles, [[claim.views[view] for claim in self.claims] for view in range(2)])


def _having(postings: Postings[int], terms: Iterable[int]) -> list[int]:
    return [at for term in terms for at in postings.having.get(term, ())]
