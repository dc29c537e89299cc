"""`refcheck show --alignment`: the picture in the terminal or in a file, and what does not go together."""

from __future__ import annotations

from pathlib import Path

import click
import pytest

from tests.support.running import ARTICLE, Run

LONGER = ARTICLE + "3. Portier G. Adjuvant fluorouracil and folinic acid. J Clin Oncol. 2006;24:4976-4982.\n"


@pytest.fixture(autouse=True)
def article(run: Run) -> None:  # noqa: ARG001 (it makes the folder)
    """An article with three references in the working folder."""
    Path("a.md").write_text(LONGER)


class TestInTheTerminal:
    def test_is_drawn_without_colours_where_nobody_sees_them(self, run: Run) -> None:
        code, out, err = run("show", "--alignment", "a.md")
        assert (code, err) == (0, "")
        assert out.startswith("a.md: 2 citations (a row for each number printed) against 3 references (columns)\n")
        assert out == click.unstyle(out)

    def test_honours_no_color_on_a_terminal(self, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("click._compat.isatty", lambda _: True)
        monkeypatch.delenv("NO_COLOR", raising=False)
        assert "\x1b[" in run("show", "--alignment", "a.md")[1]
        monkeypatch.setenv("NO_COLOR", "1")
        assert "\x1b[" not in run("show", "--alignment", "a.md")[1]

    def test_an_article_without_references_is_no_error(self, run: Run) -> None:
        Path("b.md").write_text("Nothing is cited here.\n")
        code, out, _ = run("show", "--alignment", "b.md")
        assert code == 0
        assert "No reference list was found" in out


class TestInAFile:
    def test_its_ending_tells_the_format(self, run: Run) -> None:
        assert run("show", "--alignment", "a.md", "--output", "a.svg") == (0, "", "")
        assert run("show", "--alignment", "a.md", "-o", "a.PNG") == (0, "", "")
        assert Path("a.svg").read_text("utf-8").startswith("<svg ")
        assert Path("a.PNG").read_bytes().startswith(b"\x89PNG\r\n")

    def test_another_ending_is_a_usage_error(self, run: Run) -> None:
        code, _, err = run("show", "--alignment", "a.md", "--output", "a.pdf")
        assert (code, err) == (2, "refcheck: a.pdf: a picture ends in .svg or .png\n")
        assert not Path("a.pdf").exists()

    def test_a_folder_that_is_not_there_is_told_in_one_line(self, run: Run) -> None:
        code, _, err = run("show", "--alignment", "a.md", "--output", "nowhere/a.svg")
        assert (code, err) == (2, "refcheck: nowhere/a.svg: cannot be written: No such file or directory\n")


class TestWhatDoesNotGoTogether:
    def test_an_output_without_a_picture(self, run: Run) -> None:
        code, _, err = run("show", "a.md", "--output", "a.svg")
        assert (code, err) == (2, "refcheck: --output writes the picture of --alignment: give both\n")

    def test_a_picture_and_json(self, run: Run) -> None:
        code, _, err = run("show", "--alignment", "--format", "json", "a.md")
        assert (code, err) == (2, "refcheck: --alignment is a picture, not JSON: leave out one of the two\n")
