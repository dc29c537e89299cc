"""The cache on disk: what services answered, so that nobody asks the same twice, and an interrupted run goes on.

A SQLite file in WAL mode, which several processes share and a kill leaves whole. An answer is written as soon as it is
there. A record lasts 30 days, that there is none a day, a failure is never kept. A file that is broken is set aside,
one that cannot be used is done without; both are said once.
"""

from __future__ import annotations

import json
import sqlite3
import time
import weakref
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from refcheck.errors import CacheError
from refcheck.resolution.shared_file import is_busy, opened

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CACHE_NAME = "answers.sqlite3"
VERSION = 1
DAY = 86_400.0
RECORDS_LAST = 30 * DAY  # seconds
NOTHING_LASTS = DAY
_SCHEMA = """
CREATE TABLE IF NOT EXISTS answers (
    question TEXT PRIMARY KEY, sort TEXT NOT NULL, fetched REAL NOT NULL, lasts REAL NOT NULL, answer TEXT NOT NULL
) WITHOUT ROWID
"""

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Known:
    """An answer that the cache has.

    Attributes:
        answer: what it is; None for "there is none".
        fetched: when it was given, seconds since 1970.
    """

    answer: Any
    fetched: float


class Cache:
    """The answers of services by their questions.

    Args:
        folder: where the file is, made if it is not there; None for one in memory, which is gone with the run.
        warn: told in one line if the file cannot be used.
        longest: seconds after which an answer is asked for anew, if that is sooner than it would be anyway.
        clock: seconds since 1970.
    """

    def __init__(
        self,
        folder: Path | None,
        *,
        warn: Callable[[str], None] = lambda _: None,
        longest: float = RECORDS_LAST,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._warn = warn
        self._longest = longest
        self._clock = clock
        self._path = None if folder is None else folder / CACHE_NAME
        self._file: sqlite3.Connection | None = None

    def get(self, question: str) -> Known | None:
        """What the cache knows of a question, unless that is too old."""

        def read(file: sqlite3.Connection) -> Known | None:
            query = "SELECT answer, fetched, lasts FROM answers WHERE question = ?"
            row = file.execute(query, (_spelt(question),)).fetchone()
            # An answer from the future was written while a clock was wrong: nobody knows how old it is.
            if row is None or not 0 <= self._clock() - row[1] < min(row[2], self._longest):
                return None
            try:
                return Known(json.loads(row[0]), row[1])
            except ValueError:
                return None

        return self._safely(read)

    def put(self, question: str, sort: str, answer: object, *, lasts: float) -> None:
        """Keep an answer.

        Args:
            question: what was asked, and whom.
            sort: for the statistics of `contents`.
            answer: JSON values.
            lasts: seconds for which it is good.
        """
        row = (_spelt(question), sort, self._clock(), lasts, json.dumps(answer))
        self._safely(lambda file: file.execute("INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?, ?)", row))

    def _safely(self, action: Callable[[sqlite3.Connection], Result]) -> Result | None:
        """What an action gives; nothing, and another file from then on, if the file will not do."""
        file = self._file or self._keep(self._opened())
        try:
            return action(file)
        except sqlite3.DatabaseError as error:
            if not is_busy(error):
                file.close()
                self._keep(self._instead(error))
            return None

    def _keep(self, file: sqlite3.Connection) -> sqlite3.Connection:
        self._file = file
        weakref.finalize(self, file.close)
        return file

    def _opened(self) -> sqlite3.Connection:
        if self._path is None:
            return connected(":memory:")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            file = connected(str(self._path))
            # What nobody may use any more only makes the file larger.
            file.execute("DELETE FROM answers WHERE fetched + lasts < ?", (self._clock(),))
        except (sqlite3.DatabaseError, CacheError, OSError) as error:
            return self._instead(error)
        return file

    def _instead(self, error: Exception) -> sqlite3.Connection:
        """A new file in place of one that is broken; one in memory in place of one that cannot be written."""
        path, self._path = self._path, None
        if path is None:
            return connected(":memory:")
        if isinstance(error, sqlite3.OperationalError | CacheError | OSError):
            self._warn(f"{path}: {error.message if isinstance(error, CacheError) else error}; going on without a cache")
            return connected(":memory:")
        try:
            mended = _sound(path)  # another process that found it broken was quicker
            if mended is not None:
                self._path = path
                return mended
            aside = set_aside(path)
            file = connected(str(path))
        except (sqlite3.DatabaseError, CacheError, OSError) as second:
            self._warn(f"{path}: broken ({error}), and cannot be set aside ({second}); going on without a cache")
            return connected(":memory:")
        self._warn(f"{path}: broken ({error}); set aside as {aside.name}, going on with a new one")
        self._path = path
        return file


def set_aside(path: Path) -> Path:
    """Rename a broken file, with what SQLite keeps beside it, so that somebody may look at it; gives its new name."""
    stamp = time.strftime("%Y%m%dT%H%M%S", time.gmtime())
    aside = path.with_name(f"{path.name}.broken-{stamp}")
    for part in parts_of(path):
        if part.exists():
            part.rename(aside.with_name(part.name.replace(path.name, aside.name, 1)))
    return aside


def parts_of(path: Path) -> tuple[Path, ...]:
    """The file of a cache with those that SQLite keeps beside it, whether or not they are there."""
    return (path, *(path.with_name(path.name + ending) for ending in ("-wal", "-shm")))


def connected(name: str) -> sqlite3.Connection:
    """A cache opened, its table made if it is not there.

    Args:
        name: of the file, as SQLite takes it.

    Raises:
        CacheError: it is of a newer version.
        sqlite3.DatabaseError: it cannot be opened, or is broken.
    """
    return opened(name, _prepare)


def _prepare(file: sqlite3.Connection) -> None:
    (version,) = file.execute("PRAGMA user_version").fetchone()
    if version > VERSION:
        raise CacheError(f"version {version}, written by a newer refcheck")
    # A kill loses nothing that was committed; only a power failure may lose the last answers, never the file.
    file.execute("PRAGMA journal_mode = WAL")
    file.execute("PRAGMA synchronous = NORMAL")
    file.execute(_SCHEMA)
    if version != VERSION:
        file.execute(f"PRAGMA user_version = {VERSION}")


def _sound(path: Path) -> sqlite3.Connection | None:
    """A file opened, if nothing in it is broken."""
    try:
        file = connected(str(path))
        if file.execute("PRAGMA quick_check(1)").fetchone() == ("ok",):
            return file
        file.close()
    except sqlite3.DatabaseError:
        pass
    return None


def _spelt(question: str) -> str:
    """A question as SQLite can hold it: without lone surrogates, which a file in JSON can spell and UTF-8 cannot."""
    return question.encode("utf-8", "backslashreplace").decode()
