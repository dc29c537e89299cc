"""Places as JSON values: lines and columns, or paragraphs with their text where a format has no lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from refcheck.source import Position, Source


def place(source: Source, position: Position) -> dict[str, Any]:
    """One position of a source, 1-based lines and columns, all in code points of the file in which it stands."""
    offset = source.offset_in_file(position.offset)
    value: dict[str, Any] = {"line": position.line, "column": position.column, "offset": offset}
    if source.unit == "paragraph":
        value["paragraph"] = position.line
        value["quote"] = source.line(position.line)
    return value
