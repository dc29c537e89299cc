"""Crossref and DataCite with a memory, over real HTTP."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from refcheck.resolution.cache import DAY, Cache
from refcheck.resolution.compose import crossref_resolver
from refcheck.resolution.crossref import CrossrefClient
from refcheck.resolution.datacite import DataCiteClient
from refcheck.resolution.pacing import ServiceFailure
from refcheck.resolution.records import work_of
from refcheck.resolution.remembering import RememberingCrossref, RememberingDataCite
from refcheck.work import Work
from tests.support.crossref_server import Failure
from tests.support.fixtures import committed_records, quick, record
from tests.support.references import reference
from tests.support.render import render, renderable

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.crossref_server import CrossrefServer

LANCET = "10.1016/s0140-6736(97)11096-0"
DOIS = [one["DOI"].lower() for one in committed_records()]
FULL = [one for one in committed_records() if renderable(one) and one.get("volume") and one.get("page")]


class Runs:
    """One run after the other, each with a new client and the same cache."""

    def __init__(self, server: CrossrefServer, folder: Path) -> None:
        self.server = server
        self.folder = folder
        self.now = datetime(2026, 11, 1, tzinfo=UTC).timestamp()

    def crossref(self, **settings: int) -> RememberingCrossref:
        cache = Cache(self.folder, clock=lambda: self.now)
        return RememberingCrossref(CrossrefClient(quick(self.server, attempts=1, **settings)), cache)

    def datacite(self) -> RememberingDataCite:
        cache = Cache(self.folder, clock=lambda: self.now)
        return RememberingDataCite(DataCiteClient(quick(self.server).for_datacite()), cache)


@pytest.fixture
def runs(server: CrossrefServer, tmp_path: Path) -> Runs:
    return Runs(server, tmp_path)


class TestAskingOnce:
    def test_a_record(self, runs: Runs, server: CrossrefServer) -> None:
        first = runs.crossref().work(LANCET.upper())
        runs.now += 29 * DAY
        second = runs.crossref().work(LANCET)
        assert first is not None
        assert second is not None
        assert work_of(first) == work_of({**second, "refcheck-retrieved": None})
        assert work_of(second, retrieved=date(2026, 11, 30)).retrieved == date(2026, 11, 1)
        assert len(server.requests) == 1

    def test_what_nobody_reads_is_not_kept(self, runs: Runs, server: CrossrefServer) -> None:
        server.by_doi[LANCET] = {**record(LANCET), "abstract": "copyrighted", "reference": [{}] * 99}
        runs.crossref().work(LANCET)
        kept = runs.crossref().work(LANCET)
        assert kept is not None
        assert not kept.keys() & {"abstract", "reference"}

    def test_that_there_is_no_record_for_a_day(self, runs: Runs, server: CrossrefServer) -> None:
        assert [runs.crossref().work("10.5555/nothing") for _ in range(2)] == [None, None]
        assert len(server.requests) == 1
        runs.now += DAY
        runs.crossref().work("10.5555/nothing")
        assert len(server.requests) == 2

    def test_a_list_of_dois(self, runs: Runs, server: CrossrefServer) -> None:
        assert runs.crossref().works(DOIS[:4]).keys() == set(DOIS[:4])
        assert runs.crossref().works(DOIS[:5]).keys() == set(DOIS[:5])
        assert runs.crossref().work(DOIS[4]) is not None
        assert len(server.requests) == 2
        assert server.requests[1].count("doi%3A") == 1

    def test_a_search(self, runs: Runs, server: CrossrefServer) -> None:
        text = render(record(DOIS[0]), "vancouver") if renderable(record(DOIS[0])) else render(FULL[0], "vancouver")
        first = runs.crossref().search(text)
        assert [one["DOI"] for one in runs.crossref().search(text)] == [one["DOI"] for one in first]
        runs.now += 2 * DAY
        runs.crossref().search(text)
        assert len(server.requests) == 1

    def test_a_search_without_the_work_lasts_a_day(self, runs: Runs, server: CrossrefServer) -> None:
        for _ in range(2):
            runs.crossref().search("Smith J. Something that nobody has published in Lancet. 1998.")
        assert len(server.requests) == 1
        runs.now += DAY
        runs.crossref().search("Smith J. Something that nobody has published in Lancet. 1998.")
        assert len(server.requests) == 2

    @pytest.mark.parametrize(("doi", "agency"), [("10.5281/zenodo.1003150", "DataCite"), ("10.5555/nothing", None)])
    def test_an_agency(self, runs: Runs, server: CrossrefServer, doi: str, agency: str | None) -> None:
        assert [runs.crossref().agency(doi) for _ in range(2)] == [agency, agency]
        assert len(server.requests) == 1

    def test_datacite(self, runs: Runs, server: CrossrefServer) -> None:
        server.datacite["10.5281/zenodo.1003150"] = {"doi": "10.5281/zenodo.1003150", "publicationYear": 2017}
        found = [runs.datacite().work("10.5281/zenodo.1003150") for _ in range(2)]
        assert [one and one["publicationYear"] for one in found] == [2017, 2017]
        assert [runs.datacite().work("10.5555/nothing") for _ in range(2)] == [None, None]
        assert len(server.requests) == 2


class TestFailures:
    def test_are_never_kept(self, runs: Runs, server: CrossrefServer) -> None:
        server.failure, server.failures_left = Failure.SERVER_ERROR, 1
        with pytest.raises(ServiceFailure):
            runs.crossref().work(LANCET)
        assert runs.crossref().work(LANCET) is not None

    def test_of_one_list_leave_the_others(self, runs: Runs, server: CrossrefServer) -> None:
        server.failure, server.failures_left = Failure.GARBAGE, 1
        assert runs.crossref(batch_size=2).works(DOIS[:6]).keys() == set(DOIS[2:6])

    def test_of_all_lists_are_told(self, runs: Runs, server: CrossrefServer) -> None:
        server.failure = Failure.GARBAGE
        with pytest.raises(ServiceFailure):
            runs.crossref().works(DOIS[:3])


class TestWholeLists:
    def test_fifty_references_with_dois_cost_one_request_and_then_none(
        self, server: CrossrefServer, tmp_path: Path
    ) -> None:
        entries = [reference(render(one, "vancouver", doi=True), number) for number, one in enumerate(FULL, start=1)]
        for cost in (1, 0):
            server.requests.clear()
            answers = crossref_resolver(quick(server), Cache(tmp_path)).resolve(entries)
            assert all(isinstance(answer.outcome, Work) for answer in answers)
            assert len(server.requests) == cost

    def test_without_dois_one_search_each_and_then_none(self, server: CrossrefServer, tmp_path: Path) -> None:
        entries = [reference(render(one, "vancouver"), number) for number, one in enumerate(FULL, start=1)]
        for cost in (len(FULL), 0):
            server.requests.clear()
            crossref_resolver(quick(server), Cache(tmp_path)).resolve(entries)
            assert len(server.requests) == cost
