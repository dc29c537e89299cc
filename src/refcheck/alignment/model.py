"""What alignment says: which numbers are off, by how much, and the evidence. Values only."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from refcheck.article import Citation, Reference
    from refcheck.source import Span


@dataclass(frozen=True, slots=True)
class Support:
    """One claim that speaks for a run, the reference it cites and the one that fits.

    Attributes:
        citation: the citation whose claim it is.
        cited: the reference printed; None if the number is beyond the list.
        fits: the reference that fits.
        score_cited: log-likelihood ratio that `cited` supports the claim.
        score_fits: the same for `fits`.
        why: what claim and `fits` share, the most telling first, as words of the claim.
    """

    citation: Citation
    cited: Reference | None
    fits: Reference
    score_cited: float
    score_fits: float
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ListEdit:
    """The edit of the reference list that most likely explains a run.

    Attributes:
        mapping: printed number to right number, for every number that is cited and off.
        probability: that it was just this edit, if the run is really off.
        doubtful: the cited numbers of which the edit tells less surely than a person would want.
        kept: the citation of the reference that was inserted, whose number `first` is right as it is printed.
        within: where the citations stand that are off, each with its numbers that are, if the edit was made good in the
            rest of the text; else None.
    """

    mapping: Mapping[int, int]
    probability: float
    doubtful: tuple[int, ...] = ()
    kept: Citation | None = None
    within: Mapping[Span, frozenset[int]] | None = None

    @property
    def first(self) -> int:
        """The least number that is off."""
        return min(self.mapping)

    def explained(self, run: Mapping[int, int]) -> int:
        """How many numbers of a run, printed number to right number, are what they should be by it."""
        return sum(self.mapping.get(number) == right for number, right in run.items())

    def mapping_for(self, citation: Citation) -> Mapping[int, int]:
        """Printed number to right number in one citation."""
        if self.within is not None:
            off = self.within.get(citation.span, frozenset())
            return {number: self.mapping[number] for number in off if number in self.mapping}
        if citation is not self.kept:
            return self.mapping
        own = self.first
        return {number: right for number, right in self.mapping.items() if number != own}


@dataclass(frozen=True, slots=True)
class ShiftedRun:
    """A run of citation numbers that is off by the same amount.

    Attributes:
        shift: what must be added to the printed numbers.
        first, last: the printed numbers at the ends of the run.
        mapping: printed number to right number, for every number of the run.
        citations: the citations in the run, in reading order.
        order: whether the run is one of numbers (a list edited late) or one of text (an older draft's stretch).
        evidence: the claims that show it, the best first.
        traces: what the structure of the list adds ("the list has 9 references, the highest number cited is 8").
        undecided: numbers at the ends of which it cannot be told whether they belong to the run.
        displaced: (printed number of a reference that moved, the number it belongs at), or None.
        confidence: probability that a careful reader would agree.
        edit: what explains it best, and so which numbers are off exactly; None where nothing tells.
        others: what may explain it as well.
        remembered: whether it is told by what the list was before a change.
    """

    shift: int
    first: int
    last: int
    mapping: Mapping[int, int]
    citations: tuple[Citation, ...]
    order: Literal["number", "reading"]
    evidence: tuple[Support, ...]
    confidence: float
    traces: tuple[str, ...] = ()
    undecided: tuple[int, ...] = ()
    displaced: tuple[int, int] | None = None
    edit: ListEdit | None = None
    others: tuple[ListEdit, ...] = ()
    remembered: bool = False


@dataclass(frozen=True, slots=True)
class Swap:
    """Two neighbouring numbers that are exchanged."""

    first: Support
    second: Support
    confidence: float


@dataclass(frozen=True, slots=True)
class Misplaced:
    """One citation that fits another reference clearly better."""

    support: Support
    confidence: float


@dataclass(frozen=True, slots=True)
class Alignment:
    """What alignment found in one numbering.

    Attributes:
        runs, swaps, misplaced: what was found.
        weighed: whether the claims were weighed at all; of a document that is too large they are not.
    """

    runs: tuple[ShiftedRun, ...] = ()
    swaps: tuple[Swap, ...] = ()
    misplaced: tuple[Misplaced, ...] = field(default=())
    weighed: bool = True
