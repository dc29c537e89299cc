"""GitHub Actions workflow commands, which become annotations on a pull request.

GitHub shows ten annotations of each kind a step: the worst and surest come first, and what is beyond ten is printed as
plain lines, for the log; the summary of the job has all of it (`refcheck.output.job_summary`). The syntax and its
escapes are those of https://docs.github.com/actions/reference/workflow-commands-for-github-actions.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from refcheck.finding import Severity
from refcheck.output.concise import line
from refcheck.output.places import told
from refcheck.output.summary import summary_line, worst_first

if TYPE_CHECKING:
    from collections.abc import Iterator

    from refcheck.finding import Finding
    from refcheck.report import Report
    from refcheck.source import Source

MOST = 10
"""Annotations of a kind that GitHub shows of one step (https://docs.github.com/actions, limits of annotations)."""
_COMMANDS = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "notice",
}


def _escape(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape(text).replace(":", "%3A").replace(",", "%2C")


def _plain(text: str) -> str:
    """A line for the log that is no command, whatever an article says: those begin a line, older ones with "##["."""
    return "- " + text.replace("##[", "## [")


def _command(source: Source, finding: Finding) -> str:
    start, end = finding.location.start, finding.location.end
    properties = {"file": finding.location.path}
    if source.unit == "line":  # a file without lines has none to pin an annotation to
        properties |= {"line": str(start.line), "endLine": str(end.line)}
        if start.line == end.line:  # columns of a span over several lines are refused
            properties |= {"col": str(start.column), "endColumn": str(end.column)}
    properties["title"] = f"{finding.code} {finding.name}"
    listed = ",".join(f"{name}={_escape_property(value)}" for name, value in properties.items())
    return f"::{_COMMANDS[finding.severity]} {listed}::{_escape(told(source, finding))}"


def _annotations(report: Report) -> Iterator[tuple[str, str, str]]:
    """All there is to say, the worst first: its kind, the workflow command, and the same as a plain line."""
    for error in report.failures:
        yield "error", f"::error title=unreadable article::{_escape(str(error))}", f"unreadable article: {error}"
    for source, finding in worst_first(report):
        yield _COMMANDS[finding.severity], _command(source, finding), line(source, finding)
    for each in report.articles:
        path = each.article.source.path
        for note in each.article.notes:
            yield "notice", f"::notice file={_escape_property(path)}::{_escape(note)}", f"{path}: note: {note}"


def render(report: Report, *, width: int) -> str:  # noqa: ARG001 (every format has the same signature)
    """Workflow commands, of each kind as many as GitHub shows, then what is left as plain lines."""
    shown: Counter[str] = Counter()
    commands, others = [], []
    for kind, command, plain in _annotations(report):
        shown[kind] += 1
        if shown[kind] <= MOST:
            commands.append(command)
        else:
            others.append(_plain(plain))
    if others:
        others.insert(0, f"More than {MOST} of a kind, which is what GitHub shows of a step; the others:")
    return "\n".join([*commands, *others, summary_line(report)]) + "\n"
