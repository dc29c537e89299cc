"""Crossref through habanero, over real HTTP."""

from __future__ import annotations

import ast
from datetime import UTC, datetime
from pathlib import Path

import pytest

import refcheck
from refcheck.resolution.crossref import CrossrefClient
from refcheck.resolution.failures import allowed_rate, retry_after
from refcheck.resolution.pacing import ServiceFailure
from refcheck.work import UncheckedReason
from tests.support.clock import Clock
from tests.support.crossref_server import CrossrefServer, Failure, serving
from tests.support.fixtures import committed_records, quick, record, waiting
from tests.support.misbehaving import REASONS

LANCET = "10.1016/s0140-6736(97)11096-0"
# Works that have nothing to do with the question are in good form: only the comparison in `search` tells.
TOLD_AT_ONCE = [failure for failure in REASONS if failure is not Failure.UNRELATED_WORKS]


class TestWork:
    def test_fetches_the_record_of_a_doi(self, client: CrossrefClient) -> None:
        found = client.work(LANCET)
        assert found is not None
        assert found["DOI"] == LANCET

    def test_case_does_not_matter(self, client: CrossrefClient) -> None:
        assert client.work(LANCET.upper()) is not None

    def test_a_doi_that_crossref_does_not_have_is_none(self, client: CrossrefClient) -> None:
        assert client.work("10.5555/nothing") is None

    @pytest.mark.parametrize("tail", ["#section", "?query=1", "<x>", " space", ",comma", "%25", ";2-s"])
    def test_odd_characters_do_not_ask_for_another_record(self, tail: str) -> None:
        odd = record(LANCET) | {"DOI": LANCET + tail}
        with serving([record(LANCET), odd]) as server:
            found = CrossrefClient(quick(server)).work(LANCET + tail)
        assert found is not None
        assert found["DOI"] == LANCET + tail

    def test_the_record_of_another_work_is_no_answer(self, client: CrossrefClient, server: CrossrefServer) -> None:
        server.failure = Failure.WRONG_WORK
        with pytest.raises(ServiceFailure, match="came back"):
            client.work(LANCET)

    def test_a_doi_that_was_merged_leads_to_the_other(self, client: CrossrefClient, server: CrossrefServer) -> None:
        server.aliases["10.5555/old"] = LANCET
        found = client.work("10.5555/old")
        assert found is not None
        assert found["DOI"] == LANCET

    def test_a_doi_that_moves_in_a_circle_is_no_answer(self, client: CrossrefClient, server: CrossrefServer) -> None:
        server.aliases["10.5555/old"] = "10.5555/old"
        with pytest.raises(ServiceFailure, match="more than once"):
            client.work("10.5555/old")

    def test_a_record_may_name_the_doi_as_an_alias(self) -> None:
        class Renaming(CrossrefServer):
            """Answers with the record that has taken the place of the one asked for."""

        with serving([record(LANCET) | {"aliases": ["10.5555/old"]}]) as server:
            server.by_doi["10.5555/old"] = server.by_doi[LANCET]
            assert CrossrefClient(quick(server)).work("10.5555/old") is not None


class TestWorks:
    def test_fetches_many_in_one_request(self, client: CrossrefClient, server: CrossrefServer) -> None:
        dois = [one["DOI"] for one in committed_records()]
        found = client.works([*dois, "10.5555/nothing"])
        assert found.keys() == {doi.lower() for doi in dois}
        assert len(server.requests) == 1

    def test_fetches_no_more_than_a_batch_at_once(self, server: CrossrefServer) -> None:
        dois = [one["DOI"] for one in committed_records()][:5]
        assert len(CrossrefClient(quick(server, batch_size=2)).works(dois)) == 5
        assert len(server.requests) == 3

    def test_a_doi_with_a_comma_goes_alone(self, client: CrossrefClient, server: CrossrefServer) -> None:
        assert client.works(["10.5555/a,b"]) == {}
        assert server.requests == []

    def test_asks_only_for_the_fields_it_reads(self, client: CrossrefClient) -> None:
        assert "reference" not in client.works([LANCET])[LANCET]

    def test_a_record_that_was_not_asked_for_is_no_answer(self) -> None:
        with serving([record(LANCET)]) as server:
            server.by_doi["10.5555/other"] = record(LANCET)
            with pytest.raises(ServiceFailure, match="not asked for"):
                CrossrefClient(quick(server)).works(["10.5555/other"])


class TestSearch:
    def test_brings_the_best_first(self, client: CrossrefClient) -> None:
        found = client.search("Wakefield ileal-lymphoid-nodular hyperplasia, non-specific colitis Lancet 1998")
        assert found[0]["DOI"] == LANCET
        assert len(found) <= 5

    def test_a_service_without_searches_is_no_answer(self, server: CrossrefServer) -> None:
        client = CrossrefClient(quick(server, base_url=server.url + "/elsewhere"))
        with pytest.raises(ServiceFailure) as raised:
            client.search("anything")
        assert raised.value.reason is UncheckedReason.BAD_ANSWER


class TestAgency:
    def test_names_the_agency_of_a_doi(self, client: CrossrefClient) -> None:
        assert client.agency("10.5281/zenodo.1003150") == "DataCite"

    def test_a_doi_that_nobody_registered_has_none(self, client: CrossrefClient) -> None:
        assert client.agency("10.5555/nothing") is None


class TestManners:
    def test_gives_its_name_and_address(self, server: CrossrefServer) -> None:
        CrossrefClient(quick(server, mailto="editor@example.org")).work(LANCET)
        assert "refcheck" in server.agents[0]
        assert "mailto:editor@example.org" in server.agents[0]

    def test_asks_again_after_a_passing_failure(self, client: CrossrefClient, server: CrossrefServer) -> None:
        server.failure, server.failures_left = Failure.SERVER_ERROR, 2
        assert client.work(LANCET) is not None
        assert len(server.requests) == 3

    def test_waits_as_long_as_retry_after_says(self, server: CrossrefServer) -> None:
        naps: list[float] = []
        server.failure, server.failures_left = Failure.TOO_MANY_RETRY_AFTER, 1
        CrossrefClient(quick(server, sleep=naps.append)).work(LANCET)
        assert naps == [7.0]

    def test_slows_down_to_the_rate_that_crossref_names(self, server: CrossrefServer) -> None:
        clock = Clock()
        server.failure, server.failures_left = Failure.TOO_MANY, 1
        client = CrossrefClient(quick(server, sleep=clock.sleep, clock=lambda: clock.now, jitter=lambda: 0.5))
        client.search("Lancet")
        before = clock.now
        for _ in range(3):
            client.search("Lancet")
        assert clock.now - before == pytest.approx(1.0)  # two in a second


class TestFailures:
    @pytest.mark.parametrize("failure", TOLD_AT_ONCE)
    @pytest.mark.parametrize("method", ["work", "search", "agency", "works"])
    def test_every_failure_has_its_reason(self, server: CrossrefServer, failure: Failure, method: str) -> None:
        server.failure = failure
        client = CrossrefClient(quick(server, attempts=2, **waiting(REASONS[failure])))
        with pytest.raises(ServiceFailure) as raised:
            getattr(client, method)([LANCET] if method == "works" else LANCET)
        assert raised.value.reason is REASONS[failure]

    def test_nobody_listening_is_a_connection_that_failed(self) -> None:
        with serving([]) as gone:
            settings = quick(gone, attempts=1)
        with pytest.raises(ServiceFailure) as raised:
            CrossrefClient(settings).work(LANCET)
        assert raised.value.reason is UncheckedReason.CONNECTION

    def test_the_message_is_one_line(self, server: CrossrefServer) -> None:
        server.failure = Failure.GARBAGE
        with pytest.raises(ServiceFailure) as raised:
            CrossrefClient(quick(server)).search("x")
        assert "\n" not in str(raised.value)


class TestHeaders:
    @pytest.mark.parametrize(
        ("value", "seconds"),
        [
            ("7", 7.0),
            ("Mon, 23 Nov 2026 12:00:30 GMT", 30.0),
            ("Mon, 23 Nov 2026 12:00:30 -0000", 30.0),
            ("Mon, 23 Nov 2026 11:00:00 GMT", 0.0),
            ("soon", None),
        ],
    )
    def test_retry_after_is_seconds_or_a_date(self, value: str, seconds: float | None) -> None:
        assert retry_after({"retry-after": value}, now=datetime(2026, 11, 23, 12, tzinfo=UTC)) == seconds

    def test_no_retry_after_is_none(self) -> None:
        assert retry_after({}) is None

    @pytest.mark.parametrize(
        ("limit", "interval", "rate"), [("5", "1s", 5.0), ("1", "2s", 0.5), ("0", "1s", None), ("5", "", None)]
    )
    def test_the_rate_limit_is_so_many_in_so_many_seconds(self, limit: str, interval: str, rate: float | None) -> None:
        headers = {"x-rate-limit-limit": limit, "x-rate-limit-interval": interval}
        assert allowed_rate(headers) == rate


class TestTheOneDoor:
    def test_only_one_module_imports_habanero(self) -> None:
        importers = [
            path.stem
            for path in Path(refcheck.__file__).parent.rglob("*.py")
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Import | ast.ImportFrom)
            if "habanero" in {getattr(node, "module", None), *(name.name for name in node.names)}
        ]
        assert set(importers) == {"crossref"}
