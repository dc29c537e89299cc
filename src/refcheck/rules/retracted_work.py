"""A cited work was retracted, withdrawn or removed.

## What it finds

A reference to a work with a notice of retraction, withdrawal or removal that no later notice takes back: its record
carries it (Crossref's `updated-by`), or a list of retractions does (`refcheck retractions update`), which needs neither
record nor network. A reference that says so itself ("[retracted]") is reported as information only; one that is the
notice ("Retraction: ...") not at all. The places that cite it are shown, and the reasons that Retraction Watch gives.

## Why it matters

Retracted work goes on being cited as if it stood. The author must know, and either drop the claim or say that the
source was retracted.

## Example

    Wakefield AJ, et al. Ileal-lymphoid-nodular hyperplasia, non-specific colitis, and pervasive developmental
    disorder in children. Lancet. 1998;351:637-41.

The work was retracted (notice 10.1016/s0140-6736(10)60175-4).

## What it cannot see

A retraction that was announced after the lock file was written (`refcheck lock --retractions` refreshes it) and the
list pinned, or that neither Crossref nor Retraction Watch knows. In a list a work is looked for by its DOI; where none
is printed, by its PubMed number, or by its title with first author, year and journal, if the list has those. Whether
the article cites the work because it was retracted.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from refcheck.finding import Severity
from refcheck.rules.model import Examination, Needs, Rule
from refcheck.rules.updates import notice_findings, noticed
from refcheck.work import GONE, UpdateKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from refcheck.finding import Finding


_VERBS = {
    UpdateKind.RETRACTION: "was retracted",
    UpdateKind.WITHDRAWAL: "was withdrawn",
    UpdateKind.REMOVAL: "was removed",
}


# In brackets, in capitals, or as a statement; "repair of massive retracted tears" is none.
_SAID = re.compile(
    r"[\[(][^\])]{0,40}(?i:\bretract|\bwithdrawn|\bwithdrawal|\bremoved)"
    r"|\bRETRACT(?:ED|ION)\b|\bWITHDRAWN\b|\bREMOVED\b"
    r"|(?i:\b(?:retracted|withdrawn)(?:[:.;]| article\b| paper\b| publication\b| in\b))"
    r"|(?i:\bretraction (?:in|notice|note|published|of publication)\b)"
)


def check(rule: Rule, examination: Examination) -> Iterator[Finding]:
    """Yield a finding for each reference to a work that no longer stands."""
    for reference, resolution, notices in noticed(examination, GONE):
        verb = _VERBS[notices[0].kind]
        yield from notice_findings(rule, examination, reference, resolution, notices, verb, said=_SAID)


RULE = Rule("REF210", "retracted-work", Severity.ERROR, Needs.RECORDS, check, __doc__)
