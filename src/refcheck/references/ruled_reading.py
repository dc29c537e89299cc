"""What rules say about one reference: authors from the left, the knot of numbers from the right, a title in between.

What does not fit stays empty.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from refcheck.references import locator as locators
from refcheck.references.books import is_chapter, read_monograph, read_tail
from refcheck.references.heads import after_label, early_year, is_author_block
from refcheck.references.journal_names import looks_like_journal
from refcheck.references.monographs import Monograph
from refcheck.references.names import read_authors
from refcheck.references.notes import is_ahead_of_print
from refcheck.references.publishers import names_publisher, without_publisher
from refcheck.references.titles import split_title
from refcheck.references.token_features import FIELDS

if TYPE_CHECKING:
    from refcheck.bibliography import Author
    from refcheck.references.tokens import Token


@dataclass(slots=True)
class Reading:
    """What was read from a reference beside its identifiers.

    Attributes:
        places: field name to (start, end) in the text.
        authors, truncated: what the block of authors says.
        year: of publication.
        serial: whether it reads as an article in a journal.
        hosted: whether an ``In:`` leads to the book it stands in.
        first: the first token that is not part of a printed label.
        located: the fields of the knot of numbers that makes it an article's.
    """

    places: dict[str, tuple[int, int]] = field(default_factory=dict)
    authors: tuple[Author, ...] = ()
    truncated: bool = False
    year: int | None = None
    serial: bool = False
    hosted: bool = False
    first: int = 0
    located: frozenset[str] = frozenset()

    def labels(self, tokens: list[Token]) -> list[str]:
        """For each token the label (`token_features.FIELDS`) of the field it stands in, or ``-``."""
        labels = ["-"] * len(tokens)
        starts = [token.start for token in tokens]
        for name, (start, end) in self.places.items():
            label = FIELDS[name]
            for at in range(bisect_left(starts, start), bisect_left(starts, end)):
                labels[at] = label
        return labels

    def is_beyond_doubt(self, tokens: list[Token], core: str) -> bool:
        """Whether authors, title, container and a complete knot of numbers follow each other and nothing else is said.

        The title must end with the only mark in it and the container that ends a sentence, and every word must belong
        to a field: then there is no other way to read it.
        """
        places = self.places
        if not ({"volume", "pages"} <= self.located and self.year is not None and places.keys() >= _PLAIN):
            return False
        (start, _), (title, end), (container, last) = places["authors"], places["title"], places["container"]
        closed = core[end : end + 1] == "." or core[end - 1] in "?!"
        if not (start < title < end < container and closed) or places.keys() & _BOOKISH:
            return False
        said = core[title : end - 1] + core[container:last]
        if not _SENTENCE_MARKS.isdisjoint(said):
            return False
        covered = self.labels(tokens)
        return not any(label == "-" and token.text[0].isalnum() for token, label in zip(tokens, covered, strict=True))


def rule(tokens: list[Token], core: str, text: str, *, registered: bool) -> Reading:
    """Read a reference by rules.

    Args:
        tokens: of the reference without identifiers and notes; at least one.
        core: the text without identifiers, notes still in it.
        text: the text with everything.
        registered: whether a DOI or PMID is printed.
    """
    ruler = _Ruler(text, registered=registered)
    ruler.read(tokens, core)
    return ruler.reading


class _Ruler:
    def __init__(self, text: str, *, registered: bool) -> None:
        self.text = text
        self.registered = registered or is_ahead_of_print(text)
        self.reading = Reading()
        self.places = self.reading.places

    def read(self, tokens: list[Token], core: str) -> None:
        self.reading.first = first = after_label(tokens)
        block = read_authors(tokens, core, first)
        if block is not None and not is_author_block(block, tokens, self.text):
            block = None
        if block is not None:
            self.reading.authors, self.reading.truncated = block.authors, block.truncated
            self.places["authors"] = (block.start, block.end)
            first = block.next
        if block is None and tokens[first].text in _STANDARDS_BODIES:
            self.standard(tokens, first)
            return
        first = self.early_year(tokens, first, bare=False)
        locator = locators.find_locator(tokens, first, known_year=self.reading.year)
        if (
            self.reading.year is None
            and block is not None
            and (locator is None or locator.year is None or locator.first == first)
        ):
            first = self.early_year(tokens, first, bare=True)
            locator = locators.find_locator(tokens, first, known_year=self.reading.year)
        if locator is not None and locator.first > first and self.is_article(tokens, first, locator):
            self.article(tokens, first, locator)
        else:
            self.monograph(tokens, first, locator)

    def early_year(self, tokens: list[Token], at: int, *, bare: bool) -> int:
        """Take a year that stands right behind the authors; return where the title begins."""
        found = early_year(tokens, at, bare=bare)
        if found is None:
            return at
        self.reading.year, token, index = found
        self.places["year"] = (token.start, token.end)
        return index

    def is_article(self, tokens: list[Token], first: int, locator: locators.Locator) -> bool:
        if is_chapter(tokens, first, locator.first):
            return False
        if locator.is_serial:
            return "pages" in locator.places or not names_publisher(
                tokens, max(first, locator.first - 10), locator.first
            )
        if "pages" not in locator.places:
            return False
        return looks_like_journal(tokens, max(first, locator.first - 8), locator.first) and not any(
            tokens[at].text == ":" for at in range(max(first, locator.first - 6), locator.first)
        )

    def locate(self, locator: locators.Locator) -> None:
        self.reading.located = frozenset(locator.places)
        for name, place in locator.places.items():
            if name != "year":
                self.places.setdefault(name, place)
        if self.reading.year is None and locator.year is not None:
            self.reading.year, self.places["year"] = locator.year, locator.places["year"]

    def article(self, tokens: list[Token], first: int, locator: locators.Locator) -> None:
        self.reading.serial = True
        self.locate(locator)
        book = Monograph()
        title, container = split_title(tokens, first, locator.first)
        if title and container and tokens[locator.first - 1].text == ";":
            title, container = without_publisher(tokens, title, container, book)
        if title:
            book.put("title", *title, tokens)
        if container:
            start, end = container
            leads = tokens[start].text.lower() == "in" and end - start > 1
            book.put("container", start + leads, end, tokens)
        self.place_all(tokens, book)
        if self.reading.year is None:
            self.late_year(tokens, locator.last)

    def late_year(self, tokens: list[Token], first: int) -> None:
        """A year behind everything else."""
        other = locators.find_locator(tokens, first)
        if other is not None and other.year is not None:
            self.reading.year, self.places["year"] = other.year, other.places["year"]

    def monograph(self, tokens: list[Token], first: int, locator: locators.Locator | None) -> None:
        last = len(tokens)
        if locator is not None and (locator.year_strength >= 2 or "pages" in locator.places) and locator.first > first:
            self.locate_monograph(locator)
            last = locator.first
        book = read_monograph(tokens, first, last, registered=self.registered)
        if locator is not None and last == locator.first:
            read_tail(tokens, locator.last, book)
        self.reading.hosted = "container" in book.parts and any(
            token.text in ("In", "IN") for token in tokens[first:last]
        )
        self.place_all(tokens, book)

    def standard(self, tokens: list[Token], first: int) -> None:
        """A standard begins with its designation (``ISO 14155:2020.``), whose numbers are no locator."""
        last = first
        while last < len(tokens) and tokens[last].text != ".":
            last += 1
        self.monograph(tokens, first, locators.find_locator(tokens, last))

    def locate_monograph(self, locator: locators.Locator) -> None:
        if self.reading.year is None and locator.year is not None:
            self.reading.year, self.places["year"] = locator.year, locator.places["year"]
        for name in ("pages", "volume"):
            if name in locator.places and (name != "volume" or "pages" in locator.places):
                self.places.setdefault(name, locator.places[name])

    def place_all(self, tokens: list[Token], book: Monograph) -> None:
        for name, (start, end) in book.parts.items():
            self.places.setdefault(name, (tokens[start].start, tokens[end - 1].end))


_PLAIN = frozenset({"authors", "title", "container", "year"})
_BOOKISH = frozenset({"publisher", "place", "edition"})
_SENTENCE_MARKS = frozenset('.?!“”«»"„;')
_STANDARDS_BODIES = frozenset({"ISO", "IEC", "ASTM", "ANSI", "DIN", "EN", "BS", "NF"})
