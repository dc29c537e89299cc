"""From one printed reference to its resolution, by Crossref: its DOI first, verified, then a search.

A DOI that Crossref does not have is looked for at DataCite and the registration agencies before it is called dead.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from refcheck.bibliography import WorkKind
from refcheck.resolution.datacite import work_of_datacite
from refcheck.resolution.dois import printed_dois
from refcheck.resolution.matching import Candidate, Verdict, choose, verify
from refcheck.resolution.normalise import reference_key, tokens
from refcheck.resolution.pacing import ServiceFailure
from refcheck.resolution.records import work_of
from refcheck.resolution.resolver import by_kind
from refcheck.work import DoiState, NotCrossrefKind, NotFound, Resolution, Unchecked, UncheckedReason, Work

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from refcheck.article import Reference
    from refcheck.resolution.crossref import CrossrefClient, Record
    from refcheck.resolution.datacite import DataCiteClient
    from refcheck.resolution.remembering import RememberingCrossref, RememberingDataCite

LONGEST_QUERY = 400  # characters; long URLs are refused
FIRST_AUTHOR = 60  # characters
_NOISE = re.compile(r"https?://\S+|www\.\S+|\b(?:doi:?\s*)?10\.\d{4,9}/\S+|[*_<>\[\]{}|\\^~\"]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Doi:
    """What became of the printed DOI; `settled` if that answers everything, `failure` if nobody could be asked."""

    state: DoiState
    settled: Resolution | None = None
    work: Work | None = None
    failure: ServiceFailure | None = None


class Finder:
    """Finds the records of references.

    Args:
        client: the way to Crossref.
        datacite: the way to DataCite; None if only the registration agencies are to be asked.
    """

    def __init__(
        self,
        client: CrossrefClient | RememberingCrossref,
        datacite: DataCiteClient | RememberingDataCite | None = None,
    ) -> None:
        self._client = client
        self._datacite = datacite
        self._fetched: dict[str, Record] = {}

    def prefetch(self, references: Sequence[Reference]) -> None:
        """Fetch the records of the DOIs that several references print, fifty at a time."""
        dois = [found[0] for found in map(printed_dois, references) if found and found[0] not in self._fetched]
        if len(dois) < 2:
            return
        try:
            self._fetched.update(self._client.works(dois))
        except ServiceFailure:
            return  # then each is asked for alone, which tells what is wrong with which

    def find(self, reference: Reference) -> Resolution:
        """The resolution of one reference.

        Raises:
            ServiceFailure: Crossref gave no usable answer.
        """
        doi = self._by_doi(reference)
        if doi.settled is not None:
            return doi.settled
        settled = by_kind(reference) if doi.state is DoiState.NOT_PRINTED else None
        if settled is not None:
            return settled
        try:
            found = self._by_embedded(reference) or self._by_search(reference)
        except ServiceFailure as failure:
            # That a DOI is unknown counts only if the service answers otherwise: a wrong address knows no DOI at all.
            state = DoiState.UNCHECKED if doi.state is DoiState.UNREGISTERED else doi.state
            return Resolution(Unchecked(failure.reason, str(failure)), state, doi.work)
        if doi.failure is not None and not isinstance(found.outcome, Work):
            # The work may well be where its DOI leads: that nothing else was found says nothing.
            return Resolution(Unchecked(doi.failure.reason, str(doi.failure)), doi.state)
        return replace(found, doi=doi.state, doi_work=doi.work)

    def _by_doi(self, reference: Reference) -> _Doi:
        dois = printed_dois(reference)
        if not dois:
            return _Doi(DoiState.NOT_PRINTED)
        other: Work | None = None
        for doi in dois:
            work = self._work(doi)
            if work is None:
                continue
            verdict, candidate = verify(reference.raw, work)
            if verdict is Verdict.SAME:
                return _Doi(DoiState.VERIFIED, _resolved(candidate, DoiState.VERIFIED))
            other = other or work
        if other is not None:
            return _Doi(DoiState.OTHER_WORK, work=other)
        return self._elsewhere(reference, dois)

    def _elsewhere(self, reference: Reference, dois: tuple[str, ...]) -> _Doi:
        """What is known of DOIs that Crossref has no record of."""
        for doi in dois:
            try:
                agency = self._client.agency(doi)
                asked = self._datacite is not None and (agency is None or agency.casefold() == "datacite")
                record = self._datacite.work(doi) if asked and self._datacite is not None else None
            except ServiceFailure as failure:
                return _Doi(DoiState.UNCHECKED, failure=failure)
            if record is not None:
                return self._at_datacite(reference, work_of_datacite(record, retrieved=today()))
            if agency is None:
                continue
            if agency.casefold() == "crossref":
                return _Doi(DoiState.UNCHECKED)  # registered, and no record to compare with
            return _Doi(DoiState.VERIFIED, Resolution(NotCrossrefKind(reference.fields.kind), DoiState.VERIFIED))
        return _Doi(DoiState.UNREGISTERED)

    def _at_datacite(self, reference: Reference, work: Work) -> _Doi:
        verdict, candidate = verify(reference.raw, work)
        if verdict is Verdict.OTHER:
            return _Doi(DoiState.OTHER_WORK, work=work)
        return _Doi(DoiState.VERIFIED, _resolved(candidate, DoiState.VERIFIED))

    def _work(self, doi: str) -> Work | None:
        record = self._fetched.get(doi)
        if record is None:
            record = self._client.work(doi)
            if record is None:
                return None
            self._fetched[doi] = record
        return work_of(record, retrieved=today())

    def _by_embedded(self, reference: Reference) -> Resolution | None:
        """The record of the DOI that a reference manager keeps for the reference, if it passes as a find of a search.

        The DOI is not printed, so it says nothing by itself: it is a candidate, cheaper than a search.
        """
        if reference.embedded is None or not reference.embedded.doi:
            return None
        work = self._work(reference.embedded.doi)
        match = choose(reference.raw, [work]) if work is not None else None
        if match is None or not match.accepted or match.best is None:
            return None
        return _resolved(match.best, DoiState.NOT_PRINTED)

    def _by_search(self, reference: Reference) -> Resolution:
        query = query_text(reference.raw)
        records = self._client.search(query) if query else []
        works = [work_of(record, retrieved=today()) for record in records]
        match = choose(reference.raw, works)
        if match.accepted and match.best is not None:
            return _resolved(match.best, DoiState.NOT_PRINTED)
        if works and not any(_has_a_word_of(reference.raw, work) for work in works):
            raise ServiceFailure(UncheckedReason.BAD_ANSWER, "the works found have no word of the reference")
        kind = reference.fields.kind
        if not kind.expected_in_crossref and kind is not WorkKind.UNKNOWN:
            return Resolution(NotCrossrefKind(kind))
        if match.best is None:
            return Resolution(NotFound(reasons=match.reasons))
        return Resolution(
            NotFound(match.best.work, match.reasons), score=match.best.score, evidence=match.best.evidence.fields
        )


def _has_a_word_of(raw: str, work: Work) -> bool:
    """Whether a work found has at least one word in common with what was searched for, as every search's find has."""
    said = (work.title, *work.alternative_titles, *work.containers, work.publisher, *map(str, work.authors))
    return not set(tokens(raw)).isdisjoint(token for text in said for token in tokens(text) if len(token) > 3)


def query_text(raw: str) -> str:
    """A reference as a search string: without its URLs, DOIs and mark-up, not too long."""
    text = reference_key(_NOISE.sub(" ", raw))
    if len(text) <= LONGEST_QUERY:
        return text
    # Fifty authors leave no room for the title, which stands behind them: keep the first of them and the end.
    return f"{text[:FIRST_AUTHOR]} {text[-(LONGEST_QUERY - FIRST_AUTHOR - 1) :]}"


def today() -> date:
    """The date of a look-up, the same everywhere on earth."""
    return datetime.now(UTC).date()


def _resolved(candidate: Candidate, doi: DoiState) -> Resolution:
    return Resolution(candidate.work, doi, score=candidate.score, evidence=candidate.evidence.fields)
