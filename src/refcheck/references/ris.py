"""RIS, as reference managers read it. Lines end in a line feed; every reader met so far takes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from refcheck.bibliography import Author, WorkKind
from refcheck.references.pages import page_ends

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from refcheck.references.records import Record

_TYPES = {
    WorkKind.ARTICLE: "JOUR",
    WorkKind.BOOK: "BOOK",
    WorkKind.CHAPTER: "CHAP",
    WorkKind.CONFERENCE_PAPER: "CPAPER",
    WorkKind.DATASET: "DATA",
    WorkKind.PREPRINT: "UNPB",
    WorkKind.REPORT: "RPRT",
    WorkKind.SOFTWARE: "COMP",
    WorkKind.STANDARD: "STAND",
    WorkKind.THESIS: "THES",
    WorkKind.WEB_PAGE: "ELEC",
}


def to_ris(records: Sequence[Record]) -> str:
    """The records as a RIS file; ``ID`` is the printed number."""
    return "".join(_lines(record) for record in records)


def _lines(record: Record) -> str:
    lines = [f"{tag}  - {' '.join(value.split())}" for tag, value in _tags(record) if value]
    return "\n".join([*lines, "ER  - ", "", ""])


def _tags(record: Record) -> Iterator[tuple[str, str]]:
    fields = record.fields
    first, last = page_ends(fields.pages)
    yield "TY", _TYPES.get(fields.kind, "GEN")
    yield "ID", record.number
    for author in fields.authors:
        yield "AU", _name(author)
    yield "TI", fields.title
    yield "T2", fields.container
    yield "PY", str(fields.year or "")
    yield "VL", fields.volume
    yield "IS", fields.issue
    yield "SP", first
    yield "EP", last
    yield "C7", fields.article_number
    yield "ET", fields.edition
    yield "PB", fields.publisher
    yield "CY", fields.place
    yield "SN", fields.isbn
    yield "DO", fields.doi
    yield "AN", fields.pmid
    yield "C2", fields.pmcid
    yield "UR", fields.url or (f"https://arxiv.org/abs/{fields.arxiv}" if fields.arxiv else "")
    yield "N1", record.note


def _name(author: Author) -> str:
    """``Last, First, Suffix``; a group has no comma, so that it is not taken for a person."""
    if author.is_group:
        return author.family.replace(",", "")
    parts = [author.family, author.given, author.suffix] if author.suffix else [author.family, author.given]
    return ", ".join(parts).rstrip(", ")
