"""Where a command's result goes: standard output, or a file that is written in one step."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import click

from refcheck.errors import UsageError
from refcheck.files import write_atomically


def write_output(content: str | bytes, path: str | None) -> None:
    """Print a result, or write it to a file; a text goes there without the colours of a terminal.

    Nothing is coloured where `NO_COLOR` is set (no-color.org).

    Raises:
        UsageError: if the file cannot be written; what was there before is untouched.
    """
    if isinstance(content, str):
        # The name of a file may hold bytes that are no text: written out (`\udcff`), they are JSON as well.
        content = content.encode("utf-8", "backslashreplace").decode()
    if path is None:
        click.echo(content, nl=False, color=False if os.environ.get("NO_COLOR") else None)
        return
    try:
        write_atomically(path, click.unstyle(content) if isinstance(content, str) else content)
    except OSError as error:
        raise UsageError(f"cannot be written: {error.strerror}", path=path) from error


def append_output(text: str, path: str) -> None:
    """Add a text to a file that others add to as well, such as the summary of a job in CI.

    Raises:
        UsageError: if it cannot be written.
    """
    try:
        with Path(path).open("a", encoding="utf-8", errors="backslashreplace") as file:
            file.write(text)
    except OSError as error:
        raise UsageError(f"cannot be written: {error.strerror}", path=path) from error


def terminal_width() -> int:
    """The columns to fill: the terminal's, 100 where there is none, 120 at most, for longer lines are hard to read."""
    return min(120, shutil.get_terminal_size((100, 24)).columns)
