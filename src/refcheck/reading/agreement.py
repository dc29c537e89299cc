"""How well candidates for citations agree with a list: what of it they explain, and in what order they come."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from refcheck.reading.sequence import written_out

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from refcheck.reading.candidates import Candidate
    from refcheck.source import Span


@dataclass(frozen=True, slots=True)
class Numbering:
    """The numbers of one reference list; `known` is None where there is no list."""

    known: frozenset[int] | None

    @property
    def limit(self) -> int:
        """The highest number that can be meant: a little past the list, whose end may be missing."""
        return 999 if self.known is None else max(self.known, default=0) + max(20, len(self.known) // 2)


def place_of(pair: tuple[int, Candidate]) -> tuple[int, int]:
    """Where a candidate stands, to sort by."""
    return pair[1].block, pair[1].stretch.start


def stretches_of(pairs: Iterable[tuple[int, Candidate]]) -> dict[int, list[Span]]:
    """Where candidates stand in each block, in order; the keys are the indices of the blocks."""
    stretches: dict[int, list[Span]] = {}
    for _, found in sorted(pairs, key=place_of):
        stretches.setdefault(found.block, []).append(found.stretch)
    return stretches


def overlaps_one(stretch: Span, spans: Sequence[Span]) -> bool:
    """Whether a stretch shares a code point with one of the spans, which ascend and do not overlap."""
    before = bisect_left(spans, stretch.end, key=lambda span: span.start)
    return before > 0 and spans[before - 1].overlaps(stretch)


def explained_by(pairs: Iterable[tuple[int, Candidate]], numberings: Mapping[int, Numbering]) -> set[tuple[int, int]]:
    """The references that citations account for."""
    out: set[tuple[int, int]] = set()
    for index, found in pairs:
        known = numberings[index].known
        for item in found.items:
            if item.first == item.last:  # nearly always
                if known is None or item.first in known:
                    out.add((index, item.first))
                continue
            out.update((index, number) for number in written_out(item) if known is None or number in known)
    return out


def coverage(pairs: Iterable[tuple[int, Candidate]], numberings: Mapping[int, Numbering]) -> float:
    """The share of all lists that citations account for; 0 without a list."""
    total = sum(len(numbering.known) for numbering in numberings.values() if numbering.known)
    return len(explained_by(pairs, numberings)) / total if total else 0.0


def newly_explained(
    pairs: Sequence[tuple[int, Candidate]], chosen: Iterable[tuple[int, Candidate]], numberings: Mapping[int, Numbering]
) -> int:
    """How many references citations account for beyond those that are chosen already."""
    return len(explained_by(pairs, numberings) - explained_by(chosen, numberings))


def share_inside(pairs: Sequence[tuple[int, Candidate]], numberings: Mapping[int, Numbering]) -> float:
    """The share of the numbers cited that the list has, of all different ones."""
    cited = {(index, end) for index, found in pairs for end in found.ends}
    fitting = [pair for pair in cited if has_number(numberings[pair[0]], pair[1])]
    return len(fitting) / len(cited) if cited else 0.0


def has_number(numbering: Numbering, number: int) -> bool:
    """Whether a list has a number; any, where there is no list."""
    return numbering.known is None or number in numbering.known


def order_of(pairs: Sequence[tuple[int, Candidate]], start: int | None = 0) -> tuple[int, int]:
    """How many numbers are the next new one when they first appear, and how many jump; `start` None: begin anywhere."""
    hits = jumps = 0
    tops: dict[int, int] = {}
    for index, found in sorted(pairs, key=place_of):
        for item in found.items:
            for number in dict.fromkeys((item.first, item.last)):
                top = tops.get(index, number - 1 if start is None else start)
                if number == top + 1 or (number == item.last and item.first <= top + 1 <= number):
                    hits += 1
                elif number > top:
                    jumps += 1
                tops[index] = max(top, number)
    return hits, jumps
