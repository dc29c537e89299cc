"""A page of documentation that is a session: its files are written, its commands are run, its outputs are compared.

- A block ```` ```text title="NAME" ```` (of any language) is a file.
- A block ```` ```console ```` holds commands after ``$ `` and, below each, what it prints.

`python -m tests.support.walkthrough PAGE` writes what the commands print now into the page.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.support.crossref_server import serving
from tests.support.fixtures import dermatology_records
from tests.support.recipes import environment_with_refcheck
from tests.support.repository import IDENTITY

_BLOCK = re.compile(
    r'^```(?P<language>\w+)(?: title="(?P<title>[^"]+)")?\n(?P<content>.*?)^```$', re.MULTILINE | re.DOTALL
)


def played(page: str, folder: Path, files: Path) -> str:
    """A page with what its commands print when they are run.

    Args:
        page: the page.
        folder: an empty folder, where it is played.
        files: another one, for what a machine keeps.
    """
    with serving(dermatology_records()) as server:
        environment = {
            **environment_with_refcheck(files),
            **IDENTITY,
            "COLUMNS": "88",
            "REFCHECK_CACHE": str(files / "cache"),
            "REFCHECK_CROSSREF_URL": server.url,
            "REFCHECK_RETRACTIONS": "none",
        }

        def play(block: re.Match[str]) -> str:
            if block["title"]:
                path = folder / block["title"]
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(block["content"], "utf-8")
            if block["language"] != "console":
                return block[0]
            shown, code = [], 0
            for command in re.findall(r"^\$ (.*)", block["content"], re.MULTILINE):
                ran = subprocess.run(
                    ["bash", "-c", f"(exit {code}); {command} 2>&1"],  # noqa: S607 (the bash of whoever runs the tests)
                    cwd=folder, env=environment, capture_output=True, text=True, check=False,
                )  # fmt: skip
                code = ran.returncode
                shown.append(f"$ {command}\n{ran.stdout}")
            return f"```console\n{''.join(shown)}```"

        return _BLOCK.sub(play, page)


if __name__ == "__main__":
    target = Path(sys.argv[1])
    os.environ.pop("CI", None)
    with TemporaryDirectory() as temporary:
        place = Path(temporary) / "reader"
        place.mkdir()
        target.write_text(played(target.read_text("utf-8"), place, Path(temporary) / "files"), "utf-8")
