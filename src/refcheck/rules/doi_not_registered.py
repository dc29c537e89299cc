"""The DOI that a reference prints does not exist.

## What it finds

A DOI that no registration agency knows. Where the work was found by its other fields, its real DOI is given.

## Why it matters

The link is dead. Most often a character was lost or added when the DOI was copied or broken over two lines.

## Example

    Wei AC, Greig PD, Grant D, et al. Survival after hepatic resection ... doi:10.1245/ASO.2006.05.0399

The DOI is not registered; this work's DOI is 10.1245/aso.2006.05.039.

## What it cannot see

A DOI that was printed before it was registered (articles in press). If no agency could be asked, the reference is
`unchecked-reference` (REF902).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from refcheck.finding import Safety, Severity
from refcheck.rules.model import Examination, Needs, Rule
from refcheck.rules.records import doi_replacement
from refcheck.work import DoiState

if TYPE_CHECKING:
    from collections.abc import Iterator

    from refcheck.finding import Finding


def check(rule: Rule, examination: Examination) -> Iterator[Finding]:
    """Yield a finding for each reference whose DOI no agency knows."""
    for reference, resolution in examination.resolved():
        if resolution.doi is not DoiState.UNREGISTERED:
            continue
        printed, record = reference.fields.doi, resolution.record
        own = record.doi if record is not None else ""
        yield rule.finding(
            examination,
            reference.field_span("doi"),
            f"The DOI {printed} of reference {reference.number} is not registered."
            + (f" This work's DOI is {own}." if own else ""),
            confidence=0.95,
            data={"number": reference.number, "doi": printed, "own": own},
            fixes=doi_replacement(reference, own, examination, Safety.UNSAFE),
            key=reference.raw,
        )


RULE = Rule("REF203", "doi-not-registered", Severity.ERROR, Needs.NETWORK, check, __doc__)
