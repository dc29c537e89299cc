"""GitLab's Code Quality report, which becomes marks on the lines of a merge request.

The keys are those that GitLab reads of Code Climate's format, https://docs.gitlab.com/ci/testing/code_quality/. Of
findings with the same fingerprint GitLab shows one; here they all differ.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from refcheck.finding import Severity
from refcheck.output.identity import fingerprints, forward, hashed
from refcheck.output.places import told
from refcheck.output.summary import unchecked_lines, worst_first
from refcheck.rules import unchecked_reference

if TYPE_CHECKING:
    from refcheck.finding import Finding
    from refcheck.report import Report
    from refcheck.source import Source

_SEVERITIES = {Severity.ERROR: "critical", Severity.WARNING: "major", Severity.INFO: "minor"}


def _issue(source: Source, finding: Finding, fingerprint: str) -> dict[str, Any]:
    # GitLab needs a line; a file without lines has its first one marked, and the words tell the paragraph.
    by_line = source.unit == "line"
    lines = {"begin": finding.location.start.line, "end": finding.location.end.line} if by_line else {"begin": 1}
    return {
        "description": f"{finding.code} {finding.name}: {told(source, finding)}",
        "check_name": finding.code,
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[finding.severity],
        "location": {"path": forward(finding.location.path), "lines": lines},
    }


def _remark(check: str, path: str, message: str, severity: str, line: int = 1) -> dict[str, Any]:
    """What is said of a whole file."""
    path = forward(path)
    return {
        "description": message,
        "check_name": check,
        "fingerprint": hashed(f"{check}:{path}:{message}"),
        "severity": severity,
        "location": {"path": path, "lines": {"begin": line}},
    }


def render(report: Report, *, width: int) -> str:  # noqa: ARG001 (every format has the same signature)
    """The findings as a JSON array; what could not be read or checked is in it, so that nobody takes it for clean."""
    found = worst_first(report)
    issues = [
        _remark(
            "unreadable-article", error.path or "-", f"could not be read: {error.message}", "blocker", error.line or 1
        )
        for error in report.failures
    ]
    marks = fingerprints(finding for _, finding in found)
    issues += [_issue(source, finding, mark) for (source, finding), mark in zip(found, marks, strict=True)]
    issues += [
        _remark(unchecked_reference.RULE.code, each.article.source.path, line, "info")
        for each in report.articles
        for line in unchecked_lines(each)
    ]
    return json.dumps(issues, ensure_ascii=False, indent=1) + "\n"
