"""A correction of a cited work was published.

## What it finds

A reference whose record carries an erratum, a corrigendum or another correction, unless the reference mentions it.

## Why it matters

A correction is no disgrace and no reason not to cite. But a figure that the article takes from the work may be the
one that was corrected.

## Example

    Reference 5 was corrected after publication (notice 10.1200/jco.2016.67.9662).

## What it cannot see

What was corrected. Retracted works are not reported here as well.
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


_SAID = ("erratum", "errata", "corrigend", "correct")


def check(rule: Rule, examination: Examination) -> Iterator[Finding]:
    """Yield a finding for each reference to a corrected work that does not say so itself."""
    for reference, resolution in examination.resolved():
        notices = standing_notices(resolution.record, (UpdateKind.CORRECTION,))
        said = any(word in reference.raw.casefold() for word in _SAID)
        if notices and not said and not standing_notices(resolution.record, GONE):
            yield from notice_findings(rule, examination, reference, notices, "was corrected after publication")


RULE = Rule("REF212", "corrected-work", Severity.INFO, Needs.RECORDS, check, __doc__)
