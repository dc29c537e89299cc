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
    from refcheck.finding import Finding
    from refcheck.report import Report
    from refcheck.source import Source

MOST = 10
"""Annotations of a kind that GitHub shows of one step (https://docs.github.com/actions, limits of annotations)."""
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
    if source.unit == "line":  # a file without lines has none to pin an annotation to
        properties |= {"line": str(start.line), "endLine": str(end.line)}
        if start.line == end.line:  # columns of a span over several lines are refused
            properties |= {"col": str(start.column), "endColumn": str(end.column)}
    properties["title"] = f"{finding.code} {finding.name}"
    listed = ",".join(f"{name}={_escape_property(value)}" for name, value in properties.items())
    return f"::{_COMMANDS[finding.severity]} {listed}::{_escape(told(source, finding))}"


def _kind(command: str) -> str:
    """Which of GitHub's kinds an annotation is: `error`, `warning` or `notice`."""
    return command[2:].split(" ", 1)[0]


def render(report: Report, *, width: int) -> str:  # noqa: ARG001 (every format has the same signature)
    """A workflow command for each file that could not be read, finding and note, as many as GitHub shows; the others."""
    findings = worst_first(report)
    failed = [f"::error title=unreadable article::{_escape(str(error))}" for error in report.failures]
    said = [
        f"::notice file={_escape_property(each.article.source.path)}::{_escape(note)}"
        for each in report.articles
        for note in each.article.notes
    ]
    pairs = [
        *((command, command) for command in failed),
        *((_command(*pair), line(*pair)) for pair in findings),
        *((command, command) for command in said),
    ]
    shown: Counter[str] = Counter()
    commands, others = [], []
    for command, plain in pairs:
        shown[_kind(command)] += 1
        if shown[_kind(command)] <= MOST:
            commands.append(command)
        else:
            others.append(plain.removeprefix("::"))
    if others:
        others.insert(0, f"More than {MOST} of a kind, which is what GitHub shows of a step; the others:")
    return "\n".join([*commands, *others, summary_line(report)]) + "\n"
