"""A cited work is under an expression of concern.

## What it finds

A reference to a work with an expression of concern, in its record or on a list of retractions, that has not been
retracted since (that is `retracted-work`, REF210) nor reinstated. The notice itself is not reported.

## Why it matters

The editors of the journal doubt the work and have said so. Many such works are retracted later.

## Example

    Reference 12 is under an expression of concern (notice 10.1136/bmj.h3881).

## What it cannot see

A concern that neither Crossref nor Retraction Watch knows, or that was voiced after the lock file was written and the
list pinned.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from refcheck.finding import Severity
from refcheck.rules.model import Examination, Needs, Rule
from refcheck.rules.updates import notice_findings, noticed, standing_notices
from refcheck.work import GONE, UpdateKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from refcheck.finding import Finding


_SAID = re.compile(r"\b(?:expressions? of|editorial) concern\b", re.IGNORECASE)


def check(rule: Rule, examination: Examination) -> Iterator[Finding]:
    """Yield a finding for each reference to a work under concern."""
    for reference, resolution, notices in noticed(examination, (UpdateKind.CONCERN,)):
        if not standing_notices(resolution, GONE):
            yield from notice_findings(
                rule, examination, reference, resolution, notices, "is under an expression of concern", said=_SAID
            )


RULE = Rule("REF211", "work-under-concern", Severity.WARNING, Needs.RECORDS, check, __doc__)
