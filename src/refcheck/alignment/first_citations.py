"""Numbers that are skipped: references are numbered as they are first cited, so each new number is the next one.

A stretch of text that is older than the list breaks that order at its end, or its beginning; an edit of the list that
the text does not follow leaves it as it was.
"""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy.typing as npt


def skipped(groups: Iterable[Sequence[int]], highest: int = 0) -> int:
    """How often a number that is greater than all before it is not the next one.

    Args:
        groups: the numbers of each citation, in reading order.
        highest: the greatest number before them.
    """
    return _read(groups, highest)[0]


def skipped_if_older(groups: Sequence[Sequence[int]], shift: int, begins: range, ends: range) -> npt.NDArray[np.int64]:
    """The same, if the numbers of a stretch of text are off, for each of its beginnings and ends.

    Args:
        groups: the numbers of each citation, in reading order.
        shift: what must be added to those of the stretch.
        begins: the positions of the citations that it may begin with.
        ends: those of the citations that it may end with.
    """
    tops = [0, *accumulate((max(group, default=0) for group in groups), max)]
    found = np.zeros((len(begins), len(ends)), dtype=np.int64)
    behind: dict[tuple[int, int], int] = {}
    for row, begin in enumerate(begins):
        so_far, top, at = skipped(groups[:begin]), tops[begin], begin
        for column, end in enumerate(ends):
            moved = [[number + shift for number in group] for group in groups[at : end + 1]]
            count, top = _read(moved, top)
            so_far, at = so_far + count, max(at, end + 1)
            rest = max(end + 1, begin), top
            if rest not in behind:
                behind[rest] = skipped(groups[rest[0] :], top)
            found[row, column] = so_far + behind[rest]
    return found


def _read(groups: Iterable[Sequence[int]], highest: int) -> tuple[int, int]:
    """How many are skipped, and the greatest number then."""
    count = 0
    for group in groups:
        for number in sorted(group):
            count += number > highest + 1
            highest = max(highest, number)
    return count, highest
