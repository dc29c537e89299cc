"""SARIF 2.1.0, as code scanning services read it (https://docs.oasis-open.org/sarif/sarif/v2.1.0/).

Columns count Unicode code points, which the log says. What could not be checked or read is no result but a
notification of the run, for it is neither found nor clean. Fingerprints are those of GitHub's `primaryLocationLineHash`
as well: by them a service knows a finding again whose line has moved.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from refcheck import __version__
from refcheck.finding import Safety, Severity
from refcheck.output.identity import as_uri, fingerprints
from refcheck.output.places import told
from refcheck.output.rule_page import page
from refcheck.output.summary import worst_first
from refcheck.rules import RULES

if TYPE_CHECKING:
    from refcheck.errors import RefcheckError
    from refcheck.finding import Finding, Fix, Location
    from refcheck.report import Report
    from refcheck.rules import Rule
    from refcheck.source import Source, Span

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note", Severity.NOTE: "none"}
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def _rule(rule: Rule) -> dict[str, Any]:
    text = page(rule)
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.summary},
        "help": {"text": text, "markdown": text},
        "defaultConfiguration": {"enabled": rule.default, "level": _LEVELS[rule.severity]},
        "properties": {"tags": ["citations"]},
    }


def _region(source: Source, start: int, end: int) -> dict[str, int]:
    first, last = source.line_and_column(start), source.line_and_column(end)
    return {"startLine": first[0], "startColumn": first[1], "endLine": last[0], "endColumn": last[1]}


def _location(source: Source, location: Location, number: int | None = None) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": as_uri(location.path)}}
    place: dict[str, Any] = {"physicalLocation": physical}
    if source.unit == "line":
        physical["region"] = _region(source, location.start.offset, location.end.offset)
    else:  # a file without lines has no region; the message tells paragraph and words
        place["logicalLocations"] = [{"name": f"paragraph {location.start.line}"}]
    if number is not None:
        place["id"] = number
        place["message"] = {"text": location.message or "here"}
    return place


def _replacement(source: Source, span: Span, text: str) -> dict[str, Any]:
    return {"deletedRegion": _region(source, span.start, span.end), "insertedContent": {"text": text}}


def _fix(source: Source, fix: Fix) -> dict[str, Any]:
    changes: dict[str, list[dict[str, Any]]] = {}
    for edit in fix.edits:
        changes.setdefault(source.path_at(edit.span.start), []).append(_replacement(source, edit.span, edit.text))
    look = "" if fix.safety is Safety.SAFE else "; a person must look first"
    return {
        "description": {"text": f"as refcheck would mend it{look}"},
        "artifactChanges": [
            {"artifactLocation": {"uri": as_uri(path)}, "replacements": replacements}
            for path, replacements in changes.items()
        ],
    }


def _result(source: Source, finding: Finding, fingerprint: str, rules: dict[str, int]) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": rules[finding.code],
        "level": _LEVELS[finding.severity],
        "rank": round(100 * finding.confidence, 2),
        "message": {"text": "\n".join((told(source, finding), *finding.advice))},
        "locations": [_location(source, finding.location)],
        "partialFingerprints": {"refcheck/v1": fingerprint, "primaryLocationLineHash": fingerprint},
    }
    if finding.related:
        result["relatedLocations"] = [_location(source, each, at) for at, each in enumerate(finding.related, 1)]
    if finding.fixes and source.unit == "line":
        result["fixes"] = [_fix(source, fix) for fix in finding.fixes]
    return result


def _notifications(report: Report) -> list[dict[str, Any]]:
    """What could not be read or checked, and remarks on how an article was read."""
    said = [_failure(error) for error in report.failures]
    for each in report.articles:
        source = each.article.source
        said += [_notice(source.path, note) for note in each.article.notes]
        said += [
            {
                "descriptor": {"id": finding.code},
                "level": "note",
                "message": {"text": finding.message},
                "locations": [_location(source, finding.location)],
            }
            for finding in each.findings
            if finding.severity is Severity.NOTE
        ]
    return said


def _notice(path: str, text: str, level: str = "note") -> dict[str, Any]:
    place = {"physicalLocation": {"artifactLocation": {"uri": as_uri(path)}}}
    return {"level": level, "message": {"text": text}, "locations": [place]}


def _failure(error: RefcheckError) -> dict[str, Any]:
    return _notice(error.path or "-", f"could not be read: {error.message}", "error")


def render(report: Report, *, width: int) -> str:  # noqa: ARG001 (every format has the same signature)
    """One log with one run; results stand the worst first, for services keep only so many."""
    found = worst_first(report)
    rules = {rule.code: at for at, rule in enumerate(RULES)}
    marks = fingerprints(finding for _, finding in found)
    run = {
        "tool": {"driver": {"name": "refcheck", "version": __version__, "rules": [_rule(rule) for rule in RULES]}},
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {"executionSuccessful": not report.incomplete, "toolExecutionNotifications": _notifications(report)}
        ],
        "artifacts": [{"location": {"uri": as_uri(each.article.source.path)}} for each in report.articles],
        "results": [_result(*pair, mark, rules) for pair, mark in zip(found, marks, strict=True)],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1) + "\n"
