"""One line a finding, as compilers print them: `path:line:column: severity CODE name: message`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from refcheck.finding import Severity
from refcheck.output.summary import summary_line

if TYPE_CHECKING:
    from refcheck.finding import Finding
    from refcheck.report import Report


def head(finding: Finding) -> str:
    """Where, how bad and which rule."""
    start = finding.location.start
    place = f"{finding.location.path}:{start.line}:{start.column}"
    return f"{place}: {finding.severity} {finding.code} {finding.name}"


def render(report: Report, *, width: int) -> str:  # noqa: ARG001 (every format has the same signature)
    """The findings, one line each, after notes on the reading; what could not be checked the last line counts."""
    lines = [f"{each.article.source.path}: note: {note}" for each in report.articles for note in each.article.notes]
    lines += [
        f"{head(finding)}: {' '.join(finding.message.split())}"
        for finding in report.findings
        if finding.severity is not Severity.NOTE
    ]
    return "\n".join([*lines, summary_line(report)]) + "\n"
