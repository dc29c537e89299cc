"""Bibliographies in CSL: JSON files, YAML files, and the ``references`` in the head of a Markdown document."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from refcheck.article import ReferenceFields
from refcheck.bibliography import Author, WorkKind
from refcheck.reading.bibliographies.composing import composed
from refcheck.reading.keyed import KeyedEntry, with_names
from refcheck.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_KINDS = {
    "article-journal": WorkKind.ARTICLE, "article-magazine": WorkKind.ARTICLE, "review": WorkKind.ARTICLE,
    "book": WorkKind.BOOK, "chapter": WorkKind.CHAPTER, "paper-conference": WorkKind.CONFERENCE_PAPER,
    "report": WorkKind.REPORT, "thesis": WorkKind.THESIS, "webpage": WorkKind.WEB_PAGE, "dataset": WorkKind.DATASET,
    "software": WorkKind.SOFTWARE, "standard": WorkKind.STANDARD, "article": WorkKind.PREPRINT,
}  # fmt: skip
_NAMES = {
    "title": "title", "container": "container-title", "publisher": "publisher", "place": "publisher-place",
    "volume": "volume", "issue": "issue", "pages": "page", "article_number": "number", "edition": "edition",
    "doi": "DOI", "pmid": "PMID", "pmcid": "PMCID", "isbn": "ISBN", "url": "URL",
}  # fmt: skip
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_TAG = re.compile(r"</?(?:i|b|sup|sub|span)\b[^<>]{0,200}>")


def json_items(text: str) -> list[dict[str, Any]]:
    """The items of a CSL-JSON file.

    Raises:
        ValueError: if it is no such file; the message says why, in one line.
    """
    try:
        read = json.loads(text)
    except RecursionError:
        raise ValueError("its parts are nested too deeply") from None
    return items_of(read)


def items_of(read: object) -> list[dict[str, Any]]:
    """The items among what a file holds: a list of them, or one under ``items`` or ``references``."""
    if isinstance(read, dict):
        read = read.get("references", read.get("items", []))
    return [item for item in read if isinstance(item, dict) and item.get("id")] if isinstance(read, list) else []


def csl_entries(items: Iterable[Mapping[str, Any]], text: str, start: int) -> dict[str, KeyedEntry]:
    """The entries of items by key.

    Args:
        items: the items, in the order of the text.
        text: what they were read from.
        start: where that begins in the source.
    """
    known = [(str(item["id"]), item) for item in items]
    places = _places(text, [key for key, _ in known])
    entries: dict[str, KeyedEntry] = {}
    for (key, item), (label, end) in zip(known, places, strict=True):
        fields = _fields(item)
        values = {name: str(item.get(csl, "")) for name, csl in _NAMES.items()} | {"year": str(fields.year or "")}
        found = {
            name: Span(at, at + len(value))
            for name, value in values.items()
            if value and (at := text.find(value, label.end, end)) >= 0
        }
        shown, fields = composed(fields, found, text, label)
        entry = KeyedEntry(
            key=key,
            text=type(shown)(shown.text, [offset + start for offset in shown.offsets]),
            span=Span(label.start + start, max(label.end, end) + start),
            label_span=Span(label.start + start, label.end + start),
            fields=fields,
        )
        entries.setdefault(key, with_names(entry))
    return entries


def _places(text: str, keys: Iterable[str]) -> list[tuple[Span, int]]:
    """Where each key stands as an ``id``, and where its item ends: where the next begins."""
    spans: list[Span] = []
    at = 0
    for key in keys:
        found = re.compile(rf"""\bid["']?\s{{0,9}}:\s{{0,9}}["']?({re.escape(key)})(?!\w)""").search(text, at)
        spans.append(Span(*found.span(1)) if found else Span(min(at, len(text)), min(at + 1, len(text))))
        at = spans[-1].end
    ends = [span.start for span in spans[1:]] + [len(text)]
    return list(zip(spans, ends, strict=True))


def _fields(item: Mapping[str, Any]) -> ReferenceFields:
    texts: dict[str, Any] = {
        name: _TAG.sub("", str(item[csl])).strip() for name, csl in _NAMES.items() if item.get(csl)
    }
    people = item.get("author") or item.get("editor") or []
    year = _YEAR.search(json.dumps(item.get("issued", item.get("date", "")), default=str))
    texts["pages"] = texts.get("pages", "").replace("-", "–")
    texts["doi"] = re.sub(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", "", texts.get("doi", "").lower())
    if texts["pages"] or not texts.get("article_number", "").strip():
        texts.pop("article_number", None)
    return ReferenceFields(
        kind=_KINDS.get(str(item.get("type", "")), WorkKind.UNKNOWN),
        authors=tuple(author for person in people if (author := _author(person))) if isinstance(people, list) else (),
        year=int(year[0]) if year else None,
        **texts,
    )


def _author(person: object) -> Author | None:
    if isinstance(person, str):
        return Author(person, is_group=True)
    if not isinstance(person, dict):
        return None
    if person.get("literal") or person.get("name"):
        return Author(str(person.get("literal") or person.get("name")), is_group=True)
    particle = person.get("non-dropping-particle", "")
    family = " ".join(str(part) for part in (particle, person.get("family", "")) if part)
    return Author(family, str(person.get("given") or ""), str(person.get("suffix") or "")) if family else None
