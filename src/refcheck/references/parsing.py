"""One reference string to its fields, by rules over tokens.

The way of a reference: mark-up seen through, identifiers taken out, notes blanked, then authors from the left,
the knot of numbers from the right, and the title and its container in between. What does not fit stays empty.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from refcheck.article import ReferenceFields
from refcheck.references import locator as locators
from refcheck.references.books import is_chapter, read_monograph, read_tail
from refcheck.references.heads import after_label, early_year, is_author_block
from refcheck.references.identifiers import Identifier, find_identifiers
from refcheck.references.journal_names import looks_like_journal
from refcheck.references.kinds import kind_of
from refcheck.references.locator_words import is_article_number
from refcheck.references.markup import SeenThrough, see_through
from refcheck.references.monographs import Monograph
from refcheck.references.names import read_authors
from refcheck.references.notes import blank_notes, is_ahead_of_print
from refcheck.references.publishers import names_publisher, without_publisher
from refcheck.references.titles import split_title
from refcheck.references.tokens import Token, tokenise

if TYPE_CHECKING:
    from refcheck.bibliography import Author
    from refcheck.source import Span

LONGEST = 30_000
"""Longer than any reference list entry seen (author lists of a thousand names), in code points; what follows is not
read."""


def parse_reference(raw: str) -> ReferenceFields:
    """Read the fields of one reference, without its label.

    Pure, never raises, and linear in the length of the text. A field that is not found, or only doubtfully, is empty.

    Args:
        raw: the reference on one line; stray mark-up may stand in it.

    Returns:
        Its fields, each with its place in `raw`.
    """
    return _Parse(see_through(raw[:LONGEST])).fields()


class _Parse:
    def __init__(self, seen: SeenThrough) -> None:
        self.seen = seen
        self.text = seen.text.text
        self.places: dict[str, tuple[int, int]] = {}
        self.values: dict[str, str] = {}
        self.authors: tuple[Author, ...] = ()
        self.truncated = False
        self.year: int | None = None
        self.serial = False
        self.hosted = False

    def fields(self) -> ReferenceFields:
        core = self.without_identifiers()
        tokens = tokenise(blank_notes(core))
        if tokens:
            self.read(tokens, core)
        values = {name: self.value(*place) for name, place in self.places.items() if name not in ("authors", "year")}
        values |= self.values
        self.settle_pages(values)
        group_authors = bool(self.authors) and all(author.is_group for author in self.authors)
        return ReferenceFields(
            kind=kind_of(self.text, values, serial=self.serial, group_authors=group_authors, hosted=self.hosted),
            authors=self.authors,
            authors_truncated=self.truncated,
            year=self.year,
            spans={name: self.raw_span(*place) for name, place in self.places.items()},
            markup=self.seen.stray,
            **{name: values.get(name, "") for name in _TEXT_FIELDS},
        )

    def value(self, start: int, end: int) -> str:
        return " ".join(self.text[start:end].split())

    def raw_span(self, start: int, end: int) -> Span:
        return self.seen.text.source_span(start, end)

    # -- identifiers -------------------------------------------------------------------------------------------

    def without_identifiers(self) -> str:
        """The text with its identifiers turned into spaces; they are fields already."""
        pieces: list[str] = []
        at = 0
        for item in sorted(find_identifiers(self.text), key=lambda item: item.from_):
            self.take(item)
            if item.from_ >= at:
                pieces.append(self.text[at : item.from_])
                pieces.append(" " * (item.to - item.from_))
                at = item.to
        pieces.append(self.text[at:])
        self.links()
        return "".join(pieces)

    def take(self, item: Identifier) -> None:
        if item.kind not in self.values:
            self.values[item.kind] = item.value
            self.places[item.kind] = (item.start, item.end)

    def links(self) -> None:
        """Identifiers that stand only in the targets of links have no place in the text itself."""
        for link in self.seen.links:
            for item in find_identifiers(link.target):
                self.values.setdefault(item.kind, item.value)
        if "pmid" in self.values and "pmid" not in self.places and "url" not in self.places:
            self.values.pop("url", None)

    # -- the fields --------------------------------------------------------------------------------------------

    def read(self, tokens: list[Token], core: str) -> None:
        first = after_label(tokens)
        block = read_authors(tokens, core, first)
        if block is not None and not is_author_block(block, tokens, self.text):
            block = None
        if block is not None:
            self.authors, self.truncated = block.authors, block.truncated
            self.places["authors"] = (block.start, block.end)
            first = block.next
        if block is None and tokens[first].text in _STANDARDS_BODIES:
            self.standard(tokens, first)
            return
        first = self.early_year(tokens, first, bare=False)
        locator = locators.find_locator(tokens, first, known_year=self.year)
        if (
            self.year is None
            and block is not None
            and (locator is None or locator.year is None or locator.first == first)
        ):
            first = self.early_year(tokens, first, bare=True)
            locator = locators.find_locator(tokens, first, known_year=self.year)
        if locator is not None and locator.first > first and self.is_article(tokens, first, locator):
            self.article(tokens, first, locator)
        else:
            self.monograph(tokens, first, locator)

    def early_year(self, tokens: list[Token], at: int, *, bare: bool) -> int:
        """Take a year that stands right behind the authors; return where the title begins."""
        found = early_year(tokens, at, bare=bare)
        if found is None:
            return at
        self.year, token, index = found
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
        for name, place in locator.places.items():
            if name != "year":
                self.places.setdefault(name, place)
        if self.year is None and locator.year is not None:
            self.year, self.places["year"] = locator.year, locator.places["year"]

    def article(self, tokens: list[Token], first: int, locator: locators.Locator) -> None:
        self.serial = True
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
        if self.year is None:
            self.late_year(tokens, locator.last)

    def late_year(self, tokens: list[Token], first: int) -> None:
        """A year behind everything else."""
        other = locators.find_locator(tokens, first)
        if other is not None and other.year is not None:
            self.year, self.places["year"] = other.year, other.places["year"]

    def monograph(self, tokens: list[Token], first: int, locator: locators.Locator | None) -> None:
        last = len(tokens)
        if locator is not None and (locator.year_strength >= 2 or "pages" in locator.places) and locator.first > first:
            self.locate_monograph(locator)
            last = locator.first
        registered = "doi" in self.values or "pmid" in self.values or is_ahead_of_print(self.text)
        book = read_monograph(tokens, first, last, registered=registered)
        if locator is not None and last == locator.first:
            read_tail(tokens, locator.last, book)
        self.hosted = "container" in book.parts and any(token.text in ("In", "IN") for token in tokens[first:last])
        self.place_all(tokens, book)

    def standard(self, tokens: list[Token], first: int) -> None:
        """A standard begins with its designation (``ISO 14155:2020.``), whose numbers are no locator."""
        last = first
        while last < len(tokens) and tokens[last].text != ".":
            last += 1
        self.monograph(tokens, first, locators.find_locator(tokens, last))

    def locate_monograph(self, locator: locators.Locator) -> None:
        if self.year is None and locator.year is not None:
            self.year, self.places["year"] = locator.year, locator.places["year"]
        for name in ("pages", "volume"):
            if name in locator.places and (name != "volume" or "pages" in locator.places):
                self.places.setdefault(name, locator.places[name])

    def place_all(self, tokens: list[Token], book: Monograph) -> None:
        for name, (start, end) in book.parts.items():
            self.places.setdefault(name, (tokens[start].start, tokens[end - 1].end))

    def settle_pages(self, values: dict[str, str]) -> None:
        """A number that is an article's rather than a page's goes into its own field."""
        pages = values.get("pages", "")
        if pages and ("article_number" in self.places or is_article_number(pages)):
            values["article_number"] = values.pop("pages")
            self.places["article_number"] = self.places.pop("pages")


_STANDARDS_BODIES = frozenset({"ISO", "IEC", "ASTM", "ANSI", "DIN", "EN", "BS", "NF"})
_TEXT_FIELDS = (
    "title", "container", "publisher", "place", "volume", "issue", "pages", "article_number", "edition", "doi", "pmid",
    "pmcid", "arxiv", "isbn", "url",
)  # fmt: skip
