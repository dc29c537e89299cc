"""Places for programs and people: lines and columns, or paragraphs with their text where a format has no lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from refcheck.finding import Location
    from refcheck.source import Position, Source

_BEFORE, _AFTER = 40, 20
"""Code points that are quoted before and after a place."""


def place(source: Source, position: Position) -> dict[str, Any]:
    """One position of a source, 1-based lines and columns, all in code points of the file in which it stands."""
    offset = source.offset_in_file(position.offset)
    value: dict[str, Any] = {"line": position.line, "column": position.column, "offset": offset}
    if source.unit == "paragraph":
        value["paragraph"] = position.line
        value["quote"] = source.line(position.line)
    elif (passage := source.passage_at(position.offset)) is not None:
        if passage.paragraph:
            value["paragraph"] = passage.paragraph
        value["quote"] = " ".join(passage.text.text.split())
    return value


def shown(source: Source, location: Location) -> str:
    """A place as people are told it: ``a.md:31:204``, or ``a.docx: paragraph 31`` where there are no lines."""
    if source.unit == "paragraph":
        return f"{location.path}: paragraph {location.start.line}"
    return f"{location.path}:{location.start.line}:{location.start.column}"


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
