"""The printed authors are not the authors of the record.

## What it finds

An author who is not among the record's, one who is left out before the last printed name or before an "et al.", and
authors in another order. A family name spelt differently by a letter or two is reported as information only. Where one
author is wrong or left out, the fix prints the record's in the style of the list, if that style is understood.

## Why it matters

Authors lose credit and citations that are not counted for them; a wrong first author sends the reader to another
work.

## Example

    Wei AC, Grant D, Greig PD, et al. Survival after hepatic resection ... Ann Surg Oncol. 2006;13:668-76.

The record 10.1245/aso.2006.05.039 has Wei, Greig, Grant: the order is another.

## What it cannot see

"et al.", fewer initials, particles, diacritics and their transliteration, hyphens, family and given names exchanged,
suffixes, and groups beside persons are no mismatch. A record that has no author, or only the first one, is not
compared. Names in another script or another romanisation are read as other names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from refcheck.comparing import compare_authors
from refcheck.finding import Safety, Severity
from refcheck.rules.model import Examination, Needs, Rule
from refcheck.rules.records import field_findings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from refcheck.finding import Finding


def check(rule: Rule, examination: Examination) -> Iterator[Finding]:
    """Yield a finding for each reference whose authors is not its record's."""
    yield from field_findings(rule, examination, compare_authors, fixable=Safety.UNSAFE)


RULE = Rule("REF205", "author-mismatch", Severity.WARNING, Needs.RECORDS, check, __doc__)
