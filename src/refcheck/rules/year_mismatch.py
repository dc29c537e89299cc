"""No date of the record has the printed year.

## What it finds

A printed year that is none of the years in which the record was published, in print or online. The right year in the
title, in a DOI or among the pages does not count as printed.

## Why it matters

With a wrong year the reference cannot be found in the journal, and readers misjudge how old the evidence is.

## Example

    Wei AC, Greig PD, Grant D, et al. Survival after hepatic resection ... Ann Surg Oncol. 2008;13:668-76.

The record 10.1245/aso.2006.05.039 has 2006.

## What it cannot see

Many records lack the date of printing or the date of the first online version; where a reference prints the other
one, the year before or after is reported, with less confidence. Books, which have editions and reprints, are not
compared; their chapters, and conference papers, are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from refcheck.comparing import compare_year
from refcheck.finding import Safety, Severity
from refcheck.rules.model import Examination, Needs, Rule
from refcheck.rules.records import field_findings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from refcheck.finding import Finding


def check(rule: Rule, examination: Examination) -> Iterator[Finding]:
    """Yield a finding for each reference whose year is not its record's."""
    yield from field_findings(rule, examination, compare_year, fixable=Safety.SAFE)


RULE = Rule("REF207", "year-mismatch", Severity.WARNING, Needs.RECORDS, check, __doc__)
