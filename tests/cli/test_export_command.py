"""`refcheck export`, as its users run it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.running import ARTICLE, Run

#: what a person knows of the second reference of the article, volume and pages added to
MANUAL = [
    {
        "number": 2,
        "doi": "10.1245/ASO.2006.05.039",
        "authors": [["Wei", "Alice C."]],
        "authors_complete": False,
        "title": "Survival After Hepatic Resection for Colorectal Metastases: A 10-Year Experience",
        "container": "Annals of Surgical Oncology",
        "year": 2006,
        "volume": "13",
        "issue": "5",
        "pages": "668-676",
    }
]


@pytest.fixture
def article(run: Run) -> str:  # noqa: ARG001 (it makes the folder)
    Path("article.md").write_text(ARTICLE, "utf-8")
    return "article.md"


class TestExport:
    def test_what_is_printed_goes_to_standard_output(self, run: Run, article: str) -> None:
        code, out, err = run("export", article)
        assert (code, err) == (0, "")
        assert out.startswith("@article{adam2012oncosurgery,")
        assert "Wei" in out

    @pytest.mark.parametrize(("name", "sign"), [("ris", "TY  - JOUR"), ("csl-json", '"type": "article-journal"')])
    def test_other_formats(self, run: Run, article: str, name: str, sign: str) -> None:
        assert sign in run("export", article, "-f", name)[1]

    def test_a_file_can_be_written(self, run: Run, article: str) -> None:
        code, out, _ = run("export", article, "-o", "references.bib")
        assert (code, out) == (0, "")
        assert Path("references.bib").read_text("utf-8").startswith("@article{adam2012oncosurgery,")

    def test_a_missing_article_is_told_in_one_line(self, run: Run) -> None:
        code, _, err = run("export", "nowhere.md")
        assert code == 4
        assert err.startswith("refcheck: nowhere.md: ")
        assert err.count("\n") == 1


class TestResolved:
    def test_records_are_written_where_there_are_any_and_the_rest_is_said(self, run: Run, article: str) -> None:
        Path("records.json").write_text(json.dumps(MANUAL))
        run("lock", "--offline", "--manual", "records.json", article)
        _, out, err = run("export", article, "--resolved", "--offline", "-f", "csl-json")
        first, second = json.loads(out)
        assert "DOI" not in first
        assert (second["DOI"], second["issue"]) == ("10.1245/aso.2006.05.039", "5")
        assert err == "article.md: reference 1 has no record, written as printed\n"
