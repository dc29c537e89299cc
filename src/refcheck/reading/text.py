"""Reading plain text."""

from __future__ import annotations

import re
from operator import and_
from typing import TYPE_CHECKING

from refcheck.reading import inline
from refcheck.reading.assembly import Document, assemble
from refcheck.reading.blocks import Block, BlockKind
from refcheck.reading.decoding import decode
from refcheck.reading.line_ends import LineEnds
from refcheck.reading.lines import Line, join_lines, lines_of
from refcheck.reading.page_furniture import without_page_furniture
from refcheck.reading.printed import from_lines
from refcheck.reading.reference_list import find_reference_lists
from refcheck.reading.reference_unnumbered import find_unnumbered_list
from refcheck.reading.run_in_lists import cut_run_in_lists
from refcheck.reading.suppressions import find_comments
from refcheck.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from refcheck.article import Article

WIDEST_WRAP = 140
"""Lines longer than this are not wrapped but paragraphs, each on its own line."""

_ITEM = re.compile(r"[\s>]*(?:[-*+•▪◦‣·–]\s|\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,4})[.)]\s)")
_NUMBERED = re.compile(r"\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)]\s")
_LEFT_OPEN = re.compile(r"[\[(]\s?\d[\d\s,;–-]{0,40}$|\d[,–-]$")
"""A marker that goes on in the next line."""
_BULLET = re.compile(r"\s*(?:[-*+•▪◦‣·–]\s+)?")


def read(data: bytes, path: str) -> Article:
    """Read a plain text file.

    Args:
        data: the file.
        path: its path, as the user gave it.

    Raises:
        UnreadableArticle: if it is not text.
    """
    source = Source(path, decode(data, path), "text")
    comments = find_comments(source.text)
    line_ends = LineEnds(source.text)
    lines = cut_run_in_lists(without_page_furniture(lines_of(source, comments), ()), (), line_ends)
    lists = find_reference_lists(lines, frozenset(), {})
    unnumbered = None if lists else find_unnumbered_list(lines, frozenset())
    lists = [unnumbered] if unnumbered else lists
    taken = {number for part in lists for number in part.line_numbers}
    blocks = list(paragraphs([line for line in lines if line.number not in taken], inline.TEXT, line_ends))
    return assemble(source, Document(blocks, from_lines(lists, inline.PLAIN_REFERENCE, line_ends), comments))


def paragraphs(lines: Sequence[Line], markup: frozenset[str], line_ends: LineEnds) -> Iterator[Block]:
    """Put lines together to paragraphs, and take the mark-up out of them.

    Args:
        lines: lines of running text, ascending.
        markup: which mark-up there is (see `refcheck.reading.inline`).
        line_ends: puts together what they cut.
    """
    group: list[Line] = []
    for line in lines:
        if group and (line.is_blank or line.number != group[-1].number + 1):
            yield from _group(group, markup, line_ends)
            group = []
        if not line.is_blank:
            group.append(line)
    if group:
        yield from _group(group, markup, line_ends)


def _group(lines: Sequence[Line], markup: frozenset[str], line_ends: LineEnds) -> Iterator[Block]:
    """The paragraphs among lines without a blank line between them."""
    width = max(len(line.text) for line in lines)
    start = 0
    for index in range(1, len(lines) + 1):
        if index < len(lines) and not _is_row(lines[index - 1]) and _goes_on(lines[index - 1], lines[index], width):
            continue
        part = lines[start:index]
        start = index
        if len(part) == 1 and _is_row(part[0]):
            yield from _cells(part[0], markup)
            continue
        kind = BlockKind.LIST_ITEM if _ITEM.match(part[0].text) else BlockKind.PARAGRAPH
        raw = join_lines([line.mapped(_BULLET.match(line.text).end()) for line in part])  # type: ignore[union-attr]  # matches the empty text
        block = inline.render(line_ends.rejoin(raw), markup, kind)
        if block:
            yield block


def _is_row(line: Line) -> bool:
    """Whether a line is a row of a table that was pasted: a tab between two cells, or on both sides of one."""
    filled = [bool(cell.strip()) for cell in line.text.split("\t")]
    return any(filled[1:-1]) or any(map(and_, filled, filled[1:]))


def _cells(row: Line, markup: frozenset[str]) -> Iterator[Block]:
    """The cells of a row of a table that was pasted: between tabs."""
    for cell in re.finditer(r"[^\t]+", row.text):
        block = inline.render(row.mapped(*cell.span()), markup, BlockKind.TABLE_CELL)
        if block:
            yield block


def _goes_on(last: Line, line: Line, width: int) -> bool:
    """Whether a line belongs to the paragraph of the line before it."""
    if _is_row(last) or _is_row(line):
        return False
    text, following = last.text.rstrip(), line.text.strip()
    if _ITEM.match(line.text) and not re.match(r"\s*\d+\s", line.text):
        # "(2) more" may begin a line because the one before it was full.
        is_full = width <= WIDEST_WRAP and len(text) + 1 + len(following.split(maxsplit=1)[0]) > width
        return (
            is_full
            and _NUMBERED.match(line.text) is not None
            and (text[-1:] not in (".", ":", ";") or text.endswith(" al."))
        )
    if width > WIDEST_WRAP:
        # A long line is a whole paragraph, unless it breaks off: "secondary measures.4" / "," / "5 Nevertheless".
        if re.fullmatch(r"[,;–-]|[,;–-]?\d{1,3}", text.strip()) or (
            re.search(r"[a-z.,)]\d{1,3}$", text) and re.match(r"\d{1,3}\s", following)
        ):
            return True
        return bool(re.search(r"[^.:!?]$", text) and re.match(r"[a-z\d,;)–-]", following)) and (
            len(text) > 80 or following[0] in ",;–-"
        )
    if _LEFT_OPEN.search(text[-60:]) and re.match(r"\d{1,4}(?:[\]),;\s–-]|$)|\[\d", following):
        return True
    # In wrapped text a line ends where its next word would not fit.
    return len(text) + 1 + len(following.split(maxsplit=1)[0]) > 0.75 * width
