"""The engine: an article and what its references resolved to go in, findings come out. Knows neither click nor HTTP."""

from __future__ import annotations

from typing import TYPE_CHECKING

from refcheck.rules import Examination

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from refcheck.article import Article
    from refcheck.finding import Finding
    from refcheck.rules import Rule
    from refcheck.work import Resolution


def check_article(
    article: Article, resolutions: Sequence[Resolution], *, rules: Iterable[Rule], today: date
) -> tuple[Finding, ...]:
    """Run rules over one article.

    Args:
        article: the article.
        resolutions: one for each of its references, in order.
        rules: the rules to run.
        today: the date that "in the future" is measured by.

    Returns:
        The findings in the order of their places, suppressed ones taken out.
    """
    examination = Examination(article, resolutions, today)
    findings = [finding for rule in rules for finding in rule.check(rule, examination)]
    return tuple(sorted(findings, key=lambda finding: (finding.location.start.offset, finding.code)))
