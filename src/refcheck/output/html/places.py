"""Which element of the page shows a place of the article: a citation, a reference, or a stretch of the text."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING

from refcheck.finding import Severity
from refcheck.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from refcheck.finding import Finding, Location
    from refcheck.report import ArticleReport


class Places:
    """The identifiers of one article's elements, and what findings point at.

    Args:
        each: the article with its findings.
        index: which article of the report it is, from 0.
    """

    def __init__(self, each: ArticleReport, index: int) -> None:
        self.article = each.article
        self.index = index
        self.findings: Sequence[Finding] = [one for one in each.findings if one.severity is not Severity.NOTE]
        self._references = sorted((one.span, at) for at, one in enumerate(self.article.references))
        self._citations = sorted((one.span, at) for at, one in enumerate(self.article.citations))
        self._stretches: dict[Span, str] = {}

    def reference(self, at: int) -> str:
        """The identifier of a reference, by its place among all of the article's."""
        return f"r{self.index}-{at}"

    def citation(self, at: int) -> str:
        """The identifier of a citation."""
        return f"c{self.index}-{at}"

    def finding(self, at: int) -> str:
        """The identifier of a finding."""
        return f"f{self.index}-{at}"

    def reference_at(self, span: Span) -> int | None:
        """Which reference a place stands in."""
        return _at(self._references, span)

    def citation_at(self, span: Span) -> int | None:
        """Which citation a place is, or stands in."""
        return _at(self._citations, span)

    def target(self, span: Span) -> str:
        """The identifier of what shows a place; a stretch of text that has none is given one."""
        if (at := self.reference_at(span)) is not None:
            return self.reference(at)
        if (at := self.citation_at(span)) is not None:
            return self.citation(at)
        return self._stretches.setdefault(span, f"p{self.index}-{len(self._stretches)}")

    @cached_property
    def by_citation(self) -> dict[int, list[int]]:
        """For citations the findings that point at them, or would change them."""
        found: dict[int, list[int]] = {}
        for number, finding in enumerate(self.findings):
            edits = (edit.span for fix in finding.fixes for edit in fix.edits)
            for span in (*map(span_of, (finding.location, *finding.related)), *edits):
                if self.reference_at(span) is None and (at := self.citation_at(span)) is not None:
                    _add(found, at, number)
        return found

    @cached_property
    def by_reference(self) -> dict[int, list[int]]:
        """For references the findings that point at them."""
        found: dict[int, list[int]] = {}
        for number, finding in enumerate(self.findings):
            for location in (finding.location, *finding.related):
                if (at := self.reference_at(span_of(location))) is not None:
                    _add(found, at, number)
        return found

    def stretches(self) -> Iterator[tuple[Span, str, Severity]]:
        """Places of findings that are neither citations nor in references, each once, the worst severity with them."""
        worst: dict[Span, Severity] = {}
        for finding in self.findings:
            for location in (finding.location, *finding.related):
                span = span_of(location)
                if self.reference_at(span) is None and self.citation_at(span) is None:
                    worst[span] = max(worst.get(span, finding.severity), finding.severity, key=lambda one: one.rank)
        for span, severity in worst.items():
            yield span, self.target(span), severity

    def worst(self, numbers: Sequence[int]) -> str:
        """The worst severity of some findings; empty for none."""
        severities = [self.findings[number].severity for number in numbers]
        return max(severities, key=lambda severity: severity.rank).value if severities else ""


def span_of(location: Location) -> Span:
    """The place of a location in the source."""
    return Span(location.start.offset, location.end.offset)


def _add(found: dict[int, list[int]], at: int, number: int) -> None:
    numbers = found.setdefault(at, [])
    if number not in numbers[-1:]:  # of one finding all are added one after the other
        numbers.append(number)


def _at(spans: Sequence[tuple[Span, int]], span: Span) -> int | None:
    """The last of some spans that begins no later than a place, if the place begins in it."""
    after = bisect_right(spans, span.start, key=lambda pair: pair[0].start)
    return spans[after - 1][1] if after and span.start in spans[after - 1][0] else None
