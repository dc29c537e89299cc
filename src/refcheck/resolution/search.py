"""From one printed reference to its resolution: its DOI first, verified, then a search.

A DOI that the source of records does not have is looked for elsewhere before it is called dead.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from refcheck.bibliography import WorkKind
from refcheck.resolution.dois import printed_dois
from refcheck.resolution.matching import AMBIGUOUS, FITS, Match, Verdict, choose, verify
from refcheck.resolution.pacing import ServiceFailure
from refcheck.resolution.printed import Printed
from refcheck.resolution.resolver import by_kind
from refcheck.work import DoiState, NotCrossrefKind, NotFound, Resolution, Unchecked, UncheckedReason, Work

if TYPE_CHECKING:
    from collections.abc import Sequence

    from refcheck.article import Reference
    from refcheck.resolution.candidates import Source
    from refcheck.resolution.validation import Candidate


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
        source: where candidates come from.
    """

    def __init__(self, source: Source) -> None:
        self._source = source

    def prefetch(self, references: Sequence[Reference]) -> None:
        """Fetch the records of the DOIs that several references print, if that is cheaper."""
        self._source.prefetch([found[0] for found in map(printed_dois, references) if found])

    def find(self, reference: Reference) -> Resolution:
        """The resolution of one reference.

        Raises:
            ServiceFailure: the source gave no usable answer.
        """
        printed = Printed(reference.raw)
        doi = self._by_doi(reference, printed)
        if doi.settled is not None:
            return doi.settled
        settled = by_kind(reference) if doi.state is DoiState.NOT_PRINTED else None
        if settled is not None:
            return settled
        try:
            found = self._by_embedded(reference, printed) or self._by_search(reference, printed)
        except ServiceFailure as failure:
            # That a DOI is unknown counts only if the service answers otherwise: a wrong address knows no DOI at all.
            state = DoiState.UNCHECKED if doi.state is DoiState.UNREGISTERED else doi.state
            return Resolution(Unchecked(failure.reason, str(failure)), state, doi.work)
        if doi.failure is not None and not isinstance(found.outcome, Work):
            # The work may well be where its DOI leads: that nothing else was found says nothing.
            return Resolution(Unchecked(doi.failure.reason, str(doi.failure)), doi.state)
        return replace(found, doi=doi.state, doi_work=doi.work)

    def _by_doi(self, reference: Reference, printed: Printed) -> _Doi:
        dois = printed_dois(reference)
        if not dois:
            return _Doi(DoiState.NOT_PRINTED)
        other: Work | None = None
        for doi in dois:
            work = self._source.work(doi)
            if work is None:
                continue
            verdict, candidate = verify(printed, work)
            if verdict is Verdict.SAME:
                return _Doi(DoiState.VERIFIED, _resolved(candidate, DoiState.VERIFIED))
            other = other or work
        if other is not None:
            return _Doi(DoiState.OTHER_WORK, work=other)
        return self._elsewhere(reference, printed, dois)

    def _elsewhere(self, reference: Reference, printed: Printed, dois: tuple[str, ...]) -> _Doi:
        """What is known of DOIs that the source has no record of."""
        for doi in dois:
            try:
                found = self._source.registration(doi)
            except ServiceFailure as failure:
                return _Doi(DoiState.UNCHECKED, failure=failure)
            if found.work is not None:
                verdict, candidate = verify(printed, found.work)
                if verdict is Verdict.OTHER:
                    return _Doi(DoiState.OTHER_WORK, work=found.work)
                return _Doi(DoiState.VERIFIED, _resolved(candidate, DoiState.VERIFIED))
            if found.state is DoiState.VERIFIED:
                return _Doi(found.state, Resolution(NotCrossrefKind(reference.fields.kind), found.state))
            if found.state is not DoiState.UNREGISTERED:
                return _Doi(found.state)
        return _Doi(DoiState.UNREGISTERED)

    def _by_embedded(self, reference: Reference, printed: Printed) -> Resolution | None:
        """The record of the DOI that a reference manager keeps for the reference, if it passes as a find of a search.

        The DOI is not printed, so it says nothing by itself: it is a candidate, cheaper than a search.
        """
        if reference.embedded is None or not reference.embedded.doi:
            return None
        work = self._source.work(reference.embedded.doi)
        match = choose(printed, [work]) if work is not None else None
        if match is None or not match.accepted or match.best is None:
            return None
        return _resolved(match.best, DoiState.NOT_PRINTED)

    def _by_search(self, reference: Reference, printed: Printed) -> Resolution:
        match = self._matched(printed)
        if match.accepted and match.best is not None:
            return _resolved(match.best, DoiState.NOT_PRINTED)
        kind = reference.fields.kind
        if not kind.expected_in_crossref and kind is not WorkKind.UNKNOWN:
            return Resolution(NotCrossrefKind(kind))
        if not self._source.covers(printed) and match.reasons != (AMBIGUOUS,):
            return Resolution(Unchecked(UncheckedReason.NOT_INDEXED))
        if match.best is None:
            return Resolution(NotFound(reasons=match.reasons))
        return Resolution(
            NotFound(match.best.work, match.reasons), score=match.best.score, evidence=match.best.evidence.fields
        )

    def _matched(self, printed: Printed) -> Match:
        match = choose(printed, ())
        for works in self._source.search(printed):
            match = choose(printed, works)
            if match.accepted and match.best is not None and match.best.score >= FITS:
                break
        return match


def _resolved(candidate: Candidate, doi: DoiState) -> Resolution:
    return Resolution(candidate.work, doi, score=candidate.score, evidence=candidate.evidence.fields)
