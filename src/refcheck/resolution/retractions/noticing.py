"""Telling references what a list of retractions says of their works."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from refcheck.resolution.updates import beyond

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from refcheck.article import Reference
    from refcheck.resolution import Resolver
    from refcheck.resolution.retractions.listing import RetractionList
    from refcheck.work import Resolution


def with_notices(reference: Reference, resolution: Resolution, content: RetractionList) -> Resolution:
    """A resolution with what a list says of the work, so far as the record does not say it."""
    work = content.work_of(reference, resolution)
    if work is None:
        return resolution
    new = beyond(resolution.updates, work.updates, work.doi)
    return replace(resolution, notices=resolution.notices + new) if new else resolution


class ListedResolver:
    """Adds to another resolver's answers what a list of retractions says.

    Args:
        behind: who is asked.
        content: the list.
    """

    def __init__(self, behind: Resolver, content: RetractionList) -> None:
        self._behind = behind
        self._content = content

    def resolve(
        self, references: Sequence[Reference], progress: Callable[[int, int], None] | None = None
    ) -> list[Resolution]:
        """One resolution for each reference, in order."""
        answers = self._behind.resolve(references, progress)
        pairs = zip(references, answers, strict=True)
        return [with_notices(reference, answer, self._content) for reference, answer in pairs]
