"""`refcheck show`: what was read out of an article, so that an editor can see what refcheck sees."""

from __future__ import annotations

import click

from refcheck.cli.inputs import read_input
from refcheck.cli.writing import terminal_width


@click.command("show")
@click.argument("file", type=click.Path(readable=False))
@click.option("-f", "--format", "format_name", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--stdin-filename", metavar="NAME", help="With FILE '-': the name whose ending tells the format.")
def command(file: str, format_name: str, stdin_filename: str | None) -> None:
    """Show the citations of FILE with their claims, and its references with their fields."""
    from refcheck.output import listing  # noqa: PLC0415 (after the options are known to be right)

    article = read_input(file, stdin_filename)
    if format_name == "json":
        click.echo(listing.as_json(article), nl=False)
    else:
        click.echo(listing.as_text(article, width=terminal_width()), nl=False)
