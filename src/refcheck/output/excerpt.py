"""Excerpts of the source with the place in question underlined, as compilers show them."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from refcheck.finding import Location
    from refcheck.source import Source

#: how much of the room an excerpt keeps for what follows the marked place, when the line is too long to show whole
_AFTER = 0.2
_CUT = "... "
_CUT_END = " ..."


def _window(text: str, start: int, end: int, room: int) -> tuple[int, int]:
    """The part of a line to show: at most `room` columns, cut between words, with as much of the place as fits."""
    if len(text) <= room:
        return 0, len(text)
    room -= len(_CUT) + len(_CUT_END)
    end = min(end, start + int(room * (1 - _AFTER)))  # of a long place its beginning is shown
    last = min(len(text), end + int(room * _AFTER))
    first = max(0, last - room)
    last = min(len(text), first + room)
    if first and (space := text.find(" ", first, start)) >= 0:
        first = space + 1
    if last < len(text) and (space := text.rfind(" ", end, last)) >= 0:
        last = space
    return first, last


def _as_it_stands(source: Source, location: Location) -> tuple[str, int, int]:
    """The line of a place, and where in it the place is."""
    line = source.line(location.start.line, location.path)
    same = location.end.line == location.start.line
    return line, location.start.column - 1, location.end.column - 1 if same else len(line)


def _as_it_reads(source: Source, location: Location) -> tuple[str, int, int] | None:
    """The same of the paragraph, where lines of the file are not what a person reads (XML)."""
    passage = source.passage_at(location.start.offset)
    if passage is None or not passage.text.text:
        return None
    text, offsets = passage.text.text, passage.text.offsets
    start, end = (bisect_left(offsets, position.offset) for position in (location.start, location.end))
    start = min(start, len(text) - 1)
    end = max(end, start + 1)
    before, inside, after = (" ".join(f"|{part}|".split()) for part in (text[:start], text[start:end], text[end:]))
    line = (before[1:-1] + inside[1:-1] + after[1:-1]).rstrip()
    left = len(line) - len(line.lstrip())
    begin = len(before) - 2
    return line[left:], begin - left, begin + len(inside) - 2 - left


def excerpt(source: Source, location: Location, *, width: int, gutter: int) -> list[str]:
    """The line of a location, or what a person reads of it, with carets below the place.

    Args:
        source: where the location is.
        location: what to mark; of a span over several lines the first line is shown.
        width: columns to fill at most.
        gutter: columns of the line number.

    Returns:
        Two lines: the text and the carets.
    """
    line, start, end = _as_it_reads(source, location) or _as_it_stands(source, location)
    end = max(min(end, len(line)), start + 1)
    first, last = _window(line, start, end, max(20, width - gutter - 5))
    before = _CUT if first else ""
    after = _CUT_END if last < len(line) else ""
    shown = before + line[first:last].replace("\t", " ") + after
    carets = " " * (len(before) + start - first) + "^" * max(1, min(end, last) - start)
    return [f"  {location.start.line:>{gutter}} | {shown}", f"  {'':>{gutter}} | {carets}"]
