"""The benchmark of faults, small: a service that fails, processes that share a pool, kills; and recorded answers."""

from __future__ import annotations

import json
import random
import threading
from pathlib import Path

import pytest

from bench import _recorded, responses
from bench._fault_plan import FATES, Planned, under_faults
from bench._kills import killed_runs
from bench._pool import most_in_a_second, together
from bench._pool_worker import AT_ONCE, LISTS, SINGLES
from bench.faults import requests_of
from tests.support.fixtures import committed_records
from tests.support.render import renderable

RECORDS = [one for one in committed_records() if renderable(one) and one.get("volume") and one.get("page")]


class TestFaults:
    def test_every_reference_comes_to_what_it_should(self) -> None:
        outcome = under_faults(RECORDS)
        assert outcome.wrong == []
        assert outcome.counts.total() == len(RECORDS)
        assert outcome.counts["transient", "resolved"] > 0
        assert outcome.failed.total() > 3

    def test_the_plan_lets_failures_pass_or_last(self) -> None:
        planned = Planned(RECORDS)
        transient, lasting = FATES.index("transient"), FATES.index("lasting")
        paths = [f"/works/{RECORDS[place]['DOI']}" for place in (transient, lasting)]
        assert [[planned.failure(path) is None for _ in range(3)] for path in paths] == [
            [False, True, True],
            [False, False, False],
        ]


class TestPool:
    def test_processes_together_keep_to_the_limits(self) -> None:
        seen = together(RECORDS[:8], 2, latency=0.01)
        assert (seen.singles >= 4, seen.lists >= 4, seen.unchecked) == (True, True, 0)
        assert seen.most_singles <= SINGLES
        assert seen.most_lists <= LISTS
        assert seen.most_at_once <= AT_ONCE

    @pytest.mark.parametrize(
        ("times", "most"), [([], 0), ([0.0], 1), ([0.0, 0.5, 0.999, 1.0], 3), ([0.0, 2.0, 2.2, 3.1], 2)]
    )
    def test_windows_are_a_second_long_and_half_open(self, times: list[float], most: int) -> None:
        assert most_in_a_second(times) == most


class TestKills:
    def test_leave_everything_readable_and_lose_nothing(self) -> None:
        killed = killed_runs(RECORDS[:8], 2, random.Random(1), latency=0.05)
        assert (killed.kills, killed.unreadable, killed.lost) == (2, [], 0)
        assert killed.requests - killed.questions <= killed.kills


class TestCost:
    def test_a_list_costs_little_and_then_nothing(self) -> None:
        assert requests_of(RECORDS, doi=True) == (1, 0)
        assert requests_of(RECORDS, doi=False) == (len(RECORDS), 0)


class TestResponses:
    def test_all_recorded_works_are_read_in_full(self, material: Path) -> None:
        # A part of them: reading YAML takes its time. `python -m bench responses` reads all.
        for part in ("retraction-notices", "habanero/test/cassettes/test-works"):
            result = responses.replayed(material / "api-responses" / part)
            assert result.wrong == []
            assert result.records > 5

    def test_what_is_no_work_is_refused(self, tmp_path: Path) -> None:
        work = {"DOI": "10.5555/1", "title": ["Made for the test"], "publisher": "Nobody"}
        answers = {
            "work": {"message-type": "work", "message": work},
            "list": {
                "message-type": "work-list",
                "message": {"total-results": 99, "items": [work, work], "next-cursor": "x"},
            },
            "without": {"message-type": "work-list", "message": {"items": [{"title": ["x"]}]}},
            "alone": {"doi": "10.5555/1", "message": work},
            "members": {"message-type": "member-list", "message": {"items": []}},
        }
        for name, value in answers.items():
            (tmp_path / f"{name}.json").write_text(json.dumps(value))
        result = responses.replayed(tmp_path)
        assert (result.records, result.dois, result.wrong) == (4, {"10.5555/1"}, [])
        assert result.answers == {"a work": 2, "a list of works": 1, "a list without DOIs": 1, "no work: refused": 1}

    def test_a_field_that_is_not_read_is_told(self) -> None:
        assert _recorded.not_read({"DOI": "10.5555/1", "volume": 7, "author": [{"family": "N/A"}]}) == [
            "volume",
            "author",
        ]

    def test_threads_of_the_server_end(self) -> None:
        before = threading.active_count()
        with _recorded.replaying():
            assert threading.active_count() > before
        assert threading.active_count() == before
