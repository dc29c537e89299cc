"""Values that name rules: lists of them, and a severity for each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from refcheck.config.kinds import Choice, NotOfKind, not_of
from refcheck.errors import UsageError
from refcheck.finding import Severity

if TYPE_CHECKING:
    from pathlib import Path

    from refcheck.rules import Rule

RULE_PATTERN = "^[Rr][Ee][Ff][0-9]{0,3}$"
"""Codes and their beginnings; names stand beside it."""


@dataclass(frozen=True)
class RuleList:
    """Rules by their codes, names or beginnings of codes."""

    meaning: str = 'a list of rules, as in ["REF102", "truncated-url", "REF2"]'

    def read(self, value: object, folder: Path) -> tuple[str, ...]:  # noqa: ARG002 (as above)
        """See `Kind`."""
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            raise not_of(self, value)
        for word in value:
            must_name_rules(word)
        return tuple(value)

    def schema(self) -> dict[str, Any]:
        """See `Kind`."""
        return {"type": "array", "items": {"anyOf": [{"enum": ["ALL", *rule_names()]}, {"pattern": RULE_PATTERN}]}}


@dataclass(frozen=True)
class Severities:
    """A severity for rules: a table."""

    meaning: str = 'a table of rules and severities, as in { REF402 = "error" }'
    words: tuple[str, ...] = (Severity.ERROR.value, Severity.WARNING.value, Severity.INFO.value)

    def read(self, value: object, folder: Path) -> dict[str, str]:
        """See `Kind`."""
        if not isinstance(value, dict):
            raise not_of(self, value)
        for word, severity in value.items():
            if all(rule.severity is Severity.NOTE for rule in must_name_rules(word)):
                raise NotOfKind(f"of {word} cannot be set: what could not be checked is a note", word)
            try:
                Choice(self.words).read(severity, folder)
            except NotOfKind as error:
                raise NotOfKind(f"of {word} {error}", word) from error
        return dict(value)

    def schema(self) -> dict[str, Any]:
        """See `Kind`."""
        severity = {"enum": list(self.words)}
        return {
            "type": "object",
            "properties": dict.fromkeys(["ALL", *rule_names()], severity),
            "patternProperties": {RULE_PATTERN: severity},
            "additionalProperties": False,
        }


def rule_names() -> list[str]:
    """The names of all rules, in the order of their codes."""
    from refcheck.rules import RULES  # noqa: PLC0415 (rules are loaded when there is work)

    return [rule.name for rule in RULES]


def must_name_rules(word: str) -> tuple[Rule, ...]:
    """The rules that a word names; a `NotOfKind` if it names none."""
    from refcheck.check import select_rules  # noqa: PLC0415 (as above)

    try:
        return select_rules([word])
    except UsageError as error:
        _, *hint = error.message.partition(";")
        raise NotOfKind(f"names {word!r}, which is no rule{''.join(hint)}", word) from error
