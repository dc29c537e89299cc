"""Whether a record may be what a reference means: its score, and the reasons why it is turned down.

The gate (three of five fields at least) and the score are those of Crossref's search-based matching with validation,
as refined in 2024, made stricter where a title is short or inexact.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from refcheck.bibliography import WorkKind
from refcheck.resolution.evidence import Evidence, gather

if TYPE_CHECKING:
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
ELSEWHERE = 0.3  # less than this of a container's name stands there: it is another
MOST_AGAINST = 1.0  # more of the places contradicted, and it is another version or a work of the same title
LEFT_OVER = 2  # words of a reference without a title that may remain unexplained
# A journal, an issue or a series is never what a reference means; a component is a figure or a table.
NEVER = frozenset(
    {
        "journal", "journal-issue", "journal-volume", "component", "book-series", "book-set", "proceedings-series",
        "report-series", "grant",
    }
)  # fmt: skip
TELLING_APART = frozenset({"author", "year", "volume", "pages"})


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


def validated(printed: Printed, work: Work) -> Candidate:
    """A record looked at field by field."""
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
    if work.type in NEVER:
        return ("kind",)
    agree = agreeing(evidence)
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
    others = agree & TELLING_APART
    ahead = evidence.volume is None and evidence.first_page is None and evidence.year != 0.0
    if ahead and evidence.title_letters >= SHORT_TITLE:
        others |= agree & {"container"}  # published ahead of its issue: there are no numbers to agree
    weak = evidence.title_letters < SHORT_TITLE
    exact = evidence.title is not None and evidence.title >= EXACT and not evidence.extended
    if len(others) < (3 if weak or not exact else 2):
        # Three of five fields are the least; a short or an inexact title counts for less.
        return tuple(sorted(TELLING_APART - agree))
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
    needed = set(TELLING_APART)
    partly = evidence.title is not None and evidence.title >= HALF
    if not partly:
        needed.add("container")
    missing = tuple(sorted(needed - agree))
    if evidence.issue == 0.0 or evidence.first_page != 1.0:
        missing = (*missing, "pages")  # the last page alone, or another issue's, is no proof
    if missing or (evidence.title is not None and evidence.strangers > LEFT_OVER):
        return ("title", *missing) if evidence.title is not None else missing
    return ()


def agreeing(evidence: Evidence) -> set[str]:
    """The fields that agree, by their names in `Evidence.fields`."""
    return {
        name for name, value in evidence.fields.items() if value >= (0.7 if name in ("author", "pages") else AGREES)
    }
