"""From references to records: the lock file, Crossref, and the matching that both rely on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from refcheck.article import Reference
    from refcheck.work import Resolution


class Resolver(Protocol):
    """Something that knows works: the lock, Crossref, or one behind the other."""

    def resolve(
        self, references: Sequence[Reference], progress: Callable[[int, int], None] | None = None
    ) -> list[Resolution]:
        """One resolution for each reference, in order. Never raises for a service that fails: see `Unchecked`."""
        ...
