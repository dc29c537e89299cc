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
        "--index",
        envvar="REFCHECK_INDEX",
        metavar="PATH",
        type=click.Path(path_type=Path),
        help="Ask this index (refcheck index build) and no network (or $REFCHECK_INDEX).",
    ),
)


def network_options(function: Command) -> Command:
    """Add `--offline`, `--mailto`, `--crossref-url` and `--index`."""
    for option in reversed(_NETWORK):
        function = option(function)
    return function
