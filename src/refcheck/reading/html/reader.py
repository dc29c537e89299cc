"""Reading HTML."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from refcheck.reading.assembly import Document, assemble
from refcheck.reading.decoding import decode
from refcheck.reading.html.blocks import BlockMaker
from refcheck.reading.html.comments import covered
from refcheck.reading.html.encoding import declared_encoding
from refcheck.reading.html.entries import tidied
from refcheck.reading.html.links import is_numeric, targets
from refcheck.reading.html.marked_lists import Links, marked_lists
from refcheck.reading.html.numbers import computed_numbers
from refcheck.reading.html.passages import passages
from refcheck.reading.html.places import placed, whole_entries
from refcheck.reading.html.shown_lines import shown_lines, typed_lists
from refcheck.reading.html.tree import parse
from refcheck.reading.inline import PLAIN_REFERENCE
from refcheck.reading.printed import from_lines
from refcheck.reading.reference_list import find_reference_lists
from refcheck.reading.suppressions import suppressions
from refcheck.source import Source

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from refcheck.article import Article
    from refcheck.reading.html.marked_lists import MarkedList
    from refcheck.reading.html.passages import Passage
    from refcheck.reading.html.tree import Element, Page
    from refcheck.reading.printed import PrintedList
    from refcheck.reading.reference_labels import Item

_XHTML = re.compile(r"\s{0,100}(?:<\?xml\b|<!DOCTYPE\s[^>]{0,200}XHTML)", re.IGNORECASE)


def read(data: bytes, path: str) -> Article:
    """Read a web page, or HTML that a word processor or converter wrote.

    Args:
        data: the file.
        path: its path, as the user gave it.

    Raises:
        UnreadableArticle: if it is not text, or has more elements than any article.
    """
    source = Source(path, decode(data, path, declared_encoding(data)), "html")
    text = source.text
    xml = PurePath(path).suffix.lower() == ".xhtml" or _XHTML.match(text) is not None
    page = parse(text, path, xml=xml)
    found = passages(page, text)
    numbers = computed_numbers(page.elements)
    typed = typed_lists(found, numbers)
    numbers = {element: item for element, item in numbers.items() if item.of not in typed}
    lists, taken = _reference_lists(page, found, numbers, text)
    references = {name for part in lists for entry in part.entries for name in entry.ids}
    maker = BlockMaker(references, {name for passage in found for _, name in passage.ids} - references)
    blocks = [block for index, passage in enumerate(found) for block in maker.blocks(passage, taken.get(index, ()))]
    spans = [*(block.span for block in blocks), *whole_entries(lists, found)]
    article = assemble(
        source, Document(blocks, lists, suppressions=suppressions(source, page.comments, spans, covered))
    )
    return placed(article, blocks)


def _reference_lists(
    page: Page, found: Sequence[Passage], numbers: Mapping[Element, Item], text: str
) -> tuple[list[PrintedList], Mapping[int, Collection[int]]]:
    """The reference lists, and which lines of which passages they take; footnotes are one if there is no other."""
    marked = marked_lists(page, found, numbers, _links(found), text)
    named = [part for part in marked if not part.is_note]
    if not named:
        notes = [part for part in marked if part.is_note]
        skip = {index for part in notes for index in part.passages}
        lists, taken = _listed_by_text(found, numbers, text, skip)
        if lists:
            return lists, taken
        named = [part for part in notes if part.is_likely]
    whole = {index: range(found[index].text.text.count("\n") + 1) for part in named for index in part.passages}
    return _printed(named), whole


def _links(found: Sequence[Passage]) -> Links:
    numeric: set[str] = set()
    other: set[str] = set()
    for passage in found:
        for mark in passage.links:
            (numeric if is_numeric(passage, mark) else other).update(targets(mark.element))
    return Links(frozenset(numeric), frozenset(other))


def _printed(named: Sequence[MarkedList]) -> list[PrintedList]:
    lists: list[PrintedList] = []
    for part in named:
        goes_on = bool(lists) and part.printed.entries[0].number == lists[-1].entries[-1].number + 1
        lists.append(replace(part.printed, continues=goes_on))
    return lists


def _listed_by_text(
    found: Sequence[Passage], numbers: Mapping[Element, Item], text: str, skip: Collection[int]
) -> tuple[list[PrintedList], Mapping[int, Collection[int]]]:
    """Lists that only what they show tells, with the ids of the lines of each entry."""
    shown = shown_lines(found, numbers, text, skip)
    lists = [part for part in find_reference_lists(shown.lines, (), shown.items) if part.entries[0].label.number]
    taken: dict[int, set[int]] = {}
    printed = []
    for listed, part in zip(lists, from_lines(lists, PLAIN_REFERENCE), strict=True):
        entries = []
        for entry, reference in zip(listed.entries, part.entries, strict=True):
            places = {place for line in (entry.label.line, *entry.more) for place in shown.parts.get(line.number, ())}
            ids: dict[str, None] = {}
            for index, number in sorted(places):
                taken.setdefault(index, set()).add(number)
                ids.update(dict.fromkeys(_ids_of_line(found[index], number)))
            entries.append(replace(reference, text=tidied(reference.text), ids=tuple(ids)))
        printed.append(replace(part, entries=tuple(entries)))
    return printed, taken


def _ids_of_line(passage: Passage, number: int) -> list[str]:
    text = passage.text.text
    return [name for place, name in passage.ids if text.count("\n", 0, place) == number]
