"""GitHub Actions workflow commands, which become annotations on a pull request.

GitHub shows ten annotations of each severity a step, so the worst come first. The syntax and its escapes are those of
https://docs.github.com/actions/reference/workflow-commands-for-github-actions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from refcheck.finding import Severity
from refcheck.output.places import quote
from refcheck.output.summary import summary_line

if TYPE_CHECKING:
    from refcheck.finding import Finding
    from refcheck.report import Report
    from refcheck.source import Source

_COMMANDS = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "notice",
    Severity.NOTE: "notice",
}


def _escape(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape(text).replace(":", "%3A").replace(",", "%2C")


def _command(source: Source, finding: Finding) -> str:
    start, end = finding.location.start, finding.location.end
    properties = {"file": finding.location.path}
    message = finding.message
    if source.unit == "paragraph":
        # A file without lines has none to pin an annotation to: the words tell where.
        message = f"Paragraph {start.line}, \u201c{quote(source, finding.location)}\u201d: {message}"
    else:
        properties |= {"line": str(start.line), "endLine": str(end.line)}
        if start.line == end.line:  # columns of a span over several lines are refused
            properties |= {"col": str(start.column), "endColumn": str(end.column)}
    properties["title"] = f"{finding.code} {finding.name}"
    listed = ",".join(f"{name}={_escape_property(value)}" for name, value in properties.items())
    return f"::{_COMMANDS[finding.severity]} {listed}::{_escape(message)}"


def render(report: Report, *, width: int) -> str:  # noqa: ARG001 (every format has the same signature)
    """One workflow command a finding, the worst first, then an error for each file that could not be read."""
    findings = sorted(
        (
            (each.article.source, finding)
            for each in report.articles
            for finding in each.findings
            if finding.severity is not Severity.NOTE
        ),
        key=lambda pair: -pair[1].severity.rank,
    )
    failed = [f"::error title=unreadable article::{_escape(str(error))}" for error in report.failures]
    notes = [
        f"::notice file={_escape_property(each.article.source.path)}::{_escape(note)}"
        for each in report.articles
        for note in each.article.notes
    ]
    commands = [_command(*pair) for pair in findings]
    return "\n".join([*failed, *commands, *notes, summary_line(report)]) + "\n"
