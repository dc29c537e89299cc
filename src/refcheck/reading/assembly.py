"""From the blocks and reference lists that a reader found to an article."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from refcheck.article import Article, Citation, Link, MarkerStyle, NumberRange, Reference
from refcheck.reading.agreement import Numbering, place_of
from refcheck.reading.candidates import Candidate, marked_candidates
from refcheck.reading.citation_markers import parse_numbers
from refcheck.reading.claims import claims_for, take_out
from refcheck.reading.glued import glued_candidates
from refcheck.reading.limits import MOST_MARKERS, MOST_REFERENCES, Allowance
from refcheck.reading.marker_choice import choose
from refcheck.reading.placement import without_odd_places
from refcheck.reading.suppressions import suppressions
from refcheck.reading.table_counts import without_counts
from refcheck.reading.table_notes import without_notes
from refcheck.reading.unlinked import unlinked
from refcheck.references import parse_reference

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from refcheck.article import Suppression
    from refcheck.reading.blocks import Block
    from refcheck.reading.printed import PrintedList
    from refcheck.reading.sequence import Uncertain
    from refcheck.source import Source, Span


@dataclass(frozen=True, slots=True)
class Document:
    """What a reader found in a file.

    Attributes:
        blocks: the text, without the reference lists, in order.
        lists: the reference lists, in order.
        comments: where comments stand in the source.
        suppressions: what comments that stand beside the text silence (a Word comment).
        notes: what a person should know about the reading (`Article.notes`).
    """

    blocks: Sequence[Block]
    lists: Sequence[PrintedList]
    comments: Sequence[Span] = ()
    suppressions: Sequence[Suppression] = ()
    notes: Sequence[str] = ()


def assemble(source: Source, document: Document) -> Article:
    """Find the citations of a document and put the article together.

    Args:
        source: the source.
        document: what the reader found in it.

    Raises:
        UnreadableArticle: if there is more of it than any article has.
    """
    blocks = document.blocks
    Allowance(MOST_REFERENCES, "references", source.path).spend(sum(len(part.entries) for part in document.lists))
    markers = Allowance(MOST_MARKERS, "numbers that could be citations", source.path)
    marked = [found for index, block in enumerate(blocks) for found in marked_candidates(block, index, markers)]
    marked = without_odd_places(blocks, without_counts(blocks, without_notes(blocks, marked)))
    labels = _footnote_numbers(marked, document.lists)
    lists = [part for part in document.lists if not part.footnotes]
    footnotes = [part for part in document.lists if part.footnotes]
    references: list[Reference] = []
    ids: dict[str, Reference] = {}
    bounds: list[int] = []  # where the citations of each numbering end: with its list
    for part in lists:
        if not part.continues or not bounds:
            bounds.append(0)
        references += _references(part, len(bounds) - 1, labels, ids)
        bounds[-1] = part.entries[-1].span.end
    of_footnotes = len(bounds) if footnotes else max(len(bounds) - 1, 0)
    for part in footnotes:
        references += _references(part, of_footnotes, labels, ids)

    def numbering_of(style: MarkerStyle, block: int) -> int:
        if style is MarkerStyle.FOOTNOTE and footnotes:
            return of_footnotes
        return min(bisect_left(bounds, blocks[block].span.start), max(len(bounds) - 1, 0))

    if lists and not footnotes:
        marked = [found for found in marked if found.style is not MarkerStyle.FOOTNOTE]
    numbered = [(numbering_of(found.style, found.block), _with_label(found, labels)) for found in marked]
    numberings = _numberings(references, max([of_footnotes, len(bounds) - 1, 0]))

    def glued(taken: Mapping[int, Sequence[Span]]) -> list[tuple[int, Uncertain]]:
        return [(numbering_of(MarkerStyle.GLUED, found.block), found) for found in glued_candidates(blocks, taken)]

    chosen = choose(blocks, numbered, glued, numberings)
    chosen = sorted([*chosen, *unlinked(blocks, numbered, chosen, numberings)], key=place_of)
    citations = _citations(blocks, chosen, ids)
    spans = [block.span for block in blocks] + [reference.span for reference in references]
    return Article(
        source,
        tuple(citations),
        tuple(sorted(references, key=lambda reference: reference.scope)),
        (*suppressions(source, document.comments, spans), *document.suppressions),
        tuple(document.notes),
    )


def _footnote_numbers(marked: Sequence[Candidate], lists: Sequence[PrintedList]) -> dict[str, int]:
    """The numbers of footnote labels: their own if all are numbers, else by first appearance."""
    labels = [found.label for found in marked if found.style is MarkerStyle.FOOTNOTE]
    labels += [entry.name for part in lists if part.footnotes for entry in part.entries]
    if all(label.isdecimal() and label[0] != "0" and len(label) < 5 for label in labels):
        return {label: int(label) for label in labels}
    return {label: number for number, label in enumerate(dict.fromkeys(labels), 1)}


def _with_label(found: Candidate, labels: Mapping[str, int]) -> Candidate:
    if found.style is not MarkerStyle.FOOTNOTE:
        return found
    number = labels[found.label]
    return replace(found, items=(NumberRange(number, number),))


def _references(
    part: PrintedList, scope: int, labels: Mapping[str, int], ids: dict[str, Reference]
) -> Iterator[Reference]:
    """The references of a list; `ids` learns which of them links lead to."""
    for entry in part.entries:
        reference = Reference(
            number=labels[entry.name] if entry.name else entry.number,
            label=entry.label,
            text=entry.text,
            span=entry.span,
            label_span=entry.label_span,
            fields=entry.fields or parse_reference(entry.text.text),
            scope=scope,
            rendered_number=entry.rendered,
        )
        ids.update(dict.fromkeys(entry.ids, reference))
        yield reference


def _numberings(references: Sequence[Reference], last: int) -> dict[int, Numbering]:
    known: dict[int, set[int]] = {}
    for reference in references:
        known.setdefault(reference.scope, set()).add(reference.number)
    return {index: Numbering(frozenset(known[index]) if index in known else None) for index in range(last + 1)}


def _citations(
    blocks: Sequence[Block], chosen: Sequence[tuple[int, Candidate]], ids: Mapping[str, Reference]
) -> list[Citation]:
    by_block: dict[int, list[tuple[int, Candidate]]] = {}
    for scope, found in chosen:
        by_block.setdefault(found.block, []).append((scope, found))
    citations = []
    for index in sorted(by_block):
        pairs = by_block[index]
        rest, anchors = take_out(blocks[index].text, [found.stretch for _, found in pairs])
        for (scope, found), claim in zip(pairs, claims_for(rest, anchors), strict=True):
            citations.append(
                Citation(
                    items=found.items,
                    text=found.text,
                    span=found.span,
                    digits=found.digits,
                    style=found.style,
                    claim=claim,
                    scope=scope,
                    closed=found.closed,
                    links=tuple(_links(blocks[index], found, scope, ids)) if ids else (),
                    keys=found.keys,
                )
            )
    return citations


def _links(block: Block, found: Candidate, scope: int, ids: Mapping[str, Reference]) -> Iterator[Link]:
    """Where the mark-up says that the numbers of a marker lead; a link over several numbers says nothing of one."""
    for mark in block.marks_in(found.stretch):
        reference = ids.get(mark.target) if mark.target else None
        if reference is None or reference.scope != scope:
            continue
        text = block.text.slice(mark.content.start, mark.content.end)
        items = parse_numbers(text.text.strip(" ()"))
        if items and len(items) == 1 and items[0].first == items[0].last:
            digits = [at for at, character in enumerate(text.text) if character.isdigit()]
            yield Link(items[0].first, reference.number, text.source_span(digits[0], digits[-1] + 1))
