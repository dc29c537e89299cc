"""What a rule is and what it is given to look at."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Any

from refcheck.finding import Edit, Finding, Fix, Location, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date

    from refcheck.alignment import Alignment
    from refcheck.alignment.scorer import Scorer
    from refcheck.article import Article, Reference, Scope, Suppression
    from refcheck.source import Source, Span
    from refcheck.work import Resolution


class Needs(StrEnum):
    """What a rule needs beside the article."""

    ARTICLE = "article"  # works offline, always
    RECORDS = "records"  # compares with records, from the lock or the network
    NETWORK = "network"  # says something about a look-up that was made
    FINDINGS = "findings"  # judges the article's comments by what the other rules found


@dataclass(frozen=True)
class Examination:
    """Everything the rules may look at: the article, what its references resolved to, and the date.

    Attributes:
        article: the article.
        resolutions: one for each of ``article.references``, in the same order.
        today: the date that "in the future" is measured by.
        scorer: what weighs claims against references; None for words alone.
        before: what the article was before the change that is looked at, if one is.
        unused: the suppressions that silenced nothing, each with the codes that it names in vain; known only to the
            rules that need findings, which run last.
    """

    article: Article
    resolutions: Sequence[Resolution]
    today: date
    scorer: Scorer | None = None
    before: Article | None = None
    unused: Sequence[tuple[Suppression, tuple[str, ...]]] = ()

    @property
    def source(self) -> Source:
        """The article's source."""
        return self.article.source

    def resolved(self) -> Iterator[tuple[Reference, Resolution]]:
        """Every reference with its resolution."""
        return zip(self.article.references, self.resolutions, strict=True)

    @cached_property
    def alignments(self) -> tuple[tuple[Scope, Alignment], ...]:
        """The alignment of claims and references, per numbering; computed when first asked for.

        What the references do not print of their works they have from their records.
        """
        from refcheck.alignment import align  # noqa: PLC0415 (its data file is loaded only if a rule asks)
        from refcheck.alignment.completing import completed  # noqa: PLC0415 (as above)
        from refcheck.alignment.remembered import numberings  # noqa: PLC0415 (as above)

        article = completed(self.article, [resolution.record for resolution in self.resolutions])
        lists = len(article.scopes)
        pairs = numberings(article, self.before)
        return tuple((scope, align(scope, self.scorer, lists=lists, before=then)) for scope, then in pairs)

    def location(self, span: Span, message: str = "", *, excerpt: bool = True) -> Location:
        """A place in the article, to point at; without an excerpt where the message describes what stands there."""
        source = self.source
        path = source.path_at(span.start)
        return Location(path, source.position(span.start), source.position(span.end), message, excerpt)


def _keeps_markup(source: Source, edit: Edit) -> bool:
    """Whether an edit leaves the elements of an XML file or a page as they are; a text has none."""
    is_xml = bool(source.passages)
    if not edit.text or not (is_xml or source.format == "html"):
        return True
    replaced = source.text[edit.span.start : edit.span.end]
    # What is added at the end of an XML entry might stand in one of its elements, to which it does not belong.
    return not any(character in replaced + edit.text for character in "<>&") and (bool(replaced) or not is_xml)


@dataclass(frozen=True)
class Rule:
    """One rule. Its module's docstring is its page.

    Attributes:
        code: stable for ever.
        name: what it finds, as in "allow uncited-reference".
        severity: of its findings, unless a finding says otherwise.
        needs: what it needs beside the article.
        check: yields the findings of one article.
        page: the docstring of the rule's module.
        default: whether it runs without being asked for.
    """

    code: str
    name: str
    severity: Severity
    needs: Needs
    check: Callable[[Rule, Examination], Iterator[Finding]]
    page: str
    default: bool = True

    @property
    def summary(self) -> str:
        """The first sentence of the page."""
        return self.page.strip().split("\n\n", 1)[0].replace("\n", " ")

    def finding(
        self,
        examination: Examination,
        span: Span,
        message: str,
        *,
        confidence: float = 1.0,
        severity: Severity | None = None,
        related: Sequence[Location] = (),
        advice: Sequence[str] = (),
        data: Mapping[str, Any] | None = None,
        fixes: Sequence[Fix] = (),
        key: str = "",
    ) -> Finding:
        """A finding of this rule at a span of the article."""
        return Finding(
            code=self.code,
            name=self.name,
            severity=severity or self.severity,
            confidence=confidence,
            message=message,
            location=examination.location(span),
            related=tuple(related),
            advice=tuple(advice),
            data=data or {},
            fixes=tuple(fix for fix in fixes if all(_keeps_markup(examination.source, edit) for edit in fix.edits)),
            key=key,
        )
