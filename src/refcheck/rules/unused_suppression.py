"""A comment silences nothing.

## What it finds

An ignore comment, or one of the codes in it, that no finding answers to; one that names no rule there is; a range
that is begun and never ended, or ended and never begun; a misspelt `ignore`. A code counts only if its rule ran and
could look at every reference: with a reference unchecked, a comment about records may be needed again tomorrow.

## Why it matters

What it silenced was mended, or it stands in the wrong place, or its code is misspelt. If it stays, it may silence
something else one day.

## Example

    <!-- refcheck: ignore[REF402] the publisher's own short address -->
    6. American Cancer Society. https://www.cancer.org/statistics

The comment silences nothing: REF402 finds nothing here.

## What it cannot see

A comment that names no code and is needed only by a rule that was not selected.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from refcheck.finding import Edit, Fix, Safety, Severity
from refcheck.rules.model import Examination, Needs, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from refcheck.article import Suppression
    from refcheck.finding import Finding


def check(rule: Rule, examination: Examination) -> Iterator[Finding]:
    """Yield a finding for each suppression that silenced nothing, or not all it names."""
    for suppression, codes in examination.unused:
        if suppression.flaw:
            yield rule.finding(
                examination,
                suppression.span,
                f"The comment {suppression.flaw}.",
                data={"codes": list(codes)},
                key=f"{suppression.flaw} {codes} {suppression.reason}",
            )
            continue
        told = f"ignores {', '.join(codes)}, which finds nothing here" if codes else "silences nothing"
        whole = set(codes) == set(suppression.codes)
        yield rule.finding(
            examination,
            suppression.span,
            f"The comment {told}; take it out." if whole else f"The comment {told}; take that out of it.",
            data={"codes": list(codes)},
            fixes=(Fix(Safety.SAFE, tuple(_taken_out(suppression))),) if whole else (),
            key=f"{codes} {suppression.reason}",
        )


def _taken_out(suppression: Suppression) -> Iterator[Edit]:
    """The edits that take a comment out, and the one that ends its range."""
    yield Edit(suppression.span, "")
    if suppression.ended_by is not None:
        yield Edit(suppression.ended_by, "")


RULE = Rule("REF901", "unused-suppression", Severity.WARNING, Needs.FINDINGS, check, __doc__)
