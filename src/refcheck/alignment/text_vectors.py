"""What a claim or a title means as a whole: a vector of a text, from its words and the words beside them.

"Bone marrow" is not what "bone" and "marrow" are apart. Every word counts with its own vector and with what it makes of
the words before and behind it (a convolution over three words, Kim, EMNLP 2014), weighted and summed up. The vectors
imitate those of a sentence model and are tuned on claims and the titles that they cite (bench/_text_vectors.py); here
is only arithmetic on a table, for a model of sentences costs a second an article.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache, cached_property
from importlib.resources import files
from io import BytesIO
from itertools import accumulate, chain, pairwise, repeat
from math import log1p
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy.typing as npt

    from refcheck.alignment.postings import Matrix

VIEWS = 2  # the clause and the sentence
COMMON = 0.7
"""The part of what all texts of one kind in an article have in common that is taken away."""
TINY = 1e-9


@dataclass(frozen=True, eq=False)
class TextVectors:
    """The vectors of words, and how those of a text are made of them.

    Attributes:
        places: for each stem its row in `table`, the most frequent first.
        table: a vector in each row, in whole numbers.
        scale: for each dimension what one unit of `table` is.
        gains: for each row the logarithm of what a word counts.
        before, own, after: word dimension by feature, for the word before, the word itself and the word behind it.
        bias: of each feature.
        of_words: word dimension by text dimension.
        of_features: feature by text dimension.
        rest: what every text has.
        maps: for each view a square matrix: claim dimension by title dimension.
    """

    places: Mapping[str, int]
    table: npt.NDArray[np.int8]
    scale: Matrix
    gains: Matrix
    before: Matrix
    own: Matrix
    after: Matrix
    bias: Matrix
    of_words: Matrix
    of_features: Matrix
    rest: Matrix
    maps: Matrix

    def unusual(self, word: str) -> float:
        """How unusual a word is in medical articles, 0 for the commonest to about 1 for one that is not known.

        By its place among the words in order of frequency, for frequency goes with the inverse of that (Zipf's law).
        """
        place = self.places.get(word)
        return 1.0 if place is None else log1p(place) / log1p(2 * len(self.places))

    def vectors(self, texts: Sequence[Sequence[str]]) -> Matrix:
        """A row for each text, by its stems in order; nothing for one of which no word is known."""
        places = np.fromiter(map(self.places.get, chain.from_iterable(texts), repeat(-1)), np.int64)
        is_known = places >= 0
        # How many known words there are before each text, and in all of them.
        ends = np.append(0, np.cumsum(is_known))[list(accumulate(map(len, texts), initial=0))].tolist()
        if not ends[-1]:
            return np.zeros((len(texts), len(self.rest)), dtype=np.float32)
        rows, at = np.unique(places[is_known], return_inverse=True)
        words = self.table[rows] * self.scale
        width = words.shape[1]
        said = np.empty((ends[-1], width + len(self.bias) + 1), dtype=np.float32)
        said[:, :width] = words[at]
        said[:, width:-1] = self._features(words, at, np.array([end for end in ends if end < ends[-1]]))
        said[:, -1] = 1.0
        weights = np.exp(self.gains[rows])[at]
        # A product for each text is quicker than the sums of all at once.
        sums = np.array([weights[first:last] @ said[first:last] for first, last in pairwise(ends)])
        out: Matrix = sums[:, :-1] @ self._to_text / np.maximum(sums[:, -1:], TINY) + self.rest
        out[sums[:, -1] == 0] = 0
        return out

    @cached_property
    def _to_text(self) -> Matrix:
        out: Matrix = np.vstack([self.of_words, self.of_features])
        return out

    def _features(self, words: Matrix, at: npt.NDArray[np.int64], starts: npt.NDArray[np.int64]) -> Matrix:
        """For each word of the texts what it makes of the words beside it; `starts` are where texts begin."""
        padded = np.vstack([words, np.zeros((1, words.shape[1]), dtype=np.float32)])
        previous, following = np.roll(at, 1), np.roll(at, -1)
        previous[starts] = following[starts - 1] = len(words)  # the last text ends before the first one begins
        out: Matrix = np.take(words @ self.own + self.bias, at, axis=0)
        each = np.empty_like(out)
        for beside, places in ((self.before, previous), (self.after, following)):
            out += np.take(padded @ beside, places, axis=0, out=each, mode="clip")  # "clip" is quicker, none is beyond
        return np.maximum(out, 0, out=out)

    def likeness(self, titles: Sequence[Sequence[str]], views: Sequence[Sequence[Sequence[str]]]) -> list[Matrix]:
        """How well claims and titles match.

        Args:
            titles: the stems of each title.
            views: for each view the stems of every claim.

        Returns:
            For each view claim by title, in log-likelihood ratios by these vectors alone, and a last column for a
            title that has nothing to do with any claim.
        """
        places: dict[tuple[str, ...], int] = {}
        rows = [[places.setdefault(tuple(text), len(places)) for text in texts] for texts in (titles, *views)]
        vectors = self.vectors(list(places))
        shown, *said = (centred(vectors[each]) for each in rows)
        last = np.zeros((1, len(self.rest)), dtype=np.float32)
        columns = np.vstack([shown, last]).T
        return [claims @ turn @ columns for claims, turn in zip(said, self.maps, strict=True)]

    def to_bytes(self) -> bytes:
        """The data file: a compressed archive of arrays."""
        arrays = {field.name: getattr(self, field.name) for field in fields(self)[1:]}
        halves = {name: array if array.dtype == np.int8 else array.astype(np.float16) for name, array in arrays.items()}
        words = " ".join(sorted(self.places, key=self.places.__getitem__)).encode()
        buffer = BytesIO()
        np.savez_compressed(buffer, places=np.frombuffer(words, dtype=np.uint8), **halves)
        return buffer.getvalue()

    @classmethod
    def from_bytes(cls, data: bytes) -> TextVectors:
        """Read the data file."""
        with np.load(BytesIO(data), allow_pickle=False) as arrays:
            words = arrays["places"].tobytes().decode().split()
            others = [arrays[field.name] for field in fields(cls)[1:]]
        places = {word: place for place, word in enumerate(words)}
        return cls(places, *(each if each.dtype == np.int8 else each.astype(np.float32) for each in others))


@cache
def text_vectors() -> TextVectors:
    """The vectors that come with refcheck."""
    return TextVectors.from_bytes(files("refcheck.alignment").joinpath("text_vectors.bin").read_bytes())


def centred(vectors: Matrix) -> Matrix:
    """The vectors of one article, most of what they have in common taken away, each of length one (or nothing)."""
    if not len(vectors):
        return vectors
    rest = vectors - COMMON * vectors.mean(axis=0)
    out: Matrix = rest / (np.linalg.norm(rest, axis=1, keepdims=True) + 1e-6)
    return out
