"""The benchmark of matching over an index: what it makes of pairs, and how it counts, on a few committed records."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bench import _matching_index as bench
from bench import _sbmv
from bench._matching_records import Distractors, described
from refcheck.resolution.index.building import Builder
from refcheck.resolution.records import work_of
from tests.resolution.index.files import TODAY
from tests.support.fixtures import committed_records, record
from tests.support.render import render, renderable

if TYPE_CHECKING:
    from pathlib import Path

RECORDS = [one for one in filter(renderable, committed_records()) if one.get("page") and one.get("volume")]
PAIRS: list[dict[str, Any]] = [
    {
        "reference": render(one, "vancouver"),
        "doi": one["DOI"],
        "atitle": one["title"][0],
        "jtitle": one["container-title"][0],
        "volume": one["volume"],
        "firstPage": one["page"].partition("-")[0],
        "firstAuthor": one["author"][0].get("family"),
    }
    for one in RECORDS
]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bench")
    bench.write_dump(folder / "dump.jsonl", [], PAIRS, 200, seed=3)
    Builder(TODAY).build([folder / "dump.jsonl"], folder / "index")
    return folder / "index"


class TestRecords:
    def test_a_pair_describes_a_record_with_the_year_that_it_prints(self) -> None:
        made = described(PAIRS[0])
        assert made is not None
        assert made["title"] == [PAIRS[0]["atitle"]]
        assert made["issued"]["date-parts"][0][0] in work_of(RECORDS[0]).years

    def test_around_a_record_stand_its_near_duplicates(self) -> None:
        made = described(PAIRS[0])
        assert made is not None
        near = [work_of(one) for one in Distractors(committed_records(), 1).near(made)]
        assert len({work.doi for work in near}) == len(near) == 6
        assert sum(work.title == work_of(made).title for work in near) == 3
        assert [work.type for work in near].count("posted-content") == 1

    def test_the_same_seed_makes_the_same(self) -> None:
        first, again = (list(Distractors(committed_records(), 5).others(20)) for _ in range(2))
        assert first == again


class TestMeasuring:
    def test_what_is_there_is_found_and_what_is_withheld_is_not(self, index: Path) -> None:
        tally = bench.measure(bench.pmc_cases(PAIRS, 3), bench.by_refcheck(index))
        assert (tally.wrong, tally.missed) == (0, 0), tally.errors
        assert tally.right
        assert tally.right + tally.spared == tally.count == len(PAIRS)

    def test_crossrefs_rules_are_measured_in_the_same_way(self, index: Path) -> None:
        tally = bench.measure(bench.pmc_cases(PAIRS, 3), bench.by_sbmv(index))
        assert tally.recall == 1.0, tally.errors

    def test_a_match_of_what_is_withheld_is_wrong(self) -> None:
        tally = bench.Tally()
        for found, there in (("a", True), ("b", True), (None, True), ("a", False), (None, False)):
            tally.add("raw", "a", found, there=there)
        assert (tally.right, tally.wrong, tally.missed, tally.spared) == (1, 2, 2, 1)
        assert "precision 0.3333  recall 0.3333" in str(tally)


class TestSbmv:
    def test_the_right_record_is_similar_another_is_not(self) -> None:
        work, other = work_of(RECORDS[0]), work_of(record("10.1001/.450"))
        raw = render(RECORDS[0], "vancouver")
        assert _sbmv.similarity(raw, 100.0, work) > _sbmv.LEAST_SIMILARITY
        assert _sbmv.best(raw, [(90.0, other), (80.0, work)]) == work.doi

    def test_without_numbers_nothing_is(self) -> None:
        assert _sbmv.best("Wei A. Survival.", [(90.0, work_of(RECORDS[0]))]) is None
