"""Which record a printed reference means, and "ambiguous" as an answer.

The method is search-based matching with validation (Crossref, 2018): candidates come from a search, and each is looked
at field by field against the raw string (`validation`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING

from refcheck.bibliography import WorkKind
from refcheck.resolution.evidence import Places, may_fit
from refcheck.resolution.validation import (
    AGREES,
    AUTHOR,
    EXACT,
    LEFT_OVER,
    NEVER,
    SHORT_TITLE,
    TELLING_APART,
    Candidate,
    agreeing,
    validated,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from refcheck.resolution.printed import Printed
    from refcheck.work import Work

AMBIGUOUS = "ambiguous"
TIE = 0.04
FITS = 0.95  # a record with another year, volume or page reaches 0.9 at most, which is no tie
TELLING = 6  # words beside the DOI; fewer contradict nothing


@dataclass(frozen=True, slots=True)
class Match:
    """The outcome of a search.

    Attributes:
        best: the candidate that fits best, accepted or not; None if there was none at all.
        accepted: whether it is the work.
        reasons: why not.
    """

    best: Candidate | None
    accepted: bool
    reasons: tuple[str, ...] = ()


class Verdict(Enum):
    """Whether a DOI's record is the work that the reference describes."""

    SAME = "same"
    OTHER = "other"


def choose(printed: Printed, works: Sequence[Work]) -> Match:
    """The record that a reference means, among the candidates of a search.

    Args:
        printed: the reference.
        works: the candidates.
    """
    candidates = _preprints_apart(printed, sorted(_likely(printed, works), key=lambda one: one.score, reverse=True))
    passed = [candidate for candidate in candidates if not candidate.reasons]
    if not passed:
        best = candidates[0] if candidates else None
        return Match(best, accepted=False, reasons=best.reasons if best else ("no candidate",))
    tied = [one for one in passed if one.work.doi == passed[0].work.doi or one.score >= passed[0].score - TIE]
    tied = _of_record(tied)
    if len({one.work.doi for one in tied}) > 1:
        return Match(tied[0], accepted=False, reasons=(AMBIGUOUS,))
    return Match(tied[0], accepted=True)


def _likely(printed: Printed, works: Sequence[Work]) -> list[Candidate]:
    """The candidates that could be it; if there is none, the first, to be shown.

    Evidence is dear, so what is likeliest by its numbers comes first, and beside one that fits in everything others
    count only if no number of theirs is against them.
    """
    placed = [(Places.of(printed, work), work) for work in works]
    placed.sort(key=lambda one: one[0].agreeing, reverse=True)
    candidates: list[Candidate] = []
    found: Candidate | None = None
    for places, work in placed:
        if not may_fit(printed, work, places) if found is None else _cannot_tie(found, work, places):
            continue
        candidate = validated(printed, work)
        candidates.append(candidate)
        if candidate.score >= FITS and not candidate.reasons:
            found = found or candidate
    return candidates or [validated(printed, work) for work in works[:1]]


def _cannot_tie(found: Candidate, work: Work, places: Places) -> bool:
    """Whether a record is certainly not as good as one that fits in everything."""
    return places.contradicted or (work.kind is WorkKind.PREPRINT and found.work.kind is not WorkKind.PREPRINT)


def verify(printed: Printed, work: Work) -> tuple[Verdict, Candidate]:
    """Whether the record of a printed DOI is the work that the reference describes.

    To say that it is another work is an accusation, so it takes a title that is not there and more against it; the
    gate of `choose` would be too strict for a reference that is merely full of errors.
    """
    candidate = validated(printed, work)
    evidence = candidate.evidence
    if work.type in NEVER:
        return Verdict.OTHER, candidate
    if not candidate.reasons or len(printed.words) < TELLING:
        return Verdict.SAME, candidate
    if evidence.title is not None and evidence.title >= (AGREES if evidence.title_letters >= SHORT_TITLE else EXACT):
        return Verdict.SAME, candidate
    fields = evidence.fields
    against = [name for name in TELLING_APART if fields.get(name, 1.0) < (0.7 if name == "author" else 0.5)]
    # Without the title (not printed, or in another language) three other fields must speak for the record; an article
    # beside it in the same volume has some of these in common too, but not author and page both, and other words.
    agree = agreeing(evidence)
    beside = (evidence.strangers > 2 * LEFT_OVER and not {"author", "pages"} <= agree) or (
        evidence.first_page == 0.0 and evidence.issue == 0.0
    )
    if not against or (len(agree & TELLING_APART) >= 3 and not beside):
        return Verdict.SAME, candidate
    return Verdict.OTHER, candidate


def _preprints_apart(printed: Printed, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates, preprints turned down where the reference means what was published.

    A preprint has no volume or page that could contradict, so it fits whatever is printed of its published version.
    """
    if printed.is_preprint or all(one.work.kind is not WorkKind.PREPRINT for one in candidates):
        return list(candidates)
    published = any(one.work.kind is not WorkKind.PREPRINT and _same_title(one) for one in candidates)
    if not published and not printed.is_in_print:
        return list(candidates)
    return [
        replace(one, reasons=one.reasons or ("preprint",)) if one.work.kind is WorkKind.PREPRINT else one
        for one in candidates
    ]


def _same_title(candidate: Candidate) -> bool:
    evidence = candidate.evidence
    return (evidence.title or 0.0) >= EXACT and not evidence.another and (evidence.author or 1.0) >= AUTHOR


def _of_record(tied: list[Candidate]) -> list[Candidate]:
    """Of candidates that fit equally well the work itself before a notice about it, the version of record first."""
    if len(tied) < 2:
        return tied
    tied = [one for one in tied if not one.evidence.another] or tied
    preprints = {doi for one in tied for doi in one.work.preprints}
    published = [one for one in tied if one.work.kind is not WorkKind.PREPRINT and one.work.doi not in preprints]
    return published or tied
