"""A local index as a place where candidates come from."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from refcheck.resolution.candidates import Registration
from refcheck.resolution.index.engine import Engine
from refcheck.resolution.index.keys import author_keys_in, doi_key, keys_in, words_in
from refcheck.resolution.index.packing import unpacked
from refcheck.work import DoiState

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from refcheck.resolution.index.engine import Hit
    from refcheck.resolution.printed import Printed
    from refcheck.work import Work

ROWS = 5  # an erratum, a sequel, a preprint and the like may come before the work that is meant
EXACT_ROWS = 3  # where place or title agree: whatever fits as well has the same keys
_REMEMBERED = 20_000  # records


class IndexSource:
    """Finds records in a local index; no socket is opened.

    Args:
        folder: where the index is.

    Raises:
        IndexFailure: it cannot be asked.
        UsageError: tantivy is not installed.
    """

    def __init__(self, folder: Path) -> None:
        self._engine = Engine(folder)
        self._built = date.fromisoformat(self._engine.about.built)
        self._work_at = lru_cache(_REMEMBERED)(self._read)

    def prefetch(self, dois: Iterable[str]) -> None:
        """Nothing: a record of an index costs no request."""

    def work(self, doi: str) -> Work | None:
        """The record of a DOI, or None if the index has none."""
        hit = self._engine.by_key(doi_key(doi))
        return self._work_at(hit.address) if hit else None

    def registration(self, doi: str) -> Registration:  # noqa: ARG002 (as every source is asked)
        """What is known of a DOI that the index has no record of: nothing, other agencies register DOIs as well."""
        return Registration(DoiState.UNCHECKED)

    def search(self, printed: Printed) -> Iterator[list[Work]]:
        """The records that have an exact key of a printed reference, then those that have most in common with it."""
        keys = keys_in(printed)
        yield self._works(self._engine.search(keys, (), EXACT_ROWS))
        yield self._works(self._engine.search([*keys, *author_keys_in(printed)], words_in(printed), ROWS))

    def covers(self, printed: Printed) -> bool:
        """Whether the index claims to hold every record of the years that a reference prints."""
        return bool(printed.years) and max(printed.years) <= self._engine.about.complete_until

    def _works(self, hits: Iterable[Hit]) -> list[Work]:
        return [self._work_at(hit.address) for hit in hits]

    def _read(self, address: tuple[int, int]) -> Work:
        return unpacked(self._engine.stored(address), self._built)
