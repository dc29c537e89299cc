"""A JATS article in which nobody linked the citations: they are found as in any other text."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from refcheck.reading.assembly import Document, assemble
from refcheck.reading.jats_text import text_of
from refcheck.reading.jats_unlinked import as_block
from refcheck.reading.printed import PrintedList, PrintedReference
from refcheck.source import Passage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from refcheck.article import Article, Reference
    from refcheck.reading.jats_blocks import Layout
    from refcheck.source import Source, Span


def article_of(
    source: Source, plain: str, places: Layout, references: Sequence[Reference], comments: Sequence[Span]
) -> Article:
    """Read the article.

    Args:
        source: its source, with the passages that its references are.
        plain: the article, as `XmlSource.plain`.
        places: where its blocks stand.
        references: its references.
        comments: where its comments stand.
    """
    texts = [text_of(plain, place, {}) for place in places.blocks]
    blocks = [as_block(text, place) for text, place in zip(texts, places.blocks, strict=True)]
    passages = [
        Passage(place.span, text.text, number)
        for number, (text, place) in enumerate(zip(texts, places.blocks, strict=True), 1)
    ]
    source = replace(source, passages=tuple(sorted((*passages, *source.passages), key=_start)))
    entries = tuple(
        PrintedReference(each.number, each.label, each.text, each.span, each.label_span, fields=each.fields)
        for each in references
    )
    return assemble(source, Document(blocks, [PrintedList(entries)] if entries else [], comments))


def _start(passage: Passage) -> int:
    return passage.span.start
