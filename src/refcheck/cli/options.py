"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

if TYPE_CHECKING:
    from collections.abc import Callable

Command = TypeVar("Command", bound="Callable[..., object]")

_NETWORK = (
    click.option("--offline", is_flag=True, help="Open no socket; say what could not be checked."),
    click.option(
        "--mailto",
        envvar="REFCHECK_MAILTO",
        metavar="ADDRESS",
        help="Your address, for Crossref's polite pool (or $REFCHECK_MAILTO).",
    ),
    click.option(
        "--crossref-url", envvar="REFCHECK_CROSSREF_URL", metavar="URL", help="Another server with Crossref's API."
    ),
    click.option(
        "--cache",
        type=click.Path(file_okay=False),
        metavar="FOLDER",
        help="Where answers are kept for later runs (default: $REFCHECK_CACHE, or your cache folder).",
    ),
    click.option("--no-cache", is_flag=True, help="Keep no answers, and use none of earlier runs."),
    click.option(
        "--index",
        envvar="REFCHECK_INDEX",
        metavar="PATH",
        type=click.Path(path_type=Path),
        help="Ask this index (refcheck index build) and no network (or $REFCHECK_INDEX).",
    ),
)


def retraction_list_option(*names: str) -> Callable[[Command], Command]:
    """The option that names a list of retractions, called by these names."""
    return click.option(
        *names,
        "retraction_list",
        envvar="REFCHECK_RETRACTIONS",
        metavar="PATH",
        help="A list of retractions, or 'none' (or $REFCHECK_RETRACTIONS; default: retractions.tsv.gz beside the "
        "articles, else your own, see `refcheck retractions`).",
    )


def network_options(function: Command) -> Command:
    """Add `--offline`, `--mailto`, `--crossref-url`, `--cache`, `--no-cache` and `--index`."""
    for option in reversed(_NETWORK):
        function = option(function)
    return function
