"""Which references have a term, and matrices of who has which."""

from __future__ import annotations

from collections import defaultdict
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
    found = [places.keys() & group for group in groups]
    rows = np.repeat(np.arange(len(groups)), list(map(len, found)))
    out[rows, [places[term] for group in found for term in group]] = 1
    return out


class Postings(Generic[Term]):
    """For each term the references that have it.

    Args:
        groups: the terms of each reference, each once.
    """

    def __init__(self, groups: Sequence[Collection[Term]]) -> None:
        self.count = len(groups)
        having: defaultdict[Term, list[int]] = defaultdict(list)
        for at, group in enumerate(groups):
            for term in group:
                having[term].append(at)
        self.having = dict(having)

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
        sought = set().union(*(group for kind in groups for group in kind))
        terms = [term for term in self.having if term in sought]
        references = np.zeros((self.count + 1, len(terms)), dtype=np.float32)
        columns = np.repeat(np.arange(len(terms)), [len(self.having[term]) for term in terms])
        references[[at for term in terms for at in self.having[term]], columns] = 1
        places = {term: place for place, term in enumerate(terms)}
        return terms, references, [incidence(kind, places) for kind in groups]
