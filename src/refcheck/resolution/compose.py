"""What a command puts its resolvers together from: the way to Crossref, and where an article's lock file is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from refcheck.resolution.lock import LOCK_NAME

if TYPE_CHECKING:
    from refcheck.resolution import Resolver
    from refcheck.resolution.settings import CrossrefSettings


def crossref_resolver(settings: CrossrefSettings) -> Resolver:
    """A resolver that asks Crossref. habanero is loaded when it first asks, not here."""
    from refcheck.resolution.crossref import CrossrefClient  # noqa: PLC0415 (matching loads rapidfuzz: not for --offline)
    from refcheck.resolution.online import CrossrefResolver  # noqa: PLC0415 (as above)

    return CrossrefResolver(CrossrefClient(settings))


def find_lock(article: str | Path) -> Path:
    """Where the lock file of an article is, whether or not it exists: in the article's folder."""
    return Path(article).parent / LOCK_NAME
