"""The reference lists of a Word document: by their numbers, computed or typed, in notes, or by a bibliography field."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from refcheck.reading.inline import PLAIN_REFERENCE, render_text
from refcheck.reading.printed import PrintedList, PrintedReference, from_lines
from refcheck.reading.reference_likeness import LIKELY, STRONG, reference_score
from refcheck.reading.reference_list import find_reference_lists
from refcheck.reading.word.shown import NoteKind
from refcheck.source import MappedText, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from refcheck.reading.word.layout import Layout
    from refcheck.reading.word.notes import NoteNumbers
    from refcheck.reading.word.shown import Shown

FEWEST_UNNUMBERED = 2
"""Entries that a bibliography without numbers has at least."""


@dataclass(frozen=True, slots=True)
class Found:
    """The reference lists of a document.

    Attributes:
        lists: the lists.
        taken: the lines that belong to them.
        notes: the notes that are references.
        counted: whether entries that print no number were counted.
    """

    lists: Sequence[PrintedList]
    taken: frozenset[int]
    notes: frozenset[tuple[NoteKind, str]]
    counted: bool = False


def find_references(paragraphs: Sequence[Shown], layout: Layout, numbers: NoteNumbers, *, numbered: bool) -> Found:
    """Find the reference lists.

    Args:
        paragraphs: the paragraphs of the document.
        layout: how they are written out.
        numbers: the numbers of notes.
        numbered: whether fields cite by number, so that a bibliography without numbers is counted.
    """
    skip = {
        line.number
        for line, parts in zip(layout.lines, layout.parts, strict=True)
        if (shown := paragraphs[parts[0][0]]).in_contents
        or shown.note is not None
        or shown.is_heading
        or (shown.index in layout.data and len(parts) == 1)
    }
    found = find_reference_lists(layout.lines, skip, {})
    taken = {number for part in found for number in part.line_numbers}
    lists = [
        replace(
            printed,
            entries=tuple(
                replace(
                    entry,
                    ids=_bookmarks(paragraphs, layout, [one.label.line.number, *(line.number for line in one.more)]),
                )
                for entry, one in zip(printed.entries, part.entries, strict=True)
            ),
        )
        for printed, part in zip(from_lines(found, PLAIN_REFERENCE), found, strict=True)
    ]
    counted = False
    if numbered:
        for region in _unnumbered(paragraphs, layout, taken):
            lists.append(region[0])
            taken |= region[1]
            counted = True
        lists.sort(key=lambda part: part.entries[0].span)
    notes = _notes(paragraphs, layout, numbers, with_list=bool(lists))
    if notes is None:
        return Found(lists, frozenset(taken), frozenset(), counted)
    own = frozenset(note for index in notes[1] if (note := paragraphs[index].note) is not None)
    taken |= {
        line.number
        for line, parts in zip(layout.lines, layout.parts, strict=True)
        if paragraphs[parts[0][0]].note in own
    }
    return Found([*lists, notes[0]], frozenset(taken), own, counted)


def _bookmarks(paragraphs: Sequence[Shown], layout: Layout, lines: Sequence[int]) -> tuple[str, ...]:
    return tuple(name for line in lines for index, _, _ in layout.parts[line] for name in paragraphs[index].bookmarks)


def _unnumbered(paragraphs: Sequence[Shown], layout: Layout, taken: set[int]) -> Iterator[tuple[PrintedList, set[int]]]:
    """Bibliographies of fields or content controls whose entries print no number: their place is their number."""
    regions: dict[int, list[int]] = {}
    busy: set[int] = set()
    for line, parts in zip(layout.lines, layout.parts, strict=True):
        shown = paragraphs[parts[0][0]]
        if shown.region is None or line.is_blank or line.is_list_heading or shown.is_heading:
            continue
        if line.number in taken:
            busy.add(shown.region)
        regions.setdefault(shown.region, []).append(line.number)
    for region, lines in regions.items():
        likely = sum(reference_score(layout.lines[number].text) >= LIKELY for number in lines)
        if region in busy or len(lines) < FEWEST_UNNUMBERED or 2 * likely < len(lines):
            continue
        entries = []
        for place, number in enumerate(lines, 1):
            entry = _entry(layout.lines[number].mapped(), place)
            entries.append(replace(entry, ids=_bookmarks(paragraphs, layout, [number])))
        yield PrintedList(tuple(entries)), set(lines)


def _entry(text: MappedText, number: int) -> PrintedReference:
    folded = render_text(text, PLAIN_REFERENCE)
    span = folded.source_span(0, len(folded.text))
    return PrintedReference(number, "", folded, span, Span(span.start, span.start))


def _notes(
    paragraphs: Sequence[Shown], layout: Layout, numbers: NoteNumbers, *, with_list: bool
) -> tuple[PrintedList, list[int]] | None:
    """The notes that are references, if the notes of one kind mostly are; ordinary notes among them are left out."""
    best: tuple[float, list[PrintedReference], list[int]] | None = None
    for kind in NoteKind:
        texts: dict[str, list[int]] = {}
        for shown in paragraphs:
            if shown.note is not None and shown.note[0] is kind and shown.content.strip():
                texts.setdefault(shown.note[1], []).append(shown.index)
        scores = {name: reference_score(" ".join(paragraphs[at].content for at in texts[name])) for name in texts}
        # Where there is a list already, notes with a web address and a date are only notes.
        enough = STRONG if with_list else LIKELY
        likely = [name for name, score in scores.items() if score >= enough]
        if not likely or 2 * len(likely) < len(texts) or (best is not None and best[0] >= len(likely)):
            continue
        kept = [name for name, score in scores.items() if score >= LIKELY]
        entries = [_note_entry(paragraphs, layout, texts[name], numbers.numbers[kind, name]) for name in kept]
        best = (len(likely), entries, [texts[name][0] for name in kept])
    return None if best is None else (PrintedList(tuple(best[1]), footnotes=True), best[2])


def _note_entry(paragraphs: Sequence[Shown], layout: Layout, indices: Sequence[int], number: int) -> PrintedReference:
    pieces: list[MappedText] = []
    for index in indices:
        start = layout.starts[index]
        if pieces:
            pieces.append(MappedText(" ", [start - 1]))
        pieces.append(MappedText.of(paragraphs[index].content, start))
    entry = _entry(MappedText.join(pieces), number)
    label = paragraphs[indices[0]].lead.strip()
    begin = layout.starts[indices[0]] - len(paragraphs[indices[0]].lead)
    label_span = Span(begin, begin + len(label))
    return replace(entry, label=label, label_span=label_span, span=Span(begin, entry.span.end), name=str(number))
