"""A cited preprint has been published in a journal.

## What it finds

A reference to a preprint whose record names the published version.

## Why it matters

The published version went through review and may say something else. Most journals want it cited instead.

## Example

    Reference 8 is a preprint that was published as 10.7554/elife.32822.

## What it cannot see

A publication that the preprint server has not linked. A reference that prints both DOIs is let pass.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from refcheck.finding import Severity
from refcheck.rules.model import Examination, Needs, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from refcheck.finding import Finding


def check(rule: Rule, examination: Examination) -> Iterator[Finding]:
    """Yield a finding for each reference to a preprint with a published version."""
    for reference, resolution in examination.resolved():
        record = resolution.record
        if record is None or not record.published_as or record.published_as in reference.raw.casefold():
            continue
        yield rule.finding(
            examination,
            reference.span,
            f"Reference {reference.number} is a preprint that was published as {record.published_as}; cite that "
            "version, or say why not.",
            confidence=0.95,
            data={"number": reference.number, "doi": record.doi, "published": record.published_as},
            key=reference.raw,
        )


RULE = Rule("REF213", "preprint-has-publication", Severity.INFO, Needs.RECORDS, check, __doc__)
