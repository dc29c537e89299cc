"""Reads the Retraction Watch list: as Crossref publishes it, or reduced to a DOI and the natures of its notices.

The published columns are those of https://www.crossref.org/documentation/retrieve-metadata/retraction-watch/. One
work may have several rows. A row that tells of no work, or nothing of it that is known here, is passed over.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from refcheck.errors import RetractionListError
from refcheck.resolution.normalise import tokens
from refcheck.resolution.retractions.listed import ListedWork, title_key
from refcheck.work import Update, UpdateKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

MAX_ROWS = 2_000_000  # there were 69,000 in 2026
SOURCE = "retraction-watch"

_PUBLISHED = frozenset({"originalpaperdoi", "retractionnature"})
_REDUCED = frozenset({"doi", "retractionwatch"})
_KINDS = {
    "retraction": UpdateKind.RETRACTION,
    "expression of concern": UpdateKind.CONCERN,
    "correction": UpdateKind.CORRECTION,
    "reinstatement": UpdateKind.REINSTATEMENT,
}
_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s?)?(10\.\d{4,9}/\S{1,300})")
_DATE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})\b")  # month, day, year; "0:00" after it
_UNKNOWN_YEAR = 1900  # what is entered where no date is known
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
# Reasons that say nothing of the work, only of how the list is kept.
_BOOKKEEPING = re.compile(r"Date of |Updated? |Upgrade|Notice - |Removed\Z|Temporary Removal")


@dataclass(frozen=True)
class ReadRows:
    """What was read.

    Attributes:
        works: each once, in the order of the list.
        passed_over: how many rows are of no use.
    """

    works: tuple[ListedWork, ...]
    passed_over: int


def read_rows(lines: Iterable[str], path: str) -> ReadRows:
    """The works of a list.

    Args:
        lines: the text of a CSV file, line by line.
        path: what to call it in errors.

    Raises:
        RetractionListError: it is no such list, or is broken.
    """
    rows = csv.reader(lines)
    works: dict[str, ListedWork] = {}
    passed_over = 0
    try:
        names = [name.strip().lower() for name in next(rows, [])]
        published = _PUBLISHED.issubset(names)
        if not published and not _REDUCED.issubset(names):
            raise RetractionListError(
                'not a list of retractions: its first line names neither "OriginalPaperDOI" and "RetractionNature" nor '
                '"doi" and "retractionwatch"',
                path=path,
            )
        for count, values in enumerate(rows, start=1):
            if count > MAX_ROWS:
                raise RetractionListError(f"more than {MAX_ROWS:,} rows", path=path)
            row = dict(zip(names, values, strict=False))
            work = _published(row) if published else _reduced(row)
            if work is None:
                passed_over += bool(values)
                continue
            key = work.doi or work.pmid or f"{work.title} {work.author}"
            known = works.get(key)
            works[key] = work if known is None else _joined(known, work)
    except csv.Error as error:
        raise RetractionListError(f"not a CSV file: {error}", path=path, line=rows.line_num) from error
    if not works:
        raise RetractionListError("a list of retractions without any", path=path)
    return ReadRows(tuple(works.values()), passed_over)


def _published(row: Mapping[str, str]) -> ListedWork | None:
    notice = _doi(row.get("retractiondoi", ""))
    when = _date(row.get("retractiondate", ""))
    reasons = tuple(reason for reason in _parts(row.get("reason", "")) if not _BOOKKEEPING.match(reason))
    original = _date(row.get("originalpaperdate", ""))
    names = [word for word in tokens(next(_parts(row.get("author", "")), "")) if word not in _SUFFIXES]
    doi = _doi(row.get("originalpaperdoi", ""))
    work = ListedWork(
        doi=doi,
        pmid=_pmid(row.get("originalpaperpubmedid", "")),
        title=title_key(row.get("title", "")),
        author=names[-1] if names else "",
        year=original.year if original else None,
        journal=row.get("journal", "").strip(),
        updates=tuple(
            Update(kind, notice, when, SOURCE, reasons, doi) for kind in _kinds(row.get("retractionnature", ""))
        ),
    )
    return work if work.updates and (work.doi or work.pmid or (work.title and work.author)) else None


def _reduced(row: Mapping[str, str]) -> ListedWork | None:
    doi = _doi(row.get("doi", ""))
    updates = tuple(Update(kind, source=SOURCE, about=doi) for kind in _kinds(row.get("retractionwatch", "")))
    # A row without a DOI would fit every reference that prints none.
    return ListedWork(doi=doi, updates=updates) if doi and updates else None


def _joined(known: ListedWork, other: ListedWork) -> ListedWork:
    return replace(
        known,
        doi=known.doi or other.doi,
        pmid=known.pmid or other.pmid,
        title=known.title or other.title,
        author=known.author or other.author,
        year=known.year or other.year,
        journal=known.journal or other.journal,
        updates=tuple(dict.fromkeys(known.updates + other.updates)),
    )


def _kinds(natures: str) -> Iterator[UpdateKind]:
    for nature in dict.fromkeys(_parts(natures.lower())):
        if nature in _KINDS:
            yield _KINDS[nature]


def _parts(text: str) -> Iterator[str]:
    return (part.strip() for part in text.split(";") if part.strip())


def _doi(text: str) -> str:
    found = _DOI.fullmatch(text.strip())  # "Unavailable" stands where there is none
    return found[1].lower() if found else ""


def _pmid(text: str) -> str:
    digits = text.strip()
    return digits if digits.isascii() and digits.isdigit() and int(digits[:20]) else ""


def _date(text: str) -> date | None:
    found = _DATE.match(text.strip())
    if not found or int(found[3]) <= _UNKNOWN_YEAR:
        return None
    try:
        return date(int(found[3]), int(found[1]), int(found[2]))
    except ValueError:
        return None
