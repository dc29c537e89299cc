"""Numbers against claims: does each reference support the claims that cite it, or does another one?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from refcheck.alignment.model import Alignment, ListEdit, Misplaced, ShiftedRun, Support, Swap

if TYPE_CHECKING:
    from refcheck.alignment.scorer import Scorer
    from refcheck.article import Scope

LEAST_REFERENCES = 3  # fewer references than this have no run, and no words that tell them apart
REPORTED = 0.5
"""Confidence from which a finding is reported unless more or less is asked for."""
REMARKED = 0.4
"""Confidence from which a run is worth a remark to one who asks."""


MOST_WEIGHED = 20_000_000
"""Pairs of a citation and a reference from which on they are not weighed: a book of 2,000 references has fewer."""


def align(scope: Scope, scorer: Scorer | None = None, *, lists: int = 1, before: Scope | None = None) -> Alignment:
    """Align the claims of one numbering with its references.

    Args:
        scope: the citations and references of one numbering.
        scorer: what weighs claims against references; None for words alone.
        lists: how many numberings the article has.
        before: what the numbering was before a change that is looked at; its history tells as well then.

    Returns:
        Runs of numbers that are off, exchanged neighbours and single misplaced citations, each with its evidence and
        its confidence. Doubtful ones are returned too: who reports them filters by confidence. Of more than
        `MOST_WEIGHED` pairs nothing is found, and the alignment says so.
    """
    from refcheck.alignment.runs import find_runs, numbering  # noqa: PLC0415 (loaded only where an article is aligned)
    from refcheck.alignment.scorer import by_words  # noqa: PLC0415 (reads its data file when first needed)
    from refcheck.alignment.shifts import Gains  # noqa: PLC0415 (loaded only where an article is aligned)
    from refcheck.alignment.singles import find_misplaced, find_swaps  # noqa: PLC0415 (loaded only where an article is aligned)

    if len(scope.references) < LEAST_REFERENCES or not scope.citations:
        return Alignment()
    if len(scope.references) * len(scope.citations) > MOST_WEIGHED:
        return Alignment(weighed=False)
    scorer = scorer or by_words()
    fitted = scorer.fitted.doubted(lists)
    gains = Gains(numbering(scope, scorer))
    runs = find_runs(scope, gains, fitted.run)
    if before is not None:
        from refcheck.alignment.remembered_runs import with_remembered  # noqa: PLC0415 (loaded only where it is asked for)

        runs = with_remembered(scope, gains, runs, before)
    covered = frozenset(number for run in runs if run.confidence >= REPORTED for number in run.mapping)
    swaps = find_swaps(scope, gains, fitted.swap, covered)
    exchanged = {side.cited.number for swap in swaps for side in (swap.first, swap.second) if side.cited is not None}
    return Alignment(runs, swaps, find_misplaced(scope, gains, fitted.misplaced, covered | exchanged))


__all__ = ["REMARKED", "REPORTED", "Alignment", "ListEdit", "Misplaced", "ShiftedRun", "Support", "Swap", "align"]
