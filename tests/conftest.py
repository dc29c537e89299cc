"""What every test may ask for."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))  # for `bench`, which is not installed

from bench import _material
from refcheck.cli import main
from tests.support.running import Run


@pytest.fixture(scope="session")
def material() -> Path:
    """The folder of real material, or a skip that says so."""
    found = _material.folder()
    if found is None:
        pytest.skip("the real material is not here (set REFCHECK_MATERIAL)")
    return found


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Run refcheck in an empty folder; gives its exit code and what it printed."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("REFCHECK_MAILTO", raising=False)
    monkeypatch.setenv("COLUMNS", "100")

    def run(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            main(list(arguments))
        printed = capsys.readouterr()
        return int(ended.value.code or 0), printed.out, printed.err

    return run
