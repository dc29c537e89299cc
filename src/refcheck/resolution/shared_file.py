"""SQLite files that several processes share, opened by all of them at the same moment."""

from __future__ import annotations

import sqlite3
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

WAIT = 30.0  # seconds until another process lets go of the file
_LOOK_AGAIN = 0.01  # seconds


def opened(name: str, prepare: Callable[[sqlite3.Connection], object]) -> sqlite3.Connection:
    """A connection without transactions of its own, that waits for other processes.

    Two processes that switch a new file to WAL at once get "database is locked" immediately: SQLite does not wait
    where waiting could be for each other. So the whole preparation is made again until it goes through.

    Args:
        name: of the file, as SQLite takes it.
        prepare: what must be done on it first; may be called more than once.

    Raises:
        sqlite3.DatabaseError: it cannot be opened, is broken, or stayed locked.
    """
    file = sqlite3.connect(name, timeout=WAIT, isolation_level=None, check_same_thread=False)
    until = time.monotonic() + WAIT
    try:
        while True:
            try:
                prepare(file)
            except sqlite3.OperationalError as error:
                if not is_busy(error) or time.monotonic() > until:
                    raise
                time.sleep(_LOOK_AGAIN)
            else:
                return file
    except BaseException:
        file.close()
        raise


def is_busy(error: Exception) -> bool:
    """Whether another process has the file just now."""
    return isinstance(error, sqlite3.OperationalError) and "locked" in str(error)
