"""`refcheck export`: the reference list of an article as BibTeX, RIS or CSL-JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from refcheck.cli.inputs import read_input
from refcheck.cli.options import configured, network_options
from refcheck.cli.writing import write_output
from refcheck.config.options import Scope

if TYPE_CHECKING:
    from refcheck.article import Article, ReferenceFields
    from refcheck.cli.resolving import NetworkChoice

FORMATS = ("bibtex", "ris", "csl-json")


@click.command("export")
@click.argument("article", type=click.Path(readable=False))
@click.option("-f", "--format", "format_name", type=click.Choice(FORMATS), default="bibtex", show_default=True)
@click.option("--resolved", is_flag=True, help="Write the resolved records, not what is printed.")
@network_options
@click.option("-o", "--output", type=click.Path(dir_okay=False), help="Write to this file, not to standard output.")
@click.option("--stdin-filename", metavar="NAME", help="With ARTICLE '-': the name whose ending tells the format.")
@configured(Scope.NETWORK)
def command(
    article: str,
    *,
    format_name: str,
    resolved: bool,
    network: NetworkChoice,
    output: str | None,
    stdin_filename: str | None,
) -> None:
    """Write the reference list of ARTICLE in an exchange format."""
    from refcheck.references import export  # noqa: PLC0415 (loads pybtex)

    read = read_input(article, stdin_filename)
    fields = _resolved_fields(read, network) if resolved else None
    write_output(export.export(export.records_of(read, fields), format_name), output)


def _resolved_fields(article: Article, network: NetworkChoice) -> list[ReferenceFields]:
    """The record's fields for every reference; the printed ones, with a word about it, where there is none."""
    from refcheck.cli.resolving import resolve_articles  # noqa: PLC0415 (loaded when there is work)
    from refcheck.references.records import fields_of_work  # noqa: PLC0415 (loaded when there is work)

    (resolutions,) = resolve_articles([article], network)
    out: list[ReferenceFields] = []
    for reference, resolution in zip(article.references, resolutions, strict=True):
        if resolution.record is None:
            where = f"{article.source.path}: reference {reference.number}"
            click.echo(f"{where} has no record, written as printed", err=True)
            out.append(reference.fields)
        else:
            out.append(fields_of_work(resolution.record, printed_year=reference.fields.year))
    return out
