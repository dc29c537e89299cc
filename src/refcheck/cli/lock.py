"""`refcheck lock`: resolve the references of articles and write the lock file beside them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from refcheck.cli.inputs import articles_in
from refcheck.cli.options import configured, declared, network_options
from refcheck.config.options import Scope
from refcheck.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from refcheck.cli.resolving import NetworkChoice


DAY = 86_400.0  # seconds
# Answers of the last hour count as asked for again: an upgrade that was interrupted goes on where it was.
HOUR = 3_600.0


@click.command("lock")
@click.argument("paths", nargs=-1, type=click.Path(readable=False))
@click.option("--check", "check_only", is_flag=True, help="Write nothing; exit 1 if a lock file is out of date.")
@click.option("--upgrade", is_flag=True, help="Ask again for everything but what a person confirmed.")
@click.option("--refresh-older-than", type=click.IntRange(min=0), metavar="DAYS",
              help="Ask again for what was found longer ago, but for what a person confirmed.")  # fmt: skip
@click.option("--retractions", "only_retractions", is_flag=True,
              help="Refresh only what is known of retractions; with --check, write nothing.")  # fmt: skip
@declared("retraction-list")
@click.option("--confirm", nargs=2, type=(click.Path(readable=False), int), metavar="FILE NUMBER",
              help="Vouch for what was found of one reference, its record or that it has none.")  # fmt: skip
@click.option("--note", help="With --confirm: why; it is kept and shown.")
@network_options
@click.option(
    "--manual",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A JSON file of records to enter by hand, for one article.",
)
@configured(Scope.NETWORK)
def command(
    paths: tuple[str, ...],
    *,
    check_only: bool,
    upgrade: bool,
    only_retractions: bool,
    retraction_list: str | None,
    refresh_older_than: int | None,
    confirm: tuple[str, int] | None,
    note: str | None,
    manual: Path | None,
    network: NetworkChoice,
) -> int:
    """Resolve the references of articles and write refcheck.lock in their folder (default: this folder).

    What the lock file knows already is not asked for again. A record entered by hand is replaced by Crossref's, and
    the summary says so, unless it is confirmed. What a person confirmed (--confirm FILE NUMBER --note "...") stays
    until its line is taken out of the file. With --retractions, what has happened to the works in the lock file since
    is asked for, of Crossref and of the list of retractions, and nothing else is changed.

    Exit codes: 0 done, 1 out of date (with --check), 2 usage or a broken lock file, 3 no article, 4 some references
    could not be checked.
    """
    from refcheck.cli.lock_run import LockRun  # noqa: PLC0415 (as above)
    from refcheck.cli.refreshing import refresh_retractions  # noqa: PLC0415 (loaded when there is work)
    from refcheck.cli.retraction_lists import RetractionLists  # noqa: PLC0415 (as above)

    _must_agree(paths, asks_again=upgrade or refresh_older_than is not None, check_only=check_only, manual=manual,
                confirm=confirm, note=note)  # fmt: skip
    paths = paths or (".",)
    if manual and (len(paths) != 1 or Path(paths[0]).is_dir()):
        raise UsageError("--manual needs exactly one article, to know whose numbers they are")
    longest = HOUR if upgrade else None if refresh_older_than is None else max(HOUR, refresh_older_than * DAY)
    network = replace(network, longest=longest)
    lists = RetractionLists(retraction_list)
    if only_retractions:
        if upgrade or manual or confirm or refresh_older_than is not None:
            raise UsageError(
                "--retractions leaves everything else as it is: leave --upgrade, --refresh-older-than, --confirm and "
                "--manual out"
            )
        return refresh_retractions(
            sorted({Path(file).parent for file in articles_in(paths)}), network, lists, check_only=check_only
        )
    if confirm is not None:
        from refcheck.cli.confirming import confirm_reference  # noqa: PLC0415 (as above)

        return confirm_reference(*confirm, note or "", network.resolver())
    run = LockRun(
        network.resolver(), lists, check_only=check_only, upgrade=upgrade, refresh_older_than=refresh_older_than
    )
    by_folder: dict[Path, list[str]] = defaultdict(list)
    for file in articles_in(paths):
        by_folder[Path(file).parent].append(file)
    for folder, files in by_folder.items():
        run.folder(folder, files, complete=_covers(paths, folder), manual=manual)
    return run.exit_code


def _must_agree(
    paths: tuple[str, ...],
    *,
    asks_again: bool,
    check_only: bool,
    manual: Path | None,
    confirm: tuple[str, int] | None,
    note: str | None,
) -> None:
    if confirm is not None and (paths or check_only or asks_again or manual):
        raise UsageError("--confirm is about one reference: it goes with --note and the network's options only")
    if confirm is not None and not (note or "").strip():
        raise UsageError('--confirm needs a reason: --note "..."')
    if note is not None and confirm is None:
        raise UsageError("--note says why something is confirmed: give --confirm FILE NUMBER as well")
    if check_only and (asks_again or manual):
        raise UsageError("--check writes nothing: leave --upgrade, --refresh-older-than and --manual out")


def _covers(paths: Iterable[str], folder: Path) -> bool:
    """Whether all articles of a folder are looked at: only then it is known what its lock file no longer needs."""
    return any(Path(path).is_dir() and folder.resolve().is_relative_to(Path(path).resolve()) for path in paths)
