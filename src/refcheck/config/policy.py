"""What is done with one article: which rules run, and what of their findings is shown, how severe."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from refcheck.check import exactness
from refcheck.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from refcheck.finding import Finding
    from refcheck.rules import Rule


@dataclass(frozen=True)
class Policy:
    """What is done with one article.

    Attributes:
        rules: the rules to run.
        min_confidence: findings less sure than this are left out.
        severities: another severity, by what names the rules (codes, names, beginnings of codes).
    """

    rules: tuple[Rule, ...]
    min_confidence: float = 0.0
    severities: Mapping[str, Severity] = field(default_factory=dict)

    def applied(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """The findings, each with its severity.

        A note says what could not be checked. That is no judgement, so it stays a note.
        """
        own = {rule.code: severity for rule in self.rules if (severity := self._severity(rule)) is not None}
        return tuple(
            replace(finding, severity=own[finding.code])
            if finding.code in own and finding.severity is not Severity.NOTE
            else finding
            for finding in findings
        )

    def unsure(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """Those that are less sure than asked for."""
        return tuple(finding for finding in findings if finding.confidence < self.min_confidence)

    def _severity(self, rule: Rule) -> Severity | None:
        naming = {exactness(word, rule): severity for word, severity in self.severities.items()}
        return naming[max(naming)] if naming and max(naming) else None
