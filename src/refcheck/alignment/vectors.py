"""Words that mean nearly the same: static word vectors, learnt from which words stand near each other.

"Surgery" and "resection" share no letters. The vectors say that they are close, and a map learnt from claims and the
titles they cite says what closeness between a claim and a title is worth. No network, no model to load: one small
data file, and arithmetic.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import log1p
from typing import TYPE_CHECKING

import numpy as np

from refcheck.alignment.word_table import packed, rounded, unpacked

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from refcheck.alignment.postings import Matrix
    from refcheck.alignment.word_table import Table

VIEWS = 2  # the clause and the sentence; what stands around them adds nothing
COMMON = 0.7  # share of what all claims (or all references) of an article have in common that is taken away


@dataclass(frozen=True, eq=False)
class WordVectors:
    """The vectors and the map.

    Attributes:
        places: for each stem its row in `table`, the most frequent first.
        table: a vector in each row, in whole numbers.
        scale: for each dimension what one unit of `table` is.
        maps: for each view a square matrix: claim dimension by title dimension.
    """

    places: Mapping[str, int]
    table: Table
    scale: Matrix
    maps: Matrix

    def unusual(self, word: str) -> float:
        """How unusual a word is in medical articles, 0 for the commonest to about 1 for one that is not known.

        By its place among the words in order of frequency, for frequency goes with the inverse of that (Zipf's law).
        """
        place = self.places.get(word)
        return 1.0 if place is None else log1p(place) / log1p(2 * len(self.places))

    def totals(self, weighted: Sequence[Mapping[str, float]]) -> Matrix:
        """A row for each of the weighted words: the sum of their vectors; words that are not known add nothing."""
        known = [[word for word in words if word in self.places] for words in weighted]
        counts = np.array(list(map(len, known)), dtype=np.int64)
        if not counts.any():
            return np.zeros((len(weighted), len(self.scale)), dtype=np.float32)
        rows = self.table[[self.places[word] for words in known for word in words]] * self.scale
        weights = [words[word] for words, found in zip(weighted, known, strict=True) for word in found]
        rows *= np.array(weights, dtype=np.float32)[:, None]
        out: Matrix = np.add.reduceat(rows, np.minimum(np.cumsum(counts) - counts, len(rows) - 1), axis=0)
        out[counts == 0] = 0
        return out

    def to_bytes(self) -> bytes:
        """The data file."""
        return packed({"scale": rounded(self.scale, 6), "maps": rounded(self.maps, 4)}, self.places, self.table)

    @classmethod
    def from_bytes(cls, data: bytes) -> WordVectors:
        """Read the data file."""
        head, places, table = unpacked(data)
        scale, maps = (np.array(head[name], dtype=np.float32) for name in ("scale", "maps"))
        return cls(places, table, scale, maps)


@cache
def word_vectors() -> WordVectors:
    """The vectors that come with refcheck."""
    return WordVectors.from_bytes(files("refcheck.alignment").joinpath("vectors.bin").read_bytes())


def centred(vectors: Matrix) -> Matrix:
    """The vectors of one article, most of what they have in common taken away, each of length one (or nothing)."""
    if not len(vectors):
        return vectors
    rest = vectors - COMMON * vectors.mean(axis=0)
    out: Matrix = rest / (np.linalg.norm(rest, axis=1, keepdims=True) + 1e-9)
    return out
