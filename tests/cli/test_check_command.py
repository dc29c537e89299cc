"""`refcheck check`, as its users run it."""

from __future__ import annotations

import json
import os
import shutil
import threading
from functools import partial
from pathlib import Path

import pytest

from refcheck.resolution.settings import CrossrefSettings
from tests.support.crossref_server import Failure, serving
from tests.support.running import ARTICLE, Run
from tests.support.word import docx, entries, p


class TestExitCodes:
    def test_a_clean_article_is_zero(self, run: Run) -> None:
        Path("a.md").write_text(ARTICLE)
        code, out, _ = run("check", "--offline", "a.md")
        assert code == 0
        assert out.endswith("2 not checked (2 offline). Nothing found.\n")

    def test_findings_are_one(self, run: Run) -> None:
        Path("a.md").write_text(ARTICLE.replace("[2]", "[3]"))
        code, out, _ = run("check", "--offline", "-f", "concise", "a.md")
        assert code == 1
        assert "a.md:3:" in out
        assert "REF101" in out

    def test_an_article_without_citations_is_said_to_have_none(self, run: Run) -> None:
        Path("a.md").write_text("Nothing is cited here.\n")
        _, out, _ = run("check", "--offline", "a.md")
        assert out.startswith("a.md: note: no numbered citations were found; nothing was checked\n")
        Path("a.md").write_text(ARTICLE.replace(" [1]", "").replace(" [2]", ""))
        _, out, _ = run("check", "--offline", "a.md")
        assert out.startswith("a.md: note: no numbered citations were found; only the reference list was checked\n")

    def test_lists_with_the_same_numbers_are_counted_not_numbered(self, run: Run) -> None:
        Path("a.md").write_text(f"# One\n\n{ARTICLE}\n# Two\n\n{ARTICLE}")
        _, out, _ = run("check", "--offline", "a.md")
        assert "(offline, and not in the lock file): all 4 references, in 2 lists" in " ".join(out.split())

    def test_fail_on_error_lets_warnings_pass(self, run: Run) -> None:
        Path("a.md").write_text(ARTICLE.replace(" [2]", ""))
        assert run("check", "--offline", "a.md")[0] == 1
        assert run("check", "--offline", "--fail-on", "error", "a.md")[0] == 0
        assert run("check", "--offline", "--fail-on", "never", "a.md")[0] == 0

    def test_an_unknown_rule_is_a_usage_error_with_a_suggestion(self, run: Run) -> None:
        Path("a.md").write_text(ARTICLE)
        code, _, err = run("check", "--offline", "--select", "uncited-referense", "a.md")
        assert code == 2
        assert err == "refcheck: no rule is called 'uncited-referense'; did you mean uncited-reference?\n"

    def test_an_unknown_option_is_a_usage_error(self, run: Run) -> None:
        assert run("check", "--colour")[0] == 2

    def test_a_missing_file_is_three(self, run: Run) -> None:
        code, _, err = run("check", "nowhere.md")
        assert (code, err) == (3, "refcheck: nowhere.md: no such file or folder\n")

    def test_an_empty_folder_is_three(self, run: Run) -> None:
        code, _, err = run("check")
        assert code == 3
        assert err.startswith("refcheck: .: nothing to check: no file ends in ")

    def test_an_unreadable_file_is_four_and_the_others_are_checked(self, run: Run) -> None:
        Path("a.md").write_text(ARTICLE)
        Path("b.txt").write_bytes(b"\x00\x01\x02\x00" * 40)
        code, out, err = run("check", "--offline", "a.md", "b.txt")
        assert code == 4
        assert "1 article" in out
        assert "1 file could not be read" in out
        assert err.startswith("refcheck: b.txt")
        assert err.count("\n") == 1


class TestNetwork:
    @pytest.mark.parametrize("failure", Failure)
    def test_a_failing_service_is_four_and_never_clean_nor_not_found(
        self, run: Run, failure: Failure, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        # The pauses between attempts are real, and tested where they are made; here nobody needs to wait for them.
        impatient = partial(CrossrefSettings, sleep=lambda _: None, timeout=0.5, deadline=0.5)
        monkeypatch.setattr("refcheck.cli.resolving.CrossrefSettings", impatient)
        Path("a.md").write_text(ARTICLE)
        with serving([]) as server:
            server.failure = failure
            code, out, _ = run("check", "--crossref-url", server.url, "-f", "json", "a.md")
        report = json.loads(out)
        assert code == 4
        assert report["articles"][0]["unchecked"] == 2
        assert report["articles"][0]["not_found"] == 0
        assert {finding["code"] for finding in report["findings"]} == {"REF902"}

    def test_offline_opens_no_socket(self, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        Path("a.md").write_text(ARTICLE)

        def refuse(*_: object) -> None:
            raise AssertionError("a socket was opened")

        monkeypatch.setattr("socket.socket.connect", refuse)
        assert run("check", "--offline", "a.md")[0] == 0


class TestLocked:
    def test_a_missing_lock_is_told_with_the_command_that_makes_it(self, run: Run) -> None:
        Path("a.md").write_text(ARTICLE)
        code, _, err = run("check", "--locked", "--offline", "a.md")
        assert code == 2
        assert err == (
            "refcheck: a.md:7: there is no refcheck.lock: 2 of 2 references are not in it (1, 2); "
            "run 'refcheck lock .'\n"
        )

    def test_a_broken_lock_is_told_with_its_line(self, run: Run) -> None:
        Path("a.md").write_text(ARTICLE)
        Path("refcheck.lock").write_text('{"format": "refcheck-lock", "version": 1}\n<<<<<<< ours\n')
        code, _, err = run("check", "--offline", "a.md")
        assert code == 2
        assert err.startswith("refcheck: refcheck.lock:2: ")


class TestInput:
    def test_a_folder_is_searched_for_the_formats_that_are_read(self, run: Run) -> None:
        Path("deep/er").mkdir(parents=True)
        Path("deep/er/a.md").write_text(ARTICLE)
        Path("deep/.hidden.md").write_text(ARTICLE)
        Path("deep/notes.csv").write_text("1,2")
        _, out, _ = run("check", "--offline", "-f", "json", "deep")
        assert [article["path"] for article in json.loads(out)["articles"]] == ["deep/er/a.md"]

    def test_many_files_give_the_same_report_with_one_process_and_with_two(self, run: Run) -> None:
        for number in range(5):
            Path(f"{number}.md").write_text(ARTICLE.replace("[2]", f"[{number}]"))
        one = run("check", "--offline", "--jobs", "1", "-f", "json")
        assert one == run("check", "--offline", "--jobs", "2", "-f", "json")

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
    def test_a_named_pipe_is_read(self, run: Run) -> None:
        os.mkfifo("pipe.md")
        writer = threading.Thread(target=Path("pipe.md").write_text, args=(ARTICLE,))
        writer.start()
        _, out, _ = run("check", "--offline", "-f", "json", "pipe.md")
        writer.join()
        assert json.loads(out)["articles"][0]["references"] == 2

    def test_standard_input_is_read_under_the_name_given(
        self, run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        (tmp_path / "in").write_text(ARTICLE)
        with (tmp_path / "in").open() as stream:
            monkeypatch.setattr("sys.stdin", stream)
            _, out, _ = run("check", "--offline", "--stdin-filename", "draft.md", "-f", "json", "-")
        article = json.loads(out)["articles"][0]
        assert (article["path"], article["format"], article["citations"]) == ("draft.md", "markdown", 2)


class TestOutput:
    def test_the_report_can_go_to_a_file(self, run: Run) -> None:
        Path("a.md").write_text(ARTICLE)
        code, out, _ = run("check", "--offline", "-o", "report.txt", "a.md")
        assert (code, out) == (0, "")
        assert Path("report.txt").read_text().startswith("a.md: note: ")

    def test_a_folder_that_is_not_there_is_told(self, run: Run) -> None:
        Path("a.md").write_text(ARTICLE)
        code, _, err = run("check", "--offline", "-o", "no/report.txt", "a.md")
        assert (code, err) == (2, "refcheck: no/report.txt: cannot be written: No such file or directory\n")

    def test_statistics_count_by_rule(self, run: Run) -> None:
        Path("a.md").write_text(ARTICLE.replace(" [2]", ""))
        _, out, _ = run("check", "--offline", "--statistics", "a.md")
        assert "     1  REF102  uncited-reference         warning\n" in out

    def test_github_gets_a_command_for_each_finding_the_worst_first(self, run: Run) -> None:
        Path("a.md").write_text(ARTICLE.replace("[1]", "[7]"))
        _, out, _ = run("check", "--offline", "-f", "github", "a.md")
        lines = out.splitlines()
        assert lines[0].startswith("::error file=a.md,line=3,endLine=3,col=41,endColumn=42,title=REF101 ")
        assert lines[1].startswith("::warning file=a.md,line=7,")

    def test_github_has_all_findings_in_the_summary_of_the_job(self, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        Path("a.md").write_text(ARTICLE.replace("[1]", "[7]"))
        Path("summary.md").write_text("# What another step said\n")
        monkeypatch.setenv("GITHUB_STEP_SUMMARY", "summary.md")
        run("check", "--offline", "-f", "github", "a.md")
        text = Path("summary.md").read_text()
        assert text.startswith("# What another step said\n## refcheck\n")
        assert "| error | REF101 undefined\\-citation | a.md:3:41 |" in text
        run("check", "--offline", "-f", "concise", "a.md")
        assert Path("summary.md").read_text() == text

    def test_a_summary_of_the_job_that_cannot_be_written_is_told(
        self, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        Path("a.md").write_text(ARTICLE)
        monkeypatch.setenv("GITHUB_STEP_SUMMARY", "no/summary.md")
        code, out, err = run("check", "--offline", "-f", "github", "a.md")
        assert (code, err) == (2, "refcheck: no/summary.md: cannot be written: No such file or directory\n")
        assert out.endswith("Nothing found.\n")

    def test_a_word_file_is_told_by_paragraph_and_words(self, run: Run) -> None:
        Path("a.docx").write_bytes(docx(p("So it is [7].") + p("And so [1]: all.") + entries(1)))
        _, out, _ = run("check", "--offline", "-f", "concise", "a.docx")
        assert out.startswith("a.docx: paragraph 1: error REF101 undefined-citation: Citation 7 is not in the ")
        assert "(in: So it is [7].)" in out
        _, out, _ = run("check", "--offline", "-f", "github", "a.docx")
        assert out.startswith("::error file=a.docx,title=REF101 undefined-citation::Paragraph 1, “So it is [7].”: ")
        _, out, _ = run("check", "--offline", "-f", "json", "a.docx")
        place = json.loads(out)["findings"][0]["start"]
        assert (place["paragraph"], place["quote"]) == (1, "So it is [7].")
        _, out, _ = run("check", "--offline", "a.docx")
        assert out.startswith("a.docx: paragraph 1: error REF101 undefined-citation\n")
        _, out, _ = run("show", "a.docx")
        assert out.startswith("a.docx: word, places by paragraph and column, 2 citations, 1 reference\n")

    def test_min_confidence_leaves_out_what_is_less_sure(self, run: Run) -> None:
        shutil.copy(Path(__file__).parents[2] / "articles" / "liver-metastases.txt", "a.txt")
        _, out, _ = run("check", "--offline", "--select", "REF301", "--min-confidence", "1", "-f", "concise", "a.txt")
        assert "REF301" not in out
