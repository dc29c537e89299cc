"""`refcheck index`, and `--index` of the commands that resolve."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from refcheck.resolution.lock import Lock
from refcheck.work import Origin
from tests.resolution.index.files import build, write_dump
from tests.support.fixtures import committed_records, record
from tests.support.render import render

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.running import Run

NUMPY = "10.1371/journal.pone.0033693"
ARTICLE = f"""\
A first claim [1]. A second claim [2].

## References

1. {render(record(NUMPY), "vancouver")}
2. Nobody N, Noone O. Nothing of the kind was ever written. Ann Surg Oncol. 2006;13:1-9.
"""


@pytest.fixture
def folder(run: Run, tmp_path: Path) -> Path:  # noqa: ARG001 (`run` makes it the working folder)
    (tmp_path / "article.md").write_text(ARTICLE)
    return tmp_path


class TestBuild:
    def test_makes_an_index_that_info_describes(self, run: Run, folder: Path) -> None:
        write_dump(folder / "dump.jsonl")
        code, out, err = run("index", "build", "dump.jsonl", "-o", "crossref", "--complete-until", "2025")
        assert (code, out, err) == (0, f"crossref: {len(committed_records())} records\n", "")
        code, out, _ = run("index", "info", "crossref")
        assert code == 0
        assert out.startswith(f"records: {len(committed_records())}\nschema: 1\nbuilt: ")
        assert "complete until: 2025\n" in out

    def test_says_what_it_left_out(self, run: Run, folder: Path) -> None:
        write_dump(folder / "dump.jsonl", [record(NUMPY), *[{}] * 30])
        code, out, err = run("index", "build", "dump.jsonl", "-o", "crossref")
        assert (code, out) == (4, "crossref: 1 record, 30 places without one left out\n")
        assert err.startswith("refcheck: dump.jsonl:2: not a record: it has no DOI\n")
        assert err.endswith("refcheck: more of these are counted, not shown\n")
        assert len(err.splitlines()) == 21

    def test_errors_are_one_line(self, run: Run, folder: Path) -> None:
        assert run("index", "build", "gone.jsonl", "-o", "x")[::2] == (
            3,
            "refcheck: gone.jsonl: no such file or folder\n",
        )
        assert run("index", "info", "gone")[::2] == (2, "refcheck: gone: not an index of refcheck's\n")
        write_dump(folder / "empty.jsonl", [])
        assert run("index", "build", "empty.jsonl", "-o", "x")[::2] == (
            2,
            "refcheck: empty.jsonl: no record of Crossref's in it\n",
        )


class TestIndexOption:
    def test_check_resolves_without_a_network_and_says_what_is_not_in_it(self, run: Run, folder: Path) -> None:
        build(folder)
        code, out, _ = run("check", "article.md", "--index", "index", "--select", "REF2,REF902")
        assert code == 0
        assert "not checked against Crossref (not in the index): reference 2" in out
        assert "1 resolved, 1 not checked (1 not in the index)" in out

    def test_a_complete_index_says_what_does_not_exist(self, run: Run, folder: Path) -> None:
        build(folder, complete_until=2010)
        code, out, _ = run("check", "article.md", "--index", "index", "--select", "REF201", "-f", "concise")
        assert code == 1
        assert "REF201" in out

    def test_the_environment_names_the_index(self, run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("REFCHECK_INDEX", str(build(folder)[0]))
        assert "1 resolved" in run("check", "article.md", "--select", "REF2")[1]

    def test_lock_writes_what_the_index_has_and_leaves_the_rest_to_crossref(self, run: Run, folder: Path) -> None:
        build(folder)
        code, out, _ = run("lock", "article.md", "--index", "index")
        assert code == 4
        assert "could not be checked, not in the index" in out
        lock = Lock.read(folder / "refcheck.lock")
        assert lock is not None
        (entry,) = lock.entries.values()
        assert entry.resolution.record is not None
        assert entry.resolution.record.origin is Origin.INDEX

    def test_what_is_no_index_is_a_usage_error(self, run: Run, folder: Path) -> None:
        (folder / "other").mkdir()
        assert run("check", "article.md", "--index", "other")[::2] == (
            2,
            "refcheck: other: not an index of refcheck's\n",
        )
