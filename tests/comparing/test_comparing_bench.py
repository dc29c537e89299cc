"""The benchmark of comparing: its faults on a record made for the test, and a small run on real material."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("citeproc", reason="the CSL processor of the bench extra is not here")

from bench import comparing
from bench._csl import STYLES, item_of, rendered
from bench._field_faults import KINDS, Pool
from bench._printed_works import is_measuring, jats, styles
from refcheck.resolution.records import work_of
from tests.support.fixtures import committed_records

if TYPE_CHECKING:
    from pathlib import Path


class TestStyles:
    def test_every_style_prints_a_record_without_a_label(self) -> None:
        record = next(one for one in committed_records() if one["type"] == "journal-article" and one.get("author"))
        item = item_of(record)
        assert item is not None
        for style in STYLES:
            text = rendered(item, style)
            assert item["author"][0]["family"].casefold() in text.casefold()
            assert not text[0].isdigit()

    @pytest.mark.parametrize("record", committed_records(), ids=lambda record: str(record["DOI"]))
    def test_no_committed_record_is_accused_in_any_style(self, record: dict[str, object]) -> None:
        item = item_of(record)
        if item is None:
            pytest.skip("a kind of work that lists do not cite")
        work = work_of(record)
        for style in random.Random(1).sample(STYLES, 3):
            found = comparing.findings(rendered(item, style), work, {work.doi: work})
            assert [one.message for one in found if comparing.is_accusation(one)] == []


class TestBars:
    def test_hardly_a_real_reference_is_accused_and_hardly_a_fault_missed(self, material: Path) -> None:
        sources = [list(styles(material)), list(jats(material))]
        pool = Pool.of(sample for samples in sources for sample in samples)
        for every in sources:
            works = {sample.record.doi: sample.record for sample in every if sample.record.doi}
            samples = [sample for sample in every if is_measuring(sample.key)]
            chosen = random.Random(comparing.SEED).sample(samples, 40)
            alarms = [
                finding
                for sample in chosen
                for finding in comparing.findings(sample.print({}), sample.record, works)
                if comparing.is_accusation(finding)
            ]
            assert len(alarms) <= 1
            for kind in KINDS:
                tally = comparing.measured(kind, chosen, pool, works)
                assert tally.found >= tally.drawn - 3, (kind, tally.missed)
