"""A SQLite file that several processes open at once."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from refcheck.resolution import shared_file
from refcheck.resolution.cache import connected
from refcheck.resolution.shared_file import opened

if TYPE_CHECKING:
    from pathlib import Path


def to_wal(file: sqlite3.Connection) -> None:
    file.execute("PRAGMA journal_mode = WAL")


class TestOpened:
    def test_it_waits_where_sqlite_does_not(self, tmp_path: Path) -> None:
        name = str(tmp_path / "file.sqlite3")
        other = sqlite3.connect(name, isolation_level=None)
        other.execute("CREATE TABLE things (name TEXT)")
        other.execute("BEGIN")
        other.execute("SELECT * FROM things").fetchall()  # holds the file against a change of its mode
        calls = 0

        def prepare(file: sqlite3.Connection) -> None:
            nonlocal calls
            calls += 1
            if calls == 3:
                other.execute("COMMIT")
                other.close()
            file.execute("PRAGMA busy_timeout = 1")
            to_wal(file)

        with closing(opened(name, prepare)) as file:
            assert file.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert calls == 3

    def test_not_for_ever(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def prepare(_: sqlite3.Connection) -> None:
            raise sqlite3.OperationalError("database is locked")

        monkeypatch.setattr(shared_file, "WAIT", 0.0)
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            opened(str(tmp_path / "file.sqlite3"), prepare)

    def test_what_is_broken_is_told_at_once(self, tmp_path: Path) -> None:
        broken = tmp_path / "file.sqlite3"
        broken.write_bytes(b"nothing of the kind" * 100)
        with pytest.raises(sqlite3.DatabaseError, match="not a database"):
            connected(str(broken))
