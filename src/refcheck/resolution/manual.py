"""Records that a person enters by hand, from a JSON file: a list of objects, each for one reference.

    [{"number": 1, "crossref": false, "kind": "report", "title": "...", "publisher": "...", "year": 2017},
     {"number": 2, "doi": "10.1000/182", "authors": [["Wei", "Alice C."]], "authors_complete": false, "title": "...",
      "container": "...", "year": 2006, "volume": "13", "issue": "5", "pages": "668-676", "confirmed": true}]

A record is for the reference with its printed ``number``, or for the one whose whole text is ``reference``.
``crossref: false`` says that Crossref does not hold the work; ``confirmed: true`` that the person vouches for the
record, so that no record of Crossref's replaces it.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from refcheck.bibliography import Author, WorkKind
from refcheck.errors import UsageError
from refcheck.resolution.lock_format import LockEntry
from refcheck.resolution.normalise import reference_key
from refcheck.work import DoiState, NotCrossrefKind, Origin, Resolution, Work

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date
    from pathlib import Path

    from refcheck.article import Reference

_TEXTS = ("doi", "pmid", "title", "publisher", "volume", "issue", "pages", "article_number", "note")
_FLAGS = ("authors_complete", "crossref", "confirmed")
_OTHERS = ("number", "reference", "kind", "authors", "container", "year", "place")


def read_manual(path: Path, references: Sequence[Reference], today: date) -> list[LockEntry]:
    """The records of a file as entries of the lock.

    Args:
        path: the JSON file.
        references: the references of the article that they are for.
        today: the date to note.

    Raises:
        UsageError: the file cannot be read, or a record in it is not what the module's documentation shows, or is for
            a reference that the article does not have, or has twice.
    """
    try:
        records = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        raise UsageError(f"cannot be read as JSON: {error}", path=str(path)) from error
    if not isinstance(records, list):
        raise UsageError("not a list of records", path=str(path))
    return list(_entries(records, path, references, today))


def _entries(records: list[Any], path: Path, references: Sequence[Reference], today: date) -> Iterator[LockEntry]:
    for place, record in enumerate(records, start=1):
        try:
            reference = _reference_for(record, references)
            yield _entry(record, reference, path.name, today)
        except (ValueError, TypeError) as error:
            raise UsageError(f"record {place}: {error}", path=str(path)) from error


def _reference_for(record: Any, references: Sequence[Reference]) -> Reference:
    if not isinstance(record, dict):
        raise TypeError("not a JSON object")
    unknown = record.keys() - {*_TEXTS, *_FLAGS, *_OTHERS}
    if unknown:
        raise ValueError(f"unknown: {', '.join(sorted(unknown))}")
    if "reference" in record:
        key = reference_key(str(record["reference"]))
        found = [reference for reference in references if reference_key(reference.raw) == key][:1]
        what = "this text"
    else:
        found = [reference for reference in references if reference.number == record.get("number")]
        what = f"the number {record.get('number')!r}"
    if len(found) != 1:
        raise ValueError(f"{len(found) or 'no'} reference{'s' if len(found) > 1 else ''} with {what}")
    return found[0]


def _entry(record: dict[str, Any], reference: Reference, source: str, today: date) -> LockEntry:
    for name in (*_FLAGS, *_TEXTS):
        expected: type = bool if name in _FLAGS else str
        if name in record and not isinstance(record[name], expected):
            raise TypeError(f'"{name}": {record[name]!r} is no {expected.__name__}')
    kind = WorkKind(record.get("kind", WorkKind.ARTICLE))
    year = record.get("year")
    if not isinstance(year, int | None):
        raise TypeError(f'"year": {year!r} is no number')
    work = Work(
        doi=record.get("doi", "").lower(),
        kind=kind,
        title=record.get("title", ""),
        authors=tuple(_authors(record.get("authors", []))),
        authors_complete=record.get("authors_complete", True),
        containers=(str(record["container"]),) if record.get("container") else (),
        years=() if year is None else (year,),
        volume=record.get("volume", ""),
        issue=record.get("issue", ""),
        pages=record.get("pages", ""),
        article_number=record.get("article_number", ""),
        publisher=record.get("publisher", ""),
        pmid=record.get("pmid", ""),
        origin=Origin.MANUAL,
        retrieved=today,
        note=record.get("note") or f"entered by hand from {source}",
    )
    printed = reference.fields.doi
    state = DoiState.NOT_PRINTED if not printed else DoiState.VERIFIED if printed == work.doi else DoiState.UNCHECKED
    outcome = work if record.get("crossref", True) else NotCrossrefKind(kind, work)
    return LockEntry(
        reference_key(reference.raw), Resolution(outcome, state), today, confirmed=record.get("confirmed", False)
    )


def _authors(names: Any) -> Iterator[Author]:
    if not isinstance(names, list):
        raise TypeError('"authors" is no list')
    for name in names:
        match name:
            case str():
                yield Author(name, is_group=True)
            case [str(family), str(given)]:
                yield Author(family, given)
            case [str(family), str(given), str(suffix)]:
                yield Author(family, given, suffix)
            case _:
                raise ValueError(f'"authors": {name!r} is neither [family, given] nor the name of a group')
