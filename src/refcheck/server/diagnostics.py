"""Findings as the diagnostics of an editor."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from lsprotocol import types

from refcheck.finding import Severity
from refcheck.server.places import Places
from refcheck.source import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from refcheck.errors import RefcheckError
    from refcheck.finding import Finding, Location
    from refcheck.report import ArticleReport
    from refcheck.server.documents import Documents

    Diagnostics = Mapping[str, list[types.Diagnostic]]

_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.INFO: types.DiagnosticSeverity.Information,
    Severity.NOTE: types.DiagnosticSeverity.Hint,
}
SOURCE = "refcheck"
"""What diagnostics are said to come from."""


def span_of(location: Location) -> Span:
    """Where a location stands in its source."""
    return Span(location.start.offset, location.end.offset)


def diagnostic(finding: Finding, places: Places, page: Callable[[str], str | None]) -> types.Diagnostic:
    """A finding as a diagnostic.

    Args:
        finding: the finding.
        places: those of its source.
        page: the address of the page of a rule, by its code, if it has one.
    """
    address = page(finding.code)
    return types.Diagnostic(
        range=places.range(span_of(finding.location)),
        message="\n".join((finding.message, *finding.advice)),
        severity=_SEVERITIES[finding.severity],
        code=finding.code,
        code_description=types.CodeDescription(address) if address else None,
        source=SOURCE,
        related_information=[
            types.DiagnosticRelatedInformation(places.location(span_of(each)), " ".join(each.message.split()) or "here")
            for each in finding.related
        ],
        data=finding.fingerprint,
    )


def of_report(report: ArticleReport, documents: Documents, page: Callable[[str], str | None]) -> Diagnostics:
    """The findings of an article, by the URI of the file in which each stands."""
    places = Places(report.article.source, documents)
    found: dict[str, list[types.Diagnostic]] = defaultdict(list)
    for finding in report.findings:
        found[places.uri(finding.location.start.offset)].append(diagnostic(finding, places, page))
    return found


def of_error(error: RefcheckError, path: str, uri: str) -> Diagnostics:
    """Why an article could not be checked: never silent, never clean."""
    own = error.path in (None, path)
    line = (error.line or 1) - 1 if own else 0
    place = types.Range(types.Position(line, 0), types.Position(line + 1, 0))
    words = error.message if own else str(error)
    severity = types.DiagnosticSeverity.Error
    return {uri: [types.Diagnostic(place, f"not checked: {words}", severity=severity, source=SOURCE)]}


class Published:
    """Which diagnostics the editor shows: of a file that several articles input, those of all of them.

    Args:
        publish: tells the editor what a file has.
    """

    def __init__(self, publish: Callable[[str, list[types.Diagnostic]], None]) -> None:
        self._publish = publish
        self._by_owner: dict[str, Diagnostics] = {}

    def show(self, owner: str, found: Diagnostics) -> None:
        """Show what was found in an article, in place of what was before.

        Args:
            owner: the URI of the article.
            found: by the URI of the file.
        """
        before = self._by_owner.get(owner, {})
        self._by_owner[owner] = found
        for uri in sorted({owner, *before, *found}):
            self._publish(uri, [each for every in self._by_owner.values() for each in every.get(uri, ())])

    def forget(self, owner: str) -> None:
        """An article was closed: show nothing of it any more."""
        self.show(owner, {})
        del self._by_owner[owner]
