"""The resolvers that open no socket: the lock file, and nobody behind it. The one that does is in `online.py`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from refcheck.bibliography import WorkKind
from refcheck.work import DoiState, NotCrossrefKind, Resolution, Unchecked, UncheckedReason

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from refcheck.article import Reference
    from refcheck.resolution import Resolver
    from refcheck.resolution.lock import Lock


# Package inserts, web pages and programs have no record. They are asked for only if the reference prints a DOI, or a
# volume or pages as an article does.
_NOT_ASKED_FOR = frozenset({WorkKind.PRODUCT_INFORMATION, WorkKind.WEB_PAGE, WorkKind.SOFTWARE})


def unchecked(reference: Reference, reason: UncheckedReason, detail: str = "") -> Resolution:
    """The resolution of a reference that could not be looked for."""
    doi = DoiState.UNCHECKED if reference.fields.doi else DoiState.NOT_PRINTED
    return Resolution(Unchecked(reason, detail), doi)


def by_kind(reference: Reference) -> Resolution | None:
    """The resolution of a reference that nobody need be asked about, because of what sort of work it prints."""
    fields = reference.fields
    like_an_article = fields.doi or fields.volume or fields.pages or fields.article_number
    if fields.kind in _NOT_ASKED_FOR and not like_an_article:
        return Resolution(NotCrossrefKind(fields.kind))
    return None


class OfflineResolver:
    """Asks nobody: every reference is unchecked but those that `by_kind` settles."""

    def resolve(
        self, references: Sequence[Reference], progress: Callable[[int, int], None] | None = None
    ) -> list[Resolution]:
        """One resolution for each reference, in order."""
        if progress:
            progress(len(references), len(references))
        return [by_kind(one) or unchecked(one, UncheckedReason.OFFLINE) for one in references]


class LockResolver:
    """Answers from a lock file, and asks another resolver for what is not in it.

    Args:
        lock: the lock file's content.
        behind: who is asked for the rest.
    """

    def __init__(self, lock: Lock, behind: Resolver | None = None) -> None:
        self._lock = lock
        self._behind = behind or OfflineResolver()

    def resolve(
        self, references: Sequence[Reference], progress: Callable[[int, int], None] | None = None
    ) -> list[Resolution]:
        """One resolution for each reference, in order."""
        known = [self._lock.resolution(reference) for reference in references]
        rest = [reference for reference, answer in zip(references, known, strict=True) if answer is None]
        total, done = len(references), len(references) - len(rest)

        def report(count: int, _: int) -> None:
            if progress:
                progress(done + count, total)

        report(0, 0)
        others = iter(self._behind.resolve(rest, report) if rest else [])
        return [next(others) if answer is None else answer for answer in known]
