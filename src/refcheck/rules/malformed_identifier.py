"""A DOI, PMID, ISBN or arXiv number cannot be one.

## What it finds

An identifier that breaks the rules of its kind: a DOI without its `10.` or without anything after the slash, a PMID
with letters or too many digits, an ISBN whose check digit is wrong, an arXiv number with a month that does not exist.

## Why it matters

It leads nowhere. Unlike a DOI that is not registered (REF203) this can be told without asking anybody.

## Example

    Strunk W, White EB. The Elements of Style. 4th ed. ISBN 978-0-205-30902-4.

The ISBN cannot be right: its check digit should be 3.

## What it cannot see

A well-formed identifier of something else, or of nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from refcheck.finding import Severity
from refcheck.references.identifier_checks import identifier_problems
from refcheck.rules.model import Examination, Needs, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from refcheck.finding import Finding


MOST_OF_ONE = 20
"""How many identifiers of one entry are accused; an entry of more is no entry, and one is enough to look at it."""
_SHOWN = {"doi": "DOI", "pmid": "PMID", "pmcid": "PMCID", "isbn": "ISBN", "arxiv": "arXiv number"}


def check(rule: Rule, examination: Examination) -> Iterator[Finding]:
    """Yield a finding for each identifier that cannot be one."""
    for reference in examination.article.references:
        for problem in identifier_problems(reference.raw)[:MOST_OF_ONE]:
            shown = _SHOWN.get(problem.kind, problem.kind)
            yield rule.finding(
                examination,
                reference.source_span(problem.span),
                f"The {shown} {problem.text} of reference {reference.number} cannot be right: {problem.reason}.",
                confidence=0.95,
                data={"number": reference.number, "field": problem.kind, "printed": problem.text},
                key=f"{problem.kind} {reference.raw}",
            )


RULE = Rule("REF403", "malformed-identifier", Severity.WARNING, Needs.ARTICLE, check, __doc__)
