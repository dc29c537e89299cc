"""Which findings a change touches.

A line says little: a paragraph may be one line, and an inserted reference changes the label of every one after it. So
an article is compared with what it was by what it says. A reference is changed if its text is new. A citation is
changed if its sentence is new, or if it leads to another reference than it did: where a reference was inserted and
nobody renumbered, every citation after it is changed although its line is not, and where all were renumbered none is.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from refcheck.bibliography import WorkKind
from refcheck.check import check_article
from refcheck.finding import Severity
from refcheck.report import LeftOut
from refcheck.source import Span
from refcheck.work import NotCrossrefKind, Resolution

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from refcheck.alignment.scorer import Scorer
    from refcheck.article import Article, Citation
    from refcheck.changes.before import Before
    from refcheck.finding import Finding
    from refcheck.report import ArticleReport

Meaning: TypeAlias = tuple[str, tuple[str | int, ...]]
"""A citation by its sentence and what it leads to: the text of a reference, or a number that the list does not have."""

_WEIGHING = "REF3"
"""The rules that weigh claims against the whole list: what they find changes a little with every sentence of it."""
_RUN = "REF301"


def leave_out_untouched(
    report: ArticleReport, before: Before, *, today: date, scorer: Scorer | None = None
) -> ArticleReport:
    """Leave out of what was found in an article whatever a change does not touch.

    What could not be checked stays: it is no finding.

    Args:
        report: what was found in the article as it is.
        before: what it was.
        today: the date that "in the future" is measured by.
        scorer: what weighs claims against references; None for words alone.
    """
    if before.changed and before.article is None:
        return report
    touched: set[int] = set()
    if before.article is not None:
        change = _Change(report.article, before.article)
        old = Counter(_content(finding) for finding in _findings(report, before.article, today, scorer))
        for finding in report.findings:
            new = not finding.code.startswith(_WEIGHING) and old[_content(finding)] <= 0
            old[_content(finding)] -= 1
            if new or change.touches(finding):
                touched.add(id(finding))
    return report.leaving_out(
        LeftOut.UNTOUCHED,
        (each for each in report.findings if id(each) not in touched and each.severity is not Severity.NOTE),
    )


def _content(finding: Finding) -> str:
    return finding.fingerprint_in("")


def _findings(report: ArticleReport, before: Article, today: date, scorer: Scorer | None) -> tuple[Finding, ...]:
    """What would have been found then, with what is known now about the works."""
    known = {reference.raw: each for reference, each in zip(report.article.references, report.resolutions, strict=True)}
    nothing = Resolution(NotCrossrefKind(WorkKind.UNKNOWN))
    resolutions = [known.get(reference.raw, nothing) for reference in before.references]
    return check_article(before, resolutions, rules=report.rules, today=today, scorer=scorer)


@dataclass(frozen=True)
class _Texts:
    """The references of an article by numbering and number."""

    by_number: dict[tuple[int, int], str]

    @classmethod
    def of(cls, article: Article) -> _Texts:
        return cls({(each.scope, each.number): each.raw for each in reversed(article.references)})

    def meaning(self, citation: Citation) -> Meaning:
        leads_to = tuple(self.by_number.get((citation.scope, number), number) for number in citation.numbers)
        return citation.claim.sentence, leads_to


class _Stretches:
    """Where some things stand."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for span in sorted(spans):
            if self._ends and span.start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], span.end)
            else:
                self._starts.append(span.start)
                self._ends.append(span.end)

    def meet(self, span: Span) -> bool:
        """Whether any of them shares a code point with a span."""
        before = bisect_left(self._starts, span.end) - 1
        return before >= 0 and span.start < self._ends[before]


class _Change:
    """What is new in an article against what it was."""

    def __init__(self, now: Article, before: Article) -> None:
        texts, old = _Texts.of(now), _Texts.of(before)
        known = set(map(old.meaning, before.citations))
        texts_before = {reference.raw for reference in before.references}
        references = [each for each in now.references if each.raw not in texts_before]
        citations = [each for each in now.citations if texts.meaning(each) not in known]
        self._scopes = {each.span.start: each.scope for each in now.citations}
        self._numbers = {(each.scope, each.number) for each in references}
        self._citations = {each.span.start for each in citations}
        self._references_at = _Stretches(each.span for each in references)
        self._citations_at = _Stretches(each.span for each in citations)
        self._claims_at = _Stretches(each.claim.span for each in citations)
        self._markers_at = _Stretches(each.span for each in now.citations)

    def touches(self, finding: Finding) -> bool:
        """Whether a finding stands at, or is about, what is new."""
        places = [finding.location, *(finding.related if finding.code.startswith(_WEIGHING) else ())]
        if any(self._touches(Span(place.start.offset, place.end.offset)) for place in places):
            return True
        return finding.code == _RUN and self._touches_run(finding)

    def _touches(self, place: Span) -> bool:
        if self._references_at.meet(place) or self._citations_at.meet(place):
            return True
        # Of two citations in one sentence only one may have changed; elsewhere in the sentence both count.
        return self._claims_at.meet(place) and not self._markers_at.meet(place)

    def _touches_run(self, finding: Finding) -> bool:
        """Whether a citation of a shifted run is new, or the reference that it should cite."""
        run = {each["offset"] for each in finding.data["citations"]}
        right = {(self._scopes[at], number) for at in run for number in finding.data["mapping"].values()}
        return not run.isdisjoint(self._citations) or not right.isdisjoint(self._numbers)
