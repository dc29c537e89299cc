"""`refcheck cache`, and the options of the other commands that are about it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from refcheck.resolution.cache import CACHE_NAME
from tests.support.running import ARTICLE

if TYPE_CHECKING:
    from tests.support.crossref_server import CrossrefServer
    from tests.support.running import Run


@pytest.fixture
def checked(run: Run, server: CrossrefServer) -> Run:
    """Runs refcheck where an article has been checked once, with the cache in `kept`."""
    Path("a.md").write_text(ARTICLE)
    run("check", "--cache", "kept", "--crossref-url", server.url, "a.md")
    return run


class TestChecking:
    def test_a_second_run_asks_nobody(self, checked: Run, server: CrossrefServer) -> None:
        asked = len(server.requests)
        assert asked > 0
        checked("check", "--cache", "kept", "--crossref-url", server.url, "a.md")
        assert len(server.requests) == asked

    def test_without_a_cache_everything_is_asked_for_again(self, checked: Run, server: CrossrefServer) -> None:
        asked = len(server.requests)
        checked("check", "--cache", "kept", "--no-cache", "--crossref-url", server.url, "a.md")
        assert len(server.requests) == 2 * asked

    def test_the_environment_names_the_folder(self, checked: Run, server: CrossrefServer) -> None:
        checked("check", "--crossref-url", server.url, "a.md")
        assert (Path(os.environ["REFCHECK_CACHE"]) / CACHE_NAME).exists()

    def test_a_broken_one_is_one_line_and_the_run_goes_on(self, checked: Run, server: CrossrefServer) -> None:
        Path("kept", CACHE_NAME).write_bytes(b"no database at all" * 100)
        code, _, errors = checked("check", "--cache", "kept", "--crossref-url", server.url, "a.md")
        assert code in (0, 1)
        assert errors.startswith(f"refcheck: {Path('kept', CACHE_NAME)}: broken")
        assert errors.count("\n") == 1

    def test_offline_touches_none(self, run: Run) -> None:
        Path("a.md").write_text(ARTICLE)
        run("check", "--offline", "--cache", "kept", "a.md")
        assert not Path("kept").exists()

    def test_a_file_is_no_folder(self, checked: Run) -> None:
        code, _, errors = checked("check", "--cache", "a.md", "a.md")
        assert (code, "is a file" in errors) == (2, True)


class TestInfo:
    def test_says_what_is_there(self, checked: Run) -> None:
        code, out, _ = checked("cache", "info", "--cache", "kept")
        assert code == 0
        assert out.startswith(f"{Path('kept', CACHE_NAME)}: 2 answers, ")
        assert "       2  search\n" in out
        assert "0 too old" in out

    def test_says_that_there_is_none(self, run: Run) -> None:
        assert run("cache", "info", "--cache", "nowhere") == (0, f"{Path('nowhere', CACHE_NAME)}: not there yet\n", "")
        assert not Path("nowhere").exists()

    def test_a_broken_one_is_told(self, checked: Run) -> None:
        Path("kept", CACHE_NAME).write_bytes(b"no database at all" * 100)
        code, _, errors = checked("cache", "info", "--cache", "kept")
        assert (code, "cannot be read as a cache" in errors) == (2, True)


class TestClear:
    def test_forgets_all(self, checked: Run, server: CrossrefServer) -> None:
        asked = len(server.requests)
        assert "2 answers forgotten" in checked("cache", "clear", "--cache", "kept")[1]
        checked("check", "--cache", "kept", "--crossref-url", server.url, "a.md")
        assert len(server.requests) == 2 * asked
