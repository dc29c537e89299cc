"""Helpers of the rules about numbers: what is cited, what the list has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from refcheck.wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from refcheck.article import Citation, NumberRange, Scope

# A range with more numbers than this is a slip or an attack; only its ends are looked at.
_LONGEST = 1000


def written_out(item: NumberRange) -> Sequence[int]:
    """The numbers of one item of a citation; of a backward or an absurdly long range its two ends."""
    if item.first <= item.last <= item.first + _LONGEST:
        return range(item.first, item.last + 1)
    return (item.first, item.last)


def cited_numbers(citations: Iterable[Citation]) -> set[int]:
    """Every number that is cited, ranges written out."""
    return {number for citation in citations for item in citation.items for number in written_out(item)}


def list_extent(scope: Scope) -> str:
    """The reference list's numbers in words, "the list has 9 references, 1 to 9"."""
    numbers = [reference.number for reference in scope.references]
    return f"the list has {counted(len(numbers), 'reference')}, {min(numbers)} to {max(numbers)}"
