"""The recipes by themselves: valid, pinned, and with nothing of a pull request in a script."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from refcheck.reading.registry import SUPPORTED_EXTENSIONS
from refcheck.scaffold import new_files
from tests.support.recipes import ROOT, Step, loaded, steps

#: where each recipe is, and the published schema that it has to keep to
SCHEMAS = {
    "action.yml": "vendor.github-actions",
    ".github/workflows/refcheck.yml": "vendor.github-workflows",
    "ci/gitlab.yml": "vendor.gitlab-ci",
}


def written(folder: Path) -> dict[str, str]:
    """The files of `refcheck init` by name."""
    return {file.path.name: file.content for file in new_files(folder, folder, "article-refcheck")}


def all_steps() -> list[Step]:
    """Every step that GitHub is given."""
    texts = [(ROOT / name).read_text("utf-8") for name in ("action.yml", ".github/workflows/refcheck.yml")]
    texts.append(written(ROOT)["refcheck.yml"])
    return [step for text in texts for step in steps(loaded(text))]


@pytest.mark.skipif(find_spec("check_jsonschema") is None, reason="check-jsonschema is not installed")
class TestSchemas:
    def valid(self, schema: str, path: Path) -> None:
        command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(path)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr

    @pytest.mark.parametrize("name", SCHEMAS)
    def test_a_recipe_keeps_to_the_schema_of_its_service(self, name: str) -> None:
        self.valid(SCHEMAS[name], ROOT / name)

    def test_so_does_the_workflow_that_init_writes(self, tmp_path: Path) -> None:
        path = tmp_path / "refcheck.yml"
        path.write_text(written(tmp_path)["refcheck.yml"])
        self.valid("vendor.github-workflows", path)


class TestSteps:
    def test_no_script_holds_an_expression(self) -> None:
        assert all("${{" not in step.get("run", "") for step in all_steps())

    def test_what_others_wrote_is_pinned_to_a_commit(self) -> None:
        used = [step["uses"] for step in all_steps() if "uses" in step]
        assert used
        assert all(use.startswith("./") or re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", use) for use in used)

    def test_no_checkout_leaves_a_token_behind(self) -> None:
        for step in all_steps():
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] is False

    def test_the_job_that_may_write_checks_nothing_out(self) -> None:
        jobs = loaded((ROOT / ".github/workflows/refcheck.yml").read_text("utf-8"))["jobs"]
        may_write = {name for name, job in jobs.items() if "write" in job["permissions"].values()}
        assert may_write == {"comment"}
        assert all("uses" not in step for step in jobs["comment"]["steps"])


class TestHooks:
    def test_take_every_file_that_can_be_read(self) -> None:
        for hook in loaded((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8")):
            for extension in SUPPORTED_EXTENSIONS:
                assert re.search(hook["files"], f"a/b{extension}"), extension
                assert re.search(hook["files"], f"a/b{extension.upper()}"), extension
            assert not re.search(hook["files"], "refcheck.lock")
