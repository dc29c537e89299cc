"""The DOI that a reference prints belongs to a different work.

## What it finds

A DOI that is registered, but whose record is not the work that the reference describes. Where the work's own DOI was
found, it is given. A work that begins on the page where the reference ends is its neighbour, not itself.

## Why it matters

Readers, and every service that links references, follow the DOI and not the words: they get the wrong work, and the
citation is counted for it.

## Example

    Wei AC, Greig PD, Grant D, et al. Survival after hepatic resection ... doi:10.1200/JCO.2006.06.8353

The DOI belongs to Portier 2006, "Multicenter Randomized Trial of Adjuvant Fluorouracil ...".

## What it cannot see

Whether the DOI or the words are what was meant. A DOI of another version of the same work (preprint, translation) is
not reported.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from refcheck.finding import Safety, Severity
from refcheck.rules.model import Examination, Needs, Rule
from refcheck.rules.records import described, doi_replacement
from refcheck.work import DoiState

if TYPE_CHECKING:
    from collections.abc import Iterator

    from refcheck.finding import Finding


def check(rule: Rule, examination: Examination) -> Iterator[Finding]:
    """Yield a finding for each reference whose DOI resolved to another work."""
    for reference, resolution in examination.resolved():
        if resolution.doi is not DoiState.OTHER_WORK:
            continue
        printed, other, record = reference.fields.doi, resolution.doi_work, resolution.record
        own = record.doi if record is not None and record.doi != printed else ""
        belongs = f" belongs to {described(other)}" if other is not None else " belongs to another work"
        yield rule.finding(
            examination,
            reference.field_span("doi"),
            f"The DOI {printed} of reference {reference.number}{belongs}."
            + (f" This work's own DOI is {own}." if own else ""),
            confidence=0.95,
            data={"number": reference.number, "doi": printed, "belongs_to": other.title if other else None, "own": own},
            fixes=doi_replacement(reference, own, examination, Safety.UNSAFE),
            key=reference.raw,
        )


RULE = Rule("REF202", "doi-of-another-work", Severity.ERROR, Needs.NETWORK, check, __doc__)
