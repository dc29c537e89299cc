"""Places for programs and people: lines and columns, or paragraphs with their text where a format has no lines."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from refcheck.finding import Finding, Location
    from refcheck.source import Position, Source

_BEFORE, _AFTER = 40, 20
"""Code points that are quoted before and after a place."""
LONGEST_QUOTE = 2_000
"""A paragraph of more code points is quoted around the place only: with thousands of places in it, each would be as
long as all of it."""
_AROUND = 200


def place(source: Source, position: Position) -> dict[str, Any]:
    """One position of a source, 1-based lines and columns, all in code points of the file in which it stands."""
    offset = source.offset_in_file(position.offset)
    value: dict[str, Any] = {"line": position.line, "column": position.column, "offset": offset}
    if source.unit == "paragraph":
        value["paragraph"] = position.line
        value["quote"] = _part(source.line(position.line), position.column - 1)
    elif (passage := source.passage_at(position.offset)) is not None:
        if passage.paragraph:
            value["paragraph"] = passage.paragraph
        read = passage.text
        inside = bisect_left(read.offsets, position.offset) if len(read.text) > LONGEST_QUOTE else 0
        value["quote"] = " ".join(_part(read.text, inside).split())
    return value


def _part(paragraph: str, at: int) -> str:
    """A paragraph, or what stands around a place in it if it is very long."""
    return paragraph if len(paragraph) <= LONGEST_QUOTE else paragraph[max(0, at - _AROUND) : at + _AROUND]


def shown(source: Source, location: Location) -> str:
    """A place as people are told it: ``a.md:31:204``, or ``a.docx: paragraph 31`` where there are no lines."""
    if source.unit == "paragraph":
        return f"{location.path}: paragraph {location.start.line}"
    return f"{location.path}:{location.start.line}:{location.start.column}"


def told(source: Source, finding: Finding) -> str:
    """A finding's message for programs that show lines; of a file without lines the words tell where."""
    if source.unit != "paragraph":
        return finding.message
    where = finding.location
    return f"Paragraph {where.start.line}, \u201c{quote(source, where)}\u201d: {finding.message}"


def quote(source: Source, location: Location) -> str:
    """The words around a place in a source without lines, by which a person finds it; empty for others."""
    if source.unit != "paragraph":
        return ""
    text = source.line(location.start.line)
    start = location.start.column - 1
    end = location.end.column - 1 if location.end.line == location.start.line else len(text)
    end = min(end, start + 2 * _BEFORE)
    first, last = max(0, start - _BEFORE), min(len(text), end + _AFTER)
    if first and (space := text.find(" ", first, start)) >= 0:
        first = space + 1
    if last < len(text) and (space := text.rfind(" ", end, last)) >= 0:
        last = space
    words = " ".join(text[first:last].split())
    return f"{'... ' if first else ''}{words}{' ...' if last < len(text) else ''}"
