"""Which resolver answers for which article: its folder's lock file first, Crossref behind it unless offline."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from refcheck.errors import RefcheckError, StaleLock
from refcheck.resolution.compose import crossref_resolver, find_lock, index_resolver, user_folder
from refcheck.resolution.lock import Lock
from refcheck.resolution.resolver import LockResolver, OfflineResolver
from refcheck.resolution.settings import PUBLIC_API, CrossrefSettings

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from refcheck.article import Article
    from refcheck.resolution import Resolver
    from refcheck.resolution.cache import Cache
    from refcheck.work import Resolution

#: with fewer references than this nobody waits long enough to read a progress line
_WORTH_PROGRESS = 5
_SHOWN_MISSING = 3
PACE_NAME = "turns.sqlite3"


@dataclass(frozen=True)
class NetworkChoice:
    """Whether and how Crossref may be asked.

    Attributes:
        offline: whether no socket may be opened.
        mailto: a contact address, which opens Crossref's polite pool.
        crossref_url: another server with Crossref's API.
        cache: the folder where answers are kept; None for the user's.
        no_cache: whether none are kept.
        longest: seconds after which kept answers are asked for anew; None for as long as they are good.
        index: a local index, which is asked instead of Crossref; no socket is opened then.
    """

    offline: bool = False
    mailto: str | None = None
    crossref_url: str | None = None
    cache: str | None = None
    no_cache: bool = False
    longest: float | None = None
    index: Path | None = None

    @property
    def settings(self) -> CrossrefSettings:
        """How Crossref is asked, where it may be.

        Raises:
            UsageError: a server's or the contact address is none.
        """
        return CrossrefSettings(
            self.crossref_url or PUBLIC_API,
            self.mailto or "",
            datacite_url=os.environ.get("REFCHECK_DATACITE_URL") or None,
            # Whatever the cache, the limits are those of the machine and the user.
            pace_file=user_folder() / PACE_NAME,
        )

    def resolver(self) -> Resolver:
        """Whoever is asked for what no lock file knows.

        Raises:
            IndexFailure: there is no index at the path, or it cannot be asked.
            UsageError: a server's or the contact address is none, or what an index needs is not installed.
        """
        if self.index is not None:
            return index_resolver(self.index)
        return OfflineResolver() if self.offline else crossref_resolver(self.settings, self._answers())

    def _answers(self) -> Cache:
        from refcheck.resolution.cache import RECORDS_LAST, Cache  # noqa: PLC0415 (loaded when there is work)

        folder = None if self.no_cache else cache_folder(self.cache)
        return Cache(folder, warn=_warn, longest=RECORDS_LAST if self.longest is None else self.longest)


def cache_folder(named: str | None) -> Path:
    """The folder of the cache: the one that an option names, else the user's."""
    return Path(named) if named else user_folder()


def _warn(message: str) -> None:
    click.echo(f"refcheck: {RefcheckError(message)}", err=True)


def resolve_articles(
    articles: Sequence[Article], network: NetworkChoice, *, locked: bool = False, behind: Resolver | None = None
) -> list[list[Resolution]]:
    """Resolve the references of all articles, each by the lock file of its folder, and one door to Crossref.

    Args:
        articles: what was read.
        network: whether and how to ask for what is not in a lock.
        locked: whether every reference must be in a lock.
        behind: who is asked for it; None for whoever `network` says.

    Returns:
        For each article one resolution for each of its references.

    Raises:
        LockError: if a lock file cannot be read.
        StaleLock: if `locked` and a reference is not in its lock.
    """
    behind = behind or network.resolver()
    locks: dict[Path, Lock | None] = {}
    answers = []
    for article in articles:
        path = find_lock(article.source.path)
        if path not in locks:
            locks[path] = Lock.read(path)
        lock = locks[path]
        if locked:
            _must_cover(lock, path, article)
        resolver = behind if lock is None else LockResolver(lock, behind)
        answers.append(resolver.resolve(article.references, progress_of(article.source.path)))
    return answers


def _must_cover(lock: Lock | None, path: Path, article: Article) -> None:
    missing = list(article.references) if lock is None else lock.missing(article.references)
    if not missing:
        return
    numbers = ", ".join(str(reference.number) for reference in missing[:_SHOWN_MISSING])
    more = ", ..." if len(missing) > _SHOWN_MISSING else ""
    first = article.source.position(missing[0].span.start)
    what = f"there is no {path.name}" if lock is None else f"{path.name} is out of date"
    raise StaleLock(
        f"{what}: {len(missing)} of {len(article.references)} references are not in it ({numbers}{more}); "
        f"run 'refcheck lock {path.parent}'",
        path=article.source.path,
        line=first.line,
    )


def progress_of(path: str) -> Callable[[int, int], None]:
    """Says how far the resolving of an article is, on the standard error of a terminal, where it takes long."""

    def show(done: int, total: int) -> None:
        if total >= _WORTH_PROGRESS and sys.stderr.isatty():
            end = "\r\033[K" if done >= total else ""
            click.echo(f"\r{path}: {done} of {total} references{end}", err=True, nl=False)

    return show
