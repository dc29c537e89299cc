"""`refcheck show`: what was read out of an article, so that an editor can see what refcheck sees."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from refcheck.cli.inputs import read_input
from refcheck.cli.writing import terminal_width, write_output
from refcheck.errors import UsageError

if TYPE_CHECKING:
    from refcheck.article import Article
    from refcheck.work import Resolution

#: what `--output` writes, by the ending of the file
_PICTURES = (".svg", ".png")


@click.command("show")
@click.argument("file", type=click.Path(readable=False))
@click.option("-f", "--format", "format_name", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--alignment", is_flag=True, help="Draw the claims against the references instead.")
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False), help="With --alignment: write the picture, .svg or .png."
)
@click.option("--stdin-filename", metavar="NAME", help="With FILE '-': the name whose ending tells the format.")
def command(file: str, format_name: str, *, alignment: bool, output: str | None, stdin_filename: str | None) -> None:
    """Show the citations of FILE with their claims, and its references with their fields."""
    from refcheck.output import listing  # noqa: PLC0415 (after the options are known to be right)

    _must_agree(format_name, output, alignment=alignment)
    article = read_input(file, stdin_filename)
    if alignment:
        write_output(_picture(_completed(article), output), output)
    elif format_name == "json":
        click.echo(listing.as_json(article, _confirmed(article)), nl=False)
    else:
        click.echo(listing.as_text(article, _confirmed(article), width=terminal_width()), nl=False)


def _locked(article: Article) -> list[Resolution | None]:
    """What the lock beside the article has of each of its references."""
    from refcheck.resolution.compose import find_lock  # noqa: PLC0415 (as above)
    from refcheck.resolution.lock import Lock  # noqa: PLC0415 (as above)

    lock = Lock.read(find_lock(article.source.path))
    return [None if lock is None else lock.resolution(reference) for reference in article.references]


def _confirmed(article: Article) -> dict[str, str]:
    """What people wrote who vouched for what was found of a reference, by the reference's text."""
    pairs = zip(article.references, _locked(article), strict=True)
    return {reference.raw: answer.confirmation for reference, answer in pairs if answer and answer.confirmation}


def _completed(article: Article) -> Article:
    """The article, with what its lock has of its works and its list does not print."""
    from refcheck.alignment.completing import completed  # noqa: PLC0415 (as above)

    return completed(article, [None if answer is None else answer.record for answer in _locked(article)])


def _must_agree(format_name: str, output: str | None, *, alignment: bool) -> None:
    if alignment and format_name != "text":
        raise UsageError("--alignment is a picture, not JSON: leave out one of the two")
    if output is not None and not alignment:
        raise UsageError("--output writes the picture of --alignment: give both")
    if output is not None and Path(output).suffix.lower() not in _PICTURES:
        raise UsageError(f"a picture ends in {' or '.join(_PICTURES)}", path=output)


def _picture(article: Article, output: str | None) -> str | bytes:
    if output is None:
        from refcheck.output.drawing import terminal  # noqa: PLC0415 (loaded when there is work)

        return terminal.render(article, width=terminal_width())
    if output.lower().endswith(".svg"):
        from refcheck.output.drawing import svg  # noqa: PLC0415 (as above)

        return svg.render(article)
    from refcheck.output.drawing import png  # noqa: PLC0415 (as above)

    return png.render(article)
