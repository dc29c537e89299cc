"""A reference in the list is never cited.

## What it finds

An entry of the reference list whose number appears in no citation, ranges written out.

## Why it matters

Either the reference is left over from an earlier draft, or a citation was lost. It is also the most common trace of
an inserted reference after which nobody renumbered the text: then the *last* reference is never cited, and
`shifted-citations` (REF301) says which numbers to mend.

## Example

    Most recurrences were seen in the first year.[1]

    1. Adam R. Oncologist. 2012;17:1225-39.
    2. Benson AB. J Natl Compr Canc Netw. 2021;19:329-59.

Reference 2 is never cited.

## What it cannot see

A reference that is cited without its number ("the guideline of 2021"). A list in which nothing at all is cited is
taken for a list of further reading, and is not reported. Where more than half of a list is uncited, the citations
were more likely not recognised, and the findings carry a low confidence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from refcheck.finding import Severity
from refcheck.rules.model import Examination, Needs, Rule
from refcheck.rules.numbering import cited_numbers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from refcheck.finding import Finding


def check(rule: Rule, examination: Examination) -> Iterator[Finding]:
    """Yield a finding for each reference that no citation of its numbering cites."""
    for scope in examination.article.scopes:
        cited = cited_numbers(scope.citations)
        if not cited:
            continue
        uncited = [reference for reference in scope.references if reference.number not in cited]
        confidence = 1.0 if 2 * len(uncited) <= len(scope.references) else 0.5
        for reference in uncited:
            yield rule.finding(
                examination,
                reference.label_span,
                f"Reference {reference.number} is never cited.",
                confidence=confidence,
                data={"number": reference.number},
                key=reference.raw,
            )


RULE = Rule("REF102", "uncited-reference", Severity.WARNING, Needs.ARTICLE, check, __doc__)
