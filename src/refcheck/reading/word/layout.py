"""The paragraphs of a document written out one to a line: its source, and the lines in which lists are looked for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from refcheck.reading.lines import Line
from refcheck.source import MappedText, Source

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from refcheck.reading.word.paragraphs import Row
    from refcheck.reading.word.shown import Shown

# What a line within a paragraph begins with if it is an entry of a list.
_ENTRY = re.compile(r"\s{0,4}(?:\[\d{1,4}\]|\(\d{1,4}\)|\d{1,4}[.)\t]|\d{1,4}\s(?=[A-ZÀ-Þ]))")
_LABEL_ONLY = re.compile(r"\s{0,4}[\[(]?\d{1,4}[\])]?[.:]?\s{0,4}\Z")
_COLUMN = 4
"""Paragraphs in a cell from which on it is a column of text."""
_MOST_CELLS = 4  # a row that is a reference has few: its number, its text, perhaps a link


@dataclass(frozen=True, slots=True)
class Layout:
    """Where everything stands.

    Attributes:
        source: the paragraphs, one to a line.
        starts: for each paragraph the offset of its text, after its label.
        lines: the lines in which lists are looked for: paragraphs, their parts where lines are broken before a
            number, and rows of tables that begin with a number.
        parts: for each line the paragraphs it shows and which stretch of each, in offsets of the source.
        data: the paragraphs that stand beside others in a table, and hold no list.
    """

    source: Source
    starts: Sequence[int]
    lines: Sequence[Line]
    parts: Sequence[Sequence[tuple[int, int, int]]]
    data: frozenset[int]


def lay_out(paragraphs: Sequence[Shown], rows: Sequence[Row], path: str) -> Layout:
    """Write the paragraphs of a document out.

    Args:
        paragraphs: all of them, in order.
        rows: the rows of its tables.
        path: the path of the file.
    """
    texts = [shown.lead + shown.content for shown in paragraphs]
    source = Source(path, "\n".join(texts), "word", "paragraph")
    begins = []
    at = 0
    for text in texts:
        begins.append(at)
        at += len(text) + 1
    starts = [begin + len(shown.lead) for begin, shown in zip(begins, paragraphs, strict=True)]
    lines: list[Line] = []
    parts: list[list[tuple[int, int, int]]] = []
    of_rows = _numbered_rows(paragraphs, rows)
    taken: set[int] = set()
    for index, text in enumerate(texts):
        if index in taken:
            continue
        if index in of_rows:
            indices = of_rows[index]
            taken.update(indices)
            here = [(each, begins[each], begins[each] + len(texts[each])) for each in indices]
            lines.append(_joined(source, here, len(lines)))
            parts.append(here)
            continue
        for start, end in _broken(paragraphs[index], text):
            begin = begins[index] + start
            lines.append(Line(len(lines), begin, text[start:end], heading=paragraphs[index].is_heading))
            parts.append([(index, begin, begins[index] + end)])
    return Layout(source, starts, lines, parts, _data(paragraphs, rows))


def _numbered_rows(paragraphs: Sequence[Shown], rows: Sequence[Row]) -> Mapping[int, list[int]]:
    """The rows of tables that are one entry each, by their first paragraph: a number, and text in another cell."""
    found = {}
    for row in rows:
        cells = [
            [index for index in cell if (paragraphs[index].lead + paragraphs[index].content).strip()] for cell in row
        ]
        filled = [cell for cell in cells if cell]
        if not 2 <= len(filled) <= _MOST_CELLS or len(filled[0]) != 1:
            continue
        first = paragraphs[filled[0][0]]
        if _LABEL_ONLY.match((first.lead + first.content)[:20]):
            indices = [index for cell in filled for index in cell]
            if indices == sorted(indices):
                found[indices[0]] = indices
    return found


def _data(paragraphs: Sequence[Shown], rows: Sequence[Row]) -> frozenset[int]:
    """The paragraphs of cells that stand beside others; a cell of many paragraphs is a column of text."""
    return frozenset(
        index
        for row in rows
        if sum(any(paragraphs[index].length for index in cell) for cell in row) > 1
        for cell in row
        if len(cell) < _COLUMN
        for index in cell
    )


def _joined(source: Source, here: Sequence[tuple[int, int, int]], number: int) -> Line:
    pieces: list[MappedText] = []
    for _, start, end in here:
        if pieces:
            pieces.append(MappedText("\t", [pieces[-1].offsets[-1] + 1]))
        pieces.append(MappedText.of(source.text[start:end], start))
    text = MappedText.join(pieces)
    return Line(number, here[0][1], text.text, text.offsets)


def _broken(shown: Shown, text: str) -> Iterator[tuple[int, int]]:
    """The lines of a paragraph: one, unless lines broken within it begin with numbers as entries do."""
    start = 0
    for place in shown.breaks:
        at = place + len(shown.lead)
        if _ENTRY.match(text, at + 1, at + 20):
            yield start, at
            start = at + 1
    yield start, len(text)
