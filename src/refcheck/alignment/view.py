"""The whole of one numbering at a glance: for every number cited, how well each reference fits its claims.

Rules ask which numbers are off. This is for a person who wants to see it: what the claims say of the reference that
is printed, of its neighbours, and of all the others.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from statistics import median
from typing import TYPE_CHECKING

from refcheck.alignment import LEAST_REFERENCES, REMARKED, align
from refcheck.alignment.runs import numbering
from refcheck.alignment.scorer import by_words
from refcheck.alignment.shifts import MOST_TOGETHER
from refcheck.alignment.why import why

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from refcheck.alignment import ShiftedRun
    from refcheck.alignment.scorer import Scorer
    from refcheck.article import Citation, Reference, Scope

CLEARLY = 2.0  # nats from which a neighbour fits clearly better: seven times likelier
CLEARLY_FAR = 4.0  # the same for a reference further away: of a long list one of them often does by chance
MOST_PAIRS = 200_000  # of citations and references up to which every pair is looked at; a book has more
NEAR = 3  # numbers by which a neighbour is apart at most
FITS = 1.5  # nats above the rest of the list from which a reference counts as fitting at all


@dataclass(frozen=True, slots=True)
class Row:
    """The claims that cite one number, weighed together.

    Attributes:
        number: the number as printed.
        citations: the citations that print it, in reading order.
        weights: for the number of each reference weighed, the nats by which it fits these claims better than the list
            does on the whole (its median).
        fits: the number of the reference that fits clearly better than the one cited, or None.
        run: the run that these citations are part of, an index into `View.runs`, or None.
        right: the number that should be printed if the run is real, or None.
        telling: the citation whose claim says most, of those in `citations`.
        why: words of that claim that speak for `fits`.
    """

    number: int
    citations: tuple[Citation, ...]
    weights: Mapping[int, float]
    fits: int | None
    run: int | None
    right: int | None
    telling: Citation
    why: tuple[str, ...]

    @property
    def says_nothing(self) -> bool:
        """Whether the claims do not tell that the reference cited fits, nor that another one does."""
        return self.fits is None and self.weights.get(self.number, 0.0) < FITS


@dataclass(frozen=True, slots=True)
class View:
    """Claims against references in one numbering.

    Attributes:
        references: the first reference of each number that is listed.
        columns: the numbers listed or cited, in order.
        rows: one for each number cited, in order; citations that belong to a run of text have rows of their own,
            behind the others.
        runs: the runs worth a remark, the most confident first.
    """

    references: Mapping[int, Reference]
    columns: tuple[int, ...]
    rows: tuple[Row, ...]
    runs: tuple[ShiftedRun, ...]


def view(scope: Scope, scorer: Scorer | None = None, *, lists: int = 1) -> View | None:
    """Weigh the claims of one numbering against its references, for a person to look at.

    Args:
        scope: the citations and references of one numbering.
        scorer: what weighs claims against references; None for words alone.
        lists: how many numberings the article has.

    Returns:
        The view; None where there are no citations, too few references to tell them apart, or more of both than can
        be weighed.
    """
    if len(scope.references) < LEAST_REFERENCES or not scope.citations:
        return None
    scorer = scorer or by_words()
    alignment = align(scope, scorer, lists=lists)
    if not alignment.weighed:
        return None
    references: dict[int, Reference] = {}
    for reference in scope.references:
        references.setdefault(reference.number, reference)
    runs = tuple(run for run in alignment.runs if run.confidence >= REMARKED)
    weighing = _Weighing(scope, references, scorer)
    rows = [row for at in (None, *range(len(runs))) for row in _rows(weighing, runs, at)]
    return View(references, tuple(sorted({*references, *(row.number for row in rows)})), tuple(rows), runs)


class _Weighing:
    """Claims of one numbering, weighed together against references."""

    def __init__(self, scope: Scope, references: Mapping[int, Reference], scorer: Scorer) -> None:
        self.citations = scope.citations
        self.references = references
        numbers = numbering(scope, scorer)
        self.cited: Sequence[Sequence[int]] = numbers.cited
        self.score: Callable[[int, int], float] = numbers.score
        self._all = len(self.cited) * len(references) <= MOST_PAIRS

    def targets(self, number: int) -> Iterable[int]:
        """The references to weigh for a number: all, or in a book its neighbours."""
        if self._all:
            return self.references
        return [target for target in self.references if abs(target - number) <= NEAR]

    def row(self, number: int, citing: Sequence[int], run: int | None, right: int | None) -> Row:
        """Weigh the citations at these positions, which all print one number."""
        # A citation of many references says nothing of any one of them.
        telling = [at for at in citing if len(self.cited[at]) <= MOST_TOGETHER]
        sums = {
            target: sum(self.score(at, target) for at in telling) / sqrt(max(len(telling), 1))
            for target in self.targets(number)
        }
        usual = median(sums.values()) if sums else 0.0
        weights = {target: total - usual for target, total in sums.items()}
        together = {other for at in citing for other in self.cited[at]}
        fits = _fitting(number, weights, together)
        fitting = None if fits is None else self.references[fits]

        def says(at: int) -> float:
            return self.score(at, number) if fits is None else self.score(at, fits) - self.score(at, number)

        best = self.citations[max(telling or citing, key=says)]
        words = why(best.claim, fitting, self.references.get(number)) if fitting is not None else ()
        citations = tuple(self.citations[at] for at in citing)
        return Row(number, citations, weights, fits, run, right, best, words)


def _fitting(number: int, weights: Mapping[int, float], together: set[int]) -> int | None:
    """What fits clearly better than a number: the best of its neighbours, or else of the whole list."""
    own = weights.get(number, 0.0)
    others = [target for target in weights if target not in together and weights[target] >= FITS]
    for candidates, least in (
        ([target for target in others if abs(target - number) <= NEAR], CLEARLY),
        (others, CLEARLY_FAR),
    ):
        best = max(candidates, key=weights.__getitem__, default=None)
        if best is not None and weights[best] - own >= least:
            return best
    return None


def _rows(weighing: _Weighing, runs: Sequence[ShiftedRun], text: int | None) -> list[Row]:
    """The rows of a run of text, or of all citations that belong to none."""
    in_text = {citation.span: at for at, run in enumerate(runs) if run.order == "reading" for citation in run.citations}
    citing: dict[int, list[int]] = {}
    for at, numbers in enumerate(weighing.cited):
        if in_text.get(weighing.citations[at].span) == text:
            for number in numbers:
                citing.setdefault(number, []).append(at)
    rows = []
    for number, positions in sorted(citing.items()):
        run, right = _expected(number, runs, text)
        rows.append(weighing.row(number, positions, run, right))
    return rows


def _expected(number: int, runs: Sequence[ShiftedRun], text: int | None) -> tuple[int | None, int | None]:
    """The run that a number belongs to, and what it says should be printed."""
    if text is not None:
        return text, runs[text].mapping.get(number)
    for at, run in enumerate(runs):
        if run.order == "reading":
            continue
        if number in run.mapping:
            return at, run.mapping[number]
        if run.displaced is not None and number == run.displaced[1]:
            return at, run.displaced[0]
    return None, None
