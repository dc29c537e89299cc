"""`refcheck check --fix`, `--diff` and `--unsafe-fixes`, as their users run them."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.fixing.faulty import faulty, written
from tests.support.crossref_server import CrossrefServer
from tests.support.running import ARTICLE, Run
from tests.support.word import docx, entries, p

SHIFTED = faulty("inserted", 4)
BEFORE = written(SHIFTED, "brackets", "windows", SHIFTED.printed)
AFTER = written(SHIFTED, "brackets", "windows", SHIFTED.right)
PRINTED = """\
Dispersal was modelled [1]. Shadows were detected on images [2].

## References

1. Perkins TA, Boettiger C, Phillips BL. After the games are over: life-history trade-offs drive dispersal attenuation
   following range expansion. Ecology and Evolution. 2016;6(18):6425-5434.
2. Zhang Y, Guindon B. A Spatial-Spectral Methodology to Detect Narrow Shadows on Satellite Images. Photogrammetric
   Engineering & Remote Sensing. 2013;79(3):269-276.
"""


class TestFix:
    def test_makes_safe_fixes_alone(self, run: Run) -> None:
        marked = ARTICLE.replace("Survival After", "&lt;b&gt;Survival After")
        Path("a.txt").write_text(marked)
        Path("b.md").write_bytes(BEFORE)
        code, out, err = run("check", "--offline", "--fix", "-f", "concise", "a.txt", "b.md")
        assert "refcheck: a.txt: mended 1 finding (REF405 1)\n" in err
        assert Path("b.md").read_bytes() == BEFORE
        assert "REF405" not in out
        assert "REF301" in out
        assert code == 1

    def test_renumbers_when_told_that_somebody_will_look(self, run: Run) -> None:
        Path("b.md").write_bytes(BEFORE)
        _, out, err = run("check", "--offline", "--fix", "--unsafe-fixes", "-f", "concise", "b.md")
        assert Path("b.md").read_bytes() == AFTER
        assert "REF301" not in out
        assert err.startswith("refcheck: b.md: mended 1 finding (REF301 1)\n")

    def test_corrects_what_a_record_has_and_prints_the_doi(self, run: Run, server: CrossrefServer) -> None:
        Path("a.md").write_text(PRINTED)
        arguments = ["check", "--crossref-url", server.url, "--extend-select", "REF214", "--fix", "a.md"]
        _, _, err = run(*arguments)
        assert "refcheck: a.md: mended 3 findings (REF209 1, REF214 2)\n" in err
        mended = (
            PRINTED.replace("6425-5434.", "6425-6434. https://doi.org/10.1002/ece3.2314")
            .replace("276.", "276. https://doi.org/10.14358/pers.79.3.269")
        )  # fmt: skip
        assert Path("a.md").read_text() == mended
        run(*arguments)
        assert Path("a.md").read_text() == mended

    def test_a_file_that_cannot_be_written_is_said(self, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        Path("b.md").write_bytes(BEFORE)

        def full(*_: object) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr("refcheck.fixing.workspace.write_atomically", full)
        code, _, err = run("check", "--offline", "--fix", "--unsafe-fixes", "b.md")
        assert code == 2
        assert err.endswith("refcheck: b.md: cannot be written: No space left on device\n")
        assert Path("b.md").read_bytes() == BEFORE

    def test_word_files_are_left_alone_and_that_is_said(self, run: Run) -> None:
        Path("a.docx").write_bytes(docx(p("Fever is common [1], [2,2], [3].") + entries(3)))
        before = Path("a.docx").read_bytes()
        _, _, err = run("check", "--offline", "--fix", "--unsafe-fixes", "a.docx")
        assert err == "refcheck: a.docx: fixes are not written into Word files\n"
        assert Path("a.docx").read_bytes() == before


class TestDiff:
    def test_shows_and_writes_nothing(self, run: Run) -> None:
        Path("b.md").write_bytes(BEFORE)
        code, out, err = run("check", "--offline", "--diff", "--unsafe-fixes", "b.md")
        assert code == 1
        assert out.startswith("--- b.md\n+++ b.md\n@@ ")
        assert "would mend 1 finding (REF301 1)" in err
        assert Path("b.md").read_bytes() == BEFORE

    @pytest.mark.skipif(shutil.which("git") is None, reason="git is not here")
    def test_is_a_patch_that_does_what_fix_does(self, run: Run) -> None:
        Path("b.md").write_bytes(BEFORE.rstrip())
        run("check", "--offline", "--diff", "--unsafe-fixes", "--output", "b.patch", "b.md")
        subprocess.run(["git", "apply", "-p0", "--unsafe-paths", "b.patch"], check=True)  # noqa: S607 (git is on the path)
        assert Path("b.md").read_bytes() == AFTER.rstrip()

    def test_without_unsafe_fixes_is_empty_where_there_are_no_safe_ones(self, run: Run) -> None:
        Path("b.md").write_bytes(BEFORE)
        code, out, _ = run("check", "--offline", "--diff", "b.md")
        assert (code, out) == (1, "")


class TestOptionsThatDoNotAgree:
    @pytest.mark.parametrize(
        ("options", "said"),
        [
            (["--fix", "--diff", "a.md"], "--fix writes and --diff does not: give one of the two"),
            (["--unsafe-fixes", "a.md"], "--unsafe-fixes is for --fix or --diff: give one of them as well"),
            (["--fix", "-"], "standard input cannot be fixed: give a file"),
            (
                ["--diff", "-f", "json", "a.md"],
                "--diff writes a diff and no report: leave out --format and --statistics",
            ),
        ],
    )
    def test_are_one_line(self, run: Run, options: list[str], said: str) -> None:
        Path("a.md").write_text(ARTICLE)
        assert run("check", "--offline", *options) == (2, "", f"refcheck: {said}\n")


class TestWhatIsNotCertain:
    def test_is_in_the_json_report(self, run: Run) -> None:
        Path("b.md").write_bytes(BEFORE)
        _, out, _ = run("check", "--offline", "-f", "json", "b.md")
        (found,) = [each for each in json.loads(out)["findings"] if each["code"] == "REF301"]
        assert found["data"]["edit"]["mapping"] == {str(number): number + 1 for number in range(5, 13)}
        assert found["data"]["edit"]["probability"] > 0.5
