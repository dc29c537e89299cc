"""`refcheck cache`: what is kept of the answers of Crossref and DataCite."""

from __future__ import annotations

from datetime import UTC, datetime

import click

_folder = click.option(
    "--cache",
    "folder",
    type=click.Path(file_okay=False),
    metavar="FOLDER",
    help="Another folder than $REFCHECK_CACHE or your cache folder.",
)


@click.group("cache")
def command() -> None:
    """Show or forget the answers that are kept of Crossref and DataCite, so that nobody asks them twice.

    A record is kept for 30 days, that there is none for one day, a failure never.
    """


@command.command()
@_folder
def info(folder: str | None) -> None:
    """Say where the cache is and what is in it."""
    from refcheck.cli.resolving import cache_folder  # noqa: PLC0415 (loaded when there is work)
    from refcheck.resolution.cache import CACHE_NAME  # noqa: PLC0415 (as above)
    from refcheck.resolution.cache_upkeep import contents  # noqa: PLC0415 (as above)

    place = cache_folder(folder)
    content = contents(place)
    if content is None:
        click.echo(f"{place / CACHE_NAME}: not there yet")
        return
    total = sum(content.counts.values())
    click.echo(f"{content.path}: {total:,} answers, {content.size / 1e6:.1f} MB")
    for sort, count in content.counts.items():
        click.echo(f"{count:8,}  {sort}")
    if content.oldest is not None:
        click.echo(f"the oldest of {datetime.fromtimestamp(content.oldest, UTC).date()}, {content.expired:,} too old")


@command.command()
@_folder
def clear(folder: str | None) -> None:
    """Forget all answers."""
    from refcheck.cli.resolving import cache_folder  # noqa: PLC0415 (loaded when there is work)
    from refcheck.resolution.cache import CACHE_NAME  # noqa: PLC0415 (as above)
    from refcheck.resolution.cache_upkeep import clear as forget  # noqa: PLC0415 (as above)

    place = cache_folder(folder)
    click.echo(f"{place / CACHE_NAME}: {forget(place):,} answers forgotten")
