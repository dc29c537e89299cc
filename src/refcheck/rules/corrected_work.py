"""A correction of a cited work was published.

## What it finds

A reference to a work with an erratum, a corrigendum or another correction, in its record or on a list of retractions,
unless the reference mentions it or is the notice itself.

## Why it matters

A correction is no disgrace and no reason not to cite. But a figure that the article takes from the work may be the
one that was corrected.

## Example

    Reference 5 was corrected after publication (notice 10.1200/jco.2016.67.9662).

## What it cannot see

What was corrected. Retracted works are not reported here as well; of corrections Retraction Watch lists only some.
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


# "Correction of kyphosis" is what a work is about.
_SAID = re.compile(
    r"\b(?:erratum|errata|corrigend\w{1,3})\b|[\[(][^\])]{0,40}\bcorrect"
    r"|\bcorrected (?:in|at|and republished)\b|\bcorrections? (?:in|to|published|appears?)\b",
    re.IGNORECASE,
)


def check(rule: Rule, examination: Examination) -> Iterator[Finding]:
    """Yield a finding for each reference to a corrected work that does not say so itself."""
    for reference, resolution, notices in noticed(examination, (UpdateKind.CORRECTION,)):
        if not _SAID.search(reference.raw) and not standing_notices(resolution, GONE):
            yield from notice_findings(
                rule, examination, reference, resolution, notices, "was corrected after publication"
            )


RULE = Rule("REF212", "corrected-work", Severity.INFO, Needs.RECORDS, check, __doc__)
