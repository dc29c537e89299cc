"""An entry of a JATS reference list read piece by piece: how it reads, which part is what, and where it comes from.

In most articles the entry is only elements, and the journal's style puts the commas; then it is put together here in
the style of the biomedical journals, so that it reads and can be searched as print. An entry that has its own
punctuation keeps it, and only elements that would touch are kept apart. What is added stands in the text, not in the
source: it points at the tag beside which it was added.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from refcheck.offsets import folded_offsets
from refcheck.reading.jats_authors import Authors
from refcheck.reading.jats_tags import (
    BEHIND_A_STOP,
    CITATIONS,
    CONTAINERS,
    ET_AL,
    EVENT,
    GIVEN,
    IDENTIFIERS,
    INSIDE,
    OWN_PUNCTUATION,
    PEOPLE,
    SEPARATORS,
    SPECIAL,
    SURNAME,
    TEXT,
    WEAK,
    Types,
    between,
    name_of,
)
from refcheck.reading.xml_source import characters_in, literal_runs, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


class Pieces:
    """The pieces of an entry.

    Args:
        plain: the entry, from its start tag to its end tag, as in `XmlSource.plain`.
        types: what the attributes in the list mean.

    Attributes:
        pieces: its text in pieces, label left out.
        label: its label, character references as they are; None if it has none.
        places: for each element of the first work, by name, which `pieces` are in the first of it; an identifier is
            ``pub-id`` and its type.
        authors: the authors of the first work.
        kind: what sort of work it is said to be.
        sources: for each piece the number of its event, times eight, and of its group; of one that was added the
            complement.
    """

    __slots__ = ("_decode", "_own", "_plain", "_separator", "_types", "_works", "authors", "kind", "label", "pieces",
                 "places", "sources")  # fmt: skip

    def __init__(self, plain: str, types: Types) -> None:
        self._plain = plain
        self._types = types
        self._own = OWN_PUNCTUATION.search(plain) is not None
        self._separator = ""  # what is to stand before the next text
        self._works = 0
        self._decode: Callable[[str], str] = str if "&" not in plain and shown(plain) is plain else characters_in
        self.sources: list[int] = []
        self.pieces: list[str] = []
        self.label: str | None = None
        self.places: dict[str, tuple[int, int]] = {}
        self.authors = Authors(self.pieces)
        self.kind = ""
        self._read()

    def _read(self) -> None:
        opened: list[tuple[str, int, str]] = []
        leaves = 0  # elements open that hold text
        source = -8
        for surname, given, name, attributes, inside, tag, text in EVENT.findall(self._plain):
            source += 8
            if surname:
                self._name(surname, given, source)
            elif name:
                self._element(name, attributes, inside, source)
            elif text:
                if text[0] == "." and self.pieces and self.pieces[-1] == ET_AL:
                    self.pieces[-1] = ET_AL[:-1]
                if self._own and self.pieces and (text[0] == " " or (text[0] in ".,;:()" and len(self._separator) < 3)):
                    self._separator = ""  # touches nothing
                    self.pieces.append(self._decode(text))
                    self.sources.append(source + TEXT)
                elif leaves or (self._own and self.pieces) or not text.isspace():
                    self._add(self._decode(text), source + TEXT)
            elif tag[:1] == "/":
                if opened and (name := name_of(tag)) == opened[-1][0]:
                    _, first, begun = opened.pop()
                    leaves -= name not in CONTAINERS
                    self._end(name, begun, self._after_separator(first), source)
            elif (name := name_of(tag)) in SEPARATORS:
                if tag[-1] != "/":
                    self._separate(SEPARATORS[name])
                    leaves += name not in CONTAINERS
                    opened.append((name, len(self.pieces), tag))
                elif name == "etal":
                    self._element(name, "", "", source)

    def _name(self, surname: str, given: str, source: int) -> None:
        self._separate(", ")
        surname, given = self._decode(surname), self._decode(given)
        first = len(self.pieces)
        self._add(surname, source + SURNAME)
        self.pieces += (" ", given)
        self.sources += (~(source + GIVEN), source + GIVEN)
        if self._own:
            self._separator = " "
        if not self._works:
            self.authors.add_person(surname, given, first)

    def _element(self, name: str, attributes: str, inside: str, source: int) -> None:
        """An element with nothing but text in it."""
        separator = SEPARATORS.get(name)
        if separator is None:
            if inside:
                self._add(self._decode(inside), source + INSIDE)
            return
        if name == "label" and not self.pieces and self.label is None:
            self._take_label(inside)
            return
        if name == "pub-id":
            separator = IDENTIFIERS.get(self._types[attributes], separator)
        self._separate(separator)
        if name == "etal" and not inside:
            inside, source = ET_AL, ~source
        first = len(self.pieces)
        if inside:
            self._add(self._decode(inside), source + INSIDE if source >= 0 else source)
            first = len(self.pieces) - 1
        if name in SPECIAL:
            self._end(name, attributes, first, source)
        else:
            if name not in self.places and not self._works:
                self.places[name] = (first, len(self.pieces))
            if self._own and not self._separator and self.pieces:
                self._separator = " "

    def _separate(self, separator: str) -> None:
        """Remember what is to stand before the next text: of several the first, unless a stronger one follows."""
        if not self._separator or (self._separator in WEAK and separator != " "):
            self._separator = separator

    def _after_separator(self, first: int) -> int:
        """What keeps an element apart is not part of it."""
        return first + 1 if first + 1 < len(self.pieces) and self.sources[first] < 0 else first

    def _add(self, text: str, source: int) -> None:
        """Add a piece, kept apart from what is before it."""
        pieces, separator = self.pieces, self._separator
        if separator:
            self._separator = ""
            if pieces:
                before = pieces[-1][-1]
                if self._own:
                    separator = "" if before == " " else between(before, text, separator)
                elif before in ".?!:;,":
                    separator = BEHIND_A_STOP.get(separator, separator)
                if separator:
                    pieces.append(separator)
                    self.sources.append(source if source < 0 else ~source)
        pieces.append(text)
        self.sources.append(source)

    def _end(self, name: str, attributes: str, first: int, source: int) -> None:
        """Note where an element stands, and what it says."""
        pieces = self.pieces
        if not self._works:
            place = (first, len(pieces))
            if name in PEOPLE:
                self.authors.end(name, self._types[attributes], first, self.places)
            elif name in CITATIONS:
                self.kind = self._types[attributes]
            elif name == "pub-id":
                self.places.setdefault(f"pub-id {self._types[attributes]}", place)
            elif name not in self.places:
                self.places[name] = place
        if name in CITATIONS:
            self._works += 1
        elif name == "issue" and not self._own and first and pieces[first - 1] == "(":
            pieces.append(")")
            self.sources.append(~source if source >= 0 else source)
        if self._own and not self._separator and pieces:
            self._separator = " "

    def _take_label(self, inside: str) -> None:
        self._separator = ""
        if self._decode(inside).strip():
            self.label = inside

    def offsets(self, start: int, *, folded: bool) -> list[Sequence[int]]:
        """The offsets of the entry's text; what was added points at the tag beside which it was.

        Args:
            start: where the entry stands in the source.
            folded: whether the white space in its text was folded.
        """
        events = list(EVENT.finditer(self._plain))
        runs: list[Sequence[int]] = []
        for source, piece in zip(self.sources, self.pieces, strict=True):
            event, group = divmod(~source if source < 0 else source, 8)
            if source < 0:
                at = events[event].start(group) if group else events[event].end()
                runs.append([start + at - 1] * len(piece))
            else:
                literal = events[event][group]
                if literal == ET_AL:
                    literal = piece  # its stop may have gone before another
                runs += literal_runs(literal, start + events[event].start(group))
        return [folded_offsets("".join(self.pieces), chain.from_iterable(runs))] if folded else runs
