"""`refcheck export`."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

import refcheck.reading
from refcheck.bibliography import Author
from refcheck.cli.export import command as export
from refcheck.work import NotFound, Resolution, Work

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from refcheck.article import Reference

pytestmark = pytest.mark.skipif(not hasattr(refcheck.reading, "read_file"), reason="the reader is not here yet")

ARTICLE = """Surgery helps some patients.[1] Chemotherapy after surgery helps more of them.[2]

## References

1. Wei A, Greig P, et al. Survival after hepatic resection. Ann Surg Oncol. 2006;13:668-76.
2. Portier G, Elias D, Bouche O. Multicenter randomized trial of fluorouracil. J Clin Oncol. 2006;24:4976-82.
"""


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.md"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


class FirstOnly:
    """A resolver that knows the first reference (a record made for the test)."""

    def resolve(self, references: Sequence[Reference]) -> list[Resolution]:
        known = Work(
            doi="10.1000/made-for-the-test", title="Survival", authors=(Author("Wei", "Alice C."),), years=(2006,)
        )
        return [Resolution(known if reference.number == 1 else NotFound()) for reference in references]


@pytest.fixture
def resolving(monkeypatch: pytest.MonkeyPatch) -> None:
    module = ModuleType("refcheck.cli.resolving")
    module.resolver_for = lambda path, offline: FirstOnly()  # type: ignore[attr-defined]  # noqa: ARG005
    monkeypatch.setitem(sys.modules, "refcheck.cli.resolving", module)


def test_what_is_printed_goes_to_standard_output(article: Path) -> None:
    result = CliRunner().invoke(export, [str(article)])
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("@article{wei2006survival,")


@pytest.mark.parametrize(("name", "sign"), [("ris", "TY  - JOUR"), ("csl-json", '"type": "article-journal"')])
def test_other_formats(article: Path, name: str, sign: str) -> None:
    assert sign in CliRunner().invoke(export, [str(article), "-f", name]).stdout


def test_a_file_can_be_written(article: Path) -> None:
    target = article.with_name("references.bib")
    result = CliRunner().invoke(export, [str(article), "-o", str(target)])
    assert (result.exit_code, result.stdout) == (0, "")
    assert target.read_text(encoding="utf-8").startswith("@article{wei2006survival,")
    assert sorted(path.name for path in target.parent.iterdir()) == ["article.md", "references.bib"]


@pytest.mark.usefixtures("resolving")
def test_resolved_records_are_written_where_there_are_any(article: Path) -> None:
    result = CliRunner().invoke(export, [str(article), "--resolved", "--offline"])
    assert "10.1000/made-for-the-test" in result.stdout
    assert "Portier" in result.stdout
    assert "reference 2 has no record, written as printed" in result.stderr
