"""Which references have a term, and matrices of who has which."""

from __future__ import annotations

from collections import defaultdict
from itertools import chain
from typing import TYPE_CHECKING, Generic, TypeAlias, TypeVar

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    import numpy.typing as npt

Matrix: TypeAlias = "npt.NDArray[np.float32]"
Term = TypeVar("Term")


def incidence(groups: Sequence[Collection[Term]], places: Mapping[Term, int]) -> Matrix:
    """A row for each group: 1 in the columns of the terms that it has, each of which has a place."""
    out = np.zeros((len(groups), len(places)), dtype=np.float32)
    rows = np.repeat(np.arange(len(groups)), list(map(len, groups)))
    out[rows, list(map(places.__getitem__, chain.from_iterable(groups)))] = 1
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

    def shared(self, groups: Sequence[Sequence[Collection[Term]]]) -> tuple[list[Term], Matrix, list[Matrix]]:
        """The terms that references share with some groups of claims' terms, and who has them.

        Args:
            groups: of each kind the terms of each claim.

        Returns:
            The terms; the references that have them, and under them one that has none; for each kind the claims.
        """
        found = [[self.having.keys() & group for group in kind] for kind in groups]
        sought = set().union(*chain.from_iterable(found))
        terms = [term for term in self.having if term in sought]
        having = [self.having[term] for term in terms]
        references = np.zeros((self.count + 1, len(terms)), dtype=np.float32)
        columns = np.repeat(np.arange(len(terms)), list(map(len, having)))
        references[list(chain.from_iterable(having)), columns] = 1
        places = {term: place for place, term in enumerate(terms)}
        return terms, references, [incidence(kind, places) for kind in found]
