"""The resolvers that open no socket: the lock file, and nobody behind it. The one that does is in `online.py`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from refcheck.work import DoiState, Resolution, Unchecked, UncheckedReason

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from refcheck.article import Reference
    from refcheck.resolution import Resolver
    from refcheck.resolution.lock import Lock


def unchecked(reference: Reference, reason: UncheckedReason, detail: str = "") -> Resolution:
    """The resolution of a reference that could not be looked for."""
    doi = DoiState.UNCHECKED if reference.fields.doi else DoiState.NOT_PRINTED
    return Resolution(Unchecked(reason, detail), doi)


class OfflineResolver:
    """Knows nothing and asks nobody: every reference is unchecked."""

    def resolve(
        self, references: Sequence[Reference], progress: Callable[[int, int], None] | None = None
    ) -> list[Resolution]:
        """One resolution for each reference, in order."""
        if progress:
            progress(len(references), len(references))
        return [unchecked(one, UncheckedReason.OFFLINE, "no record in the lock file") for one in references]


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
