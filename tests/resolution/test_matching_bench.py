"""The benchmark of the matching: a small one over the committed records always, the full bars on real material."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import pytest

from bench import _matching_http as matching
from bench._matching_records import described
from tests.support.crossref_server import serving
from tests.support.errors import ERRORS
from tests.support.fixtures import committed_records

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.support.crossref_server import CrossrefServer, Record

# What a reference needs to be told by: the others are for other tests.
RECORDS = [one for one in committed_records() if one.get("page") and one.get("volume") and one["title"]]


@pytest.fixture(scope="module")
def everything(material: Path) -> Iterator[tuple[CrossrefServer, list[Record]]]:
    records = matching.load_records(material)
    with serving(records) as server:
        yield server, records


class TestSmall:
    def test_every_committed_record_is_found_and_none_taken_for_another(self) -> None:
        with serving(committed_records()) as server:
            scores = matching.measure_rendered(server, RECORDS, 9, seed=1)
            assert (scores["all"].precision, scores["all"].recall) == (1.0, 1.0), scores["all"].errors
            assert matching.false_matches(server, RECORDS, 9, seed=1) == []

    @pytest.mark.parametrize("error", list(ERRORS))
    def test_an_error_in_a_reference_never_makes_it_another_work(self, error: str) -> None:
        with serving(committed_records()) as server:
            score = matching.measure_rendered(server, RECORDS, 9, seed=2, error=error)["all"]
        assert score.wrong == 0, score.errors

    def test_no_failure_is_taken_for_an_answer(self) -> None:
        with serving(committed_records()) as server:
            outcomes = matching.measure_failures(server, ["Wei A. Survival. Ann Surg Oncol 2006;13:668."])
        assert not any("CHECKED" in counts for counts in outcomes.values())

    def test_real_strings_count_as_matched_missed_or_false(self) -> None:
        pairs: list[dict[str, Any]] = [
            {"reference": "Sadasivan S. Methylphenidate Exposure. doi:10.1371/journal.pone.0033693", "doi": None},
            {"reference": "Nobody. Nothing. 1900;1:1. doi:10.5555/none", "doi": "10.1001/.450"},
        ]
        with serving(committed_records()) as server:
            score, false = matching.measure_pairs(server, pairs)
        assert (score.missed, len(false)) == (1, 1)
        assert "recall 0.000" in str(score)

    def test_a_pair_without_metadata_describes_no_record(self) -> None:
        assert described({"reference": "A. B.", "doi": "10.5555/1"}) is None


class TestBars:
    def test_precision_and_recall_on_real_records(self, everything: tuple[CrossrefServer, list[Record]]) -> None:
        server, records = everything
        score = matching.measure_rendered(server, records, 60, seed=20261123)["all"]
        assert score.precision >= matching.PRECISION_BAR
        assert score.recall >= matching.RECALL_BAR

    def test_real_strings_without_a_record_are_matched_to_nothing(
        self, everything: tuple[CrossrefServer, list[Record]], material: Path
    ) -> None:
        server, _ = everything
        pairs = random.Random(20261123).sample(matching.load_pairs(material), 30)
        assert matching.measure_pairs(server, pairs)[1] == []

    def test_real_strings_are_matched_to_what_they_describe(self, material: Path) -> None:
        there, gone = matching.measure_described(matching.load_pairs(material)[:2000], 60)
        assert there.precision >= matching.PRECISION_BAR
        assert there.recall >= matching.RECALL_BAR
        assert gone.wrong == 0

    def test_a_record_that_is_gone_is_not_replaced_by_another(
        self, everything: tuple[CrossrefServer, list[Record]]
    ) -> None:
        server, records = everything
        assert matching.false_matches(server, records, 30, seed=20261123) == []
