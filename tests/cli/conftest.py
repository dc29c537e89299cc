"""An article and a way to run refcheck on it, as its users do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from refcheck.cli import main

ARTICLE = """\
# A short article

Recurrence is common in the first year [1]. Guidelines advise imaging [2].

## References

1. Adam R, De Gramont A, Figueras J, et al. The oncosurgery approach to managing liver metastases from colorectal
   cancer: a multidisciplinary international consensus. Oncologist. 2012;17:1225-1239.
2. Wei A, Greig P, Grant D, et al. Survival After Hepatic Resection for Colorectal Metastases: A 10-Year Experience.
   Annals of Surgical Oncology. 2006;13:668-676.
"""

Run = Callable[..., tuple[int, str, str]]


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
