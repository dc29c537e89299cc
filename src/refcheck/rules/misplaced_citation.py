"""One citation fits another reference of the list clearly better than the one it cites.

## What it finds

A citation of one reference whose claim shares rare words, a name or a year with another reference and next to nothing
with the one cited.

## Why it matters

It may be a slip of one digit. It may also be a claim worded in the terms of another paper, which is why this rule is
off unless asked for: one citation alone proves little.

## Example

    Remaining lesions can be treated with other liver-directed therapies.[2]

    1. Alsina J, Choti MA. Liver-directed therapies in colorectal cancer. Semin Oncol. 2011;38:561-7.
    2. Wei A, Greig P, Grant D, et al. Survival after hepatic resection. Ann Surg Oncol. 2006;13:668-76.

The claim fits reference 1 better.

## What it cannot see

Whether the reference cited says the same in its text: only titles, names and years are compared.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from refcheck.alignment.describing import described
from refcheck.finding import Severity
from refcheck.rules.model import Examination, Needs, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from refcheck.finding import Finding


LEAST = 0.1  # who asks for this rule wants to see what is doubtful


def check(rule: Rule, examination: Examination) -> Iterator[Finding]:
    """Yield a finding for each citation that fits another reference better."""
    for _scope, alignment in examination.alignments:
        for misplaced in alignment.misplaced:
            support = misplaced.support
            if misplaced.confidence < LEAST or support.cited is None:
                continue
            cited, fits = support.cited, support.fits
            yield rule.finding(
                examination,
                support.citation.span,
                f"This claim fits reference {fits.number} better than reference {cited.number}, which it cites"
                f" ({', '.join(support.why)}).",
                confidence=round(misplaced.confidence, 3),
                related=(
                    examination.location(cited.span, f"cited:  {described(cited)}", excerpt=False),
                    examination.location(fits.span, f"fits:   {described(fits)}", excerpt=False),
                ),
                data={
                    "claim": support.citation.claim.sentence,
                    "cited": cited.number,
                    "fits": fits.number,
                    "score_cited": support.score_cited,
                    "score_fits": support.score_fits,
                    "why": list(support.why),
                },
                key=f"{support.citation.claim.sentence} {fits.raw}",
            )


RULE = Rule("REF304", "misplaced-citation", Severity.INFO, Needs.ARTICLE, check, __doc__, default=False)
