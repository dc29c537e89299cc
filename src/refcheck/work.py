"""What is known of a reference's work, or why nothing is.

Three kinds of "no record" are three different values, never mixed: `NotFound` (looked for, not there),
`NotCrossrefKind` (nobody should expect it there) and `Unchecked` (could not be looked for).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from refcheck.bibliography import Author, WorkKind

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date


class Origin(StrEnum):
    """Where a record came from."""

    CROSSREF = "crossref"
    DATACITE = "datacite"
    INDEX = "index"
    MANUAL = "manual"


class UpdateKind(StrEnum):
    """What happened to a work after it was published."""

    RETRACTION = "retraction"
    WITHDRAWAL = "withdrawal"
    REMOVAL = "removal"
    CONCERN = "expression of concern"
    CORRECTION = "correction"
    REINSTATEMENT = "reinstatement"


#: the notices by which a work no longer stands
GONE = frozenset({UpdateKind.RETRACTION, UpdateKind.WITHDRAWAL, UpdateKind.REMOVAL})


@dataclass(frozen=True, slots=True)
class Update:
    """A notice about a work.

    Attributes:
        kind: what the notice says.
        doi: the notice's own DOI, or empty.
        date: of the notice, if known.
        source: who told of it ("publisher", "retraction-watch").
        reasons: that Retraction Watch gives for it, in its words.
        about: the DOI of the work, where it is not a record that tells of the notice but a list.
    """

    kind: UpdateKind
    doi: str = ""
    date: date | None = None
    source: str = ""
    reasons: tuple[str, ...] = ()
    about: str = ""


@dataclass(frozen=True, slots=True)
class Work:
    """The record of one work: the bibliographic facts that are compared.

    Attributes:
        doi: lower case; empty for a record entered by hand that has none.
        kind: what sort of work it is.
        type: the type in the record's own words ("journal-article").
        title: with its subtitle, mark-up removed.
        alternative_titles: the title without its subtitle, original-language titles.
        authors: in order.
        authors_complete: false if a person entered only the first ones.
        containers: every name of what it stands in, the full one first, abbreviations after.
        years: every year that any date of the record gives, ascending.
        volume, issue, pages, article_number, publisher: as recorded.
        isbns: digits only.
        pmid: if known.
        updates: notices about it.
        published_as: for a preprint, the DOI of the published version.
        preprints: DOIs of the preprints of this work.
        origin: where the record came from.
        retrieved: when.
        note: for a record entered by hand, what the person wrote.
    """

    doi: str
    kind: WorkKind = WorkKind.ARTICLE
    type: str = ""
    title: str = ""
    alternative_titles: tuple[str, ...] = ()
    authors: tuple[Author, ...] = ()
    authors_complete: bool = True
    containers: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    volume: str = ""
    issue: str = ""
    pages: str = ""
    article_number: str = ""
    publisher: str = ""
    isbns: tuple[str, ...] = ()
    pmid: str = ""
    updates: tuple[Update, ...] = ()
    published_as: str = ""
    preprints: tuple[str, ...] = ()
    origin: Origin = Origin.CROSSREF
    retrieved: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class NotFound:
    """Crossref was asked and has no record that fits.

    Attributes:
        nearest: the best candidate that was turned down, to show to a person.
        reasons: short codes saying why it was ("title", "year", "ambiguous").
    """

    nearest: Work | None = None
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NotCrossrefKind:
    """A kind of work that Crossref does not normally hold; a person's record of it, if one was entered."""

    kind: WorkKind
    record: Work | None = None


class UncheckedReason(StrEnum):
    """Why a reference could not be checked."""

    OFFLINE = "offline"  # --offline, and not in the lock
    TIMEOUT = "timeout"
    CONNECTION = "connection"  # refused, reset, no route, half an answer
    RATE_LIMITED = "rate limited"
    SERVER_ERROR = "server error"
    BAD_ANSWER = "bad answer"  # garbage, or a record that was not asked for
    INTERRUPTED = "interrupted"
    NOT_INDEXED = "not in the index"  # which does not hold every work, so it may exist all the same


@dataclass(frozen=True, slots=True)
class Unchecked:
    """Nothing can be said: neither clean nor wrong.

    Attributes:
        reason: the sort of obstacle.
        detail: one line for a person ("HTTP 503 after 4 attempts").
    """

    reason: UncheckedReason
    detail: str = ""


Outcome = Work | NotFound | NotCrossrefKind | Unchecked


class DoiState(StrEnum):
    """What became of the DOI that the reference prints."""

    NOT_PRINTED = "not printed"
    VERIFIED = "verified"
    OTHER_WORK = "other work"  # it is registered, for a different work
    UNREGISTERED = "unregistered"  # no agency knows it
    UNCHECKED = "unchecked"


@dataclass(frozen=True, slots=True)
class Resolution:
    """The answer for one reference.

    Attributes:
        outcome: the record, or the reason for having none.
        doi: what became of the printed DOI.
        doi_work: where `doi` is ``OTHER_WORK``, the work that it really belongs to.
        score: how well the record fits, 0 to 1; None where nothing was matched.
        evidence: per field how well it agreed, 0 to 1, for explanation.
        notices: what a list of retractions says of the work, beyond what its record does; also where there is none.
        confirmation: what the person wrote who confirmed by hand that this is so; empty if nobody did.
    """

    outcome: Outcome
    doi: DoiState = DoiState.NOT_PRINTED
    doi_work: Work | None = None
    score: float | None = None
    evidence: Mapping[str, float] = field(default_factory=dict)
    notices: tuple[Update, ...] = ()
    confirmation: str = ""

    @property
    def record(self) -> Work | None:
        """The record to compare the printed fields with, if there is one."""
        if isinstance(self.outcome, Work):
            return self.outcome
        if isinstance(self.outcome, NotCrossrefKind):
            return self.outcome.record
        return None

    @property
    def updates(self) -> tuple[Update, ...]:
        """Every notice about the work, from its record and from lists."""
        return (self.record.updates if self.record else ()) + self.notices
