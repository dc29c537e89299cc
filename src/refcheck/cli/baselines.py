"""What `check` does with a baseline: leave out what it knows, say what is mended, write it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from refcheck.errors import UsageError
from refcheck.wording import counted

if TYPE_CHECKING:
    from refcheck.report import Report


def against_baseline(report: Report, baseline: str | None, *, write: str | None, prune: bool) -> Report:
    """A run without what a baseline knows.

    Args:
        report: the run.
        baseline: the file that knows; None for none.
        write: the file to write everything to that was found; it is the baseline then.
        prune: whether what is mended is taken out of `baseline`.

    Raises:
        UsageError: if a file cannot be read or written, is no baseline, or there is none to prune.
    """
    from refcheck.baseline import compare, read_baseline, updated, without  # noqa: PLC0415 (loaded when there is work)

    if prune and write is None and baseline is None:
        raise UsageError("--prune-baseline needs a --baseline to take something out of")
    path = write or baseline
    if path is None:
        return report
    old = read_baseline(path, must=write is None)
    compared = compare(report, old)
    mended = sum(each.count for each in compared.mended)
    if write is None and not prune:
        if mended:
            verb = "is" if mended == 1 else "are"
            told = f"{counted(mended, 'finding')} in it {verb} mended; --prune-baseline takes them out"
            click.echo(f"refcheck: {path}: {told}", err=True)
        return compared.report
    new = updated(old, compared) if write else without(old, compared.mended)
    if new.dumps() != old.dumps() or write:
        new.write()
    added = sum(each.count for each in new.known) - sum(each.count for each in old.known) + mended
    told = (
        f"{counted(sum(each.count for each in new.known), 'finding')}, {added:,} new, {mended:,} mended and taken out"
    )
    click.echo(f"refcheck: {path}: {told}", err=True)
    return compare(report, new).report
