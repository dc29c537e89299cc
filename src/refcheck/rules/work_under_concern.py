"""A cited work is under an expression of concern.

## What it finds

A reference whose record carries an expression of concern, and has not been retracted since (that is
`retracted-work`, REF210).

## Why it matters

The editors of the journal doubt the work and have said so. Many such works are retracted later.

## Example

    Reference 12 is under an expression of concern (notice 10.1136/bmj.h3881).

## What it cannot see

A concern that was voiced elsewhere than in a deposited notice, or after the record was stored in the lock file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from refcheck.finding import Severity
from refcheck.rules.model import Examination, Needs, Rule
from refcheck.rules.updates import GONE, notice_findings, standing_notices
from refcheck.work import UpdateKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from refcheck.finding import Finding


def check(rule: Rule, examination: Examination) -> Iterator[Finding]:
    """Yield a finding for each reference to a work under concern."""
    for reference, resolution in examination.resolved():
        notices = standing_notices(resolution.record, (UpdateKind.CONCERN,))
        if notices and not standing_notices(resolution.record, GONE):
            yield from notice_findings(
                rule, examination, reference, notices, "is under an expression of concern", said=("concern",)
            )


RULE = Rule("REF211", "work-under-concern", Severity.WARNING, Needs.RECORDS, check, __doc__)
