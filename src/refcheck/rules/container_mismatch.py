"""The printed journal is not the journal of the record.

## What it finds

For journal articles, a journal's name that neither is nor abbreviates any name that the record gives. A name of the
record that stands only in the title or in a DOI ("Stroke") does not count as printed.

## Why it matters

Readers look in the wrong journal, and the wrong journal gets the citation. It is also what a reference looks like
that was made up from parts of others.

## Example

    Wei AC, Greig PD, Grant D, et al. Survival after hepatic resection ... Ann Surg. 2006;13:668-76.

The record 10.1245/aso.2006.05.039 has "Annals of Surgical Oncology".

## What it cannot see

Abbreviations in any style, initials ("JAMA"), places in brackets, a leading "The", and an official subtitle are no
mismatch; nor are two journals that differ only in those. A journal that was renamed may be reported where the record
has its present name. Books and proceedings are not compared.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from refcheck.comparing import compare_container
from refcheck.finding import Safety, Severity
from refcheck.rules.model import Examination, Needs, Rule
from refcheck.rules.records import field_findings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from refcheck.finding import Finding


def check(rule: Rule, examination: Examination) -> Iterator[Finding]:
    """Yield a finding for each reference whose journal is not its record's."""
    yield from field_findings(rule, examination, compare_container, fixable=Safety.UNSAFE)


RULE = Rule("REF206", "container-mismatch", Severity.WARNING, Needs.RECORDS, check, __doc__)
