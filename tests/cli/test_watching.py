"""`refcheck check --watch`, as a writer has it running beside the editor."""

from __future__ import annotations

import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.support.crossref_server import CrossrefServer
from tests.support.running import ARTICLE, Run

PATIENCE = 60.0
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="ends by SIGINT")


class Watching:
    """A running `refcheck check --watch`."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self._lines: queue.Queue[str] = queue.Queue()
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._lines.put(line)

    def report(self) -> str:
        """What the next check prints, up to the line that says that it watches on."""
        lines: list[str] = []
        while not lines or not lines[-1].startswith("refcheck: watching"):
            lines.append(self._lines.get(timeout=PATIENCE))
        return "".join(lines)

    def report_with(self, words: str) -> str:
        """The next report that has these words; an editor may have been seen in between."""
        while words not in (report := self.report()):
            pass
        return report

    def end(self) -> int:
        """Press Ctrl-C; gives the exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(PATIENCE)


@contextmanager
def watching(folder: Path, *arguments: str) -> Iterator[Watching]:
    command = [sys.executable, "-m", "refcheck", "check", "--watch", "-f", "concise", *arguments]
    out = subprocess.PIPE
    # What a shell runs in its background ignores Ctrl-C, and so would all that it starts.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    with subprocess.Popen(command, cwd=folder, stdout=out, stderr=subprocess.STDOUT, text=True) as process:
        signal.signal(signal.SIGINT, before)
        running = Watching(process)
        try:
            yield running
        finally:
            process.kill()
            running.reader.join()


class TestWatching:
    def test_every_way_to_save_is_seen(self, tmp_path: Path) -> None:
        article = tmp_path / "a.md"
        article.write_text(ARTICLE)
        with watching(tmp_path, "--offline") as running:
            assert "Nothing found" in running.report()
            article.write_text(ARTICLE.replace("[2]", "[3]"))  # in place
            assert "REF101" in running.report_with("REF101")
            (tmp_path / "a.md~").write_text(ARTICLE)
            (tmp_path / "a.md~").replace(article)  # another file in its place
            assert "Nothing found" in running.report_with("Nothing found")
            assert running.end() == 0

    def test_it_ends_with_the_exit_code_of_the_last_report(self, tmp_path: Path) -> None:
        (tmp_path / "a.md").write_text(ARTICLE.replace("[2]", "[3]"))
        with watching(tmp_path, "--offline", "a.md") as running:
            assert "REF101" in running.report()
            assert running.end() == 1

    def test_it_goes_on_over_what_cannot_be_read(self, tmp_path: Path) -> None:
        article = tmp_path / "a.md"
        article.write_text(ARTICLE)
        with watching(tmp_path, "--offline", "a.md") as running:
            running.report()
            article.write_bytes(b"\0")
            assert "could not be read" in running.report_with("zero bytes")
            article.unlink()
            assert "no such file" in running.report_with("no such file")
            article.write_text(ARTICLE)
            assert "Nothing found" in running.report_with("Nothing found")
            assert running.end() == 0

    def test_configuration_lock_bibliography_and_new_articles_count(self, tmp_path: Path) -> None:
        text = "---\nbibliography: refs.bib\n---\n\nRecurrence is common [@wei].\n"
        entry = "@article{wei, title={Survival}, author={Wei, A}, year={2006}, journal={Ann}, pages={%s}}\n"
        (tmp_path / "a.md").write_text(text)
        (tmp_path / "refs.bib").write_text(entry % "1-9")
        with watching(tmp_path, "--offline", ".") as running:
            assert "Nothing found" in running.report()
            (tmp_path / "refs.bib").write_text(entry % "9-1")
            assert "REF401" in running.report_with("REF401")
            (tmp_path / "refcheck.toml").write_text('ignore = ["REF401"')
            assert "refcheck.toml:1" in running.report_with("refcheck.toml")
            (tmp_path / "refcheck.toml").write_text('ignore = ["REF401"]\n')
            assert "Nothing found" in running.report_with("Nothing found")
            (tmp_path / "refcheck.lock").write_text("{")
            assert "refcheck.lock" in running.report_with("refcheck.lock")
            (tmp_path / "refcheck.lock").unlink()
            running.report_with("Nothing found")
            (tmp_path / "b.md").write_text(ARTICLE.replace("[2]", "[3]"))
            assert "b.md:3" in running.report_with("REF101")
            assert running.end() == 1

    def test_nobody_is_asked_twice_about_a_reference(self, tmp_path: Path, server: CrossrefServer) -> None:
        article = tmp_path / "a.md"
        article.write_text(ARTICLE)
        with watching(tmp_path, "--no-cache", "--crossref-url", server.url, "a.md") as running:
            assert "2 not found" in running.report()
            asked = len(server.requests)
            assert asked
            article.write_text(ARTICLE.replace("[2]", "[3]"))
            assert "2 not found" in running.report_with("REF101")
            assert len(server.requests) == asked
            article.write_text(ARTICLE.replace("[2]", "[4]").replace("Survival After", "Life After"))
            running.report_with("Citation 4")
            new = " ".join(server.requests[asked:])
            assert "Life" in new
            assert "oncosurgery" not in new

    @pytest.mark.parametrize("other", [["--fix"], ["--diff"], ["--write-baseline", "b.json"], ["-"]])
    def test_what_would_change_files_is_refused(self, run: Run, other: list[str]) -> None:
        code, _, err = run("check", "--watch", *other)
        assert code == 2
        assert len(err.splitlines()) == 1
