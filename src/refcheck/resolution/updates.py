"""Notices about a work: retraction, withdrawal, removal, concern, correction, reinstatement.

The retracted work carries `updated-by`; `update-to` stands on the notice and says nothing about the notice itself.
One event often comes twice, from the publisher and from Retraction Watch. Publishers also mark the title.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

from refcheck.resolution.shapes import dicts_in
from refcheck.work import GONE, Update, UpdateKind

if TYPE_CHECKING:
    from collections.abc import Sequence

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
    "RETRACTED": UpdateKind.RETRACTION,
    "WITHDRAWN": UpdateKind.WITHDRAWAL,
    "REMOVED": UpdateKind.REMOVAL,
}
# "RETRACTED: ...", "RETRACTED ARTICLE: ...", "[RETRACTED] ...", "... [RETRACTED]". In capitals only: "Retracted: ..."
# is how one publisher titles the notice, which nobody retracted.
_MARK = re.compile(
    r"\A[\[(*]{0,2}(RETRACTED|WITHDRAWN|REMOVED)(?: (?:ARTICLE|PAPER|CHAPTER|[Aa]rticle|[Pp]aper|[Cc]hapter))?"
    r"(?:[\])*]{0,2}:|[\])*]{1,2}:?) ?|"
    r" ?[\[(](RETRACTED|WITHDRAWN|REMOVED)[\])]\Z"
)


def unmarked_title(title: str) -> tuple[str, UpdateKind | None]:
    """A title without the publisher's mark of retraction, and what the mark says.

    The mark is no part of the title that a reference would print: the title is compared without it.
    """
    found = _MARK.search(title)
    if not found:
        return title, None
    return title[: found.start()] + title[found.end() :], _TITLE_MARKS[found[1] or found[2]]


def updates_of(record: dict[str, Any], marked: UpdateKind | None) -> tuple[Update, ...]:
    """The notices about a record's work, in the order of their dates, each event once.

    Args:
        record: the work as Crossref's JSON tells it.
        marked: what the mark in its title says, if there is one.
    """
    own = str(record.get("DOI", "")).lower()
    # Some publishers put the notice under the DOI of the work itself: then `update-to` names the record's own DOI.
    notices = dicts_in(record.get("updated-by"))
    about = dicts_in(record.get("update-to"))
    notices += [item for item in about if str(item.get("DOI", "")).lower() == own]
    updates: dict[tuple[UpdateKind, str], Update] = {}
    for item in notices:
        kind = _KINDS.get(re.sub(r"[\s-]+", "_", str(item.get("type", "")).strip().lower()))
        if kind is None:
            continue
        update = Update(
            kind, str(item.get("DOI", "")).lower(), _date(item.get("updated")), str(item.get("source") or "")
        )
        known = updates.get((_sort(kind), update.doi))
        updates[_sort(kind), update.doi] = update if known is None else _merged(known, update)
    is_notice = any(str(item.get("DOI", "")).lower() != own for item in about)
    if marked is not None and not is_notice and not any(kind in GONE for kind, _ in updates):
        updates[_sort(marked), ""] = Update(marked, source="title")
    return tuple(sorted(updates.values(), key=lambda update: (update.date or date.max, update.kind, update.doi)))


def beyond(known: Sequence[Update], others: Sequence[Update], doi: str) -> tuple[Update, ...]:
    """Of other notices about a work those that tell of another event than the known ones do.

    Args:
        known: notices about the work.
        others: more notices about it, from elsewhere.
        doi: the work's own, under which some publishers put the notice as well.
    """
    new: list[Update] = []
    for other in others:
        same = [one for one in (*known, *new) if _sort(one.kind) is _sort(other.kind)]
        if not any(one.doi == other.doi or other.doi in ("", doi) for one in same):
            new.append(other)
    return tuple(new)


def _sort(kind: UpdateKind) -> UpdateKind:
    # What a publisher calls a withdrawal or a removal, Retraction Watch calls a retraction.
    return UpdateKind.RETRACTION if kind in GONE else kind


def _merged(first: Update, second: Update) -> Update:
    # The publisher often dates a notice by its issue, Retraction Watch by the day: the earlier is the event's.
    dates = [update.date for update in (first, second) if update.date]
    sources = sorted({first.source, second.source} - {""})
    return Update(first.kind, first.doi, min(dates, default=None), ", ".join(sources))


def _date(value: object) -> date | None:
    try:
        year, *rest = value["date-parts"][0]  # type: ignore[index]  # whatever the JSON holds; wrong shapes end below
        month, day = [*rest, 1, 1][:2]
        return date(year, month, day)
    except (TypeError, KeyError, IndexError, ValueError, OverflowError):
        return None
