"""The running text of a Word document as blocks for the shared grammar."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from refcheck.article import MarkerStyle
from refcheck.reading.blocks import Block, BlockKind, Markup
from refcheck.source import MappedText, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from refcheck.reading.word.layout import Layout
    from refcheck.reading.word.references import Found
    from refcheck.reading.word.shown import NoteKind, Shown

_EDGE = " \t\xa0.,;:"
"""What may stand around the numbers that a field shows."""


@dataclass(frozen=True, slots=True)
class Context:
    """What of the whole document the blocks depend on.

    Attributes:
        found: its reference lists.
        numbers: the numbers of its notes.
        bookmarked: the notes whose calls bookmarks hold.
        targets: the bookmarks of references.
    """

    found: Found
    numbers: Mapping[tuple[NoteKind, str], int]
    bookmarked: Mapping[str, tuple[NoteKind, str]]
    targets: frozenset[str]


def blocks_of(paragraphs: Sequence[Shown], layout: Layout, context: Context) -> list[Block]:
    """The blocks of a document: its lines without those of reference lists.

    Args:
        paragraphs: the paragraphs of the document.
        layout: how they are written out.
        context: its reference lists and notes.
    """
    blocks = []
    for line, parts in zip(layout.lines, layout.parts, strict=True):
        if line.number in context.found.taken:
            continue
        for index, start, end in parts:
            shown, base = paragraphs[index], layout.starts[index]
            first = max(start, base)
            if shown.in_contents or not shown.content[first - base : end - base].strip():
                continue
            blocks.append(_block(shown, base, Span(first, end), context))
    return blocks


def _block(shown: Shown, base: int, stretch: Span, context: Context) -> Block:
    """The block of a stretch of a paragraph; calls of ordinary notes are no part of its text."""
    pieces = []
    at = stretch.start
    for call in shown.calls:
        begin = base + call.start
        if begin in stretch and (call.kind, call.name) not in context.found.notes:
            pieces.append(MappedText.of(shown.content[at - base : call.start], at))
            at = base + call.end
    pieces.append(MappedText.of(shown.content[at - base : stretch.end - base], at))
    text = MappedText.join(pieces) if len(pieces) > 1 else pieces[0]

    def place(source: Span) -> Span:
        return Span(bisect_left(text.offsets, source.start), bisect_left(text.offsets, source.end))

    marks = [
        Markup(content, style, source, label, target)
        for source, style, label, target in _marks(shown, base, context)
        if stretch.start <= source.start and source.end <= stretch.end and len(content := place(source))
    ]
    calls = [mark.content for mark in marks if mark.style is MarkerStyle.FOOTNOTE]
    formulas = [place(Span(base + start, base + end)) for start, end in shown.opaque]
    return Block(
        text,
        stretch,
        _kind(shown),
        tuple(sorted(marks, key=lambda mark: (mark.content.start, -mark.content.end))),
        tuple(sorted(span for span in (*calls, *formulas) if len(span))),
    )


def _kind(shown: Shown) -> BlockKind:
    if shown.is_heading:
        return BlockKind.HEADING
    if shown.in_table:
        return BlockKind.TABLE_CELL
    return BlockKind.LIST_ITEM if shown.lead and shown.note is None else BlockKind.PARAGRAPH


def _marks(shown: Shown, base: int, context: Context) -> Iterator[tuple[Span, MarkerStyle, str, str]]:
    """Everything that sets a stretch of a paragraph apart: its place in the source, style, label and target."""
    linked: list[tuple[int, int]] = []
    for citation in shown.citations:
        start, end = _trimmed(shown.content, citation.start, citation.end)
        if start < end:
            linked.append((start, end))
            yield Span(base + start, base + end), MarkerStyle.LINKED, "", ""
    for link in shown.links:
        note = context.bookmarked.get(link.target) if link.to_note else None
        source = Span(base + link.start, base + link.end)
        if note in context.found.notes and note is not None:
            yield source, MarkerStyle.FOOTNOTE, str(context.numbers[note]), ""
        elif link.target in context.targets:
            linked.append((link.start, link.end))
            yield source, MarkerStyle.LINKED, "", link.target
    for call in shown.calls:
        if (call.kind, call.name) in context.found.notes:
            start, end = _in_brackets(shown.content, call.start, call.end)
            yield Span(base + start, base + end), MarkerStyle.FOOTNOTE, str(call.number), ""
    linked.sort()
    for start, end in shown.raised:
        # A raised field is what the field says it is; raised numbers of which some are linked are linked as a whole.
        before = bisect_right(linked, start, key=lambda pair: pair[0]) - 1
        if before >= 0 and end <= linked[before][1]:
            continue
        after = bisect_left(linked, start, key=lambda pair: pair[0])
        holds = after < len(linked) and linked[after][1] <= end
        style = MarkerStyle.LINKED if holds else MarkerStyle.SUPERSCRIPT
        yield Span(base + start, base + end), style, "", ""


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    return start, end


def _in_brackets(text: str, start: int, end: int) -> tuple[int, int]:
    return (
        (start - 1, end + 1) if text[max(0, start - 1) : start] + text[end : end + 1] in {"[]", "()"} else (start, end)
    )
