"""The fields of a JATS entry, from its elements; what they do not say is left to the parser of reference strings."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from refcheck.article import ReferenceFields
from refcheck.bibliography import WorkKind
from refcheck.reading.jats_authors import text_of
from refcheck.reading.jats_tags import fields_in
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
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
# What they begin with is looked for before what stands before it.
_ET_AL = re.compile(r"et\.?(?<!\wet)(?<!\wet\.) al\b")
_DOI_BEGINS = re.compile(r"10\.(?<!\w10\.)\s?\d{4}")
_PLAIN_DOI = re.compile(r"10\.(?<!\w10\.)\d{4,9}/[\w./-]{1,100}\w(?=[.,;]?(?:\s|$))")
_EDGES = " .,;"


def fields_of(entry: Entry) -> ReferenceFields:
    """The fields of an entry."""
    pieces, raw = entry.pieces, entry.text
    places = dict(entry.fields or fields_in(entry.places))
    if entry.is_folded:
        values = {name: text_of(pieces, first, last).strip(_EDGES) for name, (first, last) in places.items()}
    else:
        values = {
            name: (pieces[first] if last == first + 1 else "".join(pieces[first:last])).strip(_EDGES)
            for name, (first, last) in places.items()
        }
    kind = _KINDS.get(entry.kind.lower(), WorkKind.UNKNOWN)
    if "title" not in values:
        if "container" not in values:
            from refcheck.references import parse_reference  # noqa: PLC0415 (the mark-up of most articles says it all)

            return parse_reference(raw)
        if kind is not WorkKind.ARTICLE:  # a book
            values["title"], places["title"] = values.pop("container"), places.pop("container")
    year = _YEAR.search(values.pop("year", ""))
    if "doi" in values:
        values["doi"] = values["doi"].lower()
    elif "10." in raw and _DOI_BEGINS.search(raw):
        values["doi"] = _printed_doi(raw).lower()
    if "lpage" in entry.places and "pages" in values:
        last_page = text_of(pieces, *entry.places["lpage"]).strip(_EDGES)
        if last_page:
            values["pages"] += f"–{last_page}"
            places["pages"] = (places["pages"][0], entry.places["lpage"][1])
    if entry.authors.place:
        places["authors"] = entry.authors.place
    texts: dict[str, Any] = values
    return ReferenceFields(
        kind=kind,
        authors=tuple(entry.authors.names),
        authors_truncated=entry.authors.truncated or (" al" in raw and _ET_AL.search(raw) is not None),
        year=int(year[0]) if year else None,
        spans=_Spans(pieces, places),
        **texts,
    )


def _printed_doi(raw: str) -> str:
    """The DOI that stands in the text of an entry; what belongs to it is weighed only where it is not plain."""
    plain = _PLAIN_DOI.search(raw)
    if plain:
        return plain[0]
    from refcheck.references.identifiers import find_identifiers  # noqa: PLC0415 (few need it)

    return next((found.value for found in find_identifiers(raw) if found.kind == "doi"), "")


class _Spans(Mapping[str, Span]):
    """Where the fields stand in the entry's text, worked out when they are asked for."""

    __slots__ = ("_pieces", "_places")

    def __init__(self, pieces: list[str], places: dict[str, tuple[int, int]]) -> None:
        self._pieces = pieces
        self._places = places

    def __len__(self) -> int:
        return len(self._places)

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __getitem__(self, name: str) -> Span:
        first, last = self._places[name]
        text = text_of(self._pieces, first, last)
        inside = text.strip(_EDGES)
        start = len(" ".join(("".join(self._pieces[:first]) + "|").split())) - 1 + text.find(inside)
        return Span(start, start + len(inside))
