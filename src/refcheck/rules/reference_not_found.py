"""No record was found for a journal article.

## What it finds

A reference that reads like a journal article, with a title and a journal or a year, for which Crossref was asked and
has no record that fits. The nearest record is shown, if there was one.

## Why it matters

Most articles in journals with DOIs are in Crossref. One that is not may be misprinted beyond recognition, or may not
exist: made-up references look exactly like this.

## Example

    Smith J, Miller K. A title that nobody has published. Journal of Results. 2019;12:1-9.

No record fits reference 4.

## What it cannot see

Journals without DOIs, many older volumes and many journals in other languages are not in Crossref; articles before
1980 get a lower confidence. One for which a person confirmed that there is no record (`refcheck lock --confirm`) is
not reported any more. Books, reports, web pages, theses and conference papers are never reported. A reference
that could not be looked for is `unchecked-reference` (REF902), not this.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from refcheck.finding import Severity
from refcheck.rules.model import Examination, Needs, Rule
from refcheck.rules.records import described
from refcheck.work import NotFound

if TYPE_CHECKING:
    from collections.abc import Iterator

    from refcheck.finding import Finding


# Before this year many journals' volumes were never registered.
_WELL_COVERED = 1980


def check(rule: Rule, examination: Examination) -> Iterator[Finding]:
    """Yield a finding for each article-like reference that was looked for and not found."""
    for reference, resolution in examination.resolved():
        fields, outcome = reference.fields, resolution.outcome
        if not isinstance(outcome, NotFound) or not fields.kind.expected_in_crossref or resolution.confirmation:
            continue
        if not fields.title or not (fields.container or fields.year):
            continue
        recent = fields.year is None or fields.year >= _WELL_COVERED
        ambiguous = "ambiguous" in outcome.reasons
        message = f"No record fits reference {reference.number}."
        if ambiguous:
            message = f"Several records fit reference {reference.number} equally well, none of them certainly."
        if outcome.nearest is not None:
            doi = f" ({outcome.nearest.doi})" if outcome.nearest.doi else ""
            message += f" The nearest is {described(outcome.nearest)}{doi}."
        yield rule.finding(
            examination,
            reference.span,
            message,
            confidence=0.7 if recent and not ambiguous else 0.4,
            data={
                "number": reference.number,
                "nearest": outcome.nearest.doi if outcome.nearest else None,
                "reasons": list(outcome.reasons),
            },
            key=reference.raw,
        )


RULE = Rule("REF201", "reference-not-found", Severity.WARNING, Needs.NETWORK, check, __doc__)
