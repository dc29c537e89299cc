"""Which list of retractions is used for which articles; each is read once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from refcheck.resolution.compose import find_lock
from refcheck.resolution.retractions.noticing import with_notices
from refcheck.resolution.retractions.places import find_list
from refcheck.resolution.retractions.reading import read_list

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from refcheck.article import Article
    from refcheck.resolution.retractions.listed import ListSource
    from refcheck.resolution.retractions.listing import RetractionList
    from refcheck.work import Resolution


class RetractionLists:
    """The lists of one run.

    Args:
        named: the list that the user names, or "none"; None for the one beside the articles, else the user's own.
    """

    def __init__(self, named: str | None = None) -> None:
        self._named = named
        self._lists: dict[Path, RetractionList] = {}

    def beside(self, folder: Path) -> RetractionList | None:
        """The list for the articles of a folder, if there is one.

        Raises:
            RetractionListError: if it cannot be read.
        """
        path = find_list(folder, self._named)
        if path is None:
            return None
        if path not in self._lists:
            self._lists[path] = read_list(path).content
        return self._lists[path]

    def applied(self, article: Article, resolutions: Sequence[Resolution]) -> list[Resolution]:
        """The resolutions of an article's references with what the list of its folder says."""
        content = self.beside(find_lock(article.source.path).parent)
        if content is None:
            return list(resolutions)
        pairs = zip(article.references, resolutions, strict=True)
        return [with_notices(reference, known, content) for reference, known in pairs]

    @property
    def used(self) -> tuple[ListSource, ...]:
        """The lists that were read, in the order of their use."""
        return tuple(content.source for content in self._lists.values())
