"""The authors of an entry of a JATS reference list."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from refcheck.bibliography import Author
from refcheck.sealing import maker

if TYPE_CHECKING:
    from collections.abc import Iterable

_author = maker(Author)
_new = tuple.__new__  # half of the time that it takes to make a named tuple by its name goes into arguments
_EDGES = " \t\r\n.,;"
_NAME = re.compile(
    r'<name(?: name-style="western")?><surname>([^<]+)</surname><given-names>([^<]+)</given-names></name>'
)
_NAME_FOUND = _NAME.pattern.replace("(", "(?:").replace("(?:?:", "(?:")
ORDINARY_NAMES = rf"{_NAME_FOUND}(?:(?:{_NAME_FOUND})+|(?:, {_NAME_FOUND})*)"
"""Authors as nearly all are written: family name and given names, and nothing or a comma between all of them."""
Person = tuple[str, str, str, str]
"""Family name, given names and suffix of an author, or the name of a group."""


def text_of(pieces: list[str], first: int, last: int) -> str:
    """The text of some pieces of an entry, white space folded."""
    return _folded(pieces[first] if last == first + 1 else "".join(pieces[first:last]))


def _folded(text: str) -> str:
    return text if is_folded(text) else " ".join(text.split())


def is_folded(text: str) -> bool:
    """Whether a text of XML has no white space but single spaces between its words."""
    if "  " in text or text[:1] == " " or text[-1:] == " ":
        return False
    if text.isascii():  # XML holds no other white space of these
        return "\n" not in text and "\t" not in text and "\r" not in text
    return text.isprintable()  # what is has none but spaces


class Names(NamedTuple):
    """Authors of an entry who are written as nearly all are (`ORDINARY_NAMES`).

    Attributes:
        text: how they read, with commas between them.
        people: family name and given names of each.
        gap: what stands between them.
    """

    text: str
    people: list[tuple[str, str]]
    gap: str

    @property
    def authors(self) -> list[Author]:
        """Who they are."""
        return [_author(family, given) for family, given in self.people]


def names_in(names: str) -> Names | None:
    """The authors in what `ORDINARY_NAMES` found; none if there is white space in them to be folded."""
    people = _NAME.findall(names)
    text = ", ".join(map(" ".join, people))
    if " ," in text or not is_folded(text):
        return None
    return _new(Names, (text, people, ", " if "</name>, " in names else ""))


def named(people: Iterable[Person]) -> list[Author]:
    """Authors by the family name, given names and suffix of each, or the name of a group."""
    return [
        Author(_folded(group).strip(_EDGES), is_group=True)
        if group
        else _author(_folded(family), _folded(given), _folded(suffix))
        for family, given, suffix, group in people
    ]


class Authors:
    """The authors, as their elements end.

    Args:
        pieces: the pieces of the entry's text, which grow while it is read.

    Attributes:
        names: the authors in printed order; editors and translators, who are told apart by their group, left out.
        truncated: whether there are said to be more.
    """

    __slots__ = ("_pieces", "_places", "names", "truncated")

    def __init__(self, pieces: list[str]) -> None:
        self._pieces = pieces
        self._places: list[tuple[int, int]] = []
        self.names: list[Author] = []
        self.truncated = False

    @property
    def place(self) -> tuple[int, int] | None:
        """Which pieces they are in, all together."""
        return (self._places[0][0], self._places[-1][1]) if self._places else None

    def add_person(self, surname: str, given: str, first: int) -> None:
        """Add the author whose name has just been added to the pieces.

        Args:
            surname: the family name as it stands there.
            given: the given names or initials.
            first: where in the pieces it began.
        """
        self.names.append(_author(_folded(surname), _folded(given)))
        self._places.append((first, len(self._pieces)))

    def end(self, element: str, kind: str, first: int, places: dict[str, tuple[int, int]]) -> None:
        """Take what has just ended.

        Args:
            element: its name.
            kind: what it is said to be.
            first: where in the pieces it began.
            places: where elements of the entry stand; the parts of a name are taken out.
        """
        last = len(self._pieces)
        if element == "etal":
            self.truncated = True
        elif element == "person-group":
            if kind not in {"", "author"}:
                while self._places and self._places[-1][0] >= first - 1:
                    self._places.pop()
                    self.names.pop()
        elif element in {"collab", "institution"}:
            name = text_of(self._pieces, first, last).strip(_EDGES)
            if name and (first, last) not in self._places[-1:]:  # an institution in a collab is one author
                self._add(Author(name, is_group=True), first, last)
        else:
            surname, given, suffix = (self._part(places, name) for name in ("surname", "given-names", "suffix"))
            if not surname:
                surname, given = text_of(self._pieces, first, last).strip(_EDGES), ""
            if surname:
                self._add(Author(surname, given, suffix), first, last)

    def _part(self, places: dict[str, tuple[int, int]], name: str) -> str:
        place = places.pop(name, None)
        return "" if place is None else text_of(self._pieces, *place)

    def _add(self, author: Author, first: int, last: int) -> None:
        self.names.append(author)
        self._places.append((first, last))
