"""A reference does not print the DOI that its work has.

## What it finds

A reference with a record, without a DOI. The fix adds the DOI at the end of the entry, in the form that the other
entries of the list use. Off unless it is asked for.

## Why it matters

Many journals ask for DOIs wherever there is one; readers get a link, and indexing services need not guess.

## Example

    1. Wei AC, Greig PD, Grant D, et al. Survival after hepatic resection ... Ann Surg Oncol. 2006;13:668-76.

With the fix: `... 2006;13:668-76. https://doi.org/10.1245/aso.2006.05.039`

## What it cannot see

Whether the journal's style wants DOIs. A record entered by hand is not taken as the source of a fix.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from refcheck.finding import Edit, Fix, Safety, Severity
from refcheck.rules.model import Examination, Needs, Rule
from refcheck.source import Span
from refcheck.work import Origin

if TYPE_CHECKING:
    from collections.abc import Iterator

    from refcheck.finding import Finding


def check(rule: Rule, examination: Examination) -> Iterator[Finding]:
    """Yield a finding for each reference that lacks the DOI of its record."""
    prefix = _prefix(examination)
    for reference, resolution in examination.resolved():
        record = resolution.record
        if record is None or not record.doi or reference.fields.doi or record.doi in reference.raw.casefold():
            continue
        fixes: tuple[Fix, ...] = ()
        if record.origin is not Origin.MANUAL and reference.raw:
            end = reference.source_span(Span(len(reference.raw) - 1, len(reference.raw))).end
            stop = "" if reference.raw.endswith((".", "?", "!")) else "."
            fixes = (Fix(Safety.SAFE, (Edit(Span(end, end), f"{stop} {prefix}{record.doi}"),)),)
        yield rule.finding(
            examination,
            reference.span,
            f"Reference {reference.number} has the DOI {record.doi}, which it does not print.",
            confidence=0.95,
            data={"number": reference.number, "doi": record.doi},
            fixes=fixes,
            key=reference.raw,
        )


def _prefix(examination: Examination) -> str:
    """How this article's references introduce a DOI: the most frequent way, or the address that Crossref asks for."""
    address = "https://doi.org/"
    raws = [reference.raw.casefold() for reference in examination.article.references if reference.fields.doi]
    spaced = sum("doi: 10." in raw for raw in raws)
    tight = sum("doi:10." in raw for raw in raws)
    if 2 * (spaced + tight) <= len(raws):
        return address
    return "doi: " if spaced > tight else "doi:"


RULE = Rule("REF214", "missing-doi", Severity.INFO, Needs.RECORDS, check, __doc__, default=False)
