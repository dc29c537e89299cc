"""The retraction state of a lock is refreshed on its own, and nothing else is touched."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from refcheck.bibliography import WorkKind
from refcheck.resolution.crossref import CrossrefClient
from refcheck.resolution.lock import Lock
from refcheck.resolution.lock_format import LockEntry
from refcheck.resolution.records import work_of
from refcheck.resolution.retractions.reading import list_of
from refcheck.resolution.retractions.refreshing import refresh
from refcheck.work import DoiState, NotCrossrefKind, NotFound, Resolution, Update, UpdateKind, Work
from tests.support.crossref_server import Failure
from tests.support.fixtures import committed_records, quick, record
from tests.support.retraction_lists import LANCET, RETRACTED, published

if TYPE_CHECKING:
    from tests.support.crossref_server import CrossrefServer

LIST = list_of(published(RETRACTED).encode(), "list.csv", source="list.csv").content
DAY = date(2020, 1, 1)


def entry(key: str, doi: str) -> LockEntry:
    """An entry as it was locked before anything happened to the work."""
    work = replace(work_of(record(doi), retrieved=DAY), updates=())
    return LockEntry(key, Resolution(work, DoiState.VERIFIED, score=1.0), DAY)


def updates(lock: Lock, key: str) -> list[str]:
    """The kinds of notice that a lock has about a reference."""
    return [update.kind.value for update in lock.entries[key].resolution.updates]


class TestCrossref:
    def test_what_happened_since_is_in_the_lock_and_the_rest_as_it_was(self, server: CrossrefServer) -> None:
        lock = Lock.of([entry("lancet", LANCET), entry("numpy", "10.1038/s41586-020-2649-2")])
        result = refresh(lock, CrossrefClient(quick(server)), None)
        assert updates(result.lock, "lancet") == ["correction", "retraction"]
        assert ([key for key, _ in result.changed], result.unchanged) == (["lancet"], 1)
        before, after = lock.dumps().split("\n"), result.lock.dumps().split("\n")
        assert sum(old != new for old, new in zip(before, after, strict=True)) == 1
        assert result.lock.entries["lancet"].retrieved == DAY

    def test_a_second_time_nothing_changes(self, server: CrossrefServer) -> None:
        once = refresh(Lock.of([entry("lancet", LANCET)]), CrossrefClient(quick(server)), LIST)
        again = refresh(once.lock, CrossrefClient(quick(server)), LIST)
        assert (again.changed, again.lock.dumps()) == ([], once.lock.dumps())

    def test_what_was_taken_back_goes(self, server: CrossrefServer) -> None:
        told = entry("numpy", "10.1038/s41586-020-2649-2")
        work = replace(told.resolution.record or Work(""), updates=(Update(UpdateKind.RETRACTION),))
        lock = Lock.of([replace(told, resolution=replace(told.resolution, outcome=work))])
        assert updates(refresh(lock, CrossrefClient(quick(server)), None).lock, "numpy") == []

    def test_fifty_works_are_one_question(self, server: CrossrefServer) -> None:
        dois = [one["DOI"].lower() for one in committed_records()]
        refresh(Lock.of([entry(doi, doi) for doi in dois]), CrossrefClient(quick(server)), None)
        assert len(server.requests) == 1

    def test_a_doi_that_a_list_leaves_out_is_asked_for_by_itself(self, server: CrossrefServer) -> None:
        server.aliases["10.5555/old"] = LANCET
        old = replace(work_of(record(LANCET)), doi="10.5555/old", updates=())
        lock = Lock.of([LockEntry("old", Resolution(old))])
        assert updates(refresh(lock, CrossrefClient(quick(server)), None).lock, "old") == ["correction", "retraction"]

    def test_a_work_that_crossref_does_not_give_keeps_what_was_known(self, server: CrossrefServer) -> None:
        server.hidden = frozenset({LANCET})
        known = LockEntry("lancet", Resolution(work_of(record(LANCET))))
        result = refresh(Lock.of([known]), CrossrefClient(quick(server)), None)
        assert (result.unchanged, updates(result.lock, "lancet")) == (1, ["correction", "retraction"])

    def test_a_failure_is_said_and_keeps_what_was_known(self, server: CrossrefServer) -> None:
        server.failure = Failure.SERVER_ERROR
        known = LockEntry("lancet", Resolution(work_of(record(LANCET))))
        result = refresh(Lock.of([known]), CrossrefClient(quick(server, attempts=1)), None)
        assert [(key, why.reason.value) for key, why in result.unchecked] == [("lancet", "server error")]
        assert result.lock.dumps() == Lock.of([known]).dumps()


class TestTheList:
    def test_is_enough_without_a_network(self) -> None:
        result = refresh(Lock.of([entry("lancet", LANCET)]), None, LIST)
        assert updates(result.lock, "lancet") == ["retraction"]
        assert Lock._parse(result.lock.dumps(), "refcheck.lock").entries == result.lock.entries

    def test_says_each_event_once_beside_crossref(self, server: CrossrefServer) -> None:
        result = refresh(Lock.of([entry("lancet", LANCET)]), CrossrefClient(quick(server)), LIST)
        assert result.lock.entries["lancet"].resolution.notices == ()

    def test_knows_references_without_a_record_by_their_words(self) -> None:
        raw = f"Wakefield AJ, et al. Ileal-lymphoid-nodular hyperplasia. Lancet. 1998;351:637-41. doi:{LANCET}"
        result = refresh(Lock.of([LockEntry(raw, Resolution(NotFound()))]), None, LIST)
        assert updates(result.lock, raw) == ["retraction"]

    def test_that_no_longer_names_a_work_takes_the_notice_back(self) -> None:
        told = replace(entry("numpy", "10.1038/s41586-020-2649-2"))
        resolution = replace(told.resolution, notices=(Update(UpdateKind.RETRACTION, source="retraction-watch"),))
        lock = Lock.of([replace(told, resolution=resolution)])
        assert updates(refresh(lock, None, LIST).lock, "numpy") == []

    @pytest.mark.parametrize("record", [None, Work("", title="A report")])
    def test_leaves_works_that_it_does_not_know_alone(self, record: Work | None) -> None:
        known = LockEntry("A report. 2010.", Resolution(NotCrossrefKind(WorkKind.REPORT, record)))
        assert refresh(Lock.of([known]), None, LIST).unchanged == 1
