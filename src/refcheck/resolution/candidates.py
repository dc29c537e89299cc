"""Where candidates come from: the same matching looks at them, whoever brings them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from refcheck.resolution.printed import Printed
    from refcheck.work import DoiState, Work


@dataclass(frozen=True, slots=True)
class Registration:
    """What is known of a DOI that has no record in a source.

    Attributes:
        state: ``VERIFIED`` if another agency registered it, ``UNREGISTERED`` if nobody did, ``UNCHECKED`` if that
            cannot be said.
        work: the other agency's record, if it gives one.
    """

    state: DoiState
    work: Work | None = None


class Source(Protocol):
    """Something that holds records: Crossref's service or a local index.

    Every method may raise `ServiceFailure`.
    """

    def prefetch(self, dois: Sequence[str]) -> None:
        """Fetch the records of several DOIs that will be asked for, where that is cheaper. Never raises."""
        ...

    def work(self, doi: str) -> Work | None:
        """The record of one DOI, or None if there is none."""
        ...

    def registration(self, doi: str) -> Registration:
        """What is known of a DOI that has no record here."""
        ...

    def search(self, printed: Printed) -> Iterable[Sequence[Work]]:
        """The records that may be what a reference means, in rounds, the cheapest first, the likeliest first in each.

        A round is asked for only if the one before brought nothing that fits in everything; it brings again what is
        good of that one.
        """
        ...

    def covers(self, printed: Printed) -> bool:
        """Whether the work of a reference, if it has a record at all, has one here."""
        ...
