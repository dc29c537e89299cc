"""What a command puts its resolvers together from: the services, the cache, a local index, an article's lock file."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from refcheck.resolution.lock import LOCK_NAME

if TYPE_CHECKING:
    from refcheck.resolution import Resolver
    from refcheck.resolution.cache import Cache
    from refcheck.resolution.settings import CrossrefSettings


def crossref_resolver(settings: CrossrefSettings, cache: Cache | None = None) -> Resolver:
    """A resolver that asks Crossref and DataCite. habanero is loaded when it first asks, not here.

    Args:
        settings: how they are asked.
        cache: what earlier runs were answered; None to remember for this run only.
    """
    from refcheck.resolution.cache import Cache  # noqa: PLC0415 (loaded when there is work)
    from refcheck.resolution.crossref import CrossrefClient  # noqa: PLC0415 (matching loads rapidfuzz: not for --offline)
    from refcheck.resolution.datacite import DataCiteClient  # noqa: PLC0415 (as above)
    from refcheck.resolution.online import CrossrefSource  # noqa: PLC0415 (as above)
    from refcheck.resolution.remembering import RememberingCrossref, RememberingDataCite  # noqa: PLC0415 (as above)
    from refcheck.resolution.source_resolver import SourceResolver  # noqa: PLC0415 (as above)

    cache = cache or Cache(None)
    crossref = RememberingCrossref(CrossrefClient(settings), cache)
    datacite = RememberingDataCite(DataCiteClient(settings.for_datacite()), cache)
    return SourceResolver(CrossrefSource(crossref, datacite))


def index_resolver(folder: Path) -> Resolver:
    """A resolver that looks in a local index and opens no socket.

    Raises:
        IndexFailure: it cannot be asked.
        UsageError: tantivy is not installed.
    """
    from refcheck.resolution.index.source import IndexSource  # noqa: PLC0415 (matching loads rapidfuzz)
    from refcheck.resolution.source_resolver import SourceResolver  # noqa: PLC0415 (as above)

    return SourceResolver(IndexSource(folder))


def user_folder() -> Path:
    """Where a user's answers and turns are kept: `$REFCHECK_CACHE`, or where the operating system keeps caches."""
    from platformdirs import user_cache_path  # noqa: PLC0415 (loaded when there is work)

    named = os.environ.get("REFCHECK_CACHE")
    return Path(named) if named else user_cache_path("refcheck", appauthor=False)


def find_lock(article: str | Path) -> Path:
    """Where the lock file of an article is, whether or not it exists: in the article's folder."""
    return Path(article).parent / LOCK_NAME
