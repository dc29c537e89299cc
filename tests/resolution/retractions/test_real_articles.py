"""References of real articles that are on the real list are reported, offline, and no other of these articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench import retractions as bench
from refcheck.resolution.retractions.reading import read_list

if TYPE_CHECKING:
    from pathlib import Path


def test_they_are_reported_and_no_others(material: Path) -> None:
    wanted, _ = bench.truth(material)
    content = read_list(material / "retractions" / "retraction-watch.csv").content
    run = bench.measure(sorted({material / "jats" / one.file for one in wanted}), content)
    assert run.reported.keys() == wanted


def test_one_that_says_it_itself_is_information(material: Path) -> None:
    content = read_list(material / "retractions" / "retraction-watch.csv").content
    run = bench.measure([material / "jats" / "PMC4234384.nxml"], content)
    ((one, finding),) = run.reported.items()
    assert (one.number, finding.code, finding.severity.value) == (32, "REF210", "info")
