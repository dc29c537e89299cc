"""The fields of a JATS entry, from its elements; what they do not say is left to the parser of reference strings."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from refcheck.article import ReferenceFields
from refcheck.bibliography import Author, WorkKind
from refcheck.reading.jats_entry import CITATIONS
from refcheck.references import parse_reference
from refcheck.references.identifiers import find_identifiers
from refcheck.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from refcheck.reading.jats_entry import Entry

_KINDS = {
    "journal": WorkKind.ARTICLE,
    "book": WorkKind.BOOK,
    "chapter": WorkKind.CHAPTER,
    "confproc": WorkKind.CONFERENCE_PAPER,
    "thesis": WorkKind.THESIS,
    "report": WorkKind.REPORT,
    "gov": WorkKind.REPORT,
    "web": WorkKind.WEB_PAGE,
    "webpage": WorkKind.WEB_PAGE,
    "software": WorkKind.SOFTWARE,
    "data": WorkKind.DATASET,
    "preprint": WorkKind.PREPRINT,
    "standard": WorkKind.STANDARD,
}
_FIELDS = {
    "article-title": "title", "chapter-title": "title", "data-title": "title", "trans-title": "title",
    "source": "container", "publisher-name": "publisher", "publisher-loc": "place", "year": "year", "date": "year",
    "volume": "volume", "issue": "issue", "fpage": "pages", "lpage": "last page", "page-range": "pages",
    "elocation-id": "article_number", "edition": "edition", "isbn": "isbn", "uri": "url", "ext-link": "url",
}  # fmt: skip
"""Which field an element is; of several the first counts."""
_AUTHORS = frozenset({"name", "string-name", "collab", "institution", "etal", "person-group"})
_PART_OF_NAME = frozenset({"surname", "given-names", "suffix"})
_EDGES = " \t\r\n.,;"
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_ET_AL = re.compile(r"\bet\.? al\b")


def fields_of(entry: Entry, raw: str) -> ReferenceFields:
    """The fields of an entry.

    Args:
        entry: the entry.
        raw: its text.
    """
    pieces = entry.pieces
    places: dict[str, tuple[int, int]] = {}
    identifiers: dict[str, str] = {}
    authors: list[Author] = []
    name: dict[str, str] = {}
    truncated = False
    kind = WorkKind.UNKNOWN
    others = 0  # authors read before a group of editors or translators
    for tag, first, last in entry.elements:
        element = tag.name
        if element in _PART_OF_NAME:
            name[element] = pieces[first] if last == first + 1 else _text(pieces, first, last)
        elif element in _FIELDS:
            if first < last:
                places.setdefault(_FIELDS[element], (first, last))
        elif element in _AUTHORS:
            if element == "etal":
                truncated = True
            elif element == "person-group":
                if tag.attribute("person-group-type") in {"", "author"}:
                    places.setdefault("authors", (first, last))
                    others = len(authors)
                else:
                    del authors[others:]
            elif name:
                authors.append(Author(name.get("surname", ""), name.get("given-names", ""), name.get("suffix", "")))
                name = {}
            elif text := _text(pieces, first, last).strip(_EDGES):
                authors.append(Author(text, is_group=True))
        elif element == "pub-id":
            identifiers.setdefault(tag.attribute("pub-id-type"), _text(pieces, first, last))
        elif element in CITATIONS:
            kind = _KINDS.get(tag.attribute("publication-type", "citation-type").lower(), kind)

    def value(field: str) -> str:
        place = places.get(field)
        return _text(pieces, *place).strip(_EDGES) if place else ""

    title, container = value("title"), value("container")
    if not title and not container:
        return parse_reference(raw)
    if not title and kind is not WorkKind.ARTICLE:
        title, container = container, ""
        places["title"] = places.pop("container")
    first_page, last_page = value("pages"), value("last page")
    year = _YEAR.search(value("year"))
    doi = identifiers.get("doi", "")
    if not doi and "10." in raw:
        doi = next((found.value for found in find_identifiers(raw) if found.kind == "doi"), "")
    return ReferenceFields(
        kind=kind,
        authors=tuple(authors),
        authors_truncated=truncated or _ET_AL.search(raw) is not None,
        title=title,
        container=container,
        publisher=value("publisher"),
        place=value("place"),
        year=int(year[0]) if year else None,
        volume=value("volume"),
        issue=value("issue"),
        pages=f"{first_page}–{last_page}" if first_page and last_page else first_page,
        article_number=value("article_number"),
        edition=value("edition"),
        doi=doi.lower(),
        pmid=identifiers.get("pmid", ""),
        pmcid=identifiers.get("pmcid", ""),
        isbn=value("isbn"),
        url=value("url"),
        spans=_Spans(entry, places),
    )


def _text(pieces: list[str], first: int, last: int) -> str:
    return " ".join("".join(pieces[first:last]).split())


class _Spans(Mapping[str, Span]):
    """Where the fields stand in the entry's text, worked out when they are asked for."""

    __slots__ = ("_pieces", "_places")

    def __init__(self, entry: Entry, places: Mapping[str, tuple[int, int]]) -> None:
        self._pieces = entry.pieces
        self._places = places

    def __len__(self) -> int:
        return len(self._places)

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __getitem__(self, name: str) -> Span:
        first, last = self._places[name]
        if name == "pages":
            last = max(last, self._places.get("last page", (0, 0))[1])
        text = _text(self._pieces, first, last)
        inside = text.strip(_EDGES)
        start = len(" ".join(("".join(self._pieces[:first]) + "|").split())) - 1 + text.find(inside)
        return Span(start, start + len(inside))
