"""The exit codes that scripts rely on."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from refcheck.finding import Severity
    from refcheck.report import Report


class ExitCode(IntEnum):
    """What the exit code of a command says."""

    CLEAN = 0
    FINDINGS = 1
    USAGE = 2
    NO_INPUT = 3
    INCOMPLETE = 4


def exit_code(report: Report, fail_on: Severity | None) -> ExitCode:
    """The exit code of a run.

    A run that could not check what it had to is incomplete, whatever else it found: it must never read as clean, nor
    as though the findings were all there is.

    Args:
        report: the run.
        fail_on: the mildest severity that fails; None if no finding does.
    """
    if report.incomplete:
        return ExitCode.INCOMPLETE
    if fail_on is not None and report.fails(fail_on):
        return ExitCode.FINDINGS
    return ExitCode.CLEAN
