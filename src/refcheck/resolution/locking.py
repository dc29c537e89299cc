"""Bringing a lock file up to date: what is asked for, what is kept, and what is said about it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from refcheck.resolution.lock import Lock
from refcheck.resolution.lock_format import LockEntry, entry_to_json
from refcheck.resolution.normalise import reference_key
from refcheck.resolution.updates import beyond
from refcheck.work import Unchecked, Work

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from refcheck.article import Reference
    from refcheck.resolution import Resolver
    from refcheck.work import Resolution


@dataclass
class LockUpdate:
    """What became of every entry; the lists hold normalised reference strings, sorted.

    Attributes:
        lock: the new content.
        entered: references whose record a person enters now.
        refused: references for which a record was to be entered that nobody vouches for, while Crossref's or one that
            somebody vouches for stands.
        new: references that the lock did not have.
        changed: references whose record is another now.
        replaced: references whose record was entered by hand and now comes from Crossref.
        kept: references whose record was entered by hand and stands, though nobody vouches for it.
        removed: references that no article has any more.
        unchanged: how many entries stayed as they were.
        unchecked: references that could not be looked for, with the reason; nothing is written about them.
    """

    lock: Lock = field(default_factory=Lock)
    entered: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    replaced: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    unchanged: int = 0
    unchecked: list[tuple[str, Unchecked]] = field(default_factory=list)


def unused(lock: Lock, references: Iterable[Reference]) -> list[str]:
    """The entries that none of the references needs. What a person entered or vouched for always counts as needed."""
    needed = {reference_key(reference.raw) for reference in references}
    return sorted(
        key for key, entry in lock.entries.items() if key not in needed and not (entry.by_hand or entry.confirmed)
    )


def update_lock(
    lock: Lock,
    references: Sequence[Reference],
    resolver: Resolver,
    *,
    today: date,
    entered: Iterable[LockEntry] = (),
    upgrade: bool = False,
    refresh_before: date | None = None,
    prune: bool = True,
    progress: Callable[[int, int], None] | None = None,
) -> LockUpdate:
    """A lock that covers the references.

    Args:
        lock: what there is.
        references: of all articles that the lock is for.
        resolver: who is asked.
        today: the date to note.
        entered: records that a person enters. One that nobody vouches for does not push out one of Crossref's.
        upgrade: whether what is known is asked for again, but for what a person vouches for.
        refresh_before: what was found before this day is asked for again, with the same exception.
        prune: whether entries that no reference needs are left out; false if not all articles were read.
        progress: called with how many are done, and of how many.
    """
    update = LockUpdate(removed=unused(lock, references) if prune else [])
    entries = {key: entry for key, entry in lock.entries.items() if key not in update.removed}
    for entry in entered:
        _enter(entry, entries, update)
    before = date.max if upgrade else refresh_before or date.min
    different = {reference_key(reference.raw): reference for reference in references}
    due = {key: one for key, one in different.items() if _is_due(entries.get(key), before)}
    update.unchanged = len(entries.keys() - due.keys() - set(update.entered))
    for (key, _), answer in zip(due.items(), resolver.resolve(list(due.values()), progress), strict=True):
        old = entries.get(key)
        by_hand = old is not None and old.by_hand
        if isinstance(answer.outcome, Unchecked):
            if by_hand:
                update.kept.append(key)
            else:
                update.unchecked.append((key, answer.outcome))
            continue
        record = answer.record
        new = LockEntry(key, _with_notices_of(old, answer), (record.retrieved if record else None) or today)
        if by_hand and not isinstance(answer.outcome, Work):
            update.kept.append(key)
        elif old is not None and _same(old, new):
            update.unchanged += 1
        else:
            entries[key] = new
            (update.new if old is None else update.replaced if by_hand else update.changed).append(key)
    update.lock = lock.with_entries(entries)
    for keys in (update.entered, update.refused, update.new, update.changed, update.replaced, update.kept):
        keys.sort()
    return update


def _with_notices_of(old: LockEntry | None, answer: Resolution) -> Resolution:
    """An answer with what a list of retractions said of the same work: whoever has no list forgets nothing of it."""
    if old is None or answer.notices or answer.record is None or old.resolution.record is None:
        return answer
    doi = answer.record.doi
    same = doi and doi == old.resolution.record.doi
    return replace(answer, notices=beyond(answer.updates, old.resolution.notices, doi)) if same else answer


def _enter(entry: LockEntry, entries: dict[str, LockEntry], update: LockUpdate) -> None:
    known = entries.get(entry.reference)
    if known is not None and _same(known, entry):
        return
    if known is None or entry.confirmed or not (known.confirmed or _is_crossrefs(known)):
        entries[entry.reference] = entry
        update.entered.append(entry.reference)
    else:
        update.refused.append(entry.reference)


def _is_crossrefs(entry: LockEntry) -> bool:
    return isinstance(entry.resolution.outcome, Work) and not entry.by_hand


def _is_due(entry: LockEntry | None, before: date) -> bool:
    if entry is None:
        return True
    if entry.confirmed:
        return False
    if entry.by_hand:
        # Crossref has no better record of a work that it does not hold.
        return isinstance(entry.resolution.outcome, Work)
    return (entry.retrieved or date.min) < before


def _same(old: LockEntry, new: LockEntry) -> bool:
    """Whether two entries say the same, found whenever: then the line in the file stays as it is."""
    return entry_to_json(replace(old, retrieved=None)) == entry_to_json(replace(new, retrieved=None))


def confirm(lock: Lock, reference: Reference, found: Resolution, note: str, today: date) -> Lock:
    """A lock in which a person vouches for what it says of one reference: that this is its record, or that it has none.

    Args:
        lock: what there is.
        reference: the reference.
        found: what was found of it; counts only if the lock does not know the reference.
        note: what the person writes.
        today: the date to note for what was found.

    Raises:
        TypeError: it is not in the lock and could not be checked: there is nothing to vouch for.
    """
    key = reference_key(reference.raw)
    known = lock.entries.get(key) or LockEntry(key, found, today)
    entry = replace(known, resolution=replace(known.resolution, confirmation=note), confirmed=True)
    return lock.with_entries({**lock.entries, key: entry})
