"""Which references have a term, and matrices of who has which."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeAlias, TypeVar

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    import numpy.typing as npt

Matrix: TypeAlias = "npt.NDArray[np.float32]"
Term = TypeVar("Term")


def incidence(groups: Sequence[Iterable[Term]], places: Mapping[Term, int]) -> Matrix:
    """A row for each group: 1 in the columns of the terms that it has; terms without a place are left out."""
    out = np.zeros((len(groups), len(places)), dtype=np.float32)
    for row, group in zip(out, groups, strict=True):
        row[[places[term] for term in group if term in places]] = 1
    return out


class Postings(Generic[Term]):
    """For each term the references that have it.

    Args:
        groups: the terms of each reference, each once.
    """

    def __init__(self, groups: Sequence[Collection[Term]]) -> None:
        self.count = len(groups)
        self.having: dict[Term, list[int]] = {}
        for at, group in enumerate(groups):
            for term in group:
                self.having.setdefault(term, []).append(at)

    def weights(self, weight: Callable[[int], float], terms: Iterable[Term]) -> Matrix:
        """For each of the terms its weight by how many references have it."""
        return np.array([weight(len(self.having[term])) for term in terms], dtype=np.float32)

    def shared(self, groups: Sequence[Sequence[Collection[Term]]]) -> tuple[list[Term], Matrix, list[Matrix]]:
        """The terms that references share with some groups of claims' terms, and who has them.

        Args:
            groups: of each kind the terms of each claim.

        Returns:
            The terms; the references that have them, and under them one that has none; for each kind the claims.
        """
        places: dict[Term, int] = {}
        for kind in groups:
            for group in kind:
                for term in group:
                    if term in self.having:
                        places.setdefault(term, len(places))
        references = np.zeros((self.count + 1, len(places)), dtype=np.float32)
        for term, place in places.items():
            references[self.having[term], place] = 1
        return list(places), references, [incidence(kind, places) for kind in groups]
