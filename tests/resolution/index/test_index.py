"""Building an index, opening it, and finding records in it."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from refcheck.article import ReferenceFields
from refcheck.bibliography import Author, WorkKind
from refcheck.errors import IndexFailure, UsageError
from refcheck.resolution.index.building import Builder
from refcheck.resolution.index.engine import ABOUT, Engine
from refcheck.resolution.index.keys import author_keys_in, keys_in, keys_of
from refcheck.resolution.index.packing import packed, unpacked
from refcheck.resolution.index.source import IndexSource
from refcheck.resolution.printed import Printed
from refcheck.resolution.records import work_of
from refcheck.resolution.source_resolver import SourceResolver
from refcheck.work import DoiState, NotCrossrefKind, NotFound, Origin, Resolution, Unchecked, UncheckedReason, Work
from tests.resolution.index.files import TODAY, build, write_dump
from tests.support.fixtures import committed_records, record
from tests.support.references import reference
from tests.support.render import STYLES, render, renderable

if TYPE_CHECKING:
    from pathlib import Path

NUMPY = "10.1371/journal.pone.0033693"
WEATHER = "10.1175/1520-0493(1974)102<0736:wacoj>2.0.co;2"


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("index"))[0]


def resolve(index: Path, raw: str, kind: WorkKind = WorkKind.ARTICLE) -> Resolution:
    (answer,) = SourceResolver(IndexSource(index)).resolve([reference(raw, fields=ReferenceFields(kind=kind))])
    return answer


def doi_of(answer: Resolution) -> str | None:
    return answer.outcome.doi if isinstance(answer.outcome, Work) else None


class TestPacking:
    @pytest.mark.parametrize("one", committed_records(), ids=lambda one: one["DOI"])
    def test_nothing_of_a_record_is_lost(self, one: dict[str, object]) -> None:
        work = replace(work_of(one), retrieved=TODAY, origin=Origin.INDEX)
        assert unpacked(packed(work), TODAY) == work

    def test_a_group_and_a_suffix_stay_what_they_are(self) -> None:
        authors = (Author("FFCD Study Group", is_group=True), Author("Doe", "J", "Jr"), Author("Plato"))
        assert unpacked(packed(Work(doi="10.5555/1", authors=authors))).authors == authors


class TestKeys:
    def test_place_journal_title_and_author_are_the_same_in_record_and_reference(self) -> None:
        work = Work(
            doi="10.1245/aso.2006.05.039",
            title="Survival After Hepatic Resection for Colorectal Metastases",
            authors=(Author("Wei", "Alice"),),
            containers=("Annals of Surgical Oncology",),
            years=(2006,),
            volume="13",
            pages="668-676",
        )
        raw = "Wei A. Survival after hepatic resection for colorectal metastases. Ann Surg Oncol 2006;13(5):668-76."
        printed = Printed(raw)
        shared = {*keys_in(printed), *author_keys_in(printed)} & set(keys_of(work))
        assert shared == {
            "p/13/668/2006", "j/aso/13/668", "t/survivalafterhepaticresectionforcolorect", "a/wei/2006"
        }  # fmt: skip

    def test_the_last_page_is_nobodys_first(self) -> None:
        assert not any("/676/" in key for key in keys_in(Printed("Wei A. Survival. Ann Surg Oncol 2006;13:668-676.")))

    def test_letters_and_zeros_around_a_page_do_not_matter(self) -> None:
        work = Work(doi="10.5555/1", years=(2012,), volume="07", pages="e033693")
        assert "p/7/33693/2012" in keys_of(work)
        assert "p/7/33693/2012" in keys_in(Printed("A. B. PLoS One 2012;7:33693."))

    def test_a_short_title_is_a_key_of_its_own(self) -> None:
        work = Work(doi="10.5555/1", title="Cancer of the liver")
        assert set(keys_of(work)) & set(keys_in(Printed("Wei A. Cancer of the liver. Lancet 2006.")))


class TestBuilding:
    def test_says_what_it_is(self, index: Path) -> None:
        about = Engine(index).about
        assert (about.records, about.built, about.complete_until) == (len(committed_records()), "2026-11-29", 0)

    def test_what_is_bad_is_told_and_left_out(self, tmp_path: Path) -> None:
        dump = write_dump(tmp_path / "dump.jsonl", [*committed_records(), {"no": "record"}])
        told: list[str] = []
        built = Builder(TODAY, report=lambda bad: told.append(str(bad))).build([dump], tmp_path / "index")
        assert built.bad == 1
        assert told == [f"{dump}:{len(committed_records()) + 1}: not a record: it has no DOI"]

    def test_an_index_is_replaced_and_nothing_is_left_beside_it(self, tmp_path: Path) -> None:
        build(tmp_path, committed_records()[:1])
        output, built = build(tmp_path, committed_records()[:2])
        assert Engine(output).about.records == built.about.records == 2
        assert sorted(path.name for path in tmp_path.iterdir()) == ["dump.jsonl", "index"]

    def test_what_is_no_index_is_not_replaced(self, tmp_path: Path) -> None:
        (tmp_path / "index").mkdir()
        (tmp_path / "index" / "thesis.docx").touch()
        with pytest.raises(IndexFailure, match="a folder that is no index"):
            build(tmp_path)
        (tmp_path / "index" / "thesis.docx").unlink()
        (tmp_path / "index").rmdir()
        (tmp_path / "index").touch()
        with pytest.raises(IndexFailure, match="a file is there already"):
            build(tmp_path)

    def test_a_dump_without_a_record_leaves_the_old_index(self, tmp_path: Path) -> None:
        output, _ = build(tmp_path)
        with pytest.raises(IndexFailure, match="no record"):
            build(tmp_path, [])
        assert Engine(output).about.records == len(committed_records())


class TestOpening:
    def test_a_folder_that_is_no_index(self, tmp_path: Path) -> None:
        with pytest.raises(IndexFailure, match="not an index of refcheck's"):
            Engine(tmp_path)

    @pytest.mark.parametrize(
        ("changes", "message"),
        [
            ({"schema": 0}, "schema 0 of the index: this refcheck reads schema 1; build it anew"),
            ({"format": "other"}, "not an index"),
            ({"built": "yesterday"}, "is damaged"),
            ({"more": 1}, "is damaged"),
        ],
    )
    def test_an_index_of_another_make(self, tmp_path: Path, changes: dict[str, object], message: str) -> None:
        output, _ = build(tmp_path)
        said = json.loads((output / ABOUT).read_text())
        (output / ABOUT).write_text(json.dumps(said | changes))
        with pytest.raises(IndexFailure, match=message):
            Engine(output)

    def test_an_index_without_its_files(self, tmp_path: Path) -> None:
        output, _ = build(tmp_path)
        for file in output.iterdir():
            if file.name != ABOUT:
                file.unlink()
        with pytest.raises(IndexFailure, match="a broken index"):
            Engine(output)

    def test_without_tantivy_what_to_install_is_said(self, index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "tantivy", None)
        with pytest.raises(UsageError, match=r"install article-refcheck\[index\]"):
            Engine(index)


class TestFinding:
    @pytest.mark.parametrize("style", list(STYLES))
    def test_every_committed_record_is_found_without_its_doi(self, index: Path, style: str) -> None:
        for one in filter(renderable, committed_records()):
            if one.get("page") and one.get("volume"):
                assert doi_of(resolve(index, render(one, style))) == one["DOI"].lower()

    def test_says_where_it_comes_from(self, index: Path) -> None:
        record_found = resolve(index, render(record(NUMPY), "vancouver")).record
        assert record_found is not None
        assert (record_found.origin, record_found.retrieved) == (Origin.INDEX, TODAY)

    def test_a_printed_doi_is_verified(self, index: Path) -> None:
        answer = resolve(index, f"{render(record(WEATHER), 'vancouver')} doi:{WEATHER.upper()}")
        assert (doi_of(answer), answer.doi) == (WEATHER, DoiState.VERIFIED)

    def test_a_doi_of_another_work_is_said_and_the_right_work_found(self, index: Path) -> None:
        answer = resolve(index, f"{render(record(NUMPY), 'vancouver')} doi:{WEATHER}")
        assert (doi_of(answer), answer.doi) == (NUMPY, DoiState.OTHER_WORK)

    def test_of_a_doi_that_it_does_not_have_it_says_nothing(self, index: Path) -> None:
        answer = resolve(index, f"{render(record(NUMPY), 'vancouver')} doi:10.5281/zenodo.1")
        assert (doi_of(answer), answer.doi) == (NUMPY, DoiState.UNCHECKED)

    def test_a_title_alone_is_found_by_its_words(self, tmp_path: Path) -> None:
        one = {
            "DOI": "10.5555/1",
            "type": "journal-article",
            "title": ["Gallium in the hooves of horses: an experiment"],
            "author": [{"family": "Wei"}],
            "issued": {"date-parts": [[2006]]},
        }
        output, _ = build(tmp_path, [*committed_records(), one])
        raw = "Wei A 2006 Gallium in the hooves of horses: an experiment. Veterinary Journal"
        assert not Engine(output).search(keys_in(Printed(raw)), (), 5)
        assert doi_of(resolve(output, raw)) == "10.5555/1"


class TestWhatIsNotThere:
    RAW = "Nobody N. Nothing of the kind. Ann Surg Oncol. 2006;13:1-9."

    def test_may_exist_all_the_same(self, index: Path) -> None:
        assert resolve(index, self.RAW).outcome == Unchecked(UncheckedReason.NOT_INDEXED)

    def test_is_not_found_if_the_index_claims_to_be_complete(self, tmp_path: Path) -> None:
        output, _ = build(tmp_path, complete_until=2010)
        assert isinstance(resolve(output, self.RAW).outcome, NotFound)

    def test_may_be_younger_than_the_index(self, tmp_path: Path) -> None:
        output, _ = build(tmp_path, complete_until=2005)
        assert isinstance(resolve(output, self.RAW).outcome, Unchecked)

    def test_of_another_kind_is_not_expected(self, index: Path) -> None:
        raw = "American Cancer Society. Cancer Facts. Atlanta, 2017."
        assert resolve(index, raw, WorkKind.REPORT).outcome == NotCrossrefKind(WorkKind.REPORT)

    def test_nothing_to_search_for(self, index: Path) -> None:
        assert isinstance(resolve(index, "**").outcome, Unchecked)
