"""Running the steps of a recipe for CI as the service does: their own shell, with their own variables."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

import refcheck

ROOT = Path(__file__).parents[2]
_EXPRESSION = re.compile(r"\$\{\{\s*(.*?)\s*\}\}")
#: how GitHub calls the shells that a step may name
_SHELLS = {
    "bash": ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c"],
    "python": [sys.executable, "-c"],
}

Step = dict[str, Any]


@dataclass(frozen=True)
class Ran:
    """What a step did.

    Attributes:
        exit_code: its exit code.
        stdout: what it printed for the service.
        stderr: what it printed for the log.
        summary: what it wrote into the summary of the job.
        outputs: what it wrote into its outputs, as the service would read it.
    """

    exit_code: int
    stdout: str
    stderr: str
    summary: str
    outputs: dict[str, str]


def loaded(text: str) -> Any:
    """A recipe as YAML reads it; `on`, which is a truth value in YAML 1.1, under its name."""
    recipe = yaml.safe_load(text)
    if isinstance(recipe, dict) and True in recipe:
        recipe["on"] = recipe.pop(True)
    return recipe


def steps(recipe: Any) -> list[Step]:
    """All steps of an action or a workflow."""
    if "runs" in recipe:
        return list(recipe["runs"]["steps"])
    return [step for job in recipe["jobs"].values() for step in job.get("steps", ())]


def step_named(recipe: Any, name: str) -> Step:
    """The one step of this name."""
    (step,) = (step for step in steps(recipe) if step.get("name") == name)
    return step


def evaluated(value: object, known: dict[str, str]) -> str:
    """A value with its expressions replaced; each has to be known."""
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return _EXPRESSION.sub(lambda found: known[found[1]], text)


def run_step(step: Step, known: dict[str, str], folder: Path, files: Path, **more: str) -> Ran:
    """Run a step.

    Args:
        step: the step.
        known: the values of its expressions.
        folder: where it runs.
        files: an empty folder for what the service keeps.
        more: further variables of the environment.
    """
    files.mkdir(parents=True, exist_ok=True)
    summary, outputs = files / "summary", files / "outputs"
    summary.touch()
    outputs.touch()
    environment = {
        **environment_with_refcheck(files),
        **{name: evaluated(value, known) for name, value in step.get("env", {}).items()},
        "GITHUB_STEP_SUMMARY": str(summary),
        "GITHUB_OUTPUT": str(outputs),
        **more,
    }
    command = [*_SHELLS[step["shell"]], step["run"]]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    return Ran(done.returncode, done.stdout, done.stderr, summary.read_text("utf-8"), _outputs(outputs))


def environment_with_refcheck(folder: Path) -> dict[str, str]:
    """The environment of these tests, with a `refcheck` on the path that is the one under test."""
    script = folder / "bin" / "refcheck"
    script.parent.mkdir(parents=True, exist_ok=True)
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m refcheck "$@"\n')
    script.chmod(0o755)
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GITHUB_", "CI_"))}
    package = str(Path(refcheck.__file__).parents[1])
    return {**kept, "PATH": f"{script.parent}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": package}


def _outputs(file: Path) -> dict[str, str]:
    """The outputs in a file of name<<end, lines, end, as GitHub documents them."""
    found: dict[str, str] = {}
    lines = iter(file.read_text("utf-8").splitlines())
    for line in lines:
        name, _, end = line.partition("<<")
        assert end, line
        value: list[str] = []
        for each in lines:
            if each == end:
                break
            value.append(each)
        found[name] = "\n".join(value)
    return found
