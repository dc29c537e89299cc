"""Which record a printed reference means: a gate that buys precision, a score, and "ambiguous" as an answer.

The method is search-based matching with validation (Crossref, 2018; the gate and the generalised Jaccard score as in
its refinement of 2024): candidates come from a search, and each is looked at field by field against the raw string.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING

from refcheck.bibliography import WorkKind
from refcheck.resolution.evidence import Evidence, Places, gather, may_fit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from refcheck.resolution.printed import Printed
    from refcheck.work import Work

# What a field weighs in the score. Title and first page tell works apart best.
_WEIGHTS = {"title": 3.0, "author": 1.5, "year": 1.0, "volume": 1.0, "pages": 1.5, "container": 1.0}
_UNEXPLAINED_WEIGHT = 1.0
AGREES = 0.8  # a title, an author, a container that agrees
EXACT = 0.95
AUTHOR = 0.7
HALF = 0.65  # a title of which a part was lost; two unrelated titles reach 0.6
SHORT_TITLE = 20  # letters; "Herpes simplex infection" says little, "Editorial" nothing
LONG_TITLE = 40  # letters; two works of one author in one volume do not share it
ACCEPTED = 0.6
AMBIGUOUS = "ambiguous"
TIE = 0.04
FITS = 0.95  # a record with another year, volume or page reaches 0.9 at most, which is no tie
ELSEWHERE = 0.3  # less than this of a container's name stands there: it is another
MOST_AGAINST = 1.0  # more of the places contradicted, and it is another version or a work of the same title
LEFT_OVER = 2  # words of a reference without a title that may remain unexplained
# A journal, an issue or a series is never what a reference means; a component is a figure or a table.
_NEVER = frozenset(
    {
        "journal", "journal-issue", "journal-volume", "component", "book-series", "book-set", "proceedings-series",
        "report-series", "grant",
    }
)  # fmt: skip
_TELLING_APART = frozenset({"author", "year", "volume", "pages"})
TELLING = 6  # words beside the DOI; fewer contradict nothing


@dataclass(frozen=True, slots=True)
class Candidate:
    """A record with its evidence.

    Attributes:
        work: the record.
        evidence: field by field.
        score: 0 to 1.
        reasons: why it was turned down; empty if it passed.
    """

    work: Work
    evidence: Evidence
    score: float
    reasons: tuple[str, ...]


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
        candidate = _candidate(printed, work)
        candidates.append(candidate)
        if candidate.score >= FITS and not candidate.reasons:
            found = found or candidate
    return candidates or [_candidate(printed, work) for work in works[:1]]


def _cannot_tie(found: Candidate, work: Work, places: Places) -> bool:
    """Whether a record is certainly not as good as one that fits in everything."""
    return places.contradicted or (work.kind is WorkKind.PREPRINT and found.work.kind is not WorkKind.PREPRINT)


def verify(printed: Printed, work: Work) -> tuple[Verdict, Candidate]:
    """Whether the record of a printed DOI is the work that the reference describes.

    To say that it is another work is an accusation, so it takes a title that is not there and more against it; the
    gate of `choose` would be too strict for a reference that is merely full of errors.
    """
    candidate = _candidate(printed, work)
    evidence = candidate.evidence
    if work.type in _NEVER:
        return Verdict.OTHER, candidate
    if not candidate.reasons or len(printed.words) < TELLING:
        return Verdict.SAME, candidate
    if evidence.title is not None and evidence.title >= (AGREES if evidence.title_letters >= SHORT_TITLE else EXACT):
        return Verdict.SAME, candidate
    fields = evidence.fields
    against = [name for name in _TELLING_APART if fields.get(name, 1.0) < (0.7 if name == "author" else 0.5)]
    # Without the title (not printed, or in another language) three other fields must speak for the record; an article
    # beside it in the same volume has some of these in common too, but not author and page both, and other words.
    agree = _agreeing(evidence)
    beside = (evidence.strangers > 2 * LEFT_OVER and not {"author", "pages"} <= agree) or (
        evidence.first_page == 0.0 and evidence.issue == 0.0
    )
    if not against or (len(agree & _TELLING_APART) >= 3 and not beside):
        return Verdict.SAME, candidate
    return Verdict.OTHER, candidate


def _candidate(printed: Printed, work: Work) -> Candidate:
    evidence = gather(printed, work)
    score = _score(evidence)
    return Candidate(work, evidence, score, _objections(evidence, work, score))


def _score(evidence: Evidence) -> float:
    fields = evidence.fields
    weights = {name: weight for name, weight in _WEIGHTS.items() if name in fields}
    total = sum(weights.values()) + _UNEXPLAINED_WEIGHT * evidence.unexplained
    return round(sum(weight * fields[name] for name, weight in weights.items()) / total, 4) if total else 0.0


def _objections(evidence: Evidence, work: Work, score: float) -> tuple[str, ...]:
    """Why a record cannot be accepted, as short codes; empty if it can."""
    if work.type in _NEVER:
        return ("kind",)
    agree = _agreeing(evidence)
    contradicted = tuple(name for name, value in evidence.fields.items() if value < 0.5)
    if work.kind is WorkKind.CHAPTER and "pages" not in agree and not _is_unpaged(work, agree):
        return ("pages",)
    objections = _with_title(evidence, agree) if "title" in agree else _without_title(evidence, agree)
    if objections:
        return tuple(dict.fromkeys((*objections, *contradicted)))
    return () if score >= ACCEPTED else ("score",)


def _is_unpaged(work: Work, agree: set[str]) -> bool:
    """Whether a chapter without pages in its record, as in an online encyclopaedia, is told by all else."""
    return not work.pages and not work.article_number and {"title", "author", "year", "container"} <= agree


def _against(evidence: Evidence) -> float:
    """How many of year, volume and page are contradicted; a container and a year beside the right one count half."""
    against = {0.0: 1.0, 0.5: 0.5}.get(1.0 if evidence.year is None else evidence.year, 0.0)
    against += (evidence.volume == 0.0) + (evidence.first_page == 0.0)
    return against + (0.5 if evidence.container is not None and evidence.container < ELSEWHERE else 0.0)


def _with_title(evidence: Evidence, agree: set[str]) -> tuple[str, ...]:
    if evidence.another and evidence.first_page != 1.0:
        return ("title",)  # a notice about it, or another part
    others = agree & _TELLING_APART
    ahead = evidence.volume is None and evidence.first_page is None and evidence.year != 0.0
    if ahead and evidence.title_letters >= SHORT_TITLE:
        others |= agree & {"container"}  # published ahead of its issue: there are no numbers to agree
    weak = evidence.title_letters < SHORT_TITLE
    exact = evidence.title is not None and evidence.title >= EXACT and not evidence.extended
    if len(others) < (3 if weak or not exact else 2):
        # Three of five fields are the least; a short or an inexact title counts for less.
        return tuple(sorted(_TELLING_APART - agree))
    if "author" not in agree and evidence.author is not None and (len(others) < 3 or evidence.extended):
        return ("author",)
    if evidence.volume == 0.0 and evidence.first_page == 0.0:
        return ("volume", "pages")  # the same title elsewhere: another version, a sequel
    if _against(evidence) > MOST_AGAINST:
        return ("elsewhere",)  # the same title in another year, or in another journal
    if evidence.issue == 0.0 and evidence.title_letters < LONG_TITLE:
        return ("issue",)  # a column that every issue has
    if evidence.first_page == 0.0 and (not exact or evidence.issue == 0.0 or evidence.title_letters < LONG_TITLE):
        return ("pages",)
    return ()


def _without_title(evidence: Evidence, agree: set[str]) -> tuple[str, ...]:
    # The title is not printed, or half of it is lost, or it is another: author and numbers must all agree, then the
    # container or what there is of the title, and hardly a word may be left over.
    needed = set(_TELLING_APART)
    partly = evidence.title is not None and evidence.title >= HALF
    if not partly:
        needed.add("container")
    missing = tuple(sorted(needed - agree))
    if evidence.issue == 0.0 or evidence.first_page != 1.0:
        missing = (*missing, "pages")  # the last page alone, or another issue's, is no proof
    if missing or (evidence.title is not None and evidence.strangers > LEFT_OVER):
        return ("title", *missing) if evidence.title is not None else missing
    return ()


def _agreeing(evidence: Evidence) -> set[str]:
    return {
        name for name, value in evidence.fields.items() if value >= (0.7 if name in ("author", "pages") else AGREES)
    }


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
