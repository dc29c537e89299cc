"""What a folder of articles needs to be checked on every change: settings, a hook for commits, a workflow for CI.

The files are made from the templates beside this module; `check.sh` is what GitHub runs, here and in `action.yml`.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

from refcheck.config.options import OPTIONS
from refcheck.config.reading import OWN_NAME
from refcheck.reading.registry import SUPPORTED_EXTENSIONS

TEMPLATES = Path(__file__).parent
HOOKS_NAME = ".pre-commit-config.yaml"
WORKFLOW_NAME = ".github/workflows/refcheck.yml"
# What means something in the patterns of paths in a workflow.
_SPECIAL = re.compile(r"([*?+!\[\]\\])")
_ESCAPED = r"\\\1"


@dataclass(frozen=True)
class NewFile:
    """A file to be written.

    Attributes:
        path: where.
        content: what it holds.
        part: what somebody who has such a file already may add to it; empty if nothing.
        settings: whether it is a configuration file of refcheck, of which one is enough.
    """

    path: Path
    content: str
    part: str = ""
    settings: bool = False


def check_script(indent: int) -> str:
    """What GitHub runs, as the value of `run` that is indented so far."""
    lines = (TEMPLATES / "check.sh").read_text("utf-8").splitlines()
    return "\n".join(" " * indent + line if line else "" for line in lines) + "\n"


def new_files(folder: Path, root: Path, requirement: str) -> list[NewFile]:
    """The files for a folder of articles.

    Args:
        folder: the folder, resolved.
        root: the top of the repository that it is in (resolved), where CI and hooks are looked for.
        requirement: what pip is told to install.
    """
    below = folder.relative_to(root).as_posix()
    inside = "" if below == "." else f"{below}/"
    endings = "|".join(sorted(extension[1:] for extension in SUPPORTED_EXTENSIONS))
    entry = _filled("hook.yml", files=json.dumps(f"^{re.escape(inside)}.*\\.(?i:{endings})$"))
    workflow = _filled(
        "workflow.yml",
        pattern=json.dumps(f"{_SPECIAL.sub(_ESCAPED, inside)}**"),
        articles=json.dumps(below),
        requirement=json.dumps(requirement),
        check=check_script(10).rstrip("\n"),
    )
    return [
        NewFile(folder / OWN_NAME, settings_text(), settings=True),
        NewFile(root / HOOKS_NAME, _filled("pre-commit.yml", entry=entry.rstrip("\n")), entry),
        NewFile(root / WORKFLOW_NAME, workflow),
    ]


def settings_text() -> str:
    """A configuration file in which every setting stands with its default, commented out."""
    blocks = ["# Settings of refcheck for the articles in this folder and below; take the # away to change one.\n"]
    for option in OPTIONS:
        if option.in_files:
            example = _toml(option.default) or f"...  # {option.kind.meaning}"
            blocks.append(f"# {option.summary}\n# {option.key} = {example}\n")
    return "\n".join(blocks)


def _toml(value: object) -> str:
    """A default as TOML writes it; nothing if there is none."""
    if isinstance(value, tuple):
        return json.dumps(list(value))
    return "" if value is None else json.dumps(value)


def _filled(template: str, **values: str) -> str:
    text = (TEMPLATES / template).read_text("utf-8")
    for name, value in values.items():
        text = text.replace(f"@{name.upper()}@", value)
    return text
