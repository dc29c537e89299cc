"""`refcheck init`: a folder of articles set up, and nothing overwritten."""

from __future__ import annotations

import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml

from refcheck.config.options import OPTIONS
from refcheck.scaffold import settings_text
from tests.support.running import ARTICLE, Run

LEFT = "is there already and stays as it is"


@pytest.fixture
def folder(run: Run, tmp_path: Path) -> Path:
    """A repository with two articles and a file that is none, in `texts`."""
    assert run is not None
    (tmp_path / ".git").mkdir()
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "one.md").write_text(ARTICLE)
    (texts / "two.txt").write_text(ARTICLE)
    (texts / "README.md").write_text("What is here.\n")
    return texts


class TestInit:
    def test_writes_settings_beside_the_articles_and_the_rest_at_the_top(self, run: Run, folder: Path) -> None:
        code, out, err = run("init", "texts")
        assert (code, err) == (0, "")
        assert out.splitlines() == [
            "texts: 2 articles (1 markdown, 1 text)",
            "texts/README.md: no list of references",
            "",
            "wrote texts/refcheck.toml",
            "wrote .pre-commit-config.yaml",
            "wrote .github/workflows/refcheck.yml",
            "",
            "Next:",
            "  refcheck lock texts",
            "  refcheck check texts",
        ]
        workflow = yaml.safe_load((folder.parent / ".github/workflows/refcheck.yml").read_text())
        assert workflow[True] == {"pull_request": {"paths": ["texts/**"]}}

    def test_what_it_wrote_is_taken_by_a_check(self, run: Run, folder: Path) -> None:
        run("init", "texts")
        code, _, err = run("check", "--offline", str(folder / "one.md"))
        assert (code, err) == (0, "")

    def test_overwrites_nothing(self, run: Run, folder: Path) -> None:
        workflow = folder.parent / ".github/workflows/refcheck.yml"
        workflow.parent.mkdir(parents=True)
        workflow.write_text("mine")
        (folder / "refcheck.toml").symlink_to("nowhere.toml")
        code, out, _ = run("init", "texts")
        assert code == 0
        assert f"texts/refcheck.toml {LEFT}\nwrote .pre-commit-config.yaml\n" in out
        assert f".github/workflows/refcheck.yml {LEFT}\n" in out
        assert workflow.read_text() == "mine"
        assert not (folder / "nowhere.toml").exists()

    def test_shows_what_to_add_to_hooks_that_are_there(self, run: Run, folder: Path) -> None:
        hooks = folder.parent / ".pre-commit-config.yaml"
        hooks.write_text("repos:\n")
        _, out, _ = run("init", "texts")
        assert f".pre-commit-config.yaml {LEFT}; to add to it:\n\n  - repo: local\n" in out
        shown = out.split("to add to it:\n\n")[1].split("\n\n")[0]
        hooks.write_text(f"repos:\n{shown}\n")
        assert yaml.safe_load(hooks.read_text())["repos"][0]["hooks"][0]["id"] == "refcheck"

    def test_again_it_has_nothing_to_do(self, run: Run, folder: Path) -> None:
        run("init", "texts")
        before = {path: path.read_bytes() for path in folder.parent.rglob("*") if path.is_file()}
        _, out, _ = run("init", "texts")
        assert out.count(LEFT) == 3
        assert "to add to it" not in out
        assert {path: path.read_bytes() for path in folder.parent.rglob("*") if path.is_file()} == before

    def test_a_dry_run_writes_nothing(self, run: Run, folder: Path) -> None:
        code, out, _ = run("init", "--dry-run", "texts")
        assert (code, out.count("would write ")) == (0, 3)
        assert sorted(path.name for path in folder.parent.iterdir()) == [".git", "texts"]

    def test_settings_that_hold_already_are_enough(self, run: Run, folder: Path) -> None:
        (folder.parent / "pyproject.toml").write_text('[tool.refcheck]\nfail-on = "error"\n')
        _, out, _ = run("init", "texts")
        assert "texts/refcheck.toml is not needed: pyproject.toml holds for this folder\n" in out
        assert not (folder / "refcheck.toml").exists()

    def test_an_empty_folder_outside_a_repository_is_set_up_as_well(self, run: Run, tmp_path: Path) -> None:
        (tmp_path / "new").mkdir()
        code, out, _ = run("init", "new")
        assert code == 0
        assert out.startswith("new: nothing to check: no file ends in ")
        assert 'ARTICLES: "new"' in (tmp_path / ".github/workflows/refcheck.yml").read_text()

    def test_a_folder_elsewhere_that_is_in_no_repository_gets_all_of_it(
        self, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        elsewhere = tmp_path / "elsewhere"
        elsewhere.mkdir()
        (tmp_path / "here").mkdir()
        monkeypatch.chdir(tmp_path / "here")
        assert run("init", "../elsewhere")[0] == 0
        assert 'ARTICLES: "."' in (elsewhere / ".github/workflows/refcheck.yml").read_text()

    def test_a_file_that_cannot_be_read_is_named(self, run: Run, folder: Path) -> None:
        (folder / "broken.docx").write_bytes(b"PK\x03\x04 no")
        code, out, _ = run("init", "--dry-run", "texts")
        assert code == 0
        assert "texts/broken.docx: " in out

    def test_a_folder_of_any_name_is_quoted_where_it_is_named(self, run: Run, folder: Path) -> None:
        odd = folder.rename(folder.parent / 'it\'s "a" [folder] $x')
        _, out, err = run("init", odd.name)
        assert err == ""
        workflow = yaml.safe_load((folder.parent / ".github/workflows/refcheck.yml").read_text())
        assert workflow["jobs"]["check"]["steps"][-1]["env"]["ARTICLES"] == odd.name
        assert workflow[True]["pull_request"]["paths"] == ['it\'s "a" \\[folder\\] $x/**']
        command = out.splitlines()[-1].replace("refcheck check", "printf %s")
        assert subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=True).stdout == odd.name  # noqa: S607 (the sh of whoever runs the tests)

    def test_what_pip_installs_can_be_named(self, run: Run, folder: Path) -> None:
        run("init", "--requirement", "article-refcheck @ git+https://example.org/refcheck@abc", "texts")
        workflow = yaml.safe_load((folder.parent / ".github/workflows/refcheck.yml").read_text())
        (install,) = (step for step in workflow["jobs"]["check"]["steps"] if step.get("name") == "Install")
        assert install["env"]["REQUIREMENT"] == "article-refcheck @ git+https://example.org/refcheck@abc"


class TestUsage:
    def test_a_folder_that_is_not_there(self, run: Run) -> None:
        assert run("init", "nowhere") == (2, "", "refcheck: nowhere: no such folder\n")

    def test_a_place_that_cannot_be_written_to(self, run: Run, folder: Path) -> None:
        (folder.parent / ".github").write_text("a file where a folder is needed")
        code, _, err = run("init", "texts")
        assert (code, err) == (2, "refcheck: .github/workflows/refcheck.yml: cannot be written: Not a directory\n")


class TestSettings:
    def test_are_the_defaults(self) -> None:
        lines = [line.removeprefix("# ") for line in settings_text().splitlines()]
        given = tomllib.loads("\n".join(line for line in lines if " = " in line and " = ... " not in line))
        defaults = {option.key: option.default for option in OPTIONS if option.in_files}
        assert given == {
            key: list(value) if isinstance(value, tuple) else value
            for key, value in defaults.items()
            if value is not None
        }

    def test_name_every_key_that_a_file_may_set(self) -> None:
        for option in OPTIONS:
            assert (f"# {option.key} = " in settings_text()) is option.in_files


def test_a_git_repository_is_found_by_its_worktree_file_too(run: Run, folder: Path) -> None:
    shutil.rmtree(folder.parent / ".git")
    (folder.parent / ".git").write_text("gitdir: elsewhere\n")
    _, out, _ = run("init", "texts")
    assert "wrote .pre-commit-config.yaml\n" in out
