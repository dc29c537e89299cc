"""`refcheck config`: what is set, and where it came from."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from refcheck.cli.options import configured, declared
from refcheck.cli.writing import terminal_width
from refcheck.config.options import OPTIONS, Scope
from refcheck.errors import NoInput

if TYPE_CHECKING:
    from refcheck.config.discovery import Configuration


@click.group("config")
def command() -> None:
    """Say what is set for an article and where it came from, or what can be set."""


@command.command("show")
@click.argument("path", default=".", type=click.Path(readable=False))
@click.option("--json", "json_wanted", is_flag=True, help="Print one JSON object.")
@declared(*(option.key for option in OPTIONS if option.on_command_line))
@configured()
@click.pass_obj
def show(configuration: Configuration, /, *, path: str, json_wanted: bool, **_: object) -> None:
    """Show every setting for PATH (default: this folder), its value and where it came from.

    The options of `refcheck check` may be given as well, to see what they would change.
    """
    from refcheck.output import settings  # noqa: PLC0415 (loaded when there is work)

    if not os.path.exists(path):  # noqa: PTH110 (a name that is too long raises)
        raise NoInput("no such file or folder", path=path)
    # A folder stands for the articles in it that no pattern of a file means.
    a_folder = os.path.isdir(path)  # noqa: PTH112 (as above)
    article = configuration.of_article(str(Path(path) / "*") if a_folder else path)
    run = configuration.of_run([path])
    found = {option.key: article if option.scope is Scope.ARTICLE else run for option in OPTIONS}
    if json_wanted:
        click.echo(settings.as_json(path, found), nl=False)
    else:
        click.echo(settings.as_text(path, found, width=terminal_width()), nl=False)


@command.command("schema")
def schema() -> None:
    """Print the JSON Schema of refcheck.toml, for editors that complete and check by one."""
    from refcheck.config.schema import SHIPPED  # noqa: PLC0415 (as above)

    click.echo(SHIPPED.read_text("utf-8"), nl=False)
