"""Words matched one by one: for each word of a title the word of the claim that is nearest in meaning.

A sum of word vectors drowns the one word that tells two titles apart. Here every word of a title looks for its own
counterpart among the words of the claim ("late interaction", Khattab and Zaharia, SIGIR 2020), and counts by how few
references have it. The vectors begin as those of a sentence model for single words and are tuned on claims and the
titles that they cite (bench/_nearest_words.py); here is only arithmetic on a table.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from refcheck.alignment.word_table import packed, rounded, unpacked

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy.typing as npt

    from refcheck.alignment.postings import Matrix
    from refcheck.alignment.word_table import Table

    Weighted = Mapping[str, float]

VIEWS = 2  # the clause and the sentence
MOST_CELLS = 4_000_000  # of a matrix of words of claims by words of titles, about


@dataclass(frozen=True, eq=False)
class NearestWords:
    """The vectors of words, and what nearness is worth.

    Attributes:
        places: for each stem its row in `table`.
        table: a vector in each row, in whole numbers.
        scale: for each dimension what one unit of `table` is.
        turn: a square matrix that is applied to words of titles before they are compared.
        gains: for each row the logarithm of what a word of a title counts.
        threshold: cosine from which two words count as near.
        rarity: how much more a word of a claim counts that few claims have.
        length: the power of a title's weight by which its sum is divided: 0 for the sum, 1 for the mean.
        shares: what each view counts.
    """

    places: Mapping[str, int]
    table: Table
    scale: Matrix
    turn: Matrix
    gains: Matrix
    threshold: float
    rarity: float
    length: float
    shares: tuple[float, ...]

    def titles(self, weighted: Sequence[Weighted]) -> Titles:
        """Titles made ready, and one of no words behind them.

        Args:
            weighted: for each title its words with their weights.
        """
        columns = {word: column for column, word in enumerate(dict.fromkeys(chain.from_iterable(weighted)))}
        rows = np.array([self.places.get(word, -1) for word in columns], dtype=np.int64)
        weights = np.zeros((len(weighted) + 1, len(columns)), dtype=np.float32)
        at = np.repeat(np.arange(len(weighted)), list(map(len, weighted)))
        weights[at, [columns[word] for words in weighted for word in words]] = [
            w for ws in weighted for w in ws.values()
        ]
        weights *= np.exp(np.where(rows >= 0, self.gains[rows], 0))
        weights /= (weights.sum(axis=1, keepdims=True) + 0.5) ** self.length
        return Titles(columns, self._vectors(rows, self.turn), weights.T)

    def closeness(self, titles: Titles, views: Sequence[Sequence[Weighted]]) -> Matrix:
        """How well claims and titles match, word by word.

        Args:
            titles: the titles.
            views: for each view the words of every claim, with their weights.

        Returns:
            Claim by title, in log-likelihood ratios by these words alone.
        """
        rarity: dict[str, float] = {}
        for text in chain.from_iterable(views):
            rarity.update(text)
        columns = {word: column for column, word in enumerate(rarity)}
        rows = np.array([self.places.get(word, -1) for word in columns], dtype=np.int64)
        near: Matrix = self._vectors(rows) @ titles.vectors.T
        for word in columns.keys() & titles.columns.keys():
            if word not in self.places:
                near[columns[word], titles.columns[word]] = 1
        near -= self.threshold
        np.maximum(near, 0, out=near)
        near *= np.exp(self.rarity * (np.array(list(rarity.values()), dtype=np.float32)[:, None] - 1))
        # A word that is near none may be left out.
        words = list(columns)
        kept = np.flatnonzero(near.any(axis=1))
        columns = {words[at]: place for place, at in enumerate(kept.tolist())}
        near = np.vstack([near[kept], np.zeros((1, near.shape[1]), dtype=np.float32)])
        # A clause that is a whole sentence, or a sentence with several claims, is looked at once.
        distinct = {id(words): words for words in chain.from_iterable(views)}
        matches = _matches(near, list(distinct.values()), columns, titles.weights)
        places = {identity: place for place, identity in enumerate(distinct)}
        out = np.zeros((len(views[0]), titles.weights.shape[1]), dtype=np.float32)
        for view, share in zip(views, self.shares, strict=True):
            out += share * matches[[places[id(words)] for words in view]]
        return out

    def _vectors(self, rows: npt.NDArray[np.int64], turn: Matrix | None = None) -> Matrix:
        """Vectors of length one; of words that are not known, of length none."""
        vectors = self.table[rows] * self.scale
        if turn is not None:
            vectors = vectors @ turn
        out: Matrix = vectors / (np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-6)
        out[rows < 0] = 0
        return out

    def to_bytes(self) -> bytes:
        """The data file."""
        head = {
            "scale": rounded(self.scale, 6),
            "turn": rounded(self.turn, 4),
            "gains": rounded(self.gains, 3),
            "threshold": round(self.threshold, 4),
            "rarity": round(self.rarity, 4),
            "length": round(self.length, 4),
            "shares": [round(share, 4) for share in self.shares],
        }
        return packed(head, self.places, self.table)

    @classmethod
    def from_bytes(cls, data: bytes) -> NearestWords:
        """Read the data file."""
        head, places, table = unpacked(data)
        scale, turn, gains = (np.array(head.pop(name), dtype=np.float32) for name in ("scale", "turn", "gains"))
        return cls(places, table, scale, turn, gains, **head | {"shares": tuple(head["shares"])})


@dataclass(frozen=True, eq=False)
class Titles:
    """The titles of one numbering, made ready to be matched.

    Attributes:
        columns: for each word its place.
        vectors: a row for each word.
        weights: word by title.
    """

    columns: Mapping[str, int]
    vectors: Matrix
    weights: Matrix


def _matches(near: Matrix, texts: Sequence[Weighted], columns: Mapping[str, int], weights: Matrix) -> Matrix:
    """For each text and each title how near the words of the title are to the nearest ones of the text, summed up.

    Args:
        near: how near each word of the texts is to each word of titles; a row of none at its end.
        texts: the words of each text.
        columns: for each word of the texts its row in `near`.
        weights: what each word counts in each title.
    """
    none = len(near) - 1
    groups = [[columns[word] for word in words if word in columns] or [none] for words in texts]
    out = np.empty((len(groups), weights.shape[1]), dtype=np.float32)
    size = max(1, MOST_CELLS // (near.shape[1] + 1) // 20)
    for first in range(0, len(groups), size):
        some = groups[first : first + size]
        starts = np.cumsum([0, *(len(group) for group in some[:-1])])
        rows = near[list(chain.from_iterable(some))]
        out[first : first + size] = np.maximum.reduceat(rows, starts, axis=0) @ weights
    return out


@cache
def nearest_words() -> NearestWords:
    """The vectors that come with refcheck."""
    return NearestWords.from_bytes(files("refcheck.alignment").joinpath("nearest_words.bin").read_bytes())
