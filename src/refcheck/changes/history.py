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


def earlier_versions(article: Article) -> Iterator[Earlier]:
    """What an article was at the newest commits that changed it, the newest first.

    Nothing where there is no git, the article is in no repository, or a commit cannot be looked at: history is used
    where it is there, and nothing depends on it.
    """
    own = article.source.path
    try:
        repository = Repository.at_last_commit(os.path.dirname(own) or os.curdir)  # noqa: PTH120 (nothing is resolved here)
        path = within(repository, own)
        if path is None:
            return
        parts = [each for part in article.source.parts if (each := within(repository, part.path)) is not None]
        for commit in repository.commits([path, *parts], MOST_COMMITS):
            there = replace(repository, base=commit, only="" if parts else path)
            if path not in there.tree:
                return
            found = read_at(there, path, alone=not article.source.parts)
            if found is not None:
                yield Earlier(commit[:_SHOWN], found)
    except UsageError:
        return
