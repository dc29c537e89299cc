"""`refcheck lock`, as an editor runs it, against a Crossref on the loopback."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from refcheck.resolution.lock import Lock
from tests.support.crossref_server import Failure
from tests.support.fixtures import record
from tests.support.render import render
from tests.support.running import Outcome, refcheck

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.crossref_server import CrossrefServer

NUMPY, WEATHER = "10.1371/journal.pone.0033693", "10.1175/1520-0493(1974)102<0736:wacoj>2.0.co;2"
TEXT = """Dopamine and weather

Stimulants may harm neurons in mice.[1] The summer of 1974 was hot.[2]

References

"""


@pytest.fixture(autouse=True)
def no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.sleep", lambda _: None)
    monkeypatch.delenv("REFCHECK_MAILTO", raising=False)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    write(path, NUMPY, WEATHER)
    return path


def write(path: Path, *dois: str) -> None:
    """An article made for the test that cites these records."""
    references = [f"{number}. {render(record(doi), 'vancouver')}" for number, doi in enumerate(dois, start=1)]
    path.write_text(TEXT + "\n".join(references) + "\n", encoding="utf-8")


def run(*arguments: object, server: CrossrefServer | None = None) -> Outcome:
    url = server.url if server else "http://127.0.0.1:9"
    return refcheck("lock", "--crossref-url", url, *map(str, arguments))


def locked(article: Path) -> Lock:
    content = Lock.read(article.parent / "refcheck.lock")
    assert content is not None
    return content


class TestWriting:
    def test_writes_the_lock_beside_the_article_and_says_what_is_new(
        self, article: Path, server: CrossrefServer
    ) -> None:
        result = run(article, server=server)
        assert result.exit_code == 0
        assert "0 entered, 2 new, 0 changed, 0 replaced, 0 removed" in result.output
        assert "0 unchecked" in result.output
        dois = {entry.resolution.record.doi for entry in locked(article).entries.values() if entry.resolution.record}
        assert dois == {NUMPY, WEATHER}

    def test_a_second_run_asks_nothing_and_changes_nothing(self, article: Path, server: CrossrefServer) -> None:
        run(article, server=server)
        before = (article.parent / "refcheck.lock").read_bytes()
        asked = len(server.requests)
        assert "2 unchanged" in run(article.parent, server=server).output
        assert (article.parent / "refcheck.lock").read_bytes() == before
        assert len(server.requests) == asked

    def test_every_folder_has_its_own_lock(self, article: Path, server: CrossrefServer) -> None:
        other = article.parent / "more" / "other.txt"
        other.parent.mkdir()
        write(other, NUMPY, WEATHER)
        run(article.parent, server=server)
        assert len(locked(other).entries) == len(locked(article).entries) == 2

    def test_what_was_taken_out_of_the_article_is_taken_out_of_the_lock(
        self, article: Path, server: CrossrefServer
    ) -> None:
        run(article, server=server)
        write(article, NUMPY, "10.1001/.450")
        assert "1 new, 0 changed, 0 replaced, 1 removed" in run(article.parent, server=server).output
        assert len(locked(article).entries) == 2

    def test_one_article_alone_takes_nothing_out(self, article: Path, server: CrossrefServer) -> None:
        run(article, server=server)
        write(article, NUMPY, "10.1001/.450")
        run(article, server=server)
        assert len(locked(article).entries) == 3


class TestFailing:
    def test_what_could_not_be_checked_is_not_written_and_the_exit_code_says_so(
        self, article: Path, server: CrossrefServer
    ) -> None:
        server.failure = Failure.SERVER_ERROR
        result = run(article, server=server)
        assert result.exit_code == 4
        assert "could not be checked, server error" in result.output
        assert not (article.parent / "refcheck.lock").exists()

    def test_offline_without_a_lock_is_unchecked(self, article: Path) -> None:
        result = run(article, "--offline")
        assert result.exit_code == 4
        assert "could not be checked, offline" in result.output

    def test_a_broken_lock_is_one_line_with_its_place(self, article: Path) -> None:
        (article.parent / "refcheck.lock").write_text("<<<<<<< HEAD\n", encoding="utf-8")
        result = run(article)
        assert result.exit_code == 2
        assert "refcheck.lock:1: a merge conflict" in result.output

    def test_a_file_that_cannot_be_read_is_said_and_the_others_go_on(
        self, article: Path, server: CrossrefServer
    ) -> None:
        (article.parent / "broken.txt").write_bytes(b"\x00\x01\x02" * 99)
        result = run(article.parent, server=server)
        assert result.exit_code == 4
        assert "broken.txt" in result.output
        assert len(locked(article).entries) == 2

    def test_a_contact_that_is_none_is_refused(self, article: Path) -> None:
        result = run(article, "--mailto", "nobody")
        assert (result.exit_code, "not a mail address" in result.output) == (2, True)

    def test_a_folder_without_articles_is_no_input(self, tmp_path: Path) -> None:
        assert run(tmp_path).exit_code == 3

    def test_manual_records_need_one_article(self, article: Path) -> None:
        assert run(article.parent, "--manual", article).exit_code == 2

    def test_check_does_not_go_with_upgrade(self, article: Path) -> None:
        assert run(article, "--check", "--upgrade").exit_code == 2


class TestCheck:
    def test_says_what_is_missing_and_writes_nothing(self, article: Path) -> None:
        result = run(article, "--check")
        assert result.exit_code == 1
        assert "not in the lock file: 1. Sadasivan S" in result.output
        assert not (article.parent / "refcheck.lock").exists()

    def test_says_that_all_is_well(self, article: Path, server: CrossrefServer) -> None:
        run(article, server=server)
        result = run(article.parent, "--check")
        assert (result.exit_code, "up to date" in result.output) == (0, True)

    def test_says_what_is_no_longer_used(self, article: Path, server: CrossrefServer) -> None:
        run(article, server=server)
        article.write_text(article.read_text(encoding="utf-8").replace("Heat Wave", "Cold Wave"), encoding="utf-8")
        result = run(article.parent, "--check")
        assert result.exit_code == 1
        assert "no longer used: Wagner" in result.output


class TestManual:
    def test_a_record_is_entered_by_hand_and_later_replaced_by_crossrefs(
        self, article: Path, server: CrossrefServer
    ) -> None:
        records = article.parent / "records.json"
        titles = [{"number": number, "title": "Typed in"} for number in (1, 2)]
        records.write_text(json.dumps([titles[0], titles[1] | {"confirmed": True}]), encoding="utf-8")
        first = run(article, "--offline", "--manual", records)
        assert first.exit_code == 0
        assert "2 entered, 0 new" in first.output
        assert "1 by hand and not confirmed" in first.output
        assert all(entry.by_hand for entry in locked(article).entries.values())
        second = run(article, server=server)
        assert "entered by hand, now replaced by Crossref's record: Sadasivan" in second.output
        assert sorted(entry.by_hand for entry in locked(article).entries.values()) == [False, True]
        third = run(article, "--offline", "--manual", records)
        assert "not entered, Crossref's record or a confirmed one stands" in third.output


class TestLoading:
    def test_help_loads_click_alone(self) -> None:
        program = (
            "import sys\n"
            "from refcheck.cli.lock import command\n"
            "assert not {'habanero', 'rapidfuzz', 'lxml', 'pybtex', 'markdown_it'} & set(sys.modules)\n"
        )
        subprocess.run([sys.executable, "-c", program], check=True)
