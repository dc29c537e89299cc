"""`refcheck renumber`: references numbered in the order in which the text first cites them."""

from __future__ import annotations

import click

from refcheck.cli.exit_codes import ExitCode
from refcheck.cli.writing import write_output
from refcheck.errors import UsageError
from refcheck.wording import counted


@click.command("renumber")
@click.argument("file", type=click.Path(readable=False))
@click.option("--diff", "show", is_flag=True, help="Show what would change as a unified diff; write nothing.")
def command(file: str, *, show: bool) -> ExitCode:
    """Sort the reference list of FILE by first citation (Vancouver order), and renumber the citations with it.

    Every reference keeps its text; those that are never cited come last, in the order in which they stand. With --diff
    the exit code is 1 if something would change.
    """
    from refcheck.fixing import Workspace, diff  # noqa: PLC0415 (loaded when there is work)
    from refcheck.fixing.order import put_in_order  # noqa: PLC0415 (the same)

    if file == "-":
        raise UsageError("standard input cannot be renumbered: give a file")
    workspace = Workspace()
    moved = put_in_order(workspace, file)
    if show:
        changes = b"".join(diff(*change) for change in workspace.changes())
        write_output(changes, None)
        return ExitCode.FINDINGS if changes else ExitCode.CLEAN
    workspace.write()
    told = f"{counted(moved, 'reference')} renumbered" if moved else "already in the order of first citation"
    click.echo(f"refcheck: {file}: {told}", err=True)
    return ExitCode.CLEAN
