"""Where the code points of a text stand in its source, without a number for each of them."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate, chain
from typing import TYPE_CHECKING, overload

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator


class Runs(Sequence[int]):
    """Offsets in runs: what was copied out of a source in one piece costs one entry, not one for each code point.

    Args:
        parts: the offsets of one piece after the other; none is itself made of runs.
        make: makes them when they are first asked for, in place of `parts`. Most texts are never asked.
        length: how many there are, where `make` is to make them.
    """

    __slots__ = ("_length", "_make", "_parts", "_starts")

    _parts: list[Sequence[int]]
    _starts: list[int]

    def __init__(
        self,
        parts: Iterable[Sequence[int]] = (),
        make: Callable[[], Iterable[Sequence[int]]] | None = None,
        length: int = 0,
    ) -> None:
        self._make = make
        self._length = length
        if make is None:
            self._take(parts)

    def _take(self, parts: Iterable[Sequence[int]]) -> None:
        self._parts = list(filter(None, parts))
        self._starts = list(accumulate(map(len, self._parts), initial=0))
        self._length = self._starts.pop()

    @property
    def parts(self) -> list[Sequence[int]]:
        """The runs, none of them empty."""
        if self._make is not None:
            self._take(self._make())
            self._make = None
        return self._parts

    def __len__(self) -> int:
        return self._length

    def __iter__(self) -> Iterator[int]:
        return chain.from_iterable(self.parts)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and len(self) == len(other) and all(map(int.__eq__, self, other))

    def __hash__(self) -> int:
        return hash(tuple(self))

    @overload
    def __getitem__(self, at: int) -> int: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[int]: ...
    def __getitem__(self, at: int | slice) -> int | Sequence[int]:
        parts = self.parts if self._make else self._parts
        if isinstance(at, slice):
            start, stop, step = at.indices(self._length)
            return self._cut(start, stop) if step == 1 else list(self)[at]
        if not 0 <= at < self._length:
            at = range(self._length)[at]
        run = bisect_right(self._starts, at) - 1
        return parts[run][at - self._starts[run]]

    def bounds(self, start: int, end: int) -> tuple[int, int]:
        """The offsets of the first and of the last of some code points, of which there is at least one."""
        parts = self.parts if self._make else self._parts
        run = bisect_right(self._starts, start) - 1
        base, part = self._starts[run], parts[run]
        return part[start - base], part[end - 1 - base] if end - base <= len(part) else self[end - 1]

    def _cut(self, start: int, stop: int) -> Sequence[int]:
        pieces = self._pieces(start, stop) if start < stop else [()]
        return pieces[0] if len(pieces) == 1 else Runs(pieces)

    def _pieces(self, start: int, stop: int) -> list[Sequence[int]]:
        """The runs between two places, the first and the last of them cut; there is at least one code point."""
        parts = self.parts if self._make else self._parts
        first, last = bisect_right(self._starts, start) - 1, bisect_left(self._starts, stop) - 1
        pieces = parts[first : last + 1]
        pieces[-1] = pieces[-1][: stop - self._starts[last]]
        pieces[0] = pieces[0][start - self._starts[first] :]
        return pieces

    def keep(self, stretches: Iterable[tuple[int, int]]) -> Runs:
        """The offsets in some stretches, ascending, one after the other."""
        pieces: list[Sequence[int]] = []
        for start, end in stretches:
            if start < end:
                pieces += self._pieces(start, end)
        return Runs(pieces)


def folded_offsets(text: str, offsets: Iterable[int]) -> list[int]:
    """The offsets of a text after its white space was folded to single spaces, and taken off its ends.

    Args:
        text: the text before.
        offsets: its offsets.
    """
    kept: list[int] = []
    space = -1
    for character, offset in zip(text, offsets, strict=True):
        if not character.isspace():
            if space >= 0 and kept:
                kept.append(space)
            space = -1
            kept.append(offset)
        elif space < 0:
            space = offset
    return kept


def line_starts(text: str) -> array[int]:
    """The offsets at which the lines of a text begin."""
    # As editors count: CRLF, LF and CR; form feeds and Unicode separators do not end lines.
    if "\r" in text and text.count("\r") != text.count("\r\n"):
        return array("q", [0, *(end.end() for end in re.finditer(r"\r\n|\n|\r", text))])
    starts = [0]
    at = 0
    while at := text.find("\n", at) + 1:
        starts.append(at)
    return array("q", starts)
