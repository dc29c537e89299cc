"""Who may ask a service, and when: the processes of a user keep to its limits together.

A request's moment of arrival is known only to lie between its beginning and its answer. So a new one begins only if
fewer than the allowed number are on their way or were answered within the last second: then no second of the
service's own clock sees more, however long the network takes. The turns stand in a small SQLite file that all
processes share; a process that was killed is taken off the list by the next one that looks.
"""

from __future__ import annotations

import os
import sqlite3
import weakref
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from refcheck.resolution.shared_file import opened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from refcheck.resolution.settings import CrossrefSettings

_SCHEMA = """
CREATE TABLE IF NOT EXISTS turns (
    id INTEGER PRIMARY KEY, service TEXT, sort TEXT, process INTEGER, began REAL, lapses REAL, ended REAL);
CREATE TABLE IF NOT EXISTS wishes (service TEXT, sort TEXT, told REAL, until REAL, rate REAL);
"""
Result = TypeVar("Result")

LOOK_AGAIN = 0.05  # seconds, where somebody else's request must come to an end first
REMEMBERED = 600.0  # seconds for which a rate that a service named holds, and turns are kept
LONGEST_HOLD = 86_400.0  # seconds; a service that asks for years means something else


class AnswerOutstanding(Exception):  # noqa: N818 (no error: says what is still going on)
    """A request was given up while the service still answers it: its turn lapses instead of ending."""


class Turns:
    """The turns of one sort of request to one service.

    Args:
        service: whose limit on requests at once holds.
        sort: whose rate holds ("single", "list").
        rate: requests per second; infinity for no limit at all, then nothing is written down.
        settings: the file, the clock, the sleep and how many at once.
    """

    def __init__(self, service: str, sort: str, rate: float, settings: CrossrefSettings) -> None:
        self._key = (service, sort)
        self._rate = rate
        self._settings = settings
        self._file: sqlite3.Connection | None = None

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for a turn, and hold it while a request is on its way."""
        if self._rate == float("inf"):
            yield
            return
        mine, waiting = self._agreed(self._take)
        while mine is None:
            self._settings.sleep(waiting)
            mine, waiting = self._agreed(self._take)
        try:
            yield
        except AnswerOutstanding:
            raise
        except BaseException:
            self._end(mine)
            raise
        self._end(mine)

    def held_for(self) -> float:
        """Seconds for which the service asked to be left alone."""
        if self._rate == float("inf"):
            return 0.0
        now = self._settings.clock()
        return self._agreed(lambda file: self._held(file, now))

    def hold(self, seconds: float) -> None:
        """Leave the service alone for so long, though never for more than a day, in every process."""
        self._wish(min(seconds, LONGEST_HOLD), None)

    def slow_to(self, rate: float) -> None:
        """Keep to this rate (requests per second) if it is the lower one, in every process, for ten minutes."""
        if self._rate == float("inf"):
            self._rate = rate
        self._wish(REMEMBERED, rate)

    def _wish(self, seconds: float, rate: float | None) -> None:
        if self._rate == float("inf"):
            return
        now = self._settings.clock()
        row = (*self._key, now, now + seconds, rate)
        self._agreed(lambda file: file.execute("INSERT INTO wishes VALUES (?, ?, ?, ?, ?)", row))

    def _take(self, file: sqlite3.Connection) -> tuple[int | None, float]:
        """A turn by its number; if there is none, the seconds until it is worth looking again."""
        now = self._settings.clock()
        self._tidy(file, now)
        held = self._held(file, now)
        if held > 0:
            return None, held
        most, window = self._limit(file, now)
        service, sort = self._key
        query = "SELECT COUNT(*) FROM turns WHERE service = ? AND ended IS NULL"
        (busy,) = file.execute(query, (service,)).fetchone()
        recent = file.execute(
            "SELECT ended FROM turns WHERE service = ? AND sort = ? AND (ended IS NULL OR ended > ?) "
            "ORDER BY ended IS NULL, ended",
            (service, sort, now - window),
        ).fetchall()
        if busy < self._settings.most_at_once and len(recent) < most:
            cursor = file.execute(
                "INSERT INTO turns (service, sort, process, began, lapses) VALUES (?, ?, ?, ?, ?)",
                (service, sort, os.getpid(), now, now + 2 * self._settings.answer_within),
            )
            return cursor.lastrowid, 0.0
        free = recent[len(recent) - most][0] if len(recent) >= most else None
        return None, LOOK_AGAIN if free is None else max(0.001, free + window - now)

    def _end(self, turn: int) -> None:
        now = self._settings.clock()
        self._agreed(lambda file: file.execute("UPDATE turns SET ended = ? WHERE id = ?", (now, turn)))

    def _held(self, file: sqlite3.Connection, now: float) -> float:
        query = "SELECT MAX(until) FROM wishes WHERE service = ? AND sort = ? AND rate IS NULL AND told <= ?"
        (until,) = file.execute(query, (*self._key, now)).fetchone()
        return max(0.0, (until or now) - now)

    def _limit(self, file: sqlite3.Connection, now: float) -> tuple[int, float]:
        """So many requests in so many seconds."""
        query = "SELECT MIN(rate) FROM wishes WHERE service = ? AND sort = ? AND told <= ? AND until > ?"
        (named,) = file.execute(query, (*self._key, now, now)).fetchone()
        rate = self._rate if named is None else min(self._rate, named)
        most = max(1, int(rate))
        return most, max(1.0, most / rate)

    def _tidy(self, file: sqlite3.Connection, now: float) -> None:
        # What was told in the future is from before the machine's last start, when its clock began anew.
        file.execute("DELETE FROM turns WHERE began > ? OR ended < ?", (now, now - REMEMBERED))
        file.execute("DELETE FROM wishes WHERE told > ? OR until < ?", (now, now))
        rows = file.execute("SELECT id, process, lapses FROM turns WHERE ended IS NULL").fetchall()
        for turn, process, lapses in rows:
            if lapses < now or not _alive(process):
                file.execute("UPDATE turns SET ended = ? WHERE id = ?", (now, turn))

    def _agreed(self, action: Callable[[sqlite3.Connection], Result]) -> Result:
        """What an action gives, in one transaction that no other process can come between."""
        file = self._file or self._keep(_opened(self._settings.pace_file))
        try:
            return _in_one_step(file, action)
        except sqlite3.DatabaseError:
            # The file will not do any more (a full disk, a network's file system): this process keeps its own.
            file.close()
            return _in_one_step(self._keep(_connected(":memory:")), action)

    def _keep(self, file: sqlite3.Connection) -> sqlite3.Connection:
        self._file = file
        weakref.finalize(self, file.close)
        return file


def _in_one_step(file: sqlite3.Connection, action: Callable[[sqlite3.Connection], Result]) -> Result:
    file.execute("BEGIN IMMEDIATE")
    try:
        result = action(file)
    except BaseException:
        file.execute("ROLLBACK")
        raise
    file.execute("COMMIT")
    return result


def _opened(path: Path | None) -> sqlite3.Connection:
    """The shared file, or one in memory where that cannot be written or read."""
    if path is not None:
        for _ in range(2):
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
                return _connected(str(path))
            except sqlite3.OperationalError:
                break  # no place for it
            except sqlite3.DatabaseError:
                path.unlink(missing_ok=True)  # broken: nothing in it is worth more than a second
            except OSError:
                break
    return _connected(":memory:")


def _connected(name: str) -> sqlite3.Connection:
    return opened(name, _prepare)


def _prepare(file: sqlite3.Connection) -> None:
    file.execute("PRAGMA journal_mode = WAL")
    file.execute("PRAGMA synchronous = OFF")
    file.executescript(_SCHEMA)


def _alive(process: int) -> bool:
    """Whether a process still runs, as far as that can be asked without disturbing it."""
    if os.name != "posix":
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
