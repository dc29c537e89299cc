"""`pybtex-convert article.md references.bib`: refcheck as an input plugin of pybtex."""

from __future__ import annotations

import io
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from pybtex.database import parse_file
from pybtex.exceptions import PybtexError
from pybtex.plugin import find_plugin

from refcheck.references.pybtex_plugin import ArticleParser

if TYPE_CHECKING:
    from pathlib import Path

ARTICLE = """# Liver metastases

Surgery helps some patients.[1] Chemotherapy after surgery helps more of them.[2] Both were studied in trials.[1,2]

## References

1. Wei AC, Greig PD. Survival after hepatic resection for colorectal metastases. Ann Surg Oncol. 2006;13(5):668-76.
2. American Cancer Society. Colorectal Cancer Facts & Figures 2017-2019. Atlanta: American Cancer Society, 2017.
"""


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.md"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


def test_pybtex_finds_it_by_name_and_by_suffix() -> None:
    assert find_plugin("pybtex.database.input", "refcheck") is ArticleParser
    assert find_plugin("pybtex.database.input", filename="article.md") is ArticleParser
    assert find_plugin("pybtex.database.input", filename="article.txt") is ArticleParser


class TestReading:
    def test_every_reference_becomes_an_entry(self, article: Path) -> None:
        entries = parse_file(str(article)).entries
        assert list(entries) == ["wei2006survival", "americancancersociety2017colorectal"]
        assert entries["wei2006survival"].fields["journal"] == "Ann Surg Oncol"
        assert entries["americancancersociety2017colorectal"].fields["note"] == "Reference 2"

    def test_pybtex_convert_converts_an_article(self, article: Path) -> None:
        target = article.with_suffix(".bib")
        command = [sys.executable, "-m", "pybtex.database.convert", str(article), str(target)]
        finished = subprocess.run(command, capture_output=True, text=True, check=False)
        assert finished.returncode == 0, finished.stderr
        assert "wei2006survival" in target.read_text(encoding="utf-8")
        assert r'title = "Colorectal Cancer Facts \& Figures 2017-2019"' in target.read_text(encoding="utf-8")

    def test_an_article_that_cannot_be_read_is_pybtexs_error(self, tmp_path: Path) -> None:
        with pytest.raises(PybtexError):
            ArticleParser().parse_file(str(tmp_path / "missing.md"))


def test_a_stream_is_refused() -> None:
    with pytest.raises(PybtexError, match="from files"):
        ArticleParser().parse_stream(io.BytesIO())
