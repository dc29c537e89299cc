"""Reviewdog's diagnostic format, `reviewdog -f=rdjson`, which comments on pull requests of many services.

The format is that of https://github.com/reviewdog/reviewdog/tree/master/proto/rdf: ends are exclusive, and columns
count the bytes of UTF-8.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from refcheck.finding import Safety, Severity
from refcheck.output.identity import forward
from refcheck.output.places import told
from refcheck.output.summary import unchecked_lines, worst_first

if TYPE_CHECKING:
    from refcheck.finding import Finding, Fix
    from refcheck.report import Report
    from refcheck.source import Position, Source

_SEVERITIES = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.INFO: "INFO"}


def _position(source: Source, path: str, position: Position) -> dict[str, int]:
    before = source.line(position.line, path)[: position.column - 1]
    return {"line": position.line, "column": len(before.encode("utf-8", "surrogatepass")) + 1}


def _range(source: Source, path: str, start: Position, end: Position) -> dict[str, Any]:
    return {"start": _position(source, path, start), "end": _position(source, path, end)}


def _suggestions(source: Source, path: str, fix: Fix) -> list[dict[str, Any]]:
    """The edits of a fix that can be taken over one by one; those of an unsafe one belong together."""
    if fix.safety is not Safety.SAFE or source.unit != "line":
        return []
    return [
        {
            "range": _range(source, path, source.position(edit.span.start), source.position(edit.span.end)),
            "text": edit.text,
        }
        for edit in fix.edits
        if source.path_at(edit.span.start) == path
    ]


def _diagnostic(source: Source, finding: Finding) -> dict[str, Any]:
    place = finding.location
    location: dict[str, Any] = {"path": forward(place.path)}
    if source.unit == "line":
        location["range"] = _range(source, place.path, place.start, place.end)
    diagnostic: dict[str, Any] = {
        "message": "\n".join((told(source, finding), *finding.advice)),
        "location": location,
        "severity": _SEVERITIES[finding.severity],
        "code": {"value": finding.code},
    }
    if suggestions := [each for fix in finding.fixes[:1] for each in _suggestions(source, place.path, fix)]:
        diagnostic["suggestions"] = suggestions
    return diagnostic


def _remark(path: str, message: str, severity: str) -> dict[str, Any]:
    return {"message": message, "location": {"path": forward(path)}, "severity": severity}


def render(report: Report, *, width: int) -> str:  # noqa: ARG001 (every format has the same signature)
    """The files that could not be read, the findings, the worst first, then what could not be checked."""
    diagnostics = [_remark(each.path or "-", f"could not be read: {each.message}", "ERROR") for each in report.failures]
    diagnostics += [_diagnostic(*pair) for pair in worst_first(report)]
    diagnostics += [
        _remark(each.article.source.path, line, "INFO") for each in report.articles for line in unchecked_lines(each)
    ]
    return json.dumps({"source": {"name": "refcheck"}, "diagnostics": diagnostics}, ensure_ascii=False, indent=1) + "\n"
