"""Words that mean nearly the same: static word vectors, learnt from which words stand near each other.

"Surgery" and "resection" share no letters. The vectors say that they are close, and a map learnt from claims and the
titles they cite says what closeness between a claim and a title is worth. No network, no model to load: one small
data file, and arithmetic.
"""

from __future__ import annotations

import json
import zlib
from array import array
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import log1p, sqrt
from operator import mul
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

VIEWS = 2  # the clause and the sentence; what stands around them adds nothing
COMMON = 0.7  # share of what all claims (or all references) of an article have in common that is taken away


@dataclass(frozen=True)
class WordVectors:
    """The vectors and the map.

    Attributes:
        places: for each stem its place in `table`, the most frequent first.
        table: the vectors one after the other, in whole numbers.
        scale: for each dimension what one unit of `table` is.
        maps: for each view the rows of a square matrix: claim dimension by title dimension.
    """

    places: Mapping[str, int]
    table: array[int]
    scale: tuple[float, ...]
    maps: tuple[tuple[tuple[float, ...], ...], ...]

    @property
    def dimensions(self) -> int:
        """The length of a vector."""
        return len(self.scale)

    def unusual(self, word: str) -> float:
        """How unusual a word is in medical articles, 0 for the commonest to about 1 for one that is not known.

        By its place among the words in order of frequency, for frequency goes with the inverse of that (Zipf's law).
        """
        most = log1p(2 * len(self.places))
        place = self.places.get(word)
        return 1.0 if place is None else log1p(place) / most

    def total(self, weights: Iterable[tuple[str, float]]) -> list[float]:
        """The weighted sum of the vectors of words; words that are not known add nothing."""
        size = self.dimensions
        sums = [0.0] * size
        for word, weight in weights:
            place = self.places.get(word)
            if place is not None:
                vector = self.table[place * size : place * size + size]
                sums = [total + weight * part for total, part in zip(sums, vector, strict=True)]
        return list(map(mul, sums, self.scale))

    def to_bytes(self) -> bytes:
        """The data file."""
        head = json.dumps({"scale": self.scale, "maps": self.maps})
        words = " ".join(sorted(self.places, key=self.places.__getitem__))
        return zlib.compress(f"{head}\n{words}\n".encode() + self.table.tobytes(), 9)

    @classmethod
    def from_bytes(cls, data: bytes) -> WordVectors:
        """Read the data file."""
        head, words, table = zlib.decompress(data).split(b"\n", 2)
        values = json.loads(head)
        return cls(
            places={word: place for place, word in enumerate(words.decode().split())},
            table=array("b", table),
            scale=tuple(values["scale"]),
            maps=tuple(tuple(map(tuple, rows)) for rows in values["maps"]),
        )


@cache
def word_vectors() -> WordVectors:
    """The vectors that come with refcheck."""
    return WordVectors.from_bytes(files("refcheck.alignment").joinpath("vectors.bin").read_bytes())


def centred(vectors: Sequence[Sequence[float]]) -> list[list[float]]:
    """The vectors of one article, most of what they have in common taken away, each of length one (or nothing)."""
    if not vectors:
        return []
    means = [COMMON * sum(column) / len(vectors) for column in zip(*vectors, strict=True)]
    out = []
    for vector in vectors:
        rest = [part - mean for part, mean in zip(vector, means, strict=True)]
        length = sqrt(sum(map(mul, rest, rest))) + 1e-9
        out.append([part / length for part in rest])
    return out


class Closeness:
    """How close every claim of an article is to every reference.

    Args:
        titles: for each reference its words with their weights.
        claims: for each claim and each view its words with their weights.
        vectors: what to measure by.
    """

    def __init__(
        self,
        titles: Sequence[Sequence[tuple[str, float]]],
        claims: Sequence[Sequence[Sequence[tuple[str, float]]]],
        vectors: WordVectors,
    ) -> None:
        self._titles = centred([vectors.total(title) for title in titles])
        views = [centred([vectors.total(claim[view]) for claim in claims]) for view in range(len(vectors.maps))]
        columns = [list(zip(*rows, strict=True)) for rows in vectors.maps]
        self._mapped = [
            [
                sum(sum(map(mul, view[at], column[dimension])) for view, column in zip(views, columns, strict=True))
                for dimension in range(vectors.dimensions)
            ]
            for at in range(len(claims))
        ]

    def __call__(self, claim: int, reference: int) -> float:
        """A log-likelihood ratio by closeness alone."""
        return float(sum(map(mul, self._mapped[claim], self._titles[reference])))
