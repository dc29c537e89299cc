"""Completion in the shell, as docs/editors.md describes it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = "import sys; sys.argv[0] = 'refcheck'; from refcheck.cli import main; main()"


def completing(**variables: str) -> str:
    """What refcheck prints for a shell that asks with these variables."""
    environment = {**os.environ, **variables}
    command = [sys.executable, "-c", PROGRAM]
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=True).stdout


class TestCompletion:
    @pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
    def test_the_script_is_printed_for_each_shell(self, shell: str) -> None:
        if shell == "bash" and shutil.which("bash") is None:
            pytest.skip("there is no bash here, whose version click asks for")
        script = completing(_REFCHECK_COMPLETE=f"{shell}_source")
        assert f"_REFCHECK_COMPLETE={shell}_complete" in script

    @pytest.mark.parametrize(("words", "expected"), [("refcheck ser", "server"), ("refcheck check --wat", "--watch")])
    def test_commands_and_options_are_completed(self, words: str, expected: str) -> None:
        variables = {"_REFCHECK_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(words.count(" "))}
        assert f"plain,{expected}" in completing(**variables)

    def test_the_page_names_what_works(self) -> None:
        page = (Path(__file__).parents[2] / "docs" / "editors.md").read_text("utf-8")
        for shell in ("bash", "zsh", "fish"):
            assert f"_REFCHECK_COMPLETE={shell}_source refcheck" in page
