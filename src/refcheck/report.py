"""What one run of refcheck found, over all the articles it looked at. Values only."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from refcheck.work import NotCrossrefKind, NotFound, Unchecked, UncheckedReason, Work

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from refcheck.article import Article, Reference
    from refcheck.errors import RefcheckError
    from refcheck.finding import Finding, Severity
    from refcheck.resolution.retractions.listed import ListSource
    from refcheck.rules import Rule
    from refcheck.work import Resolution

_ASKED_FOR = {UncheckedReason.OFFLINE, UncheckedReason.NOT_INDEXED}


class LeftOut(StrEnum):
    """Why a finding is not shown."""

    UNSURE = "less sure than asked for"
    KNOWN = "in the baseline"
    UNTOUCHED = "not of this change"


@dataclass(frozen=True)
class ArticleReport:
    """One article, what its references resolved to, and what was found in it.

    Attributes:
        article: the article.
        resolutions: one for each of its references, in order.
        findings: those to be shown, in the order of their places.
        left_out: those that are not shown, by the reason.
        rules: the rules that ran.
    """

    article: Article
    resolutions: Sequence[Resolution]
    findings: tuple[Finding, ...]
    left_out: Mapping[LeftOut, tuple[Finding, ...]] = field(default_factory=dict)
    rules: tuple[Rule, ...] = ()

    def leaving_out(self, reason: LeftOut, findings: Iterable[Finding]) -> ArticleReport:
        """The same without some of the findings that are shown (told apart by identity, not by value)."""
        gone = {id(finding) for finding in findings}
        left = tuple(finding for finding in self.findings if id(finding) in gone)
        shown = tuple(finding for finding in self.findings if id(finding) not in gone)
        return replace(self, findings=shown, left_out={**self.left_out, reason: left})

    def _references_that_are(self, kind: type) -> tuple[Reference, ...]:
        pairs = zip(self.article.references, self.resolutions, strict=True)
        return tuple(reference for reference, resolution in pairs if isinstance(resolution.outcome, kind))

    @cached_property
    def resolved(self) -> tuple[Reference, ...]:
        """The references that have a record."""
        return self._references_that_are(Work)

    @cached_property
    def not_found(self) -> tuple[Reference, ...]:
        """The references for which Crossref was asked and has nothing."""
        return self._references_that_are(NotFound)

    @cached_property
    def not_crossref(self) -> tuple[Reference, ...]:
        """The references to works of a kind that Crossref does not normally hold."""
        return self._references_that_are(NotCrossrefKind)

    @cached_property
    def unchecked(self) -> tuple[tuple[Reference, Unchecked], ...]:
        """The references that could not be checked, each with the reason."""
        pairs = zip(self.article.references, self.resolutions, strict=True)
        return tuple((reference, each.outcome) for reference, each in pairs if isinstance(each.outcome, Unchecked))

    @cached_property
    def confirmed(self) -> tuple[tuple[int, str], ...]:
        """The numbers of the references for whose answer a person vouches, each with what the person wrote."""
        pairs = zip(self.article.references, self.resolutions, strict=True)
        return tuple((reference.number, each.confirmation) for reference, each in pairs if each.confirmation)


@dataclass(frozen=True)
class Report:
    """One run.

    Attributes:
        articles: in the order they were given.
        failures: the files that could not be read, each with its error.
        retraction_lists: the lists of retractions that were looked at.
    """

    articles: tuple[ArticleReport, ...]
    failures: tuple[RefcheckError, ...] = ()
    retraction_lists: tuple[ListSource, ...] = ()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings of all articles."""
        return tuple(finding for each in self.articles for finding in each.findings)

    @cached_property
    def by_severity(self) -> Counter[Severity]:
        """How many findings there are of each severity."""
        return Counter(finding.severity for finding in self.findings)

    @cached_property
    def by_reason(self) -> Counter[UncheckedReason]:
        """How many references could not be checked, by reason."""
        return Counter(outcome.reason for each in self.articles for _, outcome in each.unchecked)

    @cached_property
    def by_left_out(self) -> Counter[LeftOut]:
        """How many findings are not shown, by reason."""
        return Counter(
            {reason: sum(len(each.left_out.get(reason, ())) for each in self.articles) for reason in LeftOut}
        )

    @property
    def incomplete(self) -> bool:
        """Whether something that had to be checked could not be.

        References left out because the user asked to stay offline, or to look in an index that does not hold
        everything, do not count: that was asked for, and is said.
        """
        return bool(self.failures) or bool(self.by_reason.keys() - _ASKED_FOR)

    def fails(self, threshold: Severity) -> bool:
        """Whether any finding is at or above a severity."""
        return any(finding.severity.rank >= threshold.rank for finding in self.findings)
