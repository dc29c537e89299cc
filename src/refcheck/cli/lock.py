"""`refcheck lock`: resolve the references of articles and write the lock file beside them."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from refcheck.cli.exit_codes import ExitCode
from refcheck.cli.inputs import articles_in, read_input
from refcheck.cli.options import network_options
from refcheck.errors import UnreadableArticle, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from refcheck.article import Reference
    from refcheck.resolution import Resolver
    from refcheck.resolution.locking import LockUpdate

SHOWN = 88  # characters of a reference in the summary
DAY = 86_400.0  # seconds
# Answers of the last hour count as asked for again: an upgrade that was interrupted goes on where it was.
HOUR = 3_600.0


@click.command("lock")
@click.argument("paths", nargs=-1, type=click.Path(readable=False))
@click.option("--check", "check_only", is_flag=True, help="Write nothing; exit 1 if a lock file is out of date.")
@click.option("--upgrade", is_flag=True, help="Ask again for everything but what a person confirmed.")
@click.option("--refresh-older-than", type=click.IntRange(min=0), metavar="DAYS",
              help="Ask again for what was found longer ago, but for what a person confirmed.")  # fmt: skip
@click.option("--confirm", nargs=2, type=(click.Path(readable=False), int), metavar="FILE NUMBER",
              help="Vouch for what was found of one reference, its record or that it has none.")  # fmt: skip
@click.option("--note", help="With --confirm: why; it is kept and shown.")
@network_options
@click.option(
    "--manual",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A JSON file of records to enter by hand, for one article.",
)
def command(
    paths: tuple[str, ...],
    *,
    check_only: bool,
    upgrade: bool,
    refresh_older_than: int | None,
    confirm: tuple[str, int] | None,
    note: str | None,
    offline: bool,
    manual: Path | None,
    mailto: str | None,
    crossref_url: str | None,
    cache: str | None,
    no_cache: bool,
) -> int:
    """Resolve the references of articles and write refcheck.lock in their folder (default: this folder).

    What the lock file knows already is not asked for again. A record entered by hand is replaced by Crossref's, and
    the summary says so, unless it is confirmed. What a person confirmed (--confirm FILE NUMBER --note "...") stays
    until its line is taken out of the file.

    Exit codes: 0 done, 1 out of date (with --check), 2 usage or a broken lock file, 3 no article, 4 some references
    could not be checked.
    """
    from refcheck.cli.resolving import NetworkChoice  # noqa: PLC0415 (loaded when there is work)

    _must_agree(paths, asks_again=upgrade or refresh_older_than is not None, check_only=check_only, manual=manual,
                confirm=confirm, note=note)  # fmt: skip
    paths = paths or (".",)
    if manual and (len(paths) != 1 or Path(paths[0]).is_dir()):
        raise UsageError("--manual needs exactly one article, to know whose numbers they are")
    longest = HOUR if upgrade else None if refresh_older_than is None else max(HOUR, refresh_older_than * DAY)
    network = NetworkChoice(offline, mailto, crossref_url, cache=cache, no_cache=no_cache, longest=longest)
    if confirm is not None:
        from refcheck.cli.confirming import confirm_reference  # noqa: PLC0415 (as above)

        return confirm_reference(*confirm, note or "", network.resolver())
    run = _Run(network.resolver(), check_only=check_only, upgrade=upgrade, refresh_older_than=refresh_older_than)
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


class _Run:
    """One run of the command over several folders.

    Args:
        resolver: who is asked; the same for all folders, so that no work is asked for twice.
        check_only: whether nothing is written.
        upgrade: whether what is known is asked for again.
        refresh_older_than: days after which what was found is asked for again; None for never.
    """

    def __init__(self, resolver: Resolver, *, check_only: bool, upgrade: bool, refresh_older_than: int | None) -> None:
        self._resolver = resolver
        self._refresh_older_than = refresh_older_than
        self._check_only = check_only
        self._upgrade = upgrade
        self.exit_code = ExitCode.CLEAN

    def folder(self, folder: Path, files: Sequence[str], *, complete: bool, manual: Path | None) -> None:
        """Bring the lock file of one folder up to date."""
        from refcheck.cli.clock import today  # noqa: PLC0415 (loaded when there is work)
        from refcheck.cli.resolving import progress_of  # noqa: PLC0415 (as above)
        from refcheck.resolution.lock import LOCK_NAME, Lock  # noqa: PLC0415 (as above)
        from refcheck.resolution.locking import unused, update_lock  # noqa: PLC0415 (as above)
        from refcheck.resolution.manual import read_manual  # noqa: PLC0415 (as above)

        path = folder / LOCK_NAME
        content = Lock.read(path) or Lock()
        references, all_read = self._references(files)
        complete = complete and all_read
        if self._check_only:
            self._report_staleness(path, content.missing(references), unused(content, references) if complete else [])
            return
        days = self._refresh_older_than
        update = update_lock(
            content,
            references,
            self._resolver,
            today=today(),
            entered=read_manual(manual, references, today()) if manual else (),
            upgrade=self._upgrade,
            refresh_before=None if days is None else today() - timedelta(min(days, (today() - date.min).days)),
            prune=complete,
            progress=progress_of(str(folder)),
        )
        # Where nothing could be looked up, no empty lock is left behind that would read as one.
        if update.lock.dumps() != content.dumps():
            update.lock.write(path)
        _report(path, update)
        if update.unchecked:
            self.exit_code = ExitCode.INCOMPLETE

    def _references(self, files: Sequence[str]) -> tuple[list[Reference], bool]:
        """The references of all files, and whether every file could be read."""
        references: list[Reference] = []
        all_read = True
        for file in files:
            try:
                references.extend(read_input(file).references)
            except UnreadableArticle as error:
                click.echo(f"refcheck: {error}", err=True)
                self.exit_code = ExitCode.INCOMPLETE
                all_read = False
        return references, all_read

    def _report_staleness(self, path: Path, missing: Sequence[Reference], left_over: Sequence[str]) -> None:
        for reference in missing:
            click.echo(f"{path}: not in the lock file: {reference.label} {_shown(reference.raw)}")
        for key in left_over:
            click.echo(f"{path}: no longer used: {_shown(key)}")
        if missing or left_over:
            self.exit_code = max(self.exit_code, ExitCode.FINDINGS)
        else:
            click.echo(f"{path}: up to date")


def _covers(paths: Iterable[str], folder: Path) -> bool:
    """Whether all articles of a folder are looked at: only then it is known what its lock file no longer needs."""
    return any(Path(path).is_dir() and folder.resolve().is_relative_to(Path(path).resolve()) for path in paths)


def _report(path: Path, update: LockUpdate) -> None:
    lists: tuple[tuple[str, list[str]], ...] = (
        ("entered by hand", update.entered),
        ("not entered, Crossref's record or a confirmed one stands and yours is not confirmed", update.refused),
        ("new", update.new),
        ("changed", update.changed),
        ("entered by hand, now replaced by Crossref's record", update.replaced),
        ("removed", update.removed),
    )
    for words, keys in lists:
        for key in keys:
            click.echo(f"{words}: {_shown(key)}")
    for key, obstacle in update.unchecked:
        detail = f" ({obstacle.detail})" if obstacle.detail else ""
        click.echo(f"could not be checked, {obstacle.reason}{detail}: {_shown(key)}")
    counts = {
        "entered": len(update.entered),
        "new": len(update.new),
        "changed": len(update.changed),
        "replaced": len(update.replaced),
        "removed": len(update.removed),
        "by hand and not confirmed": len(update.kept),
        "confirmed": sum(entry.confirmed for entry in update.lock.entries.values()),
        "unchanged": update.unchanged,
        "unchecked": len(update.unchecked),
    }
    click.echo(f"{path}: " + ", ".join(f"{count} {name}" for name, count in counts.items()))


def _shown(reference: str) -> str:
    return reference if len(reference) <= SHOWN else reference[: SHOWN - 3] + "..."
