"""Bringing the lock files of folders up to date, and what is said about it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import click

from refcheck.cli.exit_codes import ExitCode
from refcheck.cli.inputs import read_input
from refcheck.errors import UnreadableArticle

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from refcheck.article import Reference
    from refcheck.cli.retraction_lists import RetractionLists
    from refcheck.resolution import Resolver
    from refcheck.resolution.locking import LockUpdate

SHOWN = 88  # characters of a reference in the summary


class LockRun:
    """One run of the command over several folders.

    Args:
        resolver: who is asked; the same for all folders, so that no work is asked for twice.
        lists: the lists of retractions that are looked at as well.
        check_only: whether nothing is written.
        upgrade: whether what is known is asked for again.
        refresh_older_than: days after which what was found is asked for again; None for never.
    """

    def __init__(
        self,
        resolver: Resolver,
        lists: RetractionLists,
        *,
        check_only: bool,
        upgrade: bool,
        refresh_older_than: int | None,
    ) -> None:
        self._resolver = resolver
        self._lists = lists
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
            self._with_list(folder),
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

    def _with_list(self, folder: Path) -> Resolver:
        """The resolver, with what the folder's list of retractions says of what is new."""
        from refcheck.resolution.retractions.noticing import ListedResolver  # noqa: PLC0415 (loaded when there is work)

        content = self._lists.beside(folder)
        return ListedResolver(self._resolver, content) if content else self._resolver

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
            click.echo(f"{path}: not in the lock file: {reference.label} {shown(reference.raw)}")
        for key in left_over:
            click.echo(f"{path}: no longer used: {shown(key)}")
        if missing or left_over:
            self.exit_code = max(self.exit_code, ExitCode.FINDINGS)
        else:
            click.echo(f"{path}: up to date")


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
            click.echo(f"{words}: {shown(key)}")
    for key, obstacle in update.unchecked:
        detail = f" ({obstacle.detail})" if obstacle.detail else ""
        click.echo(f"could not be checked, {obstacle.reason}{detail}: {shown(key)}")
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


def shown(reference: str) -> str:
    """A reference as it is shown in a summary: cut where it is long."""
    return reference if len(reference) <= SHOWN else reference[: SHOWN - 3] + "..."
