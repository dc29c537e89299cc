"""What articles were at a revision: read from git, with the files that they are put together of."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from refcheck.changes.git import Repository
from refcheck.errors import UnreadableArticle, UsageError
from refcheck.reading import read_file
from refcheck.reading.limits import MOST_BYTES_PACKED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from refcheck.article import Article
    from refcheck.changes.git import Blob

#: what an article of several files is put together of
_COMPANIONS = frozenset({".tex", ".ltx", ".latex", ".bib", ".bbl", ".aux", ".json", ".yaml", ".yml"})


@dataclass(frozen=True)
class Before:
    """What an article was.

    Attributes:
        changed: whether any of its files changed.
        article: what it was, if it changed; None if it was not there, or was nothing that can be read.
    """

    changed: bool
    article: Article | None = None


class Revision:
    """A revision, in every repository that articles are in.

    Args:
        name: as git takes it.
        paths: the files that will be asked about.

    Raises:
        UsageError: if git does not know it in every one of the repositories, or if a path is standard input.
    """

    def __init__(self, name: str, paths: Iterable[str]) -> None:
        self._by_folder: dict[str, Repository] = {}
        self._before: dict[str, Before] = {}
        by_root: dict[str, Repository] = {}
        for path in paths:
            if path == "-":
                raise UsageError("--changed-since compares files; standard input has no history")
            folder = os.path.dirname(path) or os.curdir  # noqa: PTH120 (nothing is resolved here)
            if folder not in self._by_folder:
                found = Repository.holding(folder, name)
                self._by_folder[folder] = by_root.setdefault(found.root, found)

    def article(self, article: Article) -> Article | None:
        """What an article was at the revision, if it changed since and could be read.

        Raises:
            UsageError: if git fails.
        """
        return self.before(article).article

    def before(self, article: Article) -> Before:
        """What an article was at the revision; read once.

        Raises:
            UsageError: if git fails.
        """
        own = article.source.path
        if own not in self._before:
            self._before[own] = self._read(article)
        return self._before[own]

    def _read(self, article: Article) -> Before:
        own = article.source.path
        repository = self._by_folder[os.path.dirname(own) or os.curdir]  # noqa: PTH120 (as above)
        paths = {within(repository, path) for path in (own, *(part.path for part in article.source.parts))}
        if not any(path is None or path in repository.changed or path not in repository.tree for path in paths):
            return Before(changed=False)
        path = within(repository, own)
        there = None if path is None else repository.changed.get(path, path)
        if there is None or there not in repository.tree:
            return Before(changed=True)
        return Before(changed=True, article=read_at(repository, there, alone=not article.source.parts))


def within(repository: Repository, path: str) -> str | None:
    """A path as git names it; None if it leads out of the repository."""
    found = Path(os.path.realpath(path))
    return found.relative_to(repository.root).as_posix() if found.is_relative_to(repository.root) else None


def read_at(repository: Repository, path: str, *, alone: bool) -> Article | None:
    """What an article was at the commit that a repository is compared with; None if it was nothing that can be read.

    Args:
        repository: the repository.
        path: the article's file there.
        alone: whether it is put together of one file only.

    Raises:
        UsageError: if git does not have one of its files here.
    """
    wanted = [repository.tree[path], *([] if alone else _companions(repository, path))]
    with TemporaryDirectory(prefix="refcheck-") as folder:
        for name, content in repository.contents(wanted).items():
            file = Path(folder, name)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        try:
            return read_file(str(Path(folder, path)))
        except UnreadableArticle:
            return None


def _companions(repository: Repository, path: str) -> Iterator[Blob]:
    """The files below an article's folder that it may be put together of."""
    folder = PurePosixPath(path).parent
    for other, blob in repository.tree.items():
        named = PurePosixPath(other)
        below = named.is_relative_to(folder) and other != path and blob.size <= MOST_BYTES_PACKED
        if below and named.suffix.lower() in _COMPANIONS:
            yield blob
