"""What articles were at the last commit, for whoever writes: asked for again and again, read once for each commit."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

from refcheck.changes.before import read_at, within
from refcheck.changes.git import Repository
from refcheck.errors import UsageError

if TYPE_CHECKING:
    from refcheck.article import Article


class LastCommitted:
    """Articles as they were at the last commit of the repositories that they are in."""

    def __init__(self) -> None:
        self._read: dict[str, tuple[str, Article | None]] = {}

    def article(self, article: Article) -> Article | None:
        """What an article was; None where there is no git, no repository, or it is not in it.

        Args:
            article: the article as it is, saved or not.
        """
        own = article.source.path
        try:
            repository = Repository.at_last_commit(os.path.dirname(own) or os.curdir)  # noqa: PTH120 (nothing is resolved here)
            if self._read.get(own, ("",))[0] != repository.base:
                self._read[own] = repository.base, self._committed(repository, article)
        except UsageError:
            return None
        return self._read[own][1]

    @staticmethod
    def _committed(repository: Repository, article: Article) -> Article | None:
        path = within(repository, article.source.path)
        if path is None:
            return None
        alone = not article.source.parts
        there = replace(repository, only=path if alone else "")
        return read_at(there, path, alone=alone) if path in there.tree else None
