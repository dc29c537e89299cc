"""Crossref as a place where candidates come from, and DataCite for DOIs that it does not have."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from refcheck.resolution.candidates import Registration
from refcheck.resolution.datacite import work_of_datacite
from refcheck.resolution.normalise import reference_key, tokens
from refcheck.resolution.pacing import ServiceFailure
from refcheck.resolution.records import work_of
from refcheck.work import DoiState, UncheckedReason, Work

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from refcheck.resolution.crossref import CrossrefClient, Record
    from refcheck.resolution.datacite import DataCiteClient
    from refcheck.resolution.printed import Printed
    from refcheck.resolution.remembering import RememberingCrossref, RememberingDataCite

LONGEST_QUERY = 400  # characters; long URLs are refused
FIRST_AUTHOR = 60  # characters
_NOISE = re.compile(r"https?://\S+|www\.\S+|\b(?:doi:?\s*)?10\.\d{4,9}/\S+|[*_<>\[\]{}|\\^~\"]+", re.IGNORECASE)


class CrossrefSource:
    """Finds records by asking Crossref.

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

    def prefetch(self, dois: Sequence[str]) -> None:
        """Fetch the records of several DOIs, fifty at a time."""
        dois = [doi for doi in dois if doi not in self._fetched]
        if len(dois) < 2:
            return
        try:
            self._fetched.update(self._client.works(dois))
        except ServiceFailure:
            return  # then each is asked for alone, which tells what is wrong with which

    def work(self, doi: str) -> Work | None:
        """The record of one DOI, or None if Crossref has none."""
        record = self._fetched.get(doi)
        if record is None:
            record = self._client.work(doi)
            if record is None:
                return None
            self._fetched[doi] = record
        return work_of(record, retrieved=today())

    def registration(self, doi: str) -> Registration:
        """Where a DOI is registered that Crossref has no record of."""
        agency = self._client.agency(doi)
        if self._datacite is not None and (agency is None or agency.casefold() == "datacite"):
            record = self._datacite.work(doi)
            if record is not None:
                return Registration(DoiState.VERIFIED, work_of_datacite(record, retrieved=today()))
        if agency is None:
            return Registration(DoiState.UNREGISTERED)
        # Crossref's own are registered all the same, only there is no record to compare with.
        return Registration(DoiState.UNCHECKED if agency.casefold() == "crossref" else DoiState.VERIFIED)

    def search(self, printed: Printed) -> Iterator[list[Work]]:
        """What Crossref's search brings, in one round."""
        query = query_text(printed.raw)
        works = [work_of(record, retrieved=today()) for record in self._client.search(query)] if query else []
        if works and not any(_has_a_word_of(printed, work) for work in works):
            raise ServiceFailure(UncheckedReason.BAD_ANSWER, "the works found have no word of the reference")
        yield works

    def covers(self, printed: Printed) -> bool:  # noqa: ARG002 (as every source is asked)
        """Always: there is no other place where Crossref's records are."""
        return True


def _has_a_word_of(printed: Printed, work: Work) -> bool:
    """Whether a work found has at least one word in common with what was searched for, as every search's find has."""
    said = (work.title, *work.alternative_titles, *work.containers, work.publisher, *map(str, work.authors))
    return not set(tokens(printed.raw)).isdisjoint(token for text in said for token in tokens(text) if len(token) > 3)


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
