"""What a command puts its resolvers together from: the way to Crossref, a local index, an article's lock file."""

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
    from refcheck.resolution.online import CrossrefSource  # noqa: PLC0415 (as above)
    from refcheck.resolution.source_resolver import SourceResolver  # noqa: PLC0415 (as above)

    return SourceResolver(CrossrefSource(CrossrefClient(settings)))


def index_resolver(folder: Path) -> Resolver:
    """A resolver that looks in a local index and opens no socket.

    Raises:
        IndexFailure: it cannot be asked.
        UsageError: tantivy is not installed.
    """
    from refcheck.resolution.index.source import IndexSource  # noqa: PLC0415 (as above)
    from refcheck.resolution.source_resolver import SourceResolver  # noqa: PLC0415 (as above)

    return SourceResolver(IndexSource(folder))


def find_lock(article: str | Path) -> Path:
    """Where the lock file of an article is, whether or not it exists: in the article's folder."""
    return Path(article).parent / LOCK_NAME
