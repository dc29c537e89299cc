"""The printed pages are not the record's.

## What it finds

Another first page, another last page, or another article number of the same series. Where two digits were exchanged, or
one is missing or wrong, it says so.

## Why it matters

The first page identifies an article within its volume; reference managers and databases match by it.

## Example

    Wei AC, Greig PD, Grant D, et al. Survival after hepatic resection ... Ann Surg Oncol. 2006;13:686-76.

The record 10.1245/aso.2006.05.039 has "668-676": digits transposed.

## What it cannot see

A shortened last page (668-76), the first page alone, prefixes that one of them leaves out, a discussion appended, and
an article number against pages are no mismatch. Records that count the article's own pages (1-9) are not compared. A
range that runs backward is reported as `reversed-page-range` (REF401) without any record.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from refcheck.comparing import compare_pages
from refcheck.finding import Safety, Severity
from refcheck.rules.model import Examination, Needs, Rule
from refcheck.rules.records import field_findings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from refcheck.finding import Finding


def check(rule: Rule, examination: Examination) -> Iterator[Finding]:
    """Yield a finding for each reference whose pages is not its record's."""
    yield from field_findings(rule, examination, compare_pages, fixable=Safety.SAFE)


RULE = Rule("REF209", "pages-mismatch", Severity.WARNING, Needs.RECORDS, check, __doc__)
