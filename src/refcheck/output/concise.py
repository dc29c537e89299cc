"""One line a finding, as compilers print them: `path:line:column: severity CODE name: message`.

Where a format has no lines, `path: paragraph n: severity CODE name: message`, and the words around the place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from refcheck.finding import Severity
from refcheck.output.places import quote, shown
from refcheck.output.summary import summary_line

if TYPE_CHECKING:
    from refcheck.finding import Finding
    from refcheck.report import Report
    from refcheck.source import Source


def head(source: Source, finding: Finding) -> str:
    """Where, how bad and which rule."""
    return f"{shown(source, finding.location)}: {finding.severity} {finding.code} {finding.name}"


def line(source: Source, finding: Finding) -> str:
    """A finding in one line, with the words around it where there are no lines."""
    words = quote(source, finding.location)
    message = " ".join(finding.message.split())
    return f"{head(source, finding)}: {message}" + (f" (in: {words})" if words else "")


def render(report: Report, *, width: int) -> str:  # noqa: ARG001 (every format has the same signature)
    """The findings, one line each, after notes on the reading; what could not be checked the last line counts."""
    lines = [f"{each.article.source.path}: note: {note}" for each in report.articles for note in each.article.notes]
    lines += [
        line(each.article.source, finding)
        for each in report.articles
        for finding in each.findings
        if finding.severity is not Severity.NOTE
    ]
    return "\n".join([*lines, summary_line(report)]) + "\n"
