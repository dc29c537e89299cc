"""A reference could not be checked, and why.

## What it finds

Each reference about which nothing can be said because it could not be looked up: there was no network, a service did
not answer in time or refused, or the run was offline and the lock file does not have it. Also a reference whose
record is known but whose printed DOI could not be looked up.

## Why it matters

What was not checked is neither right nor wrong. A run that says nothing about it would read as clean.

## Example

    Reference 7 was not checked: offline, and the lock file does not have it.

## What it cannot see

Whether the reference is right. Works that Crossref does not hold (reports, web pages) are not unchecked: they are
counted in the last line of a run.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from refcheck.finding import Severity
from refcheck.rules.model import Examination, Needs, Rule
from refcheck.work import DoiState, Unchecked, UncheckedReason

if TYPE_CHECKING:
    from collections.abc import Iterator

    from refcheck.finding import Finding


_WHY = {
    UncheckedReason.OFFLINE: "offline, and the lock file does not have it",
    UncheckedReason.TIMEOUT: "the service did not answer in time",
    UncheckedReason.CONNECTION: "the service could not be reached",
    UncheckedReason.RATE_LIMITED: "the service asked for fewer requests",
    UncheckedReason.SERVER_ERROR: "the service failed",
    UncheckedReason.BAD_ANSWER: "the service gave an answer that cannot be used",
    UncheckedReason.INTERRUPTED: "the run was interrupted",
    UncheckedReason.NOT_INDEXED: "the index does not have it, nor every work there is",
}


def check(rule: Rule, examination: Examination) -> Iterator[Finding]:
    """Yield one finding for each reference that, or the DOI of which, could not be looked up."""
    for reference, resolution in examination.resolved():
        outcome = resolution.outcome
        if isinstance(outcome, Unchecked):
            detail = f" ({outcome.detail})" if outcome.detail else ""
            message = f"Reference {reference.number} was not checked: {_WHY[outcome.reason]}{detail}."
            reason = outcome.reason.value
        elif resolution.doi is DoiState.UNCHECKED:
            message = f"The DOI of reference {reference.number} was not checked: nobody could be asked about it."
            reason = "doi"
        else:
            continue
        yield rule.finding(
            examination,
            reference.label_span,
            message,
            data={"number": reference.number, "reason": reason},
            key=reference.raw,
        )


RULE = Rule("REF902", "unchecked-reference", Severity.NOTE, Needs.NETWORK, check, __doc__)
