"""What is in a cache, and forgetting it."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from refcheck.errors import CacheError
from refcheck.resolution.cache import CACHE_NAME, connected, parts_of

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Content:
    """What is in a cache.

    Attributes:
        path: the file.
        size: in bytes.
        counts: answers by sort ("record", "search", ...).
        expired: how many of them are too old to be used.
        oldest: when the oldest was given, seconds since 1970; None if there are none.
    """

    path: Path
    size: int
    counts: dict[str, int]
    expired: int
    oldest: float | None


def contents(folder: Path) -> Content | None:
    """What is in the cache of a folder; None if there is none.

    Raises:
        CacheError: the file cannot be read.
    """
    path = folder / CACHE_NAME
    if not path.exists():
        return None
    try:
        with closing(connected(str(path))) as file:
            counts = dict(file.execute("SELECT sort, COUNT(*) FROM answers GROUP BY sort ORDER BY sort").fetchall())
            query = "SELECT COALESCE(SUM(fetched + lasts < ?), 0), MIN(fetched) FROM answers"
            expired, oldest = file.execute(query, (time.time(),)).fetchone()
    except (sqlite3.DatabaseError, OSError) as error:
        raise CacheError(f"cannot be read as a cache: {error}", path=str(path)) from error
    size = sum(each.stat().st_size for each in parts_of(path) if each.exists())
    return Content(path, size, counts, expired, oldest)


def clear(folder: Path) -> int:
    """Forget all answers, also while other processes use the file; how many there were.

    Raises:
        CacheError: the file cannot be written.
    """
    path = folder / CACHE_NAME
    if not path.exists():
        return 0
    try:
        with closing(connected(str(path))) as file:
            forgotten = file.execute("DELETE FROM answers").rowcount
            file.execute("VACUUM")
    except sqlite3.OperationalError as error:
        raise CacheError(f"cannot be cleared: {error}", path=str(path)) from error
    except sqlite3.DatabaseError:
        for part in parts_of(path):  # broken: there is nothing to keep in it
            part.unlink(missing_ok=True)
        return 0
    return forgotten
