"""A rule's page and its line in a list, for the terminal and for the documentation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from refcheck.rules.model import Needs

if TYPE_CHECKING:
    from refcheck.rules import Rule

NEEDS = {
    Needs.ARTICLE: "only the article",
    Needs.RECORDS: "the records of the references (lock file or network)",
    Needs.NETWORK: "a look-up that was made",
    Needs.FINDINGS: "what the other rules found",
}


def severity(rule: Rule) -> str:
    """A rule's severity, and whether it runs without being asked for."""
    return f"{rule.severity}" if rule.default else f"{rule.severity}, off by default"


def page(rule: Rule) -> str:
    """The page of a rule, in Markdown."""
    head = f"# {rule.code} {rule.name}\n\nSeverity: {severity(rule)}. Needs: {NEEDS[rule.needs]}.\n\n"
    return head + rule.page.strip() + "\n"
