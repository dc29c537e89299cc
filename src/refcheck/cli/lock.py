"""`refcheck lock`: resolve the references of articles and write the lock file beside them."""

from __future__ import annotations

from collections import defaultdict
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


@click.command("lock")
@click.argument("paths", nargs=-1, type=click.Path(readable=False))
@click.option("--check", "check_only", is_flag=True, help="Write nothing; exit 1 if a lock file is out of date.")
@click.option("--upgrade", is_flag=True, help="Ask again for everything but records that a person confirmed.")
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
    offline: bool,
    manual: Path | None,
    mailto: str | None,
    crossref_url: str | None,
    index: Path | None,
) -> int:
    """Resolve the references of articles and write refcheck.lock in their folder (default: this folder).

    What the lock file knows already is not asked for again. A record entered by hand is replaced by Crossref's, and
    the summary says so, unless it is marked as confirmed.

    Exit codes: 0 done, 1 out of date (with --check), 2 usage or a broken lock file, 3 no article, 4 some references
    could not be checked.
    """
    from refcheck.cli.resolving import NetworkChoice  # noqa: PLC0415 (loaded when there is work)

    paths = paths or (".",)
    if manual and (len(paths) != 1 or Path(paths[0]).is_dir()):
        raise UsageError("--manual needs exactly one article, to know whose numbers they are")
    if check_only and (upgrade or manual):
        raise UsageError("--check writes nothing: leave --upgrade and --manual out")
    network = NetworkChoice(offline=offline, mailto=mailto, crossref_url=crossref_url, index=index)
    run = _Run(network.resolver(), check_only=check_only, upgrade=upgrade)
    by_folder: dict[Path, list[str]] = defaultdict(list)
    for file in articles_in(paths):
        by_folder[Path(file).parent].append(file)
    for folder, files in by_folder.items():
        run.folder(folder, files, complete=_covers(paths, folder), manual=manual)
    return run.exit_code


class _Run:
    """One run of the command over several folders.

    Args:
        resolver: who is asked; the same for all folders, so that no work is asked for twice.
        check_only: whether nothing is written.
        upgrade: whether what is known is asked for again.
    """

    def __init__(self, resolver: Resolver, *, check_only: bool, upgrade: bool) -> None:
        self._resolver = resolver
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
        update = update_lock(
            content,
            references,
            self._resolver,
            today=today(),
            entered=read_manual(manual, references, today()) if manual else (),
            upgrade=self._upgrade,
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
        ("not entered, Crossref's record stands and yours is not confirmed", update.refused),
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
        "unchanged": update.unchanged,
        "unchecked": len(update.unchecked),
    }
    click.echo(f"{path}: " + ", ".join(f"{count} {name}" for name, count in counts.items()))


def _shown(reference: str) -> str:
    return reference if len(reference) <= SHOWN else reference[: SHOWN - 3] + "..."
