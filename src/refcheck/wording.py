"""How counts and lists of numbers are said, in findings and in summaries alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def counted(count: int, noun: str) -> str:
    """A number with its noun: "1 article", "3 articles"."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def number_list(numbers: Iterable[int]) -> str:
    """Numbers as an editor writes them: 2, 3, 4, 7 becomes "2-4, 7"."""
    parts: list[tuple[int, int]] = []
    for number in sorted(set(numbers)):
        if parts and number == parts[-1][1] + 1:
            parts[-1] = (parts[-1][0], number)
        else:
            parts.append((number, number))
    return ", ".join(f"{a}" if a == b else f"{a}, {b}" if b == a + 1 else f"{a}-{b}" for a, b in parts)
