"""The JSON contract, version 1. Scripts depend on it: keys are added, never renamed or dropped."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from refcheck import __version__
from refcheck.finding import Severity
from refcheck.output.places import place
from refcheck.report import LeftOut

if TYPE_CHECKING:
    from refcheck.article import Article
    from refcheck.finding import Finding, Location
    from refcheck.report import ArticleReport, Report
    from refcheck.resolution.retractions.listed import ListSource

VERSION = 1


def _article(each: ArticleReport) -> dict[str, Any]:
    article = each.article
    return {
        "path": article.source.path,
        "format": article.source.format,
        "citations": len(article.citations),
        "references": len(article.references),
        "resolved": len(each.resolved),
        "not_found": len(each.not_found),
        "not_crossref": len(each.not_crossref),
        "unchecked": len(each.unchecked),
        "confirmed": [{"number": number, "note": note} for number, note in each.confirmed],
        "notes": list(article.notes),
    }


def _location(article: Article, location: Location) -> dict[str, Any]:
    source = article.source
    return {
        "message": location.message,
        "path": location.path,
        "start": place(source, location.start),
        "end": place(source, location.end),
    }


def _finding(article: Article, finding: Finding) -> dict[str, Any]:
    source = article.source
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity.value,
        "confidence": round(finding.confidence, 4),
        "message": finding.message,
        "path": finding.location.path,
        "start": place(source, finding.location.start),
        "end": place(source, finding.location.end),
        "related": [_location(article, location) for location in finding.related],
        "advice": list(finding.advice),
        "data": dict(finding.data),
        "fixes": [
            {
                "safety": fix.safety.value,
                "edits": [
                    {
                        "path": source.path_at(edit.span.start),
                        "start": place(source, source.position(edit.span.start)),
                        "end": place(source, source.position(edit.span.end)),
                        "text": edit.text,
                    }
                    for edit in fix.edits
                ],
            }
            for fix in finding.fixes
        ],
        "fingerprint": finding.fingerprint,
    }


def _list(source: ListSource) -> dict[str, Any]:
    return {
        "path": source.path,
        "source": source.source,
        "retrieved": source.retrieved.isoformat() if source.retrieved else None,
        "latest": source.latest.isoformat() if source.latest else None,
        "sha256": source.sha256,
    }


def contents(report: Report) -> dict[str, Any]:
    """The whole report as JSON values."""
    counts = report.by_severity
    return {
        "version": VERSION,
        "tool": {"name": "refcheck", "version": __version__},
        "articles": [_article(each) for each in report.articles],
        "findings": [_finding(each.article, finding) for each in report.articles for finding in each.findings],
        "failures": [{"path": error.path, "line": error.line, "message": error.message} for error in report.failures],
        "retraction_lists": [_list(source) for source in report.retraction_lists],
        "summary": {
            "errors": counts[Severity.ERROR],
            "warnings": counts[Severity.WARNING],
            "infos": counts[Severity.INFO],
            "unchecked": sum(len(each.unchecked) for each in report.articles),
            "known": report.by_left_out[LeftOut.KNOWN],
            "untouched": report.by_left_out[LeftOut.UNTOUCHED],
        },
    }


def render(report: Report, *, width: int) -> str:  # noqa: ARG001 (every format has the same signature)
    """The whole report as one JSON object."""
    return json.dumps(contents(report), ensure_ascii=False, indent=1) + "\n"
