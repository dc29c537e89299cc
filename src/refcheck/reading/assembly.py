"""From the blocks and reference lists that a reader found to an article."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from refcheck.article import Article, Citation, MarkerStyle, NumberRange, Reference
from refcheck.reading.agreement import Numbering
from refcheck.reading.candidates import Candidate, marked_candidates
from refcheck.reading.claims import claims_for, take_out
from refcheck.reading.glued import glued_candidates
from refcheck.reading.inline import render_text
from refcheck.reading.lines import join_lines
from refcheck.reading.marker_choice import choose
from refcheck.reading.suppressions import suppressions
from refcheck.references import parse_reference
from refcheck.source import Span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from refcheck.reading.blocks import Block
    from refcheck.reading.reference_list import ListEntry, ReferenceList
    from refcheck.source import Source


@dataclass(frozen=True, slots=True)
class Document:
    """What a reader of plain text or Markdown found.

    Attributes:
        blocks: the text, without the reference lists, in order.
        lists: the reference lists, in order.
        comments: where comments stand in the source.
        reference_markup: which mark-up is taken out of references (see `refcheck.reading.inline`).
    """

    blocks: Sequence[Block]
    lists: Sequence[ReferenceList]
    comments: Sequence[Span]
    reference_markup: frozenset[str]


def assemble(source: Source, document: Document) -> Article:
    """Find the citations of a document and put the article together.

    Args:
        source: the source.
        document: what the reader found in it.
    """
    blocks = document.blocks
    marked = [found for index, block in enumerate(blocks) for found in marked_candidates(block, index)]
    labels = _footnote_numbers(marked, document.lists)
    lists = [part for part in document.lists if not _is_footnotes(part)]
    footnotes = [part for part in document.lists if _is_footnotes(part)]
    references: list[Reference] = []
    bounds: list[int] = []  # where the citations of each numbering end: with its list
    for part in lists:
        if not part.continues or not bounds:
            bounds.append(0)
        read = [_reference(entry, len(bounds) - 1, document, labels) for entry in part.entries]
        references += read
        bounds[-1] = read[-1].span.end
    of_footnotes = len(bounds) if footnotes else max(len(bounds) - 1, 0)
    for part in footnotes:
        references += [_reference(entry, of_footnotes, document, labels) for entry in part.entries]

    def numbering_of(style: MarkerStyle, block: int) -> int:
        if style is MarkerStyle.FOOTNOTE and footnotes:
            return of_footnotes
        return min(bisect_left(bounds, blocks[block].span.start), max(len(bounds) - 1, 0))

    if lists and not footnotes:
        marked = [found for found in marked if found.style is not MarkerStyle.FOOTNOTE]
    numbered = [(numbering_of(found.style, found.block), _with_label(found, labels)) for found in marked]
    chosen = choose(
        blocks,
        numbered,
        lambda: [(numbering_of(MarkerStyle.GLUED, found.block), found) for found in glued_candidates(blocks)],
        _numberings(references, max([of_footnotes, len(bounds) - 1, 0])),
    )
    citations = _citations(blocks, chosen)
    spans = [block.span for block in blocks] + [reference.span for reference in references]
    return Article(
        source,
        tuple(citations),
        tuple(sorted(references, key=lambda reference: (reference.scope, reference.span))),
        suppressions(source, document.comments, spans),
    )


def _is_footnotes(part: ReferenceList) -> bool:
    return part.entries[0].label.kind == "footnote"


def _footnote_numbers(marked: Sequence[Candidate], lists: Sequence[ReferenceList]) -> dict[str, int]:
    """The numbers of footnote labels: their own if all are numbers, else by first appearance."""
    labels = [found.label for found in marked if found.style is MarkerStyle.FOOTNOTE]
    labels += [entry.label.name for part in lists if _is_footnotes(part) for entry in part.entries]
    if all(label.isdecimal() and label[0] != "0" and len(label) < 5 for label in labels):
        return {label: int(label) for label in labels}
    return {label: number for number, label in enumerate(dict.fromkeys(labels), 1)}


def _with_label(found: Candidate, labels: Mapping[str, int]) -> Candidate:
    if found.style is not MarkerStyle.FOOTNOTE:
        return found
    number = labels[found.label]
    return replace(found, items=(NumberRange(number, number),))


def _reference(entry: ListEntry, scope: int, document: Document, labels: Mapping[str, int]) -> Reference:
    label = entry.label
    parts = [label.line.mapped(label.content)]
    for line in entry.more:
        parts.append(line.mapped(len(line.text) - len(line.text.lstrip(" \t\xa0>"))))
    text = render_text(join_lines(parts), document.reference_markup)
    label_span = Span(label.line.start + label.label[0], label.line.start + label.label[1])
    return Reference(
        number=labels[label.name] if label.name else label.number,
        label=label.line.text[label.label[0] : label.label[1]],
        text=text,
        span=Span(label_span.start, max([label_span.end, *(at + 1 for at in text.offsets[-1:])])),
        label_span=label_span,
        fields=parse_reference(text.text),
        scope=scope,
        rendered_number=label.rendered,
    )


def _numberings(references: Sequence[Reference], last: int) -> dict[int, Numbering]:
    known: dict[int, set[int]] = {}
    for reference in references:
        known.setdefault(reference.scope, set()).add(reference.number)
    return {index: Numbering(frozenset(known[index]) if index in known else None) for index in range(last + 1)}


def _citations(blocks: Sequence[Block], chosen: Sequence[tuple[int, Candidate]]) -> list[Citation]:
    by_block: dict[int, list[tuple[int, Candidate]]] = {}
    for scope, found in chosen:
        by_block.setdefault(found.block, []).append((scope, found))
    citations = []
    for index in sorted(by_block):
        pairs = by_block[index]
        rest, anchors = take_out(blocks[index].text, [found.stretch for _, found in pairs])
        for (scope, found), claim in zip(pairs, claims_for(rest, anchors), strict=True):
            citations.append(
                Citation(found.items, found.text, found.span, found.digits, found.style, claim, scope, found.closed)
            )
    return citations
