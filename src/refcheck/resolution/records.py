"""Crossref's JSON of a work as a `Work`: the facts that are compared, cleaned of what publishers deposit with them."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from refcheck.bibliography import Author, WorkKind
from refcheck.resolution.markup import plain
from refcheck.resolution.shapes import as_dict, dicts_in
from refcheck.resolution.updates import unmarked_title, updates_of
from refcheck.work import Origin, Work

RETRIEVED = "refcheck-retrieved"
"""The member of a record that says when it was fetched, where that was not now: ISO 8601."""
_KINDS = {
    "journal-article": WorkKind.ARTICLE,
    "peer-review": WorkKind.ARTICLE,
    "book": WorkKind.BOOK,
    "monograph": WorkKind.BOOK,
    "edited-book": WorkKind.BOOK,
    "reference-book": WorkKind.BOOK,
    "book-chapter": WorkKind.CHAPTER,
    "book-section": WorkKind.CHAPTER,
    "book-part": WorkKind.CHAPTER,
    "book-track": WorkKind.CHAPTER,
    "reference-entry": WorkKind.CHAPTER,
    "proceedings": WorkKind.BOOK,
    "proceedings-article": WorkKind.CONFERENCE_PAPER,
    "posted-content": WorkKind.PREPRINT,
    "report": WorkKind.REPORT,
    "report-component": WorkKind.REPORT,
    "dissertation": WorkKind.THESIS,
    "standard": WorkKind.STANDARD,
    "dataset": WorkKind.DATASET,
    "database": WorkKind.DATASET,
}
# Every date that a reference may rightly print. "created", "deposited" and "indexed" are Crossref's own housekeeping.
_DATES = (
    "issued",
    "published",
    "published-print",
    "published-online",
    "published-other",
    "posted",
    "content-created",
    "content-updated",
)
_NO_NAME = {"", "na", "n/a", "anonymous", "[no authors listed]"}
_YEARS = range(1400, 2200)


def work_of(record: dict[str, Any], *, retrieved: date | None = None) -> Work:
    """The facts of a record.

    Args:
        record: the ``message`` of a single work, or one item of a list. Fields of an unexpected shape count as absent.
        retrieved: when it was fetched, unless the record says so itself.
    """
    title, marked = unmarked_title(_first(record, "title"))
    subtitle = _first(record, "subtitle")
    full, alternatives = _titles(title, subtitle, _texts(record, "original-title"))
    pages = plain(record.get("page"))
    return Work(
        doi=str(record.get("DOI", "")).lower(),
        kind=_kind(record),
        type=plain(record.get("type")),
        title=full,
        alternative_titles=alternatives,
        authors=_authors(record),
        containers=_containers(record),
        years=_years(record),
        volume=plain(record.get("volume")),
        issue=_issue(record),
        pages=pages,
        article_number=plain(record.get("article-number")),
        publisher=plain(record.get("publisher")),
        isbns=tuple(dict.fromkeys(re.sub(r"[^\dXx]", "", isbn) for isbn in _texts(record, "ISBN"))),
        updates=updates_of(record, marked),
        published_as=next(iter(_related(record, "is-preprint-of")), ""),
        preprints=_related(record, "has-preprint"),
        origin=Origin.CROSSREF,
        retrieved=retrieved_on(record.get(RETRIEVED)) or retrieved,
    )


def retrieved_on(value: object) -> date | None:
    """The day that a record's `RETRIEVED` names, if it does."""
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _kind(record: dict[str, Any]) -> WorkKind:
    if record.get("type") == "posted-content" and record.get("subtype") not in (None, "preprint"):
        return WorkKind.UNKNOWN  # letters, blog posts, reports: posted, but no preprint of anything
    return _KINDS.get(str(record.get("type")), WorkKind.UNKNOWN)


def _titles(title: str, subtitle: str, originals: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    full = title
    alternatives: list[str] = []
    if subtitle and subtitle.casefold() not in title.casefold():
        full = f"{title}{' ' if title.endswith((':', '?', '!')) else ': '}{subtitle}" if title else subtitle
        alternatives.append(title)
    alternatives.extend(originals)
    return full, tuple(other for other in dict.fromkeys(alternatives) if other and other != full)


def _authors(record: dict[str, Any]) -> tuple[Author, ...]:
    # A book without authors is cited by its editors.
    out: list[Author] = []
    for person in dicts_in(record.get("author") or record.get("editor")):
        family, given = plain(person.get("family")), plain(person.get("given"))
        group = plain(person.get("name"))
        if family.casefold() not in _NO_NAME:
            out.append(Author(family, given, plain(person.get("suffix"))))
        elif given and not group:
            out.append(Author(given))  # one name only, deposited in the wrong place
        elif group.casefold() not in _NO_NAME:
            out.append(Author(group, is_group=True))
    return tuple(out)


def _containers(record: dict[str, Any]) -> tuple[str, ...]:
    names = [*_texts(record, "container-title"), *_texts(record, "short-container-title")]
    if record.get("type") == "posted-content":
        names += [plain(institution.get("name")) for institution in dicts_in(record.get("institution"))]
        names.append(plain(record.get("group-title")))
    return tuple(name for name in dict.fromkeys(names) if name)


def _years(record: dict[str, Any]) -> tuple[int, ...]:
    years: set[int] = set()
    for holder in (record, as_dict(record.get("journal-issue"))):
        for name in _DATES:
            try:
                year = int(holder[name]["date-parts"][0][0])
            except (KeyError, TypeError, IndexError, ValueError, OverflowError):
                continue
            if year in _YEARS:
                years.add(year)
    return tuple(sorted(years))


def _issue(record: dict[str, Any]) -> str:
    return plain(record.get("issue")) or plain(as_dict(record.get("journal-issue")).get("issue"))


def _related(record: dict[str, Any], name: str) -> tuple[str, ...]:
    related = dicts_in(as_dict(record.get("relation")).get(name))
    return tuple(dict.fromkeys(str(item.get("id", "")).lower() for item in related if item.get("id-type") == "doi"))


def _texts(record: dict[str, Any], name: str) -> tuple[str, ...]:
    value = record.get(name)
    values = value if isinstance(value, list) else [value]
    return tuple(text for text in map(plain, values) if text)


def _first(record: dict[str, Any], name: str) -> str:
    return next(iter(_texts(record, name)), "")
