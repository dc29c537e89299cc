"""`refcheck init`: what a folder of articles needs to be checked on every change."""

from __future__ import annotations

import os
import shlex
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from refcheck import __version__
from refcheck.cli.inputs import articles_in, read_input
from refcheck.config.discovery import Configuration
from refcheck.errors import NoInput, RefcheckError, UsageError
from refcheck.files import write_atomically
from refcheck.scaffold import new_files
from refcheck.wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from refcheck.scaffold import NewFile


@click.command("init")
@click.argument("folder", default=".", type=click.Path(readable=False))
@click.option("--dry-run", is_flag=True, help="Say what would be written; write nothing.")
@click.option(
    "--requirement",
    default=f"article-refcheck=={__version__}",
    show_default=True,
    metavar="TEXT",
    help="What pip installs in CI: a version, or the address of a commit.",
)
def command(folder: str, *, dry_run: bool, requirement: str) -> None:
    """Set up FOLDER (default: this one): refcheck.toml, a pre-commit hook, and a workflow for GitHub.

    The hook and the workflow go to the top of the repository that the folder is in, or, if it is in none, where you
    are. What is there already stays as it is.
    """
    if not os.path.isdir(folder):  # noqa: PTH112 (`Path.is_dir` raises where a folder above is closed)
        raise UsageError("no such folder", path=folder)
    for line in _described(folder):
        click.echo(line)
    click.echo()
    here = Path(os.path.realpath(folder))
    for file in new_files(here, _top(here), requirement):
        click.echo(_put(file, here, dry_run=dry_run))
    named = shlex.quote(folder)
    click.echo(f"\nNext:\n  refcheck lock {named}\n  refcheck check {named}")


def _top(folder: Path) -> Path:
    """The top of the repository that a folder is in; without one the working folder, if the folder is below it."""
    for each in (folder, *folder.parents):
        if (each / ".git").exists():
            return each
    standing = Path.cwd()
    return standing if folder.is_relative_to(standing) else folder


def _described(folder: str) -> Iterator[str]:
    """What there is to be checked: articles by format, then files without a list of references."""
    try:
        files = articles_in([folder])
    except NoInput as error:
        yield str(error)
        return
    formats: Counter[str] = Counter()
    others = []
    for file in files:
        try:
            article = read_input(file)
        except RefcheckError as error:
            others.append(str(error))
            continue
        if article.references:
            formats[article.source.format] += 1
        else:
            others.append(f"{file}: no list of references")
    listed = ", ".join(f"{count} {name}" for name, count in sorted(formats.items()))
    yield f"{folder}: {counted(formats.total(), 'article')}" + (f" ({listed})" if listed else "")
    yield from others


def _put(file: NewFile, folder: Path, *, dry_run: bool) -> str:
    """Write a file unless there is one; gives what to say of it."""
    shown = os.path.relpath(file.path)
    if os.path.lexists(file.path):
        if file.part and file.part not in _text(file.path):
            return f"{shown} is there already and stays as it is; to add to it:\n\n{file.part}"
        return f"{shown} is there already and stays as it is"
    if file.settings and (held := Configuration().file_for(folder)):
        return f"{shown} is not needed: {held.path} holds for this folder"
    if dry_run:
        return f"would write {shown}"
    try:
        file.path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(file.path, file.content)
    except OSError as error:
        raise UsageError(f"cannot be written: {error.strerror}", path=shown) from error
    return f"wrote {shown}"


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8", "replace")
    except OSError as error:
        raise UsageError(f"cannot be read: {error.strerror}", path=os.path.relpath(path)) from error
