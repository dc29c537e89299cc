"""What every test may ask for."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import settings

from bench import _material
from tests.support.crossref_server import CrossrefServer, serving
from tests.support.fixtures import committed_records
from tests.support.running import Run

_numbers = count()
# A change must not fail by chance where it is judged; whoever works on it meets new examples every time.
settings.register_profile("judged", derandomize=True, deadline=None)
if os.environ.get("CI"):
    settings.load_profile("judged")


@pytest.fixture(scope="session")
def material() -> Path:
    """The folder of real material, or a skip that says so."""
    found = _material.folder()
    if found is None:
        pytest.skip("the real material is not here (set REFCHECK_MATERIAL)")
    return found


@pytest.fixture(autouse=True)
def no_retractions(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever runs the tests may have a list of retractions: nothing may depend on it."""
    monkeypatch.setenv("REFCHECK_RETRACTIONS", "none")


@pytest.fixture(autouse=True)
def own_cache(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Every test has a cache of its own, which is made when it is first used."""
    folder = tmp_path_factory.getbasetemp() / "caches" / str(next(_numbers))
    monkeypatch.setenv("REFCHECK_CACHE", str(folder))


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Run refcheck in an empty folder; gives its exit code and what it printed."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("REFCHECK_MAILTO", raising=False)
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    monkeypatch.setenv("COLUMNS", "100")
    return Run()


@pytest.fixture
def server() -> Iterator[CrossrefServer]:
    """A Crossref on the loopback with a handful of real records."""
    with serving(committed_records(), agencies={"10.5281/zenodo.1003150": "DataCite"}) as running:
        yield running
