"""A reference list as a reader found it: numbers, texts and places, whatever the format.

Formats whose mark-up says what an entry is (JATS, LaTeX) make these themselves; for lists that are only text
`from_lines` makes them of what `refcheck.reading.reference_list` found.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from refcheck.reading.inline import render_text
from refcheck.reading.lines import join_lines
from refcheck.source import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from refcheck.article import ReferenceFields
    from refcheck.reading.line_ends import LineEnds
    from refcheck.reading.reference_entries import ListEntry
    from refcheck.reading.reference_list import ReferenceList
    from refcheck.source import MappedText


@dataclass(frozen=True, slots=True)
class PrintedReference:
    """One entry.

    Attributes:
        number: as printed; 0 for a footnote whose label is a name.
        label: the printed label with its punctuation.
        text: the entry without its label, on one line.
        span: the whole entry in the source, label included.
        label_span: the label in the source.
        name: the label of a footnote, else empty.
        rendered: the number that the format shows, if it differs from the typed one.
        fields: what the mark-up says of the entry, if it says so; None leaves it to the parser of reference strings.
        ids: the identifiers that links to it use.
    """

    number: int
    label: str
    text: MappedText
    span: Span
    label_span: Span
    name: str = ""
    rendered: int | None = None
    fields: ReferenceFields | None = None
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PrintedList:
    """One reference list.

    Attributes:
        entries: in printed order; at least one.
        continues: whether its numbers go on from the list before it, so that both are one numbering.
        footnotes: whether it is made of footnotes, so that only footnote calls cite into it.
    """

    entries: tuple[PrintedReference, ...]
    continues: bool = False
    footnotes: bool = False


def from_lines(
    lists: Sequence[ReferenceList], markup: frozenset[str], line_ends: LineEnds | None = None
) -> list[PrintedList]:
    """Lists found among lines, their entries put together.

    Args:
        lists: the lists.
        markup: which mark-up is taken out of entries (see `refcheck.reading.inline`).
        line_ends: of formats whose lines may be wrapped within words.
    """
    return [
        PrintedList(
            tuple(_reference(entry, markup, line_ends) for entry in part.entries),
            part.continues,
            part.entries[0].label.kind == "footnote",
        )
        for part in lists
    ]


def _reference(entry: ListEntry, markup: frozenset[str], line_ends: LineEnds | None) -> PrintedReference:
    label = entry.label
    parts = [label.line.mapped(label.content)]
    for line in entry.more:
        parts.append(line.mapped(len(line.text) - len(line.text.lstrip(" \t\xa0>"))))
    raw = join_lines(parts)
    text = render_text(line_ends.rejoin(raw) if line_ends else raw, markup)
    start = text.offsets[0] if text.offsets else label.line.start
    label_span = label.line.span(*label.label) if label.label[0] < label.label[1] else Span(start, start)
    return PrintedReference(
        number=label.number,
        label=label.line.text[label.label[0] : label.label[1]],
        text=text,
        span=Span(label_span.start, max([label_span.end, *(at + 1 for at in text.offsets[-1:])])),
        label_span=label_span,
        name=label.name,
        rendered=label.rendered,
    )
