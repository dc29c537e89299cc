"""`refcheck retractions`, and what `check` and `lock` make of a list, as an editor runs them."""

from __future__ import annotations

import gzip
import json
import socket
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from refcheck.resolution.lock import Lock
from refcheck.resolution.retractions import download
from tests.support.crossref_server import Failure
from tests.support.file_server import serving_file
from tests.support.retraction_lists import CORRECTED, LANCET, RETRACTED, published, reduced

if TYPE_CHECKING:
    from tests.support.crossref_server import CrossrefServer
    from tests.support.running import Run

ARTICLE = f"""\
Colitis and its company

Twelve children with colitis were described.[1] The summer of 1974 was hot.[2]

References

1. Wakefield AJ, Murch SH, Anthony A, et al. Ileal-lymphoid-nodular hyperplasia, non-specific colitis, and pervasive
   developmental disorder in children. Lancet. 1998. doi:{LANCET.upper()}
2. Wagner AJ. Weather and Circulation of July 1974. Heat Wave and Drought Over the Middle Third of the Country. Monthly
   Weather Review. 1974;102(10):736-742.
"""
BOTH = published(CORRECTED, RETRACTED)
PINNED = "retractions.tsv.gz"
OFFLINE = ("check", "--offline", "-f", "concise", "a.txt")


@pytest.fixture(autouse=True)
def folders(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Nobody has a list yet; the user's own will be below the working folder. Lists are of one day."""
    monkeypatch.delenv("REFCHECK_RETRACTIONS")
    monkeypatch.setattr("platformdirs.user_data_path", lambda name, **_: tmp_path / "data" / name)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795910400")  # 2026-11-29
    monkeypatch.setattr("time.sleep", lambda _: None)


@pytest.fixture
def article(run: Run) -> Path:
    """An article that cites a retracted work, in the working folder."""
    assert run
    path = Path("a.txt")
    path.write_text(ARTICLE)
    return path


class TestUpdate:
    def test_pins_a_file_in_the_users_folder_with_its_date(self, run: Run) -> None:
        Path("list.csv").write_text(BOTH)
        code, out, err = run("retractions", "update", "list.csv")
        assert (code, err) == (0, "")
        assert out.splitlines()[0].endswith("/data/refcheck/retractions.tsv.gz: 1 work: retraction 1, correction 1")
        assert out.splitlines()[1] == "from list.csv, pinned on 2026-11-29, its latest notice is of 2010-02-06"
        assert out.splitlines()[2].startswith("sha256 of the source: ")

    def test_downloads_an_address_packed_or_not(self, run: Run) -> None:
        for body in (BOTH.encode(), gzip.compress(BOTH.encode())):
            with serving_file(body) as server:
                code, out, _ = run("retractions", "update", f"{server.url}?mailto=someone@example.org", "-o", PINNED)
            assert code == 0
            assert server.requests == ["/list.csv?mailto=someone@example.org"]
            assert f"from {server.url}, pinned on 2026-11-29" in out
            assert b"example.org" not in gzip.decompress(Path(PINNED).read_bytes())

    def test_follows_a_redirection(self, run: Run) -> None:
        with serving_file(BOTH.encode()) as server:
            server.location = server.url.replace("list", "newer")
            assert run("retractions", "update", server.url, "-o", PINNED)[0] == 0
        assert server.requests == ["/list.csv", "/newer.csv"]

    def test_says_how_many_there_were_before_and_what_was_of_no_use(self, run: Run) -> None:
        Path("list.csv").write_text(
            reduced((LANCET, "Retraction"), ("10.5555/other", "Retraction"), ("", "Retraction"))
        )
        run("retractions", "update", "list.csv", "-o", PINNED)
        _, out, _ = run("retractions", "update", "list.csv", "-o", PINNED)
        assert out.startswith("retractions.tsv.gz: 2 works: retraction 2 (before: 2 works)\n")
        assert "passed over: 1 row of no use" in out

    def test_a_pinned_copy_may_be_copied_and_keeps_its_date(self, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        Path("list.csv").write_text(BOTH)
        run("retractions", "update", "list.csv", "-o", PINNED)
        monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
        run("retractions", "update", PINNED, "-o", "copy.gz")
        assert Path("copy.gz").read_bytes() == Path(PINNED).read_bytes()


class TestUpdateFailing:
    def test_a_file_that_is_no_list_leaves_the_old_copy(self, run: Run) -> None:
        Path("list.csv").write_text(BOTH)
        run("retractions", "update", "list.csv", "-o", PINNED)
        before = Path(PINNED).read_bytes()
        Path("list.csv").write_text("<html>")
        code, out, err = run("retractions", "update", "list.csv", "-o", PINNED)
        assert (code, out, err.count("\n")) == (2, "", 1)
        assert err.startswith("refcheck: list.csv: not a list of retractions")
        assert Path(PINNED).read_bytes() == before

    def test_a_file_that_is_not_there(self, run: Run) -> None:
        code, _, err = run("retractions", "update", "list.csv")
        assert (code, err) == (2, "refcheck: list.csv: cannot be read: No such file or directory\n")

    def test_a_folder_that_cannot_be_made(self, run: Run) -> None:
        Path("list.csv").write_text(BOTH)
        code, _, err = run("retractions", "update", "list.csv", "-o", "list.csv/x")
        assert code == 2
        assert err.startswith("refcheck: list.csv/x: cannot be written: ")

    @pytest.mark.parametrize("status", [404, 500])
    def test_a_server_that_refuses(self, run: Run, status: int) -> None:
        with serving_file(b"no") as server:
            server.status = status
            code, _, err = run("retractions", "update", server.url)
        assert (code, err) == (4, f"refcheck: {server.url}: HTTP {status}\n")

    def test_a_download_that_breaks_off_is_no_list(self, run: Run) -> None:
        body = BOTH.encode()
        with serving_file(body) as server:
            server.announced = len(body) + 1
            code, _, err = run("retractions", "update", server.url)
        assert code == 4
        assert f"the connection broke after {len(body)} of {len(body) + 1} bytes" in err

    def test_a_download_that_does_not_end(self, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(download, "MAX_BYTES", 1_000_000)
        with serving_file(b" " * 1_500_000) as server:
            code, _, err = run("retractions", "update", server.url)
        assert (code, err) == (4, f"refcheck: {server.url}: more than 1 MB\n")

    def test_a_server_that_is_slow_has_an_end(self, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(download, "PATIENCE", -1.0)
        with serving_file(BOTH.encode()) as server:
            assert "not done after" in run("retractions", "update", server.url)[2]

    @pytest.mark.parametrize("target", ["file:///etc/hosts", "ftp://127.0.0.1/list.csv"])
    def test_a_redirection_out_of_the_web_is_not_followed(self, run: Run, target: str) -> None:
        with serving_file(BOTH.encode()) as server:
            server.location = target
            code, _, err = run("retractions", "update", server.url)
        assert (code, err.count("\n")) == (4, 1)

    @pytest.mark.parametrize("address", ["http://127.0.0.1:9/list.csv", "http://", "http://[::1", "https://a b/"])
    def test_an_address_where_nobody_answers(self, run: Run, address: str) -> None:
        code, out, err = run("retractions", "update", address)
        assert (code, out, err.count("\n")) == (4, "", 1)


class TestInfo:
    def test_says_that_there_is_none(self, run: Run) -> None:
        code, out, _ = run("retractions", "info")
        assert code == 3
        assert out.startswith("no list of retractions: neither retractions.tsv.gz nor /")

    def test_says_which_one_is_used(self, run: Run) -> None:
        Path("list.csv").write_text(BOTH)
        run("retractions", "update", "list.csv")
        assert "/data/refcheck/retractions.tsv.gz: 1 work" in run("retractions", "info")[1]
        run("retractions", "update", "list.csv", "-o", PINNED)
        assert run("retractions", "info")[1].startswith("retractions.tsv.gz: 1 work")
        code, out, _ = run("retractions", "info", "--retractions", "list.csv")
        assert code == 0
        assert "from list.csv, not pinned, without a date, its latest notice is of 2010-02-06" in out

    def test_says_that_one_is_broken(self, run: Run) -> None:
        Path(PINNED).write_bytes(b"\x1f\x8b rest")
        assert run("retractions", "info")[0] == 2


@pytest.mark.usefixtures("article")
class TestCheck:
    def test_a_list_needs_neither_network_nor_lock(self, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        def refused(*_: object) -> None:
            raise AssertionError("a socket was opened")

        monkeypatch.setattr(socket.socket, "connect", refused)
        Path("list.csv").write_text(reduced((LANCET.upper(), "Retraction")))
        code, out, _ = run(*OFFLINE, "--retractions", "list.csv")
        assert code == 1
        assert (
            "a.txt:7:1: error REF210 retracted-work: Reference 1 was retracted (according to Retraction Watch)." in out
        )
        assert out.endswith(" 1 error. Retractions: list without a date (list.csv).\n")

    def test_the_pinned_copy_beside_the_article_is_found_and_its_date_told(self, run: Run) -> None:
        Path("list.csv").write_text(BOTH)
        run("retractions", "update", "list.csv", "-o", PINNED)
        _, out, _ = run("check", "--offline", "a.txt")
        assert "Reference 1 was retracted (notice 10.1016/s0140-6736(10)60175-4, 2010-02-06)." in " ".join(out.split())
        assert "Reasons, according to Retraction Watch: Falsification/Fabrication of Data; Manipulation" in out
        assert out.endswith(" Retractions: list of 2026-11-29.\n")

    def test_so_is_the_users_own(self, run: Run) -> None:
        Path("list.csv").write_text(BOTH)
        run("retractions", "update", "list.csv")
        assert run(*OFFLINE)[0] == 1
        assert run(*OFFLINE, "--retractions", "none")[0] == 0

    def test_what_is_named_goes_before_what_is_beside_the_article(
        self, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        Path("list.csv").write_text(BOTH)
        run("retractions", "update", "list.csv", "-o", PINNED)
        Path("other.csv").write_text(reduced(("10.5555/other", "Retraction")))
        monkeypatch.setenv("REFCHECK_RETRACTIONS", "other.csv")
        assert run(*OFFLINE)[0] == 0
        assert run(*OFFLINE, "--retractions", PINNED)[0] == 1

    def test_the_report_for_programs_names_the_list_and_the_notice(self, run: Run) -> None:
        Path("list.csv").write_text(BOTH)
        run("retractions", "update", "list.csv", "-o", PINNED)
        report = json.loads(run("check", "--offline", "-f", "json", "a.txt")[1])
        (source,) = report["retraction_lists"]
        assert source["path"] == PINNED
        assert (source["retrieved"], source["latest"]) == ("2026-11-29", "2010-02-06")
        (finding,) = [each for each in report["findings"] if each["code"] == "REF210"]
        assert finding["data"] == {
            "number": 1,
            "doi": LANCET,
            "kind": "retraction",
            "notice": "10.1016/s0140-6736(10)60175-4",
            "date": "2010-02-06",
            "source": "retraction-watch",
            "reasons": ["Falsification/Fabrication of Data", "Manipulation of Results"],
        }

    def test_without_a_list_none_is_named(self, run: Run) -> None:
        assert json.loads(run("check", "--offline", "-f", "json", "a.txt")[1])["retraction_lists"] == []

    @pytest.mark.parametrize(("name", "code"), [("nowhere.csv", 2), ("a.txt", 2)])
    def test_a_list_that_is_none_is_a_usage_error(self, run: Run, name: str, code: int) -> None:
        assert run(*OFFLINE, "--retractions", name)[0] == code

    def test_several_processes_say_the_same(self, run: Run) -> None:
        Path("list.csv").write_text(BOTH)
        Path("b.txt").write_text(ARTICLE)
        one = run(*OFFLINE, "b.txt", "--retractions", "list.csv", "-j", "1")
        assert one == run(*OFFLINE, "b.txt", "--retractions", "list.csv", "-j", "2")
        assert one[1].count("REF210") == 2


@pytest.mark.usefixtures("article")
class TestLock:
    @pytest.fixture
    def locked(self, run: Run, server: CrossrefServer, article: Path) -> CrossrefServer:
        """A lock that was written before the work was retracted, and a Crossref that knows better."""
        assert article.exists()
        record = server.by_doi[LANCET]
        told = record.pop("updated-by")
        record["title"] = [record["title"][0].removeprefix("RETRACTED: ")]
        assert run("lock", "--crossref-url", server.url, ".")[0] == 0
        assert run("check", "--locked", *OFFLINE[1:])[0] == 0
        record["updated-by"] = told
        server.requests.clear()
        return server

    def test_a_newly_retracted_reference_fails_the_next_morning(self, run: Run, locked: CrossrefServer) -> None:
        before = Path("refcheck.lock").read_text().split("\n")
        code, out, err = run("lock", "--retractions", "--crossref-url", locked.url, ".")
        assert (code, err) == (0, "")
        assert out.startswith("correction 2004-03-06, retraction 2010-02-06: Wakefield AJ")
        assert out.endswith("refcheck.lock: retraction state of 1 changed, 1 unchanged, 0 unchecked\n")
        assert len(locked.requests) == 1
        after = Path("refcheck.lock").read_text().split("\n")
        assert sum(old != new for old, new in zip(before, after, strict=True)) == 1
        assert run("check", "--locked", *OFFLINE[1:])[0] == 1

    def test_check_only_says_it(self, run: Run, locked: CrossrefServer) -> None:
        before = Path("refcheck.lock").read_text()
        arguments = ("lock", "--retractions", "--check", "--crossref-url", locked.url, ".")
        assert run(*arguments)[0] == 1
        assert Path("refcheck.lock").read_text() == before
        run("lock", "--retractions", "--crossref-url", locked.url, ".")
        assert run(*arguments)[0] == 0

    @pytest.mark.usefixtures("locked")
    def test_a_list_is_enough_offline(self, run: Run) -> None:
        Path("list.csv").write_text(BOTH)
        code, out, _ = run("lock", "--retractions", "--offline", "--retraction-list", "list.csv", ".")
        assert (code, "1 changed, 1 unchanged" in out) == (0, True)
        assert run("check", "--locked", *OFFLINE[1:])[0] == 1

    @pytest.mark.usefixtures("locked")
    def test_with_nobody_to_ask_it_says_so(self, run: Run) -> None:
        code, _, err = run("lock", "--retractions", "--offline", ".")
        assert code == 2
        assert err.startswith("refcheck: nobody can be asked about retractions: --offline, and no list")

    def test_a_server_that_is_down_is_no_all_clear(self, run: Run, locked: CrossrefServer) -> None:
        locked.failure = Failure.SERVER_ERROR
        before = Path("refcheck.lock").read_text()
        code, out, _ = run("lock", "--retractions", "--crossref-url", locked.url, ".")
        assert code == 4
        assert "could not be checked, server error" in out
        assert Path("refcheck.lock").read_text() == before

    def test_there_must_be_a_lock(self, run: Run) -> None:
        code, _, err = run("lock", "--retractions", "--crossref-url", "http://127.0.0.1:9", ".")
        assert (code, err) == (2, "refcheck: refcheck.lock: there is none yet: run 'refcheck lock .'\n")

    def test_it_goes_with_neither_upgrade_nor_manual(self, run: Run) -> None:
        assert run("lock", "--retractions", "--upgrade", ".")[0] == 2

    def test_what_is_new_is_locked_with_what_the_list_says(self, run: Run, server: CrossrefServer) -> None:
        # Its title still has the mark; the list says by which notice, and when.
        del server.by_doi[LANCET]["updated-by"]
        Path("list.csv").write_text(BOTH)
        arguments = ("lock", "--crossref-url", server.url, ".")
        run(*arguments, "--retraction-list", "list.csv")
        content = Path("refcheck.lock").read_text()
        lock = Lock.read(Path("refcheck.lock"))
        assert lock
        told = [entry.resolution.notices for entry in lock.entries.values() if entry.resolution.notices]
        assert [[notice.kind.value for notice in notices] for notices in told] == [["correction", "retraction"]]
        # Whoever has no list forgets nothing of it.
        run(*arguments, "--upgrade")
        assert Path("refcheck.lock").read_text() == content
