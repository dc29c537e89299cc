"""A cited work was retracted, withdrawn or removed.

## What it finds

A reference whose record carries a notice of retraction, withdrawal or removal that no later notice takes back. A
reference that says so itself ("[retracted]") is reported as information only. The places that cite it are shown.

## Why it matters

Retracted work goes on being cited as if it stood. The author must know, and either drop the claim or say that the
source was retracted.

## Example

    Wakefield AJ, et al. Ileal-lymphoid-nodular hyperplasia, non-specific colitis, and pervasive developmental
    disorder in children. Lancet. 1998;351:637-41.

The work was retracted (notice 10.1016/s0140-6736(10)60175-4).

## What it cannot see

A retraction that was announced after the record was stored in the lock file, or that was never deposited. Whether
the article cites the work because it was retracted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from refcheck.finding import Severity
from refcheck.rules.model import Examination, Needs, Rule
from refcheck.rules.updates import notice_findings, standing_notices
from refcheck.work import UpdateKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from refcheck.finding import Finding


_VERBS = {
    UpdateKind.RETRACTION: "was retracted",
    UpdateKind.WITHDRAWAL: "was withdrawn",
    UpdateKind.REMOVAL: "was removed",
}


def check(rule: Rule, examination: Examination) -> Iterator[Finding]:
    """Yield a finding for each reference to a work that no longer stands."""
    for reference, resolution in examination.resolved():
        notices = standing_notices(resolution.record, _VERBS)
        if notices:
            yield from notice_findings(
                rule, examination, reference, notices, _VERBS[notices[0].kind], said=("retract", "withdraw", "removed")
            )


RULE = Rule("REF210", "retracted-work", Severity.ERROR, Needs.RECORDS, check, __doc__)
