"""Grid tables of Markdown: cells drawn with ``+``, ``-`` and ``|``, over as many lines as they need."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from refcheck.reading.lines import join_lines

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from refcheck.reading.lines import Line
    from refcheck.source import MappedText

_RULE = re.compile(r"\s{0,8}\+(?:[-=:]{2,200}\+){1,60}\s{0,80}$")
_ROW = re.compile(r"\s{0,8}[|+].*[|+]\s{0,80}$")


def grid_tables(lines: Sequence[Line], skip: Collection[int]) -> Iterator[list[Line]]:
    """The lines of each grid table, its outer rules included.

    Args:
        lines: all lines.
        skip: numbers of lines that are no text.
    """
    table: list[Line] = []
    for line in lines:
        if line.number not in skip and (_RULE.match(line.text) or (table and _ROW.match(line.text))):
            table.append(line)
            continue
        if len(table) > 2 and _RULE.match(table[-1].text):
            yield table
        table = []
    if len(table) > 2 and _RULE.match(table[-1].text):
        yield table


def grid_cells(table: Sequence[Line]) -> Iterator[MappedText]:
    """The cells of a grid table, row by row; the lines of a cell are joined."""
    bounds = [at for at, character in enumerate(table[0].text) if character == "+"]
    rows: list[Line] = []
    for line in table:
        if not _RULE.match(line.text):
            rows.append(line)
            continue
        for start, end in _columns(rows, bounds):
            pieces = []
            for row in rows:
                written = row.text[start + 1 : end]
                left = len(written) - len(written.lstrip())
                pieces.append(row.mapped(start + 1 + left, start + 1 + left + len(written.strip())))
            cell = join_lines(pieces)
            if cell.text:
                yield cell
        rows = []


def _columns(rows: Sequence[Line], bounds: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Between which columns the cells of a row stand: some span several."""
    edges = [at for at in bounds if all(row.text[at : at + 1] in {"|", "+"} for row in rows)] if rows else []
    yield from pairwise(edges)
