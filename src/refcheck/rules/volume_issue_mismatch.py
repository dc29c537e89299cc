"""The printed volume or issue is not the record's.

## What it finds

Another volume; volume and issue exchanged; the issue printed as volume; another issue.

## Why it matters

The volume is what libraries and databases find an article by; a wrong one leads to a page of another article.

## Example

    Wei AC, Greig PD, Grant D, et al. Survival after hepatic resection ... Ann Surg Oncol. 2006;31:668-76.

The record 10.1245/aso.2006.05.039 has "13": digits transposed.

## What it cannot see

An issue that one of the two leaves out, supplements, parts and combined issues ("3-4") are no mismatch; nor is a
journal that counts by years. The issue is only compared if both are plain numbers and the volumes agree.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from refcheck.comparing import compare_volume_and_issue
from refcheck.finding import Safety, Severity
from refcheck.rules.model import Examination, Needs, Rule
from refcheck.rules.records import field_findings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from refcheck.finding import Finding


def check(rule: Rule, examination: Examination) -> Iterator[Finding]:
    """Yield a finding for each reference whose volume or issue is not its record's."""
    yield from field_findings(rule, examination, compare_volume_and_issue, fixable=Safety.SAFE)


RULE = Rule("REF208", "volume-issue-mismatch", Severity.WARNING, Needs.RECORDS, check, __doc__)
