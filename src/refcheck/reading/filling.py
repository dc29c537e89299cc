"""Glued digits beside marked citations: which of them fill what the marked ones leave open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from refcheck.reading.agreement import explained_by, has_number, overlaps_one, place_of, stretches_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from refcheck.reading.agreement import Numbering
    from refcheck.reading.candidates import Candidate


def filling(
    digits: Sequence[tuple[int, Candidate]],
    chosen: Sequence[tuple[int, Candidate]],
    numberings: Mapping[int, Numbering],
) -> list[tuple[int, Candidate]]:
    """Of the glued digits those that cite, in their right place, references that the marked citations leave open.

    Args:
        digits: glued digits, with the index of their numbering.
        chosen: the marked citations with theirs.
        numberings: the numbering of each index.
    """
    explained = explained_by(chosen, numberings)
    return [
        (index, found)
        for (index, found), top in zip(digits, _tops_before(digits, chosen), strict=True)
        if found.ends
        and all(has_number(numberings[index], end) and (index, end) not in explained for end in found.ends)
        # The numbers marked before a place end right below its number.
        and top in {found.ends[0] - 1, found.ends[0] - 2}
    ]


def _tops_before(digits: Sequence[tuple[int, Candidate]], chosen: Sequence[tuple[int, Candidate]]) -> list[int]:
    """For each of the digits the highest number that is marked before it in its numbering; one pass over both."""
    tops: dict[int, int] = {}
    highest = [0] * len(digits)
    marked = sorted(chosen, key=place_of)
    at = 0
    for position in sorted(range(len(digits)), key=lambda position: place_of(digits[position])):
        while at < len(marked) and place_of(marked[at]) < place_of(digits[position]):
            index, found = marked[at]
            tops[index] = max([tops.get(index, 0), *found.ends])
            at += 1
        highest[position] = tops.get(digits[position][0], 0)
    return highest


def without_overlaps(
    marked: Sequence[tuple[int, Candidate]], glued: Sequence[tuple[int, Candidate]]
) -> list[tuple[int, Candidate]]:
    """The marked citations and those of the glued digits that touch none of them."""
    taken = stretches_of(marked)
    return [*marked, *(pair for pair in glued if not overlaps_one(pair[1].stretch, taken.get(pair[1].block, ())))]
