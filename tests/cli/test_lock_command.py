"""`refcheck lock`, as an editor runs it, against a Crossref on the loopback."""

from __future__ import annotations

import json
import re
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


class TestRefreshing:
    def test_asks_again_for_what_is_older(
        self, article: Path, server: CrossrefServer, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        run(article, server=server)
        lock = article.parent / "refcheck.lock"
        old = re.sub('"retrieved": "[^"]*"', '"retrieved": "2020-01-01"', lock.read_text("utf-8"))
        lock.write_text(old.replace('"volume": "7"', '"volume": "8"'), "utf-8")
        monkeypatch.setenv("REFCHECK_CACHE", str(article.parent / "another cache"))
        assert "0 changed" in run(article, server=server).output
        result = run(article, "--refresh-older-than", "30", server=server)
        assert "1 changed" in result.output
        unchanged, *_ = (line for line in old.splitlines() if WEATHER in line)
        assert unchanged in lock.read_text("utf-8").splitlines()

    def test_a_line_that_says_the_same_stays_as_it_was_written(self, article: Path, server: CrossrefServer) -> None:
        run(article, server=server)
        lock = article.parent / "refcheck.lock"
        other = "".join(f"{json.dumps(json.loads(line), sort_keys=True)}\n" for line in lock.read_text().splitlines())
        lock.write_text(other, "utf-8")
        write(article, NUMPY, WEATHER, "10.1001/.450")
        run(article, "--upgrade", server=server)
        lines = lock.read_text("utf-8").splitlines()
        assert len(lines) == 4
        assert set(other.splitlines()[1:]) <= set(lines)

    def test_an_upgrade_that_was_interrupted_goes_on_where_it_was(self, article: Path, server: CrossrefServer) -> None:
        run(article, server=server)
        asked = len(server.requests)
        run(article, "--upgrade", server=server)
        assert len(server.requests) == asked


class TestConfirming:
    def test_is_remembered_and_shown(self, article: Path, server: CrossrefServer) -> None:
        server.hidden = frozenset({NUMPY})
        run(article, server=server)
        assert "REF201" in refcheck("check", "--offline", str(article)).output
        result = run("--confirm", article, 1, "--note", "seen on  paper,\nthere is none", server=server)
        assert (result.exit_code, result.output) == (
            0,
            f"{article.parent / 'refcheck.lock'}: reference 1 confirmed, no record of it exists: "
            "seen on paper, there is none\n",
        )
        server.hidden = frozenset()
        again = run(article, "--upgrade", "--no-cache", server=server)
        assert "1 confirmed" in again.output
        checked = refcheck("check", "--offline", str(article)).output
        assert "REF201" not in checked
        assert "note: reference 1 confirmed by hand: seen on paper, there is none" in " ".join(checked.split())
        shown = refcheck("show", str(article)).output
        assert "confirmed by hand: seen on paper, there is none" in shown
        reported = json.loads(refcheck("check", "--offline", "-f", "json", str(article)).stdout)
        assert reported["articles"][0]["confirmed"] == [{"number": 1, "note": "seen on paper, there is none"}]
        listed = json.loads(refcheck("show", "-f", "json", str(article)).stdout)
        assert [one.get("confirmed") for one in listed["references"]] == ["seen on paper, there is none", None]

    def test_asks_for_what_the_lock_does_not_know(self, article: Path, server: CrossrefServer) -> None:
        result = run("--confirm", article, 1, "--note", "this is it", server=server)
        assert f"reference 1 confirmed, its record is {NUMPY}: this is it" in result.output
        assert [entry.confirmed for entry in locked(article).entries.values()] == [True]
        again = run("--confirm", article, 1, "--note", "looked again", server=server)
        assert "was confirmed before: this is it" in again.output

    def test_what_was_not_checked_cannot_be_confirmed(self, article: Path) -> None:
        result = run("--confirm", article, 1, "--note", "why", "--offline")
        assert (result.exit_code, "there is nothing to confirm yet" in result.stderr) == (4, True)

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            (["--confirm", "article.txt", "9", "--note", "x"], "article.txt: no reference has the number 9"),
            (["--confirm", "article.txt", "1"], "--confirm needs a reason"),
            (["--confirm", "article.txt", "1", "--note", " "], "--confirm needs a reason"),
            (["--confirm", "article.txt", "1", "--note", "x", "--upgrade"], "about one reference"),
            (["--note", "x", "article.txt"], "give --confirm FILE NUMBER"),
            (["--check", "--refresh-older-than", "3", "article.txt"], "--check writes nothing"),
        ],
    )
    def test_what_is_off_is_one_line(
        self, article: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], message: str
    ) -> None:
        monkeypatch.chdir(article.parent)
        result = run(*arguments)
        assert result.exit_code == 2
        assert message in result.stderr
        assert result.stderr.count("\n") == 1


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
