"""The articles that the project checks itself, from the file to the finding."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.support.running import Run

ROOT = Path(__file__).parents[1]
ARTICLES = ROOT / "articles"
LIVER = ARTICLES / "liver-metastases.txt"

#: what is wrong with the liver article as its file shows it, with no record of any reference
PRINTED = {("REF301", None), ("REF102", 9), ("REF401", 3), ("REF402", 6), ("REF405", 2), ("REF405", 5)}
#: what the records of its references add
RECORDED = {("REF209", 3), ("REF204", 4)}


def report_of(run: Run, article: Path, *options: str) -> dict[str, Any]:
    """The JSON report on one article, by its absolute path."""
    _, out, err = run("check", "--offline", "--format", "json", *options, str(article))
    assert err == ""
    report: dict[str, Any] = json.loads(out)
    return report


def found(report: dict[str, Any]) -> set[tuple[str, int | None]]:
    """Code and reference number of every finding but the notes on what was not checked."""
    return {
        (finding["code"], finding["data"].get("number"))
        for finding in report["findings"]
        if finding["severity"] != "note"
    }


def shift_of(report: dict[str, Any]) -> dict[str, Any]:
    """The one finding of shifted numbers."""
    (shift,) = (finding for finding in report["findings"] if finding["code"] == "REF301")
    data: dict[str, Any] = shift["data"]
    return data


def check_liver_article(run: Run, article: Path) -> None:
    """What must hold of it, as its author's answer key has it, whoever wrote the sentences."""
    report = report_of(run, article)
    (read,) = report["articles"]
    assert (read["citations"], read["references"]) == (7, 9)
    assert found(report) == PRINTED
    shift = shift_of(report)
    assert shift["shift"] == 1
    assert {"6": 7, "7": 8, "8": 9}.items() <= shift["mapping"].items()
    assert all(right == int(printed) + 1 for printed, right in shift["mapping"].items())


class TestLiverArticle:
    @pytest.mark.parametrize("name", ["liver.txt", "liver.md"])
    def test_without_records_it_shows_what_the_file_alone_can(self, run: Run, tmp_path: Path, name: str) -> None:
        shutil.copy(LIVER, tmp_path / name)
        check_liver_article(run, tmp_path / name)

    def test_with_its_records_pages_and_title_are_compared_too(self, run: Run) -> None:
        report = report_of(run, LIVER, "--locked")
        assert found(report) == PRINTED | RECORDED
        (read,) = report["articles"]
        assert (read["resolved"], read["not_crossref"], read["unchecked"]) == (7, 2, 0)
        (pages,) = (finding for finding in report["findings"] if finding["code"] == "REF209")
        assert (pages["data"]["printed"], pages["data"]["record"]) == ("651-567", "561-567")

    def test_the_shift_points_at_claims_and_references_in_the_file(self, run: Run) -> None:
        report = report_of(run, LIVER)
        text = LIVER.read_text("utf-8")
        for citation in shift_of(report)["citations"]:
            assert text[citation["offset"]].isdecimal()
        (shift,) = (finding for finding in report["findings"] if finding["code"] == "REF301")
        fits = [place for place in shift["related"] if place["message"].startswith("fits:   7  Wei 2006")]
        assert [text[place["start"]["offset"] :][:12] for place in fits] == ["7. Wei A, Gr"]

    def test_its_renumbering_makes_the_shift_go(self, run: Run, tmp_path: Path) -> None:
        report = report_of(run, LIVER)
        (shift,) = (finding for finding in report["findings"] if finding["code"] == "REF301")
        text = LIVER.read_text("utf-8")
        for edit in sorted(shift["fixes"][0]["edits"], key=lambda edit: -edit["start"]["offset"]):
            text = text[: edit["start"]["offset"]] + edit["text"] + text[edit["end"]["offset"] :]
        mended = tmp_path / "mended.txt"
        mended.write_text(text, "utf-8")
        left = found(report_of(run, mended))
        assert {code for code, _ in left} == {"REF401", "REF402", "REF405"}


class TestOtherArticles:
    def test_the_correct_one_is_clean(self, run: Run) -> None:
        report = report_of(run, ARTICLES / "psoriasis-light.md", "--locked")
        assert report["findings"] == []
        assert report["articles"][0]["resolved"] == 13

    def test_the_one_with_wrong_fields_and_a_retracted_reference_shows_each(self, run: Run) -> None:
        report = report_of(run, ARTICLES / "kawasaki-disease.md", "--locked")
        assert found(report) == {
            ("REF209", 2), ("REF205", 3), ("REF207", 4), ("REF206", 5), ("REF204", 7), ("REF210", 8),
        }  # fmt: skip


class TestPageForPatients:
    """The published page that the liver article is modelled on is not ours to publish; at hand, it is checked."""

    @pytest.mark.parametrize("name", ["article.txt", "article.md"])
    def test_without_records(self, run: Run, tmp_path: Path, material: Path, name: str) -> None:
        shutil.copy(material.parent / "mission" / "liver-directed-therapies.txt", tmp_path / name)
        check_liver_article(run, tmp_path / name)

    def test_with_records_entered_by_hand(self, run: Run, tmp_path: Path, material: Path) -> None:
        folder = material.parent / "mission"
        shutil.copy(folder / "liver-directed-therapies.txt", tmp_path / "article.txt")
        code, _, _ = run("lock", "--offline", "--manual", str(folder / "records.json"), "article.txt")
        assert code == 0
        report = report_of(run, tmp_path / "article.txt", "--locked")
        assert found(report) == PRINTED | RECORDED
        assert (report["articles"][0]["not_crossref"], report["articles"][0]["unchecked"]) == (2, 0)
