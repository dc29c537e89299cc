"""Crossref and DataCite with a memory: each question goes out once, whichever process and run it is of."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from refcheck.resolution.cache import NOTHING_LASTS, RECORDS_LAST
from refcheck.resolution.matching import choose
from refcheck.resolution.pacing import ServiceFailure
from refcheck.resolution.printed import Printed
from refcheck.resolution.records import RETRIEVED, work_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from refcheck.resolution.cache import Cache, Known
    from refcheck.resolution.crossref import CrossrefClient, Record
    from refcheck.resolution.datacite import DataCiteClient

# Large parts of a record that nothing here reads.
_LEFT_OUT = frozenset({"abstract", "reference", "link", "license", "assertion", "funder", "descriptions", "xml"})


class RememberingCrossref:
    """Asks Crossref for what the cache does not know; in all else it is the client.

    Args:
        client: the way to Crossref.
        cache: what is known.
    """

    def __init__(self, client: CrossrefClient, cache: Cache) -> None:
        self.settings = client.settings
        self._client = client
        self._cache = cache

    def work(self, doi: str) -> Record | None:
        """See `CrossrefClient.work`."""
        return _record(self._cache, self._work(doi), lambda: self._client.work(doi))

    def works(self, dois: Sequence[str]) -> dict[str, Record]:
        """See `CrossrefClient.works`. Each list is kept as it comes, and one that fails does not stop the others."""
        found: dict[str, Record] = {}
        unknown: list[str] = []
        for doi in dict.fromkeys(doi.lower() for doi in dois):
            known = self._cache.get(self._work(doi))
            if known is None:
                unknown.append(doi)
            elif known.answer is not None:
                found[doi] = _dated(known)
        failure: ServiceFailure | None = None
        size = self.settings.batch_size
        for start in range(0, len(unknown), size):
            try:
                records = self._client.works(unknown[start : start + size])
            except ServiceFailure as error:
                failure = error
                continue
            for doi, record in records.items():
                self._cache.put(self._work(doi), "record", _trimmed(record), lasts=RECORDS_LAST)
            found.update(records)
        if failure is not None and not found:
            raise failure
        return found

    def search(self, text: str) -> list[Record]:
        """See `CrossrefClient.search`."""
        question = f"{self.settings.base_url} search {self.settings.rows} {text}"
        known = self._cache.get(question)
        if known is not None:
            return [_dated(known, item) for item in known.answer]
        records = [_trimmed(record) for record in self._client.search(text)]
        # Where none of the candidates is the work, it may be there tomorrow.
        found = choose(Printed(text), [work_of(record) for record in records]).accepted
        self._cache.put(question, "search", records, lasts=RECORDS_LAST if found else NOTHING_LASTS)
        return records

    def agency(self, doi: str) -> str | None:
        """See `CrossrefClient.agency`."""
        question = f"{self.settings.base_url} agency {doi.lower()}"
        known = self._cache.get(question)
        if known is not None:
            return None if known.answer is None else str(known.answer)
        agency = self._client.agency(doi)
        self._cache.put(question, "agency", agency, lasts=NOTHING_LASTS if agency is None else RECORDS_LAST)
        return agency

    def _work(self, doi: str) -> str:
        return f"{self.settings.base_url} work {doi.lower()}"


class RememberingDataCite:
    """Asks DataCite for what the cache does not know.

    Args:
        client: the way to DataCite.
        cache: what is known.
    """

    def __init__(self, client: DataCiteClient, cache: Cache) -> None:
        self._client = client
        self._cache = cache

    def work(self, doi: str) -> Record | None:
        """See `DataCiteClient.work`."""
        question = f"{self._client.settings.base_url} datacite {doi.lower()}"
        return _record(self._cache, question, lambda: self._client.work(doi))


def _record(cache: Cache, question: str, ask: Callable[[], Record | None]) -> Record | None:
    known = cache.get(question)
    if known is not None:
        return None if known.answer is None else _dated(known)
    record = ask()
    kept = None if record is None else _trimmed(record)
    cache.put(question, "nothing" if kept is None else "record", kept, lasts=RECORDS_LAST if kept else NOTHING_LASTS)
    return kept


def _trimmed(record: Record) -> Record:
    return {name: value for name, value in record.items() if name not in _LEFT_OUT}


def _dated(known: Known, record: Any = None) -> Record:
    """A record with the day on which it was fetched."""
    fetched = datetime.fromtimestamp(known.fetched, UTC).date()
    return {**(known.answer if record is None else record), RETRIEVED: fetched.isoformat()}
