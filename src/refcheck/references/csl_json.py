"""CSL-JSON, the input of citeproc processors (Pandoc, Zotero)."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from refcheck.bibliography import Author, WorkKind
from refcheck.references.bibtex import citation_keys

if TYPE_CHECKING:
    from collections.abc import Sequence

    from refcheck.references.records import Record

_TYPES = {
    WorkKind.ARTICLE: "article-journal",
    WorkKind.BOOK: "book",
    WorkKind.CHAPTER: "chapter",
    WorkKind.CONFERENCE_PAPER: "paper-conference",
    WorkKind.DATASET: "dataset",
    WorkKind.PREPRINT: "article",
    WorkKind.REPORT: "report",
    WorkKind.SOFTWARE: "software",
    WorkKind.STANDARD: "standard",
    WorkKind.THESIS: "thesis",
    WorkKind.WEB_PAGE: "webpage",
}
_VARIABLES = {
    "title": "title", "container": "container-title", "publisher": "publisher", "place": "publisher-place",
    "volume": "volume", "issue": "issue", "edition": "edition", "doi": "DOI", "pmid": "PMID", "pmcid":
    "PMCID", "isbn": "ISBN", "url": "URL",
}  # fmt: skip
_DASH = re.compile(r"[‐‑‒–—−]")


def to_csl_json(records: Sequence[Record]) -> str:
    """The records as a CSL-JSON array; ``citation-number`` is the printed number."""
    items = [_item(key, record) for key, record in zip(citation_keys(records), records, strict=True)]
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"


def _item(key: str, record: Record) -> dict[str, Any]:
    fields = record.fields
    item: dict[str, Any] = {
        "id": key,
        "citation-number": int(record.number) if record.number.isdecimal() else record.number,
        "type": _TYPES.get(fields.kind, "document"),
    }
    if fields.authors:
        item["author"] = [_name(author) for author in fields.authors]
    if fields.year is not None:
        item["issued"] = {"date-parts": [[fields.year]]}
    item |= {variable: value for name, variable in _VARIABLES.items() if (value := getattr(fields, name))}
    # Processors show an article's number only in the place of its pages.
    if located := _DASH.sub("-", fields.pages) or fields.article_number:
        item["page"] = located
    if fields.arxiv:
        item["number"] = f"arXiv:{fields.arxiv}"
    item["note"] = record.note
    return item


def _name(author: Author) -> dict[str, str]:
    if author.is_group:
        return {"literal": author.family}
    return {part: value for part in ("family", "given", "suffix") if (value := getattr(author, part))}
