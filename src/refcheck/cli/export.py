"""``refcheck export``: the reference list of an article as BibTeX, RIS or CSL-JSON."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from refcheck.article import Article, ReferenceFields

FORMATS = ("bibtex", "ris", "csl-json")


@click.command()
@click.argument("article", type=click.Path(path_type=Path))
@click.option("-f", "--format", "format_name", type=click.Choice(FORMATS), default="bibtex", show_default=True)
@click.option("--resolved", is_flag=True, help="Write the resolved records, not what is printed.")
@click.option("--offline", is_flag=True, help="With --resolved: the lock file only, no network.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write to this file instead of standard output.")
def command(article: Path, format_name: str, resolved: bool, offline: bool, output: Path | None) -> None:
    """Write the reference list of ARTICLE in an exchange format."""
    # Loaded here so that `refcheck --help` loads click alone.
    from refcheck.reading import read_file  # noqa: PLC0415
    from refcheck.references import export as formats  # noqa: PLC0415

    read = read_file(str(article))
    fields = _resolved_fields(read, article, offline=offline) if resolved else None
    text = formats.export(formats.records_of(read, fields), format_name)
    if output is None:
        click.echo(text, nl=False)
    else:
        _write(output, text)


def _resolved_fields(article: Article, path: Path, *, offline: bool) -> list[ReferenceFields]:
    """The record's fields for every reference; the printed ones, with a word about it, where there is none."""
    from refcheck.cli.resolving import resolver_for  # noqa: PLC0415 (brings the network's client)
    from refcheck.references.records import fields_of_work  # noqa: PLC0415

    resolutions = resolver_for(path, offline=offline).resolve(article.references)
    out: list[ReferenceFields] = []
    for reference, resolution in zip(article.references, resolutions, strict=True):
        if resolution.record is None:
            click.echo(f"{path}: reference {reference.number} has no record, written as printed", err=True)
            out.append(reference.fields)
        else:
            out.append(fields_of_work(resolution.record, printed_year=reference.fields.year))
    return out


def _write(path: Path, text: str) -> None:
    """Write a whole file or none of it."""
    with tempfile.NamedTemporaryFile(
        "w", encoding="utf-8", newline="", dir=path.parent, prefix=f".{path.name}.", delete=False
    ) as file:
        file.write(text)
    Path(file.name).chmod(0o666 & ~_umask())
    Path(file.name).replace(path)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
