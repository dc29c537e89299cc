"""Where a command's result goes: standard output, or a file that is written in one step."""

from __future__ import annotations

import shutil

import click

from refcheck.errors import UsageError
from refcheck.files import write_atomically


def write_output(text: str, path: str | None) -> None:
    """Print a text, or write it to a file without the colours of a terminal.

    Raises:
        UsageError: if the file cannot be written; what was there before is untouched.
    """
    if path is None:
        click.echo(text, nl=False)
        return
    try:
        write_atomically(path, click.unstyle(text))
    except OSError as error:
        raise UsageError(f"cannot be written: {error.strerror}", path=path) from error


def terminal_width() -> int:
    """The columns to fill: the terminal's, 100 where there is none, 120 at most, for longer lines are hard to read."""
    return min(120, shutil.get_terminal_size((100, 24)).columns)
