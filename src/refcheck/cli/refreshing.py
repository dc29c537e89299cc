"""`refcheck lock --retractions`: what happened to the works of a lock file since, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from refcheck.cli.exit_codes import ExitCode
from refcheck.cli.lock_run import shown
from refcheck.errors import LockError, UsageError
from refcheck.resolution.lock import LOCK_NAME, Lock
from refcheck.resolution.retractions.refreshing import refresh

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from refcheck.cli.resolving import NetworkChoice
    from refcheck.cli.retraction_lists import RetractionLists
    from refcheck.resolution.crossref import CrossrefClient
    from refcheck.resolution.retractions.refreshing import RefreshedLock
    from refcheck.work import Update


def refresh_retractions(
    folders: Iterable[Path], network: NetworkChoice, lists: RetractionLists, *, check_only: bool
) -> ExitCode:
    """Bring the retraction state of the lock files of folders up to date.

    Args:
        folders: where the lock files are.
        network: whether and how Crossref is asked.
        lists: the lists of retractions to look at.
        check_only: whether nothing is written.

    Raises:
        LockError: if there is no lock file, or a broken one.
        UsageError: if there is nobody to ask.
    """
    client = _client(network)
    code = ExitCode.CLEAN
    for folder in folders:
        path = folder / LOCK_NAME
        content = Lock.read(path)
        if content is None:
            raise LockError(f"there is none yet: run 'refcheck lock {folder}'", path=str(path))
        known = lists.beside(folder)
        if client is None and known is None:
            raise UsageError(
                "nobody can be asked about retractions: --offline, and no list (see 'refcheck retractions')"
            )
        result = refresh(content, client, known)
        if result.changed and not check_only:
            result.lock.write(path)
        _report(path, result)
        if result.unchecked:
            code = ExitCode.INCOMPLETE
        elif result.changed and check_only:
            code = max(code, ExitCode.FINDINGS)
    return code


def _client(network: NetworkChoice) -> CrossrefClient | None:
    if network.offline:
        return None
    from refcheck.resolution.crossref import CrossrefClient  # noqa: PLC0415 (not for --offline)

    return CrossrefClient(network.settings)


def _report(path: Path, result: RefreshedLock) -> None:
    for key, updates in result.changed:
        click.echo(f"{_told(updates)}: {shown(key)}")
    for key, obstacle in result.unchecked:
        detail = f" ({obstacle.detail})" if obstacle.detail else ""
        click.echo(f"could not be checked, {obstacle.reason}{detail}: {shown(key)}")
    click.echo(
        f"{path}: retraction state of {len(result.changed)} changed, {result.unchanged} unchanged, "
        f"{len(result.unchecked)} unchecked"
    )


def _told(updates: tuple[Update, ...]) -> str:
    """What is known of a work now, the latest last."""
    ordered = sorted(updates, key=lambda update: str(update.date or ""))
    return ", ".join(f"{update.kind}{f' {update.date}' if update.date else ''}" for update in ordered) or "no notice"
