"""`refcheck lock --confirm`: a person vouches for what was found of one reference."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from refcheck.cli.clock import today
from refcheck.cli.exit_codes import ExitCode
from refcheck.cli.inputs import read_input
from refcheck.errors import UsageError
from refcheck.resolution.compose import find_lock
from refcheck.resolution.lock import Lock
from refcheck.resolution.locking import confirm
from refcheck.resolution.resolver import LockResolver
from refcheck.work import NotCrossrefKind, Resolution, Unchecked

if TYPE_CHECKING:
    from refcheck.article import Reference
    from refcheck.resolution import Resolver


def confirm_reference(file: str, number: int, note: str, resolver: Resolver) -> ExitCode:
    """Write into the lock file that a person vouches for what is known of one reference, and say what that is.

    Args:
        file: the article.
        number: the printed number of the reference.
        note: what the person writes.
        resolver: who is asked if the lock does not know the reference.

    Raises:
        UnreadableArticle: the article cannot be read.
        UsageError: it has no reference with this number, or several.
        LockError: the lock file cannot be read or written.
    """
    reference = _reference(file, number)
    path = find_lock(file)
    lock = Lock.read(path) or Lock()
    (found,) = LockResolver(lock, resolver).resolve([reference])
    if isinstance(found.outcome, Unchecked):
        detail = f" ({found.outcome.detail})" if found.outcome.detail else ""
        click.echo(f"{file}: reference {number} could not be checked, {found.outcome.reason}{detail}: "
                   "there is nothing to confirm yet", err=True)  # fmt: skip
        return ExitCode.INCOMPLETE
    note = " ".join(note.split())
    if found.confirmation and found.confirmation != note:
        click.echo(f"was confirmed before: {found.confirmation}")
    confirm(lock, reference, found, note, today()).write(path)
    click.echo(f"{path}: reference {number} confirmed, {_told(found)}: {note}")
    return ExitCode.CLEAN


def _reference(file: str, number: int) -> Reference:
    found = [reference for reference in read_input(file).references if reference.number == number]
    if not found:
        raise UsageError(f"no reference has the number {number}", path=file)
    if len({reference.raw for reference in found}) > 1:
        raise UsageError(f"{len(found)} references have the number {number}: say which is meant by --manual", path=file)
    return found[0]


def _told(found: Resolution) -> str:
    record = found.record
    if record is not None:
        return f"its record is {record.doi or record.title}"
    if isinstance(found.outcome, NotCrossrefKind):
        return f"a work of a kind that Crossref does not hold ({found.outcome.kind})"
    return "no record of it exists"
