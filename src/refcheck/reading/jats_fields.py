"""The fields of a JATS entry, from its elements; what they do not say is left to the parser of reference strings."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from refcheck.article import ReferenceFields
from refcheck.bibliography import WorkKind
from refcheck.reading.jats_authors import text_of
from refcheck.reading.jats_pieces import Pieces
from refcheck.reading.jats_tags import EDGES, Types, fields_in
from refcheck.sealing import maker
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
_UNKNOWN = WorkKind.UNKNOWN  # to find the member of an enumeration by its name takes five times as long
_fields = maker(ReferenceFields)
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
# What they begin with is looked for before what stands before it.
_ET_AL = re.compile(r"et\.?(?<!\wet)(?<!\wet\.) al\b")
_DOI_BEGINS = re.compile(r"10\.(?<!\w10\.)\s?\d{4}")
_PLAIN_DOI = re.compile(r"10\.(?<!\w10\.)\d{4,9}/[\w./-]{1,100}(?:\w|\(\d{2}\)[\w./-]{1,100}\w)(?=[.,;]?(?:\s|$))")


def fields_of(entry: Entry) -> ReferenceFields:
    """The fields of an entry."""
    raw = entry.text
    kind = _KINDS.get(entry.kind.lower(), _UNKNOWN)
    (title, container, publisher, place, year, volume, issue, pages, last_page, article_number, edition, isbn, url,
     doi, pmid, pmcid) = entry.values  # fmt: skip
    is_book = False
    if title is None:
        if container is None:
            from refcheck.references import parse_reference  # noqa: PLC0415 (the mark-up of most articles says it all)

            return parse_reference(raw)
        title = ""
        is_book = kind is not WorkKind.ARTICLE
        if is_book:
            title, container = container, ""
    if pages is not None and last_page:
        pages = f"{pages}–{last_page}"
    if doi is None:
        doi = _printed_doi(raw) if "10." in raw and _DOI_BEGINS.search(raw) else ""
    return _fields(
        kind,
        tuple(entry.authors),
        entry.truncated or (" al" in raw and _ET_AL.search(raw) is not None),
        title,
        container or "",
        publisher or "",
        place or "",
        _year(year) if year else None,
        volume or "",
        issue or "",
        pages or "",
        article_number or "",
        edition or "",
        doi.lower(),
        pmid or "",
        pmcid or "",
        "",
        isbn or "",
        url or "",
        _Spans(entry.plain, is_book),
    )


@lru_cache(500)
def _year(text: str) -> int | None:
    found = _YEAR.search(text)
    return int(found[0]) if found else None


def _printed_doi(raw: str) -> str:
    """The DOI that stands in the text of an entry; what belongs to it is weighed only where it is not plain."""
    plain = _PLAIN_DOI.search(raw)
    if plain:
        return plain[0]
    from refcheck.references.identifiers import find_identifiers  # noqa: PLC0415 (few need it)

    return next((found.value for found in find_identifiers(raw) if found.kind == "doi"), "")


class _Spans(Mapping[str, Span]):
    """Where the fields stand in the entry's text, worked out when it is asked for.

    Args:
        plain: the entry, as in `XmlSource.plain`.
        is_book: whether what is a container elsewhere is its title.
    """

    __slots__ = ("_found", "_is_book", "_plain")

    def __init__(self, plain: str, is_book: bool) -> None:
        self._plain = plain
        self._is_book = is_book
        self._found: dict[str, Span] | None = None

    @property
    def _spans(self) -> dict[str, Span]:
        if self._found is None:
            read = Pieces(self._plain, Types())
            self._found = {name: _span(read.pieces, *place) for name, place in self._places(read).items()}
        return self._found

    def _places(self, read: Pieces) -> dict[str, tuple[int, int]]:
        """Which pieces the fields are."""
        places = fields_in(read.places)
        if self._is_book:
            places["title"] = places.pop("container")
        last_page = places.pop("last_page", None)
        if last_page and "pages" in places and text_of(read.pieces, *last_page).strip(EDGES):
            places["pages"] = (places["pages"][0], last_page[1])
        if read.authors.place:
            places["authors"] = read.authors.place
        return places

    def __len__(self) -> int:
        return len(self._spans)

    def __iter__(self) -> Iterator[str]:
        return iter(self._spans)

    def __getitem__(self, name: str) -> Span:
        return self._spans[name]


def _span(pieces: list[str], first: int, last: int) -> Span:
    """Where some pieces stand in the text that they are joined to, without what is not theirs at their edges."""
    text = text_of(pieces, first, last)
    inside = text.strip(EDGES)
    start = len(" ".join(("".join(pieces[:first]) + "|").split())) - 1 + text.find(inside)
    return Span(start, start + len(inside))
