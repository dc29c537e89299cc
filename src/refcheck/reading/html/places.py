"""The places of what was found in a page: with whole entities, whole entries, and what a person reads there."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from itertools import zip_longest
from typing import TYPE_CHECKING

from refcheck.reading.html.shown_text import whole_entities
from refcheck.source import Passage, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from refcheck.article import Article, Citation
    from refcheck.reading.blocks import Block
    from refcheck.reading.html import passages
    from refcheck.reading.printed import PrintedList
    from refcheck.source import MappedText


def whole_entries(lists: Sequence[PrintedList], found: Sequence[passages.Passage]) -> Iterator[Span]:
    """Where entries stand with what follows their text in their paragraph: buttons, comments.

    Args:
        lists: the reference lists of a page.
        found: its passages.
    """
    starts = [passage.text.offsets[0] for passage in found]
    spans = sorted(entry.span for part in lists for entry in part.entries)
    for span, following in zip_longest(spans, spans[1:]):
        last = found[bisect_right(starts, span.end) - 1]
        end = min(last.span.end, following.start) if following else last.span.end
        yield Span(span.start, max(span.end, end))


def placed(article: Article, blocks: Sequence[Block]) -> Article:
    """An article whose places are whole, and whose source knows how each place reads.

    Args:
        article: the article.
        blocks: the blocks that it was made of.
    """
    text = article.source.text
    reads = [
        *((block.span, block.text) for block in blocks),
        *((entry.span, entry.text) for entry in article.references),
    ]
    return replace(
        article,
        # A line of a page may be long, and most of it tags.
        source=replace(article.source, passages=tuple(Passage(*pair) for pair in sorted(reads, key=_start))),
        citations=tuple(_with_whole_entities(citation, text) for citation in article.citations),
        references=tuple(
            replace(entry, span=whole_entities(entry.span, text), label_span=whole_entities(entry.label_span, text))
            for entry in article.references
        ),
    )


def _start(read: tuple[Span, MappedText]) -> int:
    return read[0].start


def _with_whole_entities(citation: Citation, text: str) -> Citation:
    """A citation whose places end behind their last entity: renumbering replaces all of ``&sup1;``."""
    span, digits = whole_entities(citation.span, text), whole_entities(citation.digits, text)
    if span is citation.span and digits is citation.digits and not citation.links:
        return citation  # nearly always
    links = tuple(replace(link, span=whole_entities(link.span, text)) for link in citation.links)
    return replace(citation, span=span, digits=digits, links=links)
