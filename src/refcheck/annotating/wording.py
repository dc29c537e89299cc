"""What a comment says of a finding: the rule, what is wrong, what is to be seen where, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from refcheck.annotating.comments import Comment
from refcheck.finding import Severity
from refcheck.output.places import quote
from refcheck.output.summary import notes
from refcheck.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from refcheck.finding import Finding
    from refcheck.report import ArticleReport
    from refcheck.source import Source

#: below this a finding is a judgement, and says how sure it is
_CERTAIN = 0.995


def comments_of(report: ArticleReport) -> list[Comment]:
    """The comments on an article: one for each finding, and one on the whole if there are notes on the run.

    What could not be checked is no finding at a place; the comment on the whole says it of all references at once.
    """
    source = report.article.source
    on_findings = [
        Comment(_span(finding), _head(finding), tuple(_lines(source, finding)))
        for finding in report.findings
        if finding.severity is not Severity.NOTE
    ]
    said = tuple(notes(report))
    return [Comment(None, "About this check", said), *on_findings] if said else on_findings


def _span(finding: Finding) -> Span:
    return Span(finding.location.start.offset, finding.location.end.offset)


def _head(finding: Finding) -> str:
    sure = f", confidence {finding.confidence:.2f}" if finding.confidence < _CERTAIN else ""
    return f"{finding.name} ({finding.code}, {finding.severity}{sure})"


def _lines(source: Source, finding: Finding) -> Iterator[str]:
    yield from finding.message.splitlines()
    shown = finding.location
    for place in finding.related:
        if place.excerpt and (place.start, place.end) != (shown.start, shown.end):
            yield f"See “{quote(source, place)}”"  # Word shows no numbers of paragraphs
            shown = place
        if place.message:
            yield place.message
    yield from finding.advice
