"""What work is, counted instead of timed: the same on every machine, however busy it is."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType


def calls(action: Callable[[], object]) -> int:
    """How many functions an action calls, of Python and of C.

    What happens within one call of C, as within one match of a pattern, is not seen: `bench hostile` times it.
    """
    count = 0

    def note(_frame: FrameType, event: str, _of: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        action()
    finally:
        sys.setprofile(before)
    return count


def grows_no_faster(action: Callable[[int], object], few: int) -> bool:
    """Whether an action calls no more than five times as many functions for four times as many of a thing.

    Args:
        action: does the work for so many; it is run once before, so that what is made once is not counted.
        few: how many are not many.
    """
    action(few // 2)  # not for so many as are counted, whose result might be remembered whole
    return calls(lambda: action(4 * few)) <= 5 * calls(lambda: action(few))
