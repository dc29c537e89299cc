"""Findings in documents of several files: every output names the file in which a place is, and its line there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.running import Run

MAIN = """\\documentclass{article}
\\begin{document}
Fever fell \\cite{alpha}.
\\input{part}
\\bibliographystyle{unsrt}
\\bibliography{refs}
\\end{document}
"""
PART = "\nPain did not \\cite{beta,lost}.\n"
BIB = """@article{alpha, author={Young, Z.}, title={Fever in malaria}, journal={J Tests}, year=2004, pages={651--567}}
@article{beta, author={Gray, G.}, title={Sleep and pain}, journal={J Tests}, year=2002, pages={1--9}}
"""


@pytest.fixture(autouse=True)
def files(run: Run) -> None:  # noqa: ARG001 (it goes to the folder)
    for name, text in (("main.tex", MAIN), ("part.tex", PART), ("refs.bib", BIB)):
        Path(name).write_text(text, encoding="utf-8")


def output(run: Run, *options: str) -> str:
    return run("check", "--offline", "--select", "REF101,REF401", *options, "main.tex")[1]


def test_full_shows_the_lines_of_the_files(run: Run) -> None:
    text = output(run)
    assert "part.tex:2:25: error REF101 undefined-citation\n  No reference has the key lost." in text
    assert "  2 | Pain did not \\cite{beta,lost}.\n" in text
    assert "refs.bib:1:100: warning REF401 reversed-page-range" in text
    assert "main.tex: note: no .aux or .bbl of this document is here: numbers were computed from the style's" in text


def test_concise_names_them_and_the_notes(run: Run) -> None:
    lines = output(run, "-f", "concise").splitlines()
    assert lines[0].startswith("main.tex: note: no .aux or .bbl")
    assert [line.split(": ")[0] for line in lines[1:3]] == ["part.tex:2:25", "refs.bib:1:100"]


def test_json_counts_offsets_in_the_file(run: Run) -> None:
    report = json.loads(output(run, "-f", "json"))
    first, second = report["findings"]
    assert (first["path"], first["start"]) == ("part.tex", {"line": 2, "column": 25, "offset": 25})
    assert PART[first["start"]["offset"] : first["end"]["offset"]] == "lost"
    assert (second["path"], second["start"]["line"]) == ("refs.bib", 1)
    assert all(edit["path"] == "refs.bib" for fix in second["fixes"] for edit in fix["edits"])
    assert len(report["articles"][0]["notes"]) == 1


def test_github_annotates_them(run: Run) -> None:
    text = output(run, "-f", "github")
    assert "::error file=part.tex,line=2,endLine=2,col=25,endColumn=29" in text
    assert "::notice file=main.tex::no .aux or .bbl" in text


def test_show_names_them_too(run: Run) -> None:
    text = run("show", "main.tex")[1]
    assert "\n  part.tex:2:14" in text
    assert "\n  refs.bib:1:1" in text
    assert "no .aux or .bbl of this document" in text
    listed = json.loads(run("show", "-f", "json", "main.tex")[1])
    assert [citation.get("path") for citation in listed["citations"]] == [None, "part.tex"]
    assert listed["notes"]


def test_places_in_another_file_are_headed_by_its_name(run: Run) -> None:
    Path("refs.bib").write_text(BIB + BIB.replace("{alpha,", "{again,"), encoding="utf-8")
    Path("part.tex").write_text("Nor did colds \\cite{again}.", encoding="utf-8")
    assert "refs.bib" in run("check", "--offline", "--select", "REF104", "main.tex")[1]
