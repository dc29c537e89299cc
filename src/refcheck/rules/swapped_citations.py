"""Two neighbouring numbers are exchanged: each claim fits the other's reference.

## What it finds

Two references next to each other in the list whose claims, all of them together, fit the other one clearly better.

## Why it matters

Two entries that changed places in the list, or two numbers that did in the text, leave every other number right, so
nothing else gives them away.

## Example

    N-acetylcysteine prevented it in one trial;[1] foot massage relieved anxiety in another.[2]

    1. Latifi M, Rahimi A. Foot massage and anxiety after cardiac surgery: a randomized trial. (made for this page)
    2. Seyfi H, Amini R. N-acetylcysteine and acute kidney injury: a randomized trial. (made for this page)

1 and 2 seem to be exchanged.

## What it cannot see

Two references on one topic: their claims fit both. It says nothing of numbers that `shifted-citations` (REF301)
already covers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from refcheck.alignment import REPORTED
from refcheck.alignment.describing import described
from refcheck.finding import Severity
from refcheck.rules.model import Examination, Needs, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from refcheck.finding import Finding


def check(rule: Rule, examination: Examination) -> Iterator[Finding]:
    """Yield a finding for each two exchanged numbers."""
    for _scope, alignment in examination.alignments:
        for swap in alignment.swaps:
            if swap.confidence < REPORTED:
                continue
            one, other = swap.first.fits.number, swap.second.fits.number
            low, high = sorted((one, other))
            sides = (swap.first, swap.second)
            yield rule.finding(
                examination,
                min(side.citation.span for side in sides),
                f"{low} and {high} seem to be exchanged: what cites {low} fits {high}, and the other way round.",
                confidence=round(swap.confidence, 3),
                related=[
                    place
                    for side in sides
                    for place in (
                        examination.location(side.citation.span, f"fits {side.fits.number} ({', '.join(side.why)})"),
                        examination.location(side.fits.span, f"fits:   {described(side.fits)}", excerpt=False),
                    )
                ],
                data={
                    "numbers": [low, high],
                    "evidence": [
                        {
                            "claim": side.citation.claim.sentence,
                            "fits": side.fits.number,
                            "score_cited": side.score_cited,
                            "score_fits": side.score_fits,
                            "why": list(side.why),
                        }
                        for side in sides
                    ],
                },
                key=f"{swap.first.fits.raw} {swap.second.fits.raw}",
            )


RULE = Rule("REF303", "swapped-citations", Severity.WARNING, Needs.ARTICLE, check, __doc__)
