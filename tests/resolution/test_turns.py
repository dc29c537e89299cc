"""Turns: what a service allows holds for all processes together."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from refcheck.resolution.pacing import Unfinished
from refcheck.resolution.turns import LONGEST_HOLD, LOOK_AGAIN, Turns
from tests.support.clock import Clock

if TYPE_CHECKING:
    from pathlib import Path


def spent(clock: Clock, turns: Turns, *, lasting: float = 0.0) -> float:
    """The seconds that it takes to get a turn, of a request that lasts so long."""
    before = clock.now
    with turns.turn():
        waited = clock.now - before
        clock.now += lasting
    return waited


class TestRate:
    def test_so_many_may_go_in_a_second(self) -> None:
        clock = Clock()
        turns = Turns("crossref", "list", 3.0, clock.settings())
        assert [round(spent(clock, turns), 2) for _ in range(7)] == [0, 0, 0, 1, 0, 0, 1]

    def test_the_second_begins_with_the_answer(self) -> None:
        # When within its time a request arrived nobody here can know.
        clock = Clock()
        turns = Turns("crossref", "list", 1.0, clock.settings())
        assert spent(clock, turns, lasting=0.7) == 0
        assert spent(clock, turns) == pytest.approx(1.0)

    def test_one_in_two_seconds_is_a_rate_as_well(self) -> None:
        clock = Clock()
        turns = Turns("crossref", "list", 0.5, clock.settings())
        assert [spent(clock, turns) for _ in range(3)] == [0, 2, 2]

    def test_after_a_pause_nobody_waits(self) -> None:
        clock = Clock()
        turns = Turns("crossref", "list", 1.0, clock.settings())
        spent(clock, turns)
        clock.now += 10
        assert spent(clock, turns) == 0

    def test_sorts_have_rates_of_their_own(self) -> None:
        clock = Clock()
        lists, singles = (Turns("crossref", sort, 1.0, clock.settings()) for sort in ("list", "single"))
        assert [spent(clock, one) for one in (lists, singles)] == [0, 0]

    def test_it_slows_down_and_never_up(self) -> None:
        clock = Clock()
        turns = Turns("crossref", "list", 2.0, clock.settings())
        turns.slow_to(1.0)
        turns.slow_to(50.0)
        assert [spent(clock, turns) for _ in range(2)] == [0, 1]

    def test_without_a_limit_nothing_is_written(self, tmp_path: Path) -> None:
        turns = Turns("loopback", "list", float("inf"), Clock().settings(pace_file=tmp_path / "turns"))
        with turns.turn():
            turns.hold(99.0)
        assert list(tmp_path.iterdir()) == []


class TestTogether:
    """Two objects stand for two processes: all they share is the file."""

    @pytest.fixture
    def clock(self) -> Clock:
        return Clock(now=1000.0)

    @pytest.fixture
    def pair(self, clock: Clock, tmp_path: Path) -> tuple[Turns, Turns]:
        settings = clock.settings(pace_file=tmp_path / "new folder" / "turns.sqlite3", at_once=1, timeout=10.0)
        return Turns("crossref", "list", 1.0, settings), Turns("crossref", "list", 1.0, settings)

    def test_they_keep_to_the_rate(self, clock: Clock, pair: tuple[Turns, Turns]) -> None:
        assert [spent(clock, one) for one in (*pair, *pair)] == [0, 1, 1, 1]

    def test_no_more_are_on_their_way_than_allowed(self, pair: tuple[Turns, Turns]) -> None:
        class StillWaitingError(Exception):
            """Raised where another would wait for the one that is on its way."""

        def give_up(seconds: float) -> None:
            assert seconds == LOOK_AGAIN
            raise StillWaitingError

        first, second = pair
        with first.turn():
            object.__setattr__(first._settings, "sleep", give_up)
            with pytest.raises(StillWaitingError), second.turn():
                pass

    def test_one_that_is_still_answered_keeps_its_place_for_a_while(
        self, clock: Clock, pair: tuple[Turns, Turns]
    ) -> None:
        first, second = pair
        with pytest.raises(Unfinished), first.turn():
            raise Unfinished
        assert spent(clock, second) == pytest.approx(61.0, abs=0.2)  # twice the time that an answer has, and a second

    def test_one_that_failed_does_not(self, clock: Clock, pair: tuple[Turns, Turns]) -> None:
        first, second = pair
        with pytest.raises(OSError, match="reset"), first.turn():
            raise OSError("reset")
        assert spent(clock, second) == 1

    @pytest.mark.skipif(os.name != "posix", reason="elsewhere a process cannot be asked for without disturbing it")
    def test_one_of_a_process_that_was_killed_is_taken_off(
        self, clock: Clock, pair: tuple[Turns, Turns], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        gone = subprocess.Popen([sys.executable, "-c", ""])
        gone.wait()
        first, second = pair
        with monkeypatch.context() as patch:
            patch.setattr("os.getpid", lambda: gone.pid)
            first._agreed(first._take)
        assert spent(clock, second) == 1

    def test_nobody_is_left_alone_for_years(self, pair: tuple[Turns, Turns]) -> None:
        first, second = pair
        first.hold(1e300)
        assert second.held_for() == LONGEST_HOLD

    def test_what_the_service_asked_of_one_the_other_does(self, clock: Clock, pair: tuple[Turns, Turns]) -> None:
        first, second = pair
        first.hold(30.0)
        assert second.held_for() == 30.0
        assert spent(clock, second) == 30

    def test_a_rate_that_the_service_named_is_forgotten_in_time(self, clock: Clock, pair: tuple[Turns, Turns]) -> None:
        first, second = pair
        first.slow_to(0.25)
        assert [spent(clock, second) for _ in range(2)] == [0, 4]
        clock.now += 3600
        assert [spent(clock, second) for _ in range(2)] == [0, 1]

    def test_turns_of_before_the_machine_started_anew_do_not_count(
        self, clock: Clock, pair: tuple[Turns, Turns]
    ) -> None:
        first, second = pair
        spent(clock, first)
        first.hold(9999.0)
        clock.now = 5.0
        assert spent(clock, second) == 0


class TestFile:
    def test_a_broken_one_is_begun_anew(self, tmp_path: Path) -> None:
        path = tmp_path / "turns.sqlite3"
        path.write_bytes(b"no database at all" * 100)
        clock = Clock()
        assert [spent(clock, Turns("a", "b", 1.0, clock.settings(pace_file=path))) for _ in range(2)] == [0, 1]

    def test_one_that_breaks_in_the_middle_is_done_without(self, tmp_path: Path) -> None:
        path = tmp_path / "turns.sqlite3"
        clock = Clock()
        turns = Turns("a", "b", 1.0, clock.settings(pace_file=path))
        spent(clock, turns)
        with closing(sqlite3.connect(path)) as file:
            file.execute("DROP TABLE turns")
        clock.now += 10
        assert [spent(clock, turns) for _ in range(2)] == [0, 1]

    def test_where_there_is_no_place_for_it_a_process_keeps_its_own(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("")
        clock = Clock()
        turns = Turns("a", "b", 1.0, clock.settings(pace_file=tmp_path / "file" / "turns.sqlite3"))
        assert [spent(clock, turns) for _ in range(2)] == [0, 1]
