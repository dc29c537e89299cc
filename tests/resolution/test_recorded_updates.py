"""Recorded answers of Crossref's about works with notices, and without, say what happened to each."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from refcheck.resolution.records import work_of

if TYPE_CHECKING:
    from pathlib import Path

# DOI: kind, date, notice and source of each update, as the answers tell them.
EXPECTED = {
    "10.1016/s0140-6736(97)11096-0": [
        ("correction", "2004-03-06", "10.1016/s0140-6736(04)15715-2", "retraction-watch"),
        ("retraction", "2010-02-06", "10.1016/s0140-6736(10)60175-4", "retraction-watch"),
    ],
    "10.1056/nejmoa2007621": [
        ("expression of concern", "2020-06-02", "10.1056/nejme2020822", "retraction-watch"),
        ("retraction", "2020-06-04", "10.1056/nejmc2021225", "retraction-watch"),
    ],
    # The publisher dates the notice by its issue, Retraction Watch by the day: one event.
    "10.1016/j.ejogrb.2014.02.038": [
        ("expression of concern", "2024-06-27", "10.1016/j.ejogrb.2024.06.039", "publisher, retraction-watch")
    ],
    "10.1023/a:1025493705728": [],
    "10.1002/sm2.65": [],
    "10.1038/s41586-020-2649-2": [],
    "10.1002/14651858.cd008900.pub3": [],  # it is the new version of another
}


@pytest.fixture
def recorded(material: Path) -> dict[str, dict[str, Any]]:
    """The recorded records by their DOI."""
    files = sorted((material / "api-responses" / "retraction-notices").rglob("*.json"))
    answers = [json.loads(path.read_text(encoding="utf-8"))["message"] for path in files]
    return {answer["DOI"]: answer for answer in answers}


def test_every_recorded_answer_is_known(recorded: dict[str, dict[str, Any]]) -> None:
    assert recorded.keys() == EXPECTED.keys()


@pytest.mark.parametrize("doi", EXPECTED)
def test_its_notices_are_told_each_event_once(recorded: dict[str, dict[str, Any]], doi: str) -> None:
    told = work_of(recorded[doi]).updates
    assert [(update.kind, str(update.date), update.doi, update.source) for update in told] == EXPECTED[doi]
