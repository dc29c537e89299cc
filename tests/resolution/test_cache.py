"""The cache on disk: what lasts, what does not, and what becomes of a file that is broken."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from refcheck.errors import CacheError
from refcheck.resolution.cache import CACHE_NAME, DAY, RECORDS_LAST, VERSION, Cache, Known
from refcheck.resolution.cache_upkeep import clear, contents

if TYPE_CHECKING:
    from pathlib import Path

NOW = 1_790_000_000.0


class Watch:
    """A clock, and what the cache warned of."""

    def __init__(self) -> None:
        self.now = NOW
        self.warnings: list[str] = []

    def cache(self, folder: Path | None, longest: float = RECORDS_LAST) -> Cache:
        return Cache(folder, warn=self.warnings.append, longest=longest, clock=lambda: self.now)


@pytest.fixture
def watch() -> Watch:
    return Watch()


class TestAges:
    def test_an_answer_is_there_for_the_next_run(self, watch: Watch, tmp_path: Path) -> None:
        watch.cache(tmp_path).put("question", "record", {"title": "É\ud800"}, lasts=DAY)
        assert watch.cache(tmp_path).get("question") == Known({"title": "É\ud800"}, NOW)

    def test_that_there_is_none_is_an_answer(self, watch: Watch, tmp_path: Path) -> None:
        cache = watch.cache(tmp_path)
        cache.put("question", "nothing", None, lasts=DAY)
        assert (cache.get("question"), cache.get("another")) == (Known(None, NOW), None)

    def test_it_is_forgotten_in_time(self, watch: Watch, tmp_path: Path) -> None:
        cache = watch.cache(tmp_path)
        cache.put("question", "record", {}, lasts=DAY)
        watch.now += DAY - 1
        assert cache.get("question") is not None
        watch.now += 1
        assert cache.get("question") is None

    def test_a_run_may_want_newer_ones(self, watch: Watch, tmp_path: Path) -> None:
        watch.cache(tmp_path).put("question", "record", {}, lasts=DAY)
        watch.now += 3600
        assert watch.cache(tmp_path, longest=3600).get("question") is None
        assert watch.cache(tmp_path, longest=3601).get("question") is not None

    def test_one_of_the_future_is_of_unknown_age(self, watch: Watch, tmp_path: Path) -> None:
        watch.cache(tmp_path).put("question", "record", {}, lasts=DAY)
        watch.now -= 3600
        assert watch.cache(tmp_path).get("question") is None

    def test_what_is_too_old_is_taken_out(self, watch: Watch, tmp_path: Path) -> None:
        watch.cache(tmp_path).put("old", "record", {}, lasts=DAY)
        watch.now += 2 * DAY
        watch.cache(tmp_path).put("new", "record", {}, lasts=DAY)
        content = contents(tmp_path)
        assert content is not None
        assert content.counts == {"record": 1}

    def test_a_question_may_hold_anything(self, watch: Watch, tmp_path: Path) -> None:
        cache = watch.cache(tmp_path)
        cache.put("lone \ud800 surrogate", "record", {}, lasts=DAY)
        assert cache.get("lone \ud800 surrogate") is not None

    def test_without_a_folder_it_lives_as_long_as_the_run(self, watch: Watch) -> None:
        cache = watch.cache(None)
        cache.put("question", "record", {}, lasts=DAY)
        assert cache.get("question") is not None
        assert watch.cache(None).get("question") is None


class TestTrouble:
    def test_a_broken_file_is_set_aside_and_said_and_the_run_goes_on(self, watch: Watch, tmp_path: Path) -> None:
        (tmp_path / CACHE_NAME).write_bytes(b"no database at all" * 100)
        cache = watch.cache(tmp_path)
        cache.put("question", "record", {}, lasts=DAY)
        assert cache.get("question") is not None
        assert len(watch.warnings) == 1
        assert "broken (file is not a database); set aside as answers.sqlite3.broken-" in watch.warnings[0]
        (aside,) = tmp_path.glob("*.broken-*")
        assert aside.read_bytes().startswith(b"no database")
        assert watch.cache(tmp_path).get("question") is not None
        assert len(watch.warnings) == 1

    def test_one_that_breaks_in_the_middle_as_well(self, watch: Watch, tmp_path: Path) -> None:
        cache = watch.cache(tmp_path)
        for number in range(500):
            cache.put(f"question {number}", "record", {"title": "x" * 200}, lasts=DAY)
        del cache
        path = tmp_path / CACHE_NAME
        content = path.read_bytes()
        path.write_bytes(content[:4096] + b"\xff" * (len(content) - 4096))
        cache = watch.cache(tmp_path)
        assert cache.get("question 7") is None
        cache.put("question", "record", {}, lasts=DAY)
        assert cache.get("question") is not None
        assert len(watch.warnings) == 1
        assert "broken" in watch.warnings[0]

    def test_one_that_another_process_has_replaced_meanwhile_is_used(self, watch: Watch, tmp_path: Path) -> None:
        path = tmp_path / CACHE_NAME
        first = watch.cache(tmp_path)
        first.put("before", "record", {}, lasts=DAY)
        path.rename(tmp_path / "aside")
        watch.cache(tmp_path).put("question", "record", {}, lasts=DAY)
        file = first._instead(sqlite3.DatabaseError("as told"))
        assert file.execute("SELECT question FROM answers").fetchall() == [("question",)]
        file.close()
        assert watch.warnings == []

    def test_one_of_a_newer_refcheck_is_left_alone(self, watch: Watch, tmp_path: Path) -> None:
        with closing(sqlite3.connect(tmp_path / CACHE_NAME)) as file:
            file.execute(f"PRAGMA user_version = {VERSION + 1}")
        before = (tmp_path / CACHE_NAME).read_bytes()
        cache = watch.cache(tmp_path)
        cache.put("question", "record", {}, lasts=DAY)
        assert cache.get("question") is not None
        assert watch.warnings == [
            f"{tmp_path / CACHE_NAME}: version {VERSION + 1}, written by a newer refcheck; going on without a cache"
        ]
        assert (tmp_path / CACHE_NAME).read_bytes() == before

    def test_a_folder_that_cannot_be_made_is_said(self, watch: Watch, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("")
        cache = watch.cache(tmp_path / "file" / "below")
        assert cache.get("question") is None
        assert len(watch.warnings) == 1
        assert "going on without a cache" in watch.warnings[0]

    def test_a_process_that_is_killed_leaves_what_it_wrote(self, watch: Watch, tmp_path: Path) -> None:
        program = (
            "import os, signal, sys\n"
            "from pathlib import Path\n"
            "from refcheck.resolution.cache import Cache\n"
            "cache = Cache(Path(sys.argv[1]), clock=lambda: 1790000000.0)\n"
            "cache.put('question', 'record', {'title': 'kept'}, lasts=86400.0)\n"
            "os._exit(9)\n"
        )
        subprocess.run([sys.executable, "-c", program, str(tmp_path)], check=False)
        assert watch.cache(tmp_path).get("question") == Known({"title": "kept"}, NOW)


class TestUpkeep:
    def test_contents_are_counted_by_sort(self, tmp_path: Path) -> None:
        cache = Cache(tmp_path)
        cache.put("a", "record", {}, lasts=DAY)
        cache.put("b", "search", [], lasts=DAY)
        content = contents(tmp_path)
        assert content is not None
        assert (content.counts, content.expired) == ({"record": 1, "search": 1}, 0)
        assert content.size > 0

    def test_no_cache_has_no_contents(self, tmp_path: Path) -> None:
        assert contents(tmp_path) is None
        assert clear(tmp_path) == 0
        assert list(tmp_path.iterdir()) == []

    def test_clearing_forgets_all_while_another_uses_it(self, tmp_path: Path) -> None:
        cache = Cache(tmp_path)
        cache.put("a", "record", {}, lasts=DAY)
        assert clear(tmp_path) == 1
        assert cache.get("a") is None
        cache.put("b", "record", {}, lasts=DAY)
        assert cache.get("b") is not None

    def test_a_broken_one_is_told_and_can_be_cleared(self, tmp_path: Path) -> None:
        path = tmp_path / CACHE_NAME
        path.write_bytes(b"no database at all" * 100)
        with pytest.raises(CacheError, match="cannot be read as a cache") as raised:
            contents(tmp_path)
        assert raised.value.path == str(path)
        assert clear(tmp_path) == 0
        assert not path.exists()
