"""Reading LaTeX: from the file to the article, step by step."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

from refcheck.reading.assembly import Document, assemble
from refcheck.reading.companions import Companions
from refcheck.reading.decoding import decode
from refcheck.reading.inline import PLAIN_REFERENCE
from refcheck.reading.keyed import KeyedEntry, Numbers, printed_list
from refcheck.reading.latex.bibliography import Bibliography, compiled_list
from refcheck.reading.latex.citing import Call, find_calls
from refcheck.reading.latex.compiled import biblatex_order
from refcheck.reading.latex.groups import Groups
from refcheck.reading.latex.joining import Joiner
from refcheck.reading.latex.lists import ItemList, find_item_lists, lines_of_blocks
from refcheck.reading.latex.macros import take_definitions
from refcheck.reading.latex.scanning import Material, Scan, Scanned, text_of
from refcheck.reading.latex.setup import Setup, read_setup
from refcheck.reading.latex.showing import Shower
from refcheck.reading.limits import (
    MOST_COMMANDS,
    MOST_LINES,
    MOST_MARKERS,
    MOST_REFERENCES,
    Allowance,
    refuse_too_many_lines,
)
from refcheck.reading.printed import PrintedList, PrintedReference, from_lines
from refcheck.reading.reference_list import find_reference_lists
from refcheck.source import Source, Span
from refcheck.wording import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from refcheck.article import Article
    from refcheck.reading.blocks import Block

_SIGNS = "\\{}$^~&%`'-"


def read(data: bytes, path: str) -> Article:
    """Read a LaTeX document, with the files below its folder that it inputs and its bibliographies.

    Args:
        data: the file.
        path: its path, as the user gave it.

    Raises:
        UnreadableArticle: if it is not text.
    """
    text = decode(data, path)
    refuse_too_many_lines(text, path)
    Allowance(MOST_COMMANDS, "signs of mark-up", path).spend(sum(map(text.count, _SIGNS)))
    return _Reading(text, path).article()


class _Reading:
    """One document on its way.

    Args:
        text: the file itself.
        path: its path.
    """

    def __init__(self, text: str, path: str) -> None:
        self.path = path
        self.companions = Companions(path)
        self.joiner = Joiner(self.companions)
        main = self.joiner.append(path, text)
        clean = self.joiner.finish().clean
        Allowance(MOST_REFERENCES, "references", path).spend(clean.count("\\bibitem"))
        self.compiled: Span | None = None
        if "\\bibitem" not in clean and ("\\bibliography" in clean or "\\addbibresource" in clean):
            compiled = compiled_list(self.companions, path)
            if compiled:
                self.compiled = self.joiner.append(*compiled, follow=False)
        self.definitions = Groups(self.joiner.finish().clean)
        cleaned, self.macros = take_definitions(self.definitions)
        self.groups = self.definitions.without(cleaned)
        self.setup: Setup = read_setup(self.groups)
        self.blocks = Allowance(MOST_LINES, "paragraphs, items and cells", path)
        keys = Allowance(MOST_MARKERS, "keys cited", path)
        calls = find_calls(self.groups, self.macros, self.setup.body, keys)
        self.calls = [call for call in calls if call.span.end <= main.end]
        self.body = Span(min(self.setup.body, main.end), main.end)
        self.notes = list(self.joiner.joined.notes)
        self.names: dict[str, str] = {}
        self.numberings: list[tuple[int, Numbers, frozenset[str]]] = []

    def article(self) -> Article:
        """The article."""
        items = find_item_lists(self.groups, self.body.start, self.body.end)
        lists = self._typed_items(items) if items else self._bibliography()
        for call in self.calls:  # keys that no reference has are numbered as they come
            numbers = self._numbers_at(call)
            for key, span in call.keys:
                if key != "*":
                    numbers.key(key, span)
        skipped = {each.span.start: each.span.end for each in items}
        scanned = Scan(self._material(), skipped).run(self.body.start, self.body.end)
        blocks = [each.block for each in scanned]
        if not lists and not self.calls:
            blocks, lists = _handmade(scanned)
        joined = self.joiner.finish()
        source = Source(self.path, joined.text, "latex", parts=tuple(joined.parts))
        comments = sorted(joined.comments)
        return assemble(source, Document(blocks, lists, comments, notes=self.notes))

    def _material(self) -> Material:
        shower = Shower(self.setup, self._numbers_at, self.names)
        return Material(self.groups, self.calls, shower, self.macros, self.definitions, self.blocks)

    def _numbers_at(self, call: Call) -> Numbers:
        """The numbering that a citation is in: of the list that follows it and has a key of it, else of any."""
        if not self.numberings:
            self.numberings.append((0, Numbers({}), frozenset()))
        starts = [end for end, _, _ in self.numberings]
        first = bisect_left(starts, call.span.start)
        keys = {key for key, _ in call.keys}
        for _, numbers, known in [*self.numberings[first:], *self.numberings]:
            if known & keys:
                return numbers
        return self.numberings[min(first, len(self.numberings) - 1)][1]

    def _item_texts(self, found: ItemList) -> list[PrintedReference]:
        material = replace(self._material(), calls=())
        return [
            PrintedReference(
                number=item.number,
                label=f"[{item.number}]",
                text=text_of(material, item.content.start, item.content.end),
                span=Span(item.command.start, item.content.end),
                label_span=item.command,
                ids=(item.key,) if item.key else (),
            )
            for item in found.items
        ]

    def _typed_items(self, lists: Sequence[ItemList]) -> list[PrintedList]:
        r"""The references of lists of ``\bibitem``; their order is the print."""
        for found in lists:
            known: dict[str, int] = {}
            for item in found.items:
                if item.key:
                    known.setdefault(item.key, item.number)
                if item.names:
                    self.names.setdefault(item.key, item.names)
            self.numberings.append((found.span.end, Numbers(known), frozenset(known)))
        return [PrintedList(tuple(self._item_texts(found))) for found in lists]

    def _bibliography(self) -> list[PrintedList]:
        """The references of bibliography files, or of the list that BibTeX made of them."""
        bibliography = Bibliography(self.companions, self.joiner, self.setup, self.path)
        printed: dict[str, KeyedEntry] = {}
        order: list[str] = []
        if self.compiled:
            for found in find_item_lists(self.groups, self.compiled.start, self.compiled.end):
                for item, entry in zip(found.items, self._item_texts(found), strict=True):
                    printed[item.key] = KeyedEntry(item.key, entry.text, entry.span, entry.label_span, None, item.names)
            order = list(printed) or biblatex_order(self.groups.clean[self.compiled.start : self.compiled.end])
        cited = [key for call in self.calls for key, _ in call.keys]
        entries, numbers = bibliography.number(cited, printed, order)
        self.names.update({entry.key: entry.names for entry in entries if entry.names})
        self.numberings.append((self.body.end, Numbers(numbers), frozenset(numbers)))
        self.notes += bibliography.notes
        if cited and not self.setup.bibliographies and not entries:
            which = "this document names" if self.setup.is_whole else "this part of a document names"
            self.notes.append(
                f"{counted(len(set(cited)), 'key')} cited, and {which} no bibliography: numbered in order of citation"
            )
        return [printed_list(entries, numbers)] if entries else []


def _handmade(scanned: Sequence[Scanned]) -> tuple[list[Block], list[PrintedList]]:
    """Reference lists typed as paragraphs or as an enumeration, and the blocks that are left."""
    lists = find_reference_lists(lines_of_blocks(scanned), frozenset(), {})
    taken = {number // 2 for found in lists for number in found.line_numbers}
    blocks = [each.block for index, each in enumerate(scanned) if index not in taken]
    return blocks, from_lines(lists, PLAIN_REFERENCE)
