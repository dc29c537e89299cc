"""What an article was at earlier commits: git remembers a list that was edited since."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from refcheck.changes.before import read_at, within
from refcheck.changes.git import Repository
from refcheck.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from refcheck.article import Article

MOST_COMMITS = 20
"""So many of the newest commits that changed an article are looked at: what nobody noticed longer is told by claims."""
_SHOWN = 10  # digits of a commit's name, as git shows them in a repository of some size


@dataclass(frozen=True)
class Earlier:
    """What an article was.

    Attributes:
        commit: the name of the commit, as people write it.
        article: what it was there.
    """

    commit: str
    article: Article


class History:
    """What articles were at earlier commits, read once.

    Nothing is known where there is no git, an article is in no repository, or a commit cannot be looked at: history is
    used where it is there, and nothing depends on it.
    """

    def __init__(self) -> None:
        self._versions: dict[str, tuple[Earlier, ...]] = {}

    def versions(self, article: Article) -> tuple[Earlier, ...]:
        """What an article was at the newest commits that changed it, the newest first."""
        own = article.source.path
        if own not in self._versions:
            self._versions[own] = tuple(_versions(article))
        return self._versions[own]


class LastCommitted:
    """What articles were at the last commit, for whoever writes: asked again and again, read once for each commit."""

    def __init__(self) -> None:
        self._read: dict[str, tuple[str, Article | None]] = {}

    def article(self, article: Article) -> Article | None:
        """What an article was; None where there is no git, no repository, or it is not in it.

        Args:
            article: the article as it is, saved or not.
        """
        own = article.source.path
        try:
            repository, path = _placed(article)
            if self._read.get(own, ("",))[0] != repository.base:
                self._read[own] = repository.base, _at(repository, path)
        except UsageError:
            return None
        return self._read[own][1]


def _placed(article: Article) -> tuple[Repository, str | None]:
    """The repository that an article is in, at its last commit, and its path there; None if it leads out of it.

    Raises:
        UsageError: if there is no git, no repository, or no commit in it.
    """
    own = article.source.path
    repository = Repository.at_last_commit(os.path.dirname(own) or os.curdir)  # noqa: PTH120 (nothing is resolved here)
    path = within(repository, own)
    return replace(repository, only="" if article.source.parts or path is None else path), path


def _at(repository: Repository, path: str | None) -> Article | None:
    if path is None or path not in repository.tree:
        return None
    return read_at(repository, path, alone=bool(repository.only))


def _versions(article: Article) -> Iterator[Earlier]:
    try:
        repository, path = _placed(article)
        if path is None:
            return
        parts = [each for part in article.source.parts if (each := within(repository, part.path)) is not None]
        for commit in repository.commits([path, *parts], MOST_COMMITS):
            there = replace(repository, base=commit)
            if path not in there.tree:
                return
            found = _at(there, path)
            if found is not None:
                yield Earlier(commit[:_SHOWN], found)
    except UsageError:
        return
