"""Which resolver a command uses: the lock file first, Crossref behind it, or nobody."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from refcheck.resolution.lock import LOCK_NAME
from refcheck.resolution.resolver import LockResolver, OfflineResolver

if TYPE_CHECKING:
    from refcheck.resolution import Resolver
    from refcheck.resolution.lock import Lock
    from refcheck.resolution.settings import CrossrefSettings


def build_resolver(lock: Lock | None, *, offline: bool, settings: CrossrefSettings) -> Resolver:
    """The resolver for one run. Use the same one for every article of a folder: it remembers its answers.

    Args:
        lock: the lock file's content; None if there is none.
        offline: whether no socket may be opened.
        settings: how Crossref is asked.
    """
    behind = OfflineResolver() if offline else crossref_resolver(settings)
    return LockResolver(lock, behind) if lock is not None else behind


def crossref_resolver(settings: CrossrefSettings) -> Resolver:
    """A resolver that asks Crossref. habanero is loaded when it first asks, not here."""
    from refcheck.resolution.crossref import CrossrefClient  # noqa: PLC0415 (matching loads rapidfuzz: not for --offline)
    from refcheck.resolution.online import CrossrefResolver  # noqa: PLC0415 (as above)

    return CrossrefResolver(CrossrefClient(settings))


def find_lock(article: str | Path) -> Path:
    """Where the lock file of an article is, whether or not it exists: in the article's folder."""
    return Path(article).parent / LOCK_NAME
