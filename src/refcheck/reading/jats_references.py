"""The reference list of a JATS article, by its elements."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from refcheck.article import Reference, ReferenceFields
from refcheck.bibliography import Author, WorkKind
from refcheck.source import MappedText, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from refcheck.reading.xml_source import Element

_NUMBER = re.compile(r"\d{1,4}")

_KINDS = {
    "journal": WorkKind.ARTICLE,
    "book": WorkKind.BOOK,
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


def references_of(root: Element) -> Iterator[Reference]:
    """The entries of the article's reference list, those of replies to it left out."""
    position = 0
    for listed in root.iter("ref-list"):
        if any(ancestor.tag in {"ref-list", "sub-article", "response"} for ancestor in _ancestors(listed)):
            continue
        for entry in listed.iter("ref"):
            position += 1
            label = entry.find("label")
            printed = label.text() if label is not None else ""
            number = _NUMBER.search(printed)
            text = _reference_text(entry)
            if not text.text:
                continue
            span = Span(entry.start, entry.end)
            yield Reference(
                number=int(number[0]) if number else position,
                label=printed,
                text=text,
                span=span,
                label_span=Span(label.start, label.end) if label is not None else span,
                fields=_fields(entry, text.text),
            )


def _ancestors(element: Element) -> Iterator[Element]:
    while element.parent is not None:
        element = element.parent
        yield element


def _reference_text(entry: Element) -> MappedText:
    """The entry on one line; elements that touch in the mark-up (names, years) are kept apart by a space."""
    pieces: list[MappedText] = []
    for child in entry.elements():
        if child.tag == "label":
            continue
        tagged = child.tag == "element-citation"
        for piece in child.pieces():
            pieces.append(piece)
            if tagged:
                pieces.append(MappedText(" ", [piece.offsets[-1]]))
    joined = MappedText.join(pieces)
    keep = [
        at
        for at, character in enumerate(joined.text)
        if not character.isspace() or (at > 0 and not joined.text[at - 1].isspace())
    ]
    while keep and joined.text[keep[-1]].isspace():
        keep.pop()
    return MappedText(
        "".join(" " if joined.text[at].isspace() else joined.text[at] for at in keep),
        [joined.offsets[at] for at in keep],
    )


def _fields(entry: Element, raw: str) -> ReferenceFields:
    """The fields that the mark-up names; what it does not mark up is left to the reader of reference strings."""

    def first(*tags: str) -> str:
        for tag in tags:
            found = entry.find(tag)
            if found is not None and found.text():
                return found.text().strip(" .,;")
        return ""

    title = first("article-title", "chapter-title", "trans-title", "data-title")
    container = first("source")
    if not title and not container:
        from refcheck.references import parse_reference  # noqa: PLC0415 (heavy, and most entries are marked up)

        return parse_reference(raw)
    if not title:
        title, container = container, ""
    authors = tuple(_authors(entry))
    year = re.search(r"(?:1[5-9]|20)\d\d", first("year", "date"))
    first_page, last_page = first("fpage"), first("lpage")
    identifiers = {
        element.attributes.get("pub-id-type", ""): element.text() for element in entry.iter("pub-id") if element.text()
    }
    citation = entry.find("element-citation", "mixed-citation", "citation", "nlm-citation")
    kind = (
        (citation.attributes.get("publication-type") or citation.attributes.get("citation-type", ""))
        if citation
        else ""
    )
    return ReferenceFields(
        kind=_KINDS.get(kind.lower(), WorkKind.UNKNOWN),
        authors=authors,
        authors_truncated=entry.find("etal") is not None or bool(re.search(r"\bet\.? al\b", raw)),
        title=title,
        container=container,
        publisher=first("publisher-name"),
        place=first("publisher-loc"),
        year=int(year[0]) if year else None,
        volume=first("volume"),
        issue=first("issue"),
        pages=f"{first_page}–{last_page}" if first_page and last_page else first_page,
        article_number=first("elocation-id"),
        edition=first("edition"),
        doi=identifiers.get("doi", "").lower(),
        pmid=identifiers.get("pmid", ""),
        pmcid=identifiers.get("pmcid", ""),
        url=first("uri", "ext-link"),
    )


def _authors(entry: Element) -> Iterator[Author]:
    for name in entry.iter("name", "string-name", "collab", "institution"):
        if any(above.attributes.get("person-group-type", "author") != "author" for above in _ancestors(name)):
            continue
        if name.tag in {"collab", "institution"}:
            if name.text():
                yield Author(name.text(), is_group=True)
            continue
        surname, given, suffix = (name.find(tag) for tag in ("surname", "given-names", "suffix"))
        if surname is not None and surname.text():
            yield Author(
                surname.text(), given.text() if given is not None else "", suffix.text() if suffix is not None else ""
            )
