"""An article as blocks of text to read, each code point of which knows where it stands in the source."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from refcheck.article import MarkerStyle
from refcheck.reading.whole_text import passages_of
from refcheck.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from refcheck.article import Article
    from refcheck.source import Source


RAISED = frozenset({MarkerStyle.SUPERSCRIPT, MarkerStyle.CARET})
"""Styles whose numbers stand raised, and in a text between marks that raise them."""


class Kind(StrEnum):
    """What a block is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    KEPT = "kept"  # its lines and indents mean something: lists, tables, code
    REFERENCES = "references"  # where references stand, which are shown in a list of their own


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of an article.

    Attributes:
        kind: what it is.
        text: as it reads.
        offsets: where each code point of it stands in the source.
    """

    kind: Kind
    text: str = ""
    offsets: Sequence[int] = ()

    def place(self, span: Span) -> tuple[int, int]:
        """Where a span of the source stands in the text, from and to; the same twice if it does not."""
        start = bisect_left(self.offsets, span.start)
        return start, max(start, bisect_left(self.offsets, span.end))

    def part(self, start: int, end: int) -> Block:
        """A stretch of it, without white space at its ends."""
        text = self.text[start:end]
        start += len(text) - len(text.lstrip())
        text = text.strip()
        return Block(self.kind, text, self.offsets[start : start + len(text)])


_HEADING = re.compile(r" {0,3}#{1,6}[ \t]+")
_LISTED = re.compile(r"[ \t]*(?:[-*+|>]|\d{1,9}[.)])|[ \t]{2}")
"""How a line begins that must stay one: an item, a row, a quotation, an indent."""


def blocks_of(article: Article) -> Iterator[Block]:
    """All of an article in reading order; its references are left out, and `Kind.REFERENCES` tells where they stood."""
    source = article.source
    spans = sorted(reference.span for reference in article.references)
    ends = [span.end for span in spans]
    unseen = [] if source.passages or source.unit == "paragraph" else sorted((*_raising(article), *_glue(source)))
    listed = False
    for block in _passages(source) if source.passages else _stretches(source, unseen):
        for part in _without(block, spans, ends):
            if part.kind is not Kind.REFERENCES or not listed:
                yield part
            listed = part.kind is Kind.REFERENCES


def _passages(source: Source) -> Iterator[Block]:
    for passage, heading in passages_of(source):
        yield Block(Kind.HEADING if heading else Kind.PARAGRAPH, passage.text.text, passage.text.offsets)


def _raising(article: Article) -> Iterator[Span]:
    """The marks by which a text raises a number: the tags of `<sup>1</sup>`, the carets of `^1^`."""
    for citation in article.citations:
        if citation.style in RAISED:
            yield Span(citation.span.start, citation.digits.start)
            yield Span(citation.digits.end, citation.span.end)


def _glue(source: Source) -> Iterator[Span]:
    """What a text that was joined of several files has between them, and after the last."""
    starts = [*(part.start for part in source.parts[1:]), len(source.text)]
    for part, start in zip(source.parts, starts, strict=False):
        yield Span(min(part.start + part.length, start), start)


def _stretches(source: Source, unseen: Sequence[Span]) -> Iterator[Block]:
    """The paragraphs of a text: lines up to an empty one, or each line where a line is a paragraph (Word)."""
    for start, lines in _paragraphs(source):
        kind, left = Kind.PARAGRAPH, 0
        if source.format == "markdown" and (heading := _HEADING.match(lines[0])):
            kind, left = Kind.HEADING, heading.end()
        elif source.format == "latex" or any(map(_LISTED.match, lines)):
            kind = Kind.KEPT
        text = "".join(lines).rstrip()[left:]
        offsets = range(start + left, start + left + len(text))
        first = bisect_left(unseen, Span(offsets.start, offsets.start))
        last = bisect_left(unseen, Span(offsets.stop, offsets.stop))
        block = _left_out(Block(kind, text, offsets), unseen[first:last])
        if block.text.strip():
            yield block


def _left_out(block: Block, spans: Sequence[Span]) -> Block:
    """A block without some spans of the source, which are in order."""
    if not spans:
        return block
    text, at = "", 0
    offsets: list[int] = []
    for start, end in (*map(block.place, spans), (len(block.text), 0)):
        text += block.text[at:start]
        offsets += block.offsets[at:start]
        at = end
    return Block(block.kind, text, offsets)


def _paragraphs(source: Source) -> Iterator[tuple[int, list[str]]]:
    """The lines of each paragraph, and where it begins."""
    lines: list[str] = []
    start = at = 0
    for line in source.text.splitlines(keepends=True):
        alone = source.unit == "paragraph" or _HEADING.match(line)
        if lines and (alone or not line.strip()):
            yield start, lines
            lines = []
        if alone and line.strip():
            yield at, [line]
        elif line.strip():
            start = start if lines else at
            lines.append(line)
        at += len(line)
    if lines:
        yield start, lines


def _without(block: Block, spans: Sequence[Span], ends: Sequence[int]) -> Iterator[Block]:
    """A block without the references in it, in the order of the text."""
    at = 0
    if block.offsets:
        last = block.offsets[-1]
        for span in spans[bisect_left(ends, block.offsets[0] + 1) :]:
            if span.start > last:
                break
            start, end = block.place(span)
            if start < end:
                if block.text[at:start].strip():
                    yield block.part(at, start)
                yield Block(Kind.REFERENCES)
                at = end
    if block.text[at:].strip():
        yield block.part(at, len(block.text))
