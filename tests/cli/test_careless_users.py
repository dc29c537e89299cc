"""What a careless or hostile user hands over: every failure is one line with the right exit code, never a traceback."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from refcheck.cli.clock import today
from refcheck.errors import UnreadableArticle, UsageError
from refcheck.output import FORMATS
from tests.support.running import ARTICLE, Run


class TestNamesOfFiles:
    def test_a_line_feed_in_a_name_does_not_make_two_lines(self, run: Run) -> None:
        code, _, err = run("check", "no\nsuch.md")
        assert (code, err) == (3, "refcheck: no\\nsuch.md: no such file or folder\n")

    def test_an_escape_sequence_in_a_name_does_not_reach_the_terminal(self) -> None:
        assert str(UnreadableArticle("is odd", path="\x1b[31m.md", line=2)) == "\\x1b[31m.md:2: is odd"

    def test_letters_of_any_language_stay_as_they_are(self) -> None:
        assert str(UnreadableArticle("is odd", path="übersicht 中.md")) == "übersicht 中.md: is odd"

    @pytest.mark.parametrize("name", sorted(FORMATS))
    def test_a_name_that_is_not_utf_8_gets_a_report_of_every_format(self, name: str, run: Run) -> None:
        article = os.fsdecode(b"odd \xff.md")
        try:
            Path(article).write_text(ARTICLE.replace("[2]", "[7]"))
        except OSError:
            pytest.skip("this file system has no such names")
        code, out, _ = run("check", "--offline", "-f", name, article)
        assert code == 1
        assert run("check", "--offline", "-f", name, "-o", "report", article)[0] == 1
        report = Path("report").read_text("utf-8")
        assert report == out
        assert "odd " in report.replace("%20", " ")
        if name == "json":
            assert json.loads(report)["findings"][0]["code"] == "REF101"


class TestPathsThatLeadNowhere:
    def test_lock_says_three_as_check_does(self, run: Run) -> None:
        code, _, err = run("lock", "--offline", "nowhere.md")
        assert (code, err) == (3, "refcheck: nowhere.md: no such file or folder\n")

    def test_a_file_that_is_a_loop_of_links_is_told_and_the_others_are_checked(self, run: Run) -> None:
        Path("a.md").write_text(ARTICLE)
        Path("loop.md").symlink_to("loop.md")
        code, out, err = run("check", "--offline", "a.md", "loop.md")
        assert (code, err) == (4, "refcheck: loop.md: Too many levels of symbolic links\n")
        assert "1 article" in out

    def test_a_name_that_is_too_long_is_told(self, run: Run) -> None:
        code, _, err = run("check", "--offline", "a" * 300 + ".md")
        assert code == 4
        assert err.startswith("refcheck: aaa")
        assert err.count("\n") == 1

    @pytest.mark.parametrize("command", ["check", "show", "export"])
    def test_a_file_that_may_not_be_read_is_one_that_could_not_be_read(
        self, command: str, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Not a command line that is off: the other files are still checked (no file is closed to root)."""
        Path("a.md").write_text(ARTICLE)
        monkeypatch.setattr("os.access", lambda *_: False)
        options = {"check": ["--offline"], "show": [], "export": ["--format", "ris"]}[command]
        code, _, _ = run(command, *options, "a.md")
        assert code in (0, 1)

    def test_a_folder_above_that_may_not_be_entered_is_told_as_such(
        self, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def closed(path: Path, *_: object, **__: object) -> None:
            raise PermissionError(13, "Permission denied", str(path))

        monkeypatch.setattr(Path, "stat", closed)
        monkeypatch.setattr(Path, "open", closed)
        code, _, err = run("check", "--offline", "closed/a.md")
        assert (code, err) == (4, "refcheck: closed/a.md: Permission denied\n")

    def test_a_folder_that_may_not_be_searched_is_told(self, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        def closed(path: str) -> None:
            raise PermissionError(13, "Permission denied", path)

        Path("closed").mkdir()
        monkeypatch.setattr("os.scandir", closed)
        code, _, err = run("check", "--offline", "closed")
        assert (code, err) == (3, "refcheck: closed: Permission denied\n")

    def test_an_output_that_is_a_loop_of_links_is_told(self, run: Run) -> None:
        Path("a.md").write_text(ARTICLE)
        Path("loop").symlink_to("loop")
        code, _, err = run("check", "--offline", "--output", "loop", "a.md")
        assert code == 2
        assert err.startswith("refcheck: loop: cannot be written: ")
        assert err.count("\n") == 1

    def test_an_output_that_is_a_folder_is_told_in_one_line(self, run: Run) -> None:
        Path("a.md").write_text(ARTICLE)
        Path("folder").mkdir()
        code, _, err = run("check", "--offline", "--output", "folder", "a.md")
        assert code == 2
        assert err.startswith("refcheck: ")
        assert err.endswith("(see 'refcheck check --help')\n")
        assert err.count("\n") == 1


class TestStreams:
    def test_a_closed_standard_input_is_a_file_that_cannot_be_read(
        self, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("sys.stdin", None)
        code, _, err = run("check", "--offline", "-")
        assert (code, err) == (4, "refcheck: -: standard input is closed\n")


class TestTheClock:
    @pytest.mark.parametrize("epoch", ["9" * 17, "9" * 30])
    def test_an_epoch_beyond_every_calendar_is_a_usage_error(self, epoch: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
        with pytest.raises(UsageError, match="SOURCE_DATE_EPOCH is no time"):
            today()


class TestSuppressions:
    @pytest.mark.parametrize("name", ["a.md", "a.txt"])
    def test_a_comment_silences_its_rule_in_both_formats(self, run: Run, name: str) -> None:
        Path(name).write_text(ARTICLE.replace("[2]", "[2,7] <!-- refcheck: ignore[REF101] on purpose -->"))
        _, out, _ = run("check", "--offline", "--format", "concise", name)
        assert "REF101" not in out
        assert "REF901" not in out

    @pytest.mark.parametrize("name", ["a.md", "a.txt"])
    def test_a_comment_that_silences_nothing_is_told_in_both_formats(self, run: Run, name: str) -> None:
        Path(name).write_text(ARTICLE.replace("[2]", "[2] <!-- refcheck: ignore[REF101] on purpose -->"))
        _, out, _ = run("check", "--offline", "--format", "concise", name)
        assert "REF901" in out


class TestLongListsOfEntriesThatAreAlike:
    def test_a_duplicate_is_found_behind_more_entries_than_are_compared(self, run: Run) -> None:
        # Made for the test: one author, one year and one first page throughout, so that all could be one work.
        titles = [f"Made for the test about the topic of {chr(97 + n // 26)}{chr(97 + n % 26)}ology" for n in range(60)]
        entries = [f"Foo A. {title}. J Tests. 2001;1:1-9." for title in [*titles, titles[40]]]
        listed = "\n".join(f"{number}. {entry}" for number, entry in enumerate(entries, 1))
        Path("a.md").write_text(f"A claim about it all [1-61].\n\n## References\n\n{listed}\n")
        _, out, _ = run("check", "--offline", "--select", "REF104", "--format", "json", "a.md")
        assert [41, 61] in [finding["data"]["numbers"] for finding in json.loads(out)["findings"]]
