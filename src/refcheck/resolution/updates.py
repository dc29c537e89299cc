"""Notices about a work: retraction, withdrawal, removal, concern, correction, reinstatement.

The retracted work carries `updated-by`; `update-to` stands on the notice and says nothing about the notice itself.
One event often comes twice, from the publisher and from Retraction Watch. Publishers also mark the title.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from refcheck.work import Update, UpdateKind

# https://www.crossref.org/documentation/crossmark/version-control-corrections-and-retractions/ and Retraction Watch's
# natures of notice. "new_version", "clarification", "addendum" and the like are no news that an editor must act on.
_KINDS = {
    "retraction": UpdateKind.RETRACTION,
    "partial_retraction": UpdateKind.RETRACTION,
    "withdrawal": UpdateKind.WITHDRAWAL,
    "removal": UpdateKind.REMOVAL,
    "expression_of_concern": UpdateKind.CONCERN,
    "concern": UpdateKind.CONCERN,
    "correction": UpdateKind.CORRECTION,
    "corrigendum": UpdateKind.CORRECTION,
    "erratum": UpdateKind.CORRECTION,
    "reinstatement": UpdateKind.REINSTATEMENT,
}
_TITLE_MARKS = {
    "retracted": UpdateKind.RETRACTION,
    "withdrawn": UpdateKind.WITHDRAWAL,
    "removed": UpdateKind.REMOVAL,
}
# "RETRACTED: ...", "Retracted Article: ...", "[Retracted] ...", "WITHDRAWN: ..."; a mark at the end is in brackets.
_MARKED_BEFORE = re.compile(
    r"\s*[\[(*]{0,2}(retracted|withdrawn|removed)(?:\s+(?:article|paper|chapter|manuscript))?\s*[\])*]{0,2}(:|(?<=[\])*]))\s*",
    re.IGNORECASE,
)
_MARKED_AFTER = re.compile(
    r"\s*[\[(](retracted|withdrawn|removed)(?: (?:article|paper|chapter))?[\])]\s*\Z", re.IGNORECASE
)


def unmarked_title(title: str) -> tuple[str, UpdateKind | None]:
    """A title without the publisher's mark of retraction, and what the mark says.

    The mark is no part of the title that a reference would print: the title is compared without it.
    """
    for pattern in (_MARKED_BEFORE, _MARKED_AFTER):
        found = pattern.match(title) if pattern is _MARKED_BEFORE else pattern.search(title)
        if found:
            rest = title[: found.start()] + title[found.end() :]
            return rest.strip(), _TITLE_MARKS[found[1].lower()]
    return title, None


def updates_of(record: dict[str, Any], marked: UpdateKind | None) -> tuple[Update, ...]:
    """The notices about a record's work, in the order of their dates, each event once.

    Args:
        record: the work as Crossref's JSON tells it.
        marked: what the mark in its title says, if there is one.
    """
    updates: dict[tuple[UpdateKind, str], Update] = {}
    for item in _dicts(record.get("updated-by")):
        kind = _KINDS.get(re.sub(r"[\s-]+", "_", str(item.get("type", "")).strip().lower()))
        if kind is None:
            continue
        doi = str(item.get("DOI", "")).lower()
        update = Update(kind, doi, _date(item.get("updated")), str(item.get("source", "")))
        known = updates.get((kind, doi))
        updates[kind, doi] = update if known is None else _merged(known, update)
    if marked is not None and not any(kind in _TITLE_MARKS.values() for kind, _ in updates):
        updates[marked, ""] = Update(marked, source="title")
    return tuple(sorted(updates.values(), key=lambda update: (update.date or date.max, update.kind, update.doi)))


def _merged(first: Update, second: Update) -> Update:
    # The publisher often dates a notice by its issue, Retraction Watch by the day: the earlier is the event's.
    dates = [update.date for update in (first, second) if update.date]
    sources = sorted({first.source, second.source} - {""})
    return Update(first.kind, first.doi, min(dates, default=None), ", ".join(sources))


def _dicts(value: object) -> list[dict[str, Any]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _date(value: object) -> date | None:
    try:
        year, *rest = value["date-parts"][0]  # type: ignore[index]  # whatever the JSON holds; wrong shapes end below
        month, day = [*rest, 1, 1][:2]
        return date(year, month, day)
    except (TypeError, KeyError, IndexError, ValueError, OverflowError):
        return None
