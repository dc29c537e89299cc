"""Bringing the retraction state of a lock up to date, and nothing else of it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from refcheck.article import Reference
from refcheck.references import parse_reference
from refcheck.resolution.lock import Lock
from refcheck.resolution.pacing import ServiceFailure
from refcheck.resolution.records import work_of
from refcheck.resolution.updates import beyond
from refcheck.source import MappedText, Span
from refcheck.work import NotCrossrefKind, Unchecked, Work

if TYPE_CHECKING:
    from collections.abc import Sequence

    from refcheck.resolution.crossref import CrossrefClient
    from refcheck.resolution.lock_format import LockEntry
    from refcheck.resolution.retractions.listing import RetractionList
    from refcheck.work import Resolution, Update


@dataclass
class RefreshedLock:
    """What became of a lock's entries; the lists hold normalised reference strings, sorted.

    Attributes:
        lock: the new content.
        changed: for each entry of which something else is known now, its notices.
        unchanged: how many entries stayed as they were.
        unchecked: the entries that Crossref could not be asked about, with the reason; they keep what was known.
    """

    lock: Lock = field(default_factory=Lock)
    changed: list[tuple[str, tuple[Update, ...]]] = field(default_factory=list)
    unchanged: int = 0
    unchecked: list[tuple[str, Unchecked]] = field(default_factory=list)


def refresh(lock: Lock, client: CrossrefClient | None, content: RetractionList | None) -> RefreshedLock:
    """A lock with the notices that there are now.

    What Crossref says replaces what it said before; so does what the list says. A source that is not asked, and a
    work that Crossref does not give, keep what was known. When a record was retrieved is not touched.

    Args:
        lock: what there is.
        client: the way to Crossref; None not to ask it.
        content: a list of retractions, if there is one.
    """
    dois = sorted({record.doi for entry in lock.entries.values() if (record := entry.resolution.record) and record.doi})
    told, failed = _ask(client, dois) if client else ({}, {})
    result = RefreshedLock()
    entries: dict[str, LockEntry] = {}
    for key, entry in sorted(lock.entries.items()):
        record = entry.resolution.record
        doi = record.doi if record else ""
        resolution = _with_updates(entry.resolution, doi, told[doi]) if doi in told else entry.resolution
        if content is not None:
            resolution = _with_list(key, resolution, content)
        entries[key] = replace(entry, resolution=resolution)
        if resolution != entry.resolution:
            result.changed.append((key, resolution.updates))
        elif doi not in failed:
            result.unchanged += 1
        if doi in failed:
            result.unchecked.append((key, failed[doi]))
    result.lock = lock.with_entries(entries)
    return result


def _ask(client: CrossrefClient, dois: Sequence[str]) -> tuple[dict[str, tuple[Update, ...]], dict[str, Unchecked]]:
    """What Crossref says about works, and about which of them it could not be asked."""
    told: dict[str, tuple[Update, ...]] = {}
    failed: dict[str, Unchecked] = {}
    size = client.settings.batch_size
    for start in range(0, len(dois), size):
        batch = dois[start : start + size]
        try:
            found = client.works(batch)
        except ServiceFailure as failure:
            failed.update(dict.fromkeys(batch, Unchecked(failure.reason, str(failure))))
            continue
        for doi in batch:
            try:
                # What a list leaves out (a comma in it, a DOI that was merged into another) is asked for by itself.
                record = found.get(doi) or client.work(doi)
            except ServiceFailure as failure:
                failed[doi] = Unchecked(failure.reason, str(failure))
                continue
            if record is not None:
                told[doi] = work_of(record).updates
    return told, failed


def _with_updates(resolution: Resolution, doi: str, updates: tuple[Update, ...]) -> Resolution:
    outcome = resolution.outcome
    if isinstance(outcome, Work):
        outcome = replace(outcome, updates=updates)
    elif isinstance(outcome, NotCrossrefKind) and outcome.record is not None:
        outcome = replace(outcome, record=replace(outcome.record, updates=updates))
    else:
        return resolution
    return replace(resolution, outcome=outcome, notices=beyond(updates, resolution.notices, doi))


def _with_list(key: str, resolution: Resolution, content: RetractionList) -> Resolution:
    without = replace(resolution, notices=())
    work = content.work_of(_reference(key), without)
    notices = beyond(without.updates, work.updates, work.doi) if work else ()
    return replace(resolution, notices=notices)


def _reference(raw: str) -> Reference:
    """A reference that stands alone: the lock knows its words, not its place."""
    return Reference(1, "", MappedText.of(raw, 0), Span(0, len(raw)), Span(0, 0), parse_reference(raw))
