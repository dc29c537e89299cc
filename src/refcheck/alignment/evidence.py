"""What speaks for a reference supporting a claim, as numbers: words only, no model of meaning.

Every word counts by how few of the article's own references have it, so that what all of them share weighs nothing.
"""

from __future__ import annotations

from functools import cached_property
from itertools import pairwise
from math import log, sqrt
from typing import TYPE_CHECKING

from refcheck.alignment.pair_terms import NOTHING, ClaimTerms, ReferenceTerms
from refcheck.alignment.vectors import VIEWS as VECTOR_VIEWS
from refcheck.alignment.vectors import Closeness, word_vectors

if TYPE_CHECKING:
    from collections.abc import Sequence

    from refcheck.article import Claim, Reference

VIEWS = ("clause", "sentence", "around")
_PER_VIEW = ("cosine", "z", "top", "only", "behind", "rare", "unusual")
FEATURES = (
    *(f"{view} {what}" for view in VIEWS for what in _PER_VIEW),
    "clause phrases",
    "sentence phrases",
    "first author near",
    "first author near, et al.",
    "any author near",
    "other author near",
    "other author near, et al.",
    "first author in sentence",
    "other author in sentence",
    "year",
    "other year",
    "acronym",
    "initials",
    "number",
    "imprint",
    "vectors",
)
"""The names of the features of a pair, in the order of the coefficients."""

MOST_TELLING = 3.7  # the weight of a word that one reference of the list has (or one claim), whatever the list's length


class Evidence:
    """The features of every pair of a claim and a reference of one numbering.

    Args:
        claims: the claims in reading order; those of one sentence share their `span`.
        references: the references, in printed order.
    """

    def __init__(self, claims: Sequence[Claim], references: Sequence[Reference]) -> None:
        self.references = [ReferenceTerms.of(reference) for reference in references]
        self.claims = [
            ClaimTerms.of(claim, claims[at - 1].anchor if at and claims[at - 1].span == claim.span else 0)
            for at, claim in enumerate(claims)
        ]
        count = len(self.references)
        self._with_word: dict[str, list[int]] = {}
        self._with_phrase: dict[tuple[str, str], list[int]] = {}
        self._with_imprint: dict[str, list[int]] = {}
        for at, reference in enumerate(self.references):
            for word in reference.words:
                self._with_word.setdefault(word, []).append(at)
            for phrase in reference.phrases:
                self._with_phrase.setdefault(phrase, []).append(at)
            for word in reference.imprint:
                self._with_imprint.setdefault(word, []).append(at)
        # In a list of nine as in one of ninety a word that one reference has weighs the same.
        scale = MOST_TELLING / log(count + 1)
        self._idf = {word: scale * log((count + 1) / len(having)) for word, having in self._with_word.items()}
        self._phrase_idf = {
            phrase: scale * log((count + 1) / len(having)) for phrase, having in self._with_phrase.items()
        }
        self._unusual = word_vectors().unusual
        self._norm = [sqrt(1 + sum(self._idf[word] for word in reference.words)) for reference in self.references]
        self._with_author: dict[str, list[int]] = {}
        for at, reference in enumerate(self.references):
            for name in reference.authors:
                self._with_author.setdefault(name, []).append(at)
        self._with_number: dict[str, list[int]] = {}
        for at, reference in enumerate(self.references):
            for digits in reference.numbers:
                self._with_number.setdefault(digits, []).append(at)
        self._spelt: dict[str, list[int]] = {}
        self._first_authors = frozenset().union(*(reference.first_author for reference in self.references))
        self._rows: dict[int, _Row] = {}

    @cached_property
    def _rarity(self) -> dict[str, float]:
        """How few of the article's claims have a word."""
        having: dict[str, int] = {}
        seen = set()
        for claim in self.claims:
            if claim.claim.span in seen:
                continue
            seen.add(claim.claim.span)
            for word in set(claim.views[1]):
                having[word] = having.get(word, 0) + 1
        scale = MOST_TELLING / log((len(seen) + 2) / 1.5)
        return {word: scale * log((len(seen) + 2) / (count + 0.5)) for word, count in having.items()}

    def weighted_titles(self) -> list[list[tuple[str, float]]]:
        """For each reference its words, by how few references have them."""
        return [[(word, self._idf[word]) for word in sorted(reference.words)] for reference in self.references]

    def weighted_claims(self) -> list[list[list[tuple[str, float]]]]:
        """For each claim the words of its clause and of its sentence, by how few claims have them."""
        return [
            [[(word, self._rarity.get(word, 1.0)) for word in sorted(set(view))] for view in claim.views[:VECTOR_VIEWS]]
            for claim in self.claims
        ]

    @cached_property
    def closeness(self) -> Closeness:
        """How close claims and references are by the vectors of their words."""
        return Closeness(self.weighted_titles(), self.weighted_claims(), word_vectors())

    def spelt_by(self, short: str) -> list[int]:
        """The references that have an acronym, or whose title's initials spell it."""
        if short not in self._spelt:
            letters = short.lower() if len(short) >= 3 else "\0"
            self._spelt[short] = [
                at
                for at, reference in enumerate(self.references)
                if short in reference.acronyms or letters in reference.initials
            ]
        return self._spelt[short]

    def row(self, claim: int) -> _Row:
        """The claim's features against every reference, made when first asked for."""
        if claim not in self._rows:
            self._rows[claim] = _Row(self, claim)
        return self._rows[claim]

    def features(self, claim: int, reference: int) -> list[float]:
        """The features of one pair, in the order of `FEATURES`."""
        return [*self.row(claim).features(reference), self.closeness(claim, reference)]


class _Row:
    """One claim against every reference: sums per view over the references that share a word with it."""

    def __init__(self, evidence: Evidence, claim: int) -> None:
        self.evidence = evidence
        self.claim = evidence.claims[claim]
        count = len(evidence.references)
        rarity = evidence._rarity
        self.views: list[tuple[dict[int, list[float]], float, float, float]] = []
        for view in self.claim.views:
            sums: dict[int, list[float]] = {}
            for word in set(view):
                having = evidence._with_word.get(word)
                if having is None:
                    continue
                idf = evidence._idf[word]
                rare = idf * rarity.get(word, 1.0)
                unusual = idf * evidence._unusual(word)
                for at in having:
                    cell = sums.get(at)
                    if cell is None:
                        cell = sums[at] = [0.0, 0.0, 0.0, 0.0, 0.0]
                    cell[0] += idf
                    cell[1] = max(cell[1], idf)
                    if len(having) == 1:
                        cell[2] += 1
                    cell[3] += rare
                    cell[4] += unusual
            cosines = []
            for at, cell in sums.items():
                cell[0] /= evidence._norm[at]
                cell[3] /= evidence._norm[at]
                cell[4] /= evidence._norm[at]
                cosines.append(cell[0])
            mean = sum(cosines) / count
            deviation = sqrt(max(sum(cosine * cosine for cosine in cosines) / count - mean * mean, 0.0)) + 0.1
            self.views.append((sums, mean, deviation, max(cosines, default=0.0)))
        self.phrases = [self._phrase_sums(view) for view in self.claim.views[:2]]
        self.near_others = evidence._first_authors.intersection(self.claim.near)
        self.named_others = evidence._first_authors & self.claim.named
        # References that share nothing with the claim all have the same features: those need computing once.
        touched = set(self.views[2][0])
        for word in self.claim.views[0]:
            touched.update(evidence._with_imprint.get(word, ()))
        for name in self.claim.named:
            touched.update(evidence._with_author.get(name, ()))
        for short in self.claim.acronyms:
            touched.update(evidence.spelt_by(short))
        if self.claim.years:
            touched.update(at for at, other in enumerate(evidence.references) if other.year in self.claim.years)
        for digits in self.claim.numbers:
            touched.update(evidence._with_number.get(digits, ()))
        self.touched = frozenset(touched)

    def _phrase_sums(self, view: list[str]) -> dict[int, float]:
        sums: dict[int, float] = {}
        for phrase in set(pairwise(view)):
            for at in self.evidence._with_phrase.get(phrase, ()):
                sums[at] = sums.get(at, 0.0) + self.evidence._phrase_idf[phrase]
        return sums

    def bare_features(self) -> list[float]:
        """The features of a reference that shares nothing with the claim, closeness left out."""
        return self._features(-1, NOTHING)

    def features(self, at: int) -> list[float]:
        """The features of one reference, in the order of `FEATURES`, closeness left out."""
        return self._features(at, self.evidence.references[at])

    def _features(self, at: int, reference: ReferenceTerms) -> list[float]:
        claim = self.claim
        values: list[float] = []
        nothing = [0.0, 0.0, 0.0, 0.0, 0.0]
        for sums, mean, deviation, best in self.views:
            cosine, top, only, rare, unusual = sums.get(at, nothing)
            values += (cosine, (cosine - mean) / deviation, top, min(only, 3.0), cosine - best, rare, unusual)
        values += (min(sums.get(at, 0.0), 8.0) for sums in self.phrases)
        near_first = reference.first_author.intersection(claim.near)
        near_any = reference.authors.intersection(claim.near)
        near_other = () if near_any else self.near_others
        named_first = reference.first_author & claim.named
        values += (
            float(bool(near_first)),
            float(any(claim.near[name] for name in near_first)),
            float(bool(near_any)),
            float(bool(near_other)),
            float(any(claim.near[name] for name in near_other)),
            float(bool(named_first)),
            float(bool(self.named_others) and not (reference.authors & claim.named)),
            float(reference.year in claim.years),
            float(bool(claim.years) and reference.year not in claim.years),
            min(float(len(reference.acronyms & claim.acronyms)), 2.0),
            float(any(len(short) >= 3 and short.lower() in reference.initials for short in claim.acronyms)),
            min(float(len(reference.numbers & claim.numbers)), 2.0),
            self._imprint(reference),
        )
        return values

    def _imprint(self, reference: ReferenceTerms) -> float:
        shared = reference.imprint.intersection(self.claim.views[0])
        count = len(self.evidence.references)
        return min(sum(log((count + 1) / len(self.evidence._with_imprint[word])) for word in shared), 8.0)
