"""The tagger: a linear-chain conditional random field over the tokens of a reference.

Its weights are fitted by `python -m bench fit_references`; `tagger.md` beside them says from what. To label a
reference, weights of features are summed up to one row for each word and each key of a context, which are remembered,
and the best sequence of labels is found by dynamic programming (Viterbi 1967).
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import numpy as np

from refcheck.references.token_contexts import context_features, contexts
from refcheck.references.token_features import OFFSETS, split_offset, word_features

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.typing import NDArray

    from refcheck.references.token_contexts import Key
    from refcheck.references.tokens import Token

    Matrix = NDArray[np.int32]
    Row = NDArray[np.float32]

LABELS = "ATCPLEDVIGRSO"
"""Authors, title, container, publisher, place, edition, date, volume, issue, pages, editors, series, other."""

_REMEMBERED = 20_000
_LANE = 16  # bits; a token has fewer than a hundred features, each worth 127 at most
_ROW = len(LABELS) * _LANE
_NUMBERS = np.dtype("<i2")
_MIDDLE = {
    rows: sum(1 << (lane * _LANE + _LANE - 1) for lane in range(rows * len(LABELS))) for rows in (1, len(OFFSETS))
}
"""The middle of what a lane holds, in all lanes of so many rows: added, no lane borrows from the next."""


@dataclass(frozen=True, eq=False)
class Weights:
    """What was fitted.

    Attributes:
        features: for each feature by its name what it says for each label.
        transitions: for each pair of labels that follow each other what that says; the earlier one is the row.
    """

    features: Mapping[str, Row]
    transitions: Row

    def packed(self) -> bytes:
        """The weights as bytes, features in the order of their names, in steps of a 127th of the largest weight."""
        names = sorted(self.features)
        step, whole = self.in_steps(names)
        text = "\n".join([repr(step), *names]).encode()
        return zlib.compress(len(text).to_bytes(4, "little") + text + whole.T.tobytes(), 9)

    def in_steps(self, names: Sequence[str]) -> tuple[float, NDArray[np.int8]]:
        """What a step is worth, a 127th of the largest weight; the transitions and some features' weights in steps."""
        table = np.vstack([self.transitions, *(self.features[name] for name in names)])
        step = float(np.abs(table).max()) / 127 or 1.0
        return step, np.rint(table / step).astype(np.int8)

    @classmethod
    def unpacked(cls, data: bytes) -> Weights:
        """The weights that `packed` made bytes of."""
        raw = zlib.decompress(data)
        length = int.from_bytes(raw[:4], "little")
        step, *names = raw[4 : 4 + length].decode().split("\n")
        whole = np.frombuffer(raw, dtype=np.int8, offset=4 + length).reshape(len(LABELS), -1).T
        table = np.ascontiguousarray(whole, dtype=np.float32) * np.float32(step)
        count = len(LABELS)
        return cls(dict(zip(names, table[count:], strict=True)), table[:count])


class _Remembered(dict[Any, bytes]):
    """What a function gives, by what it was given; looked up in half of the time that `lru_cache` takes.

    Args:
        function: the function.
        most: of how many it is kept; then all are forgotten.
    """

    def __init__(self, function: Callable[[Any], bytes], most: int) -> None:
        super().__init__()
        self._function = function
        self._most = most

    def __missing__(self, key: object) -> bytes:
        if len(self) == self._most:
            self.clear()
        found = self[key] = self._function(key)
        return found


class Tagger:
    """Labels the tokens of references.

    It counts in whole steps of the weights, so that it labels alike on every machine.

    Args:
        weights: what was fitted.

    Attributes:
        transitions: the weights of `Weights.transitions`, in steps.
    """

    def __init__(self, weights: Weights) -> None:
        _, steps = weights.in_steps(list(weights.features))
        self.transitions = steps[: len(LABELS)].astype(np.int32)
        around: dict[str, int] = {}
        # What a word says at all offsets stands in one number, so that one look-up finds it.
        of_words: dict[str, int] = {}
        for name, number in zip(weights.features, _as_numbers(steps[len(LABELS) :]), strict=True):
            offset, own = split_offset(name)
            if offset is None:
                around[name] = number
            else:
                of_words[own] = of_words.get(own, 0) + (number << OFFSETS.index(offset) * _ROW)

        def of_word(word: str) -> bytes:
            found = [of_words[name] for name in word_features(word) if name in of_words]
            return _lanes(sum(found), len(OFFSETS))

        def of_key(key: Key) -> bytes:
            return _lanes(sum([around[name] for name in context_features(key) if name in around]), 1)

        # The words and contexts of references repeat.
        self._of_words = _Remembered(of_word, _REMEMBERED)
        self._of_keys = _Remembered(of_key, 4 * _REMEMBERED)

    def label(self, tokens: Sequence[Token], ruled: Sequence[str]) -> str:
        """A label for each token.

        Args:
            tokens: of the reference.
            ruled: for each the label that rules give it, or ``-``.
        """
        if not tokens:
            return ""
        return "".join(LABELS[at] for at in best_path(self.scores(tokens, ruled), self.transitions))

    def scores(self, tokens: Sequence[Token], ruled: Sequence[str]) -> Matrix:
        """What the features of each token say for each label, in steps of the weights."""
        count = len(tokens)
        of_words, of_keys = self._of_words, self._of_keys
        words = np.frombuffer(b"".join([of_words[token[0]] for token in tokens]), dtype=_NUMBERS)
        words = words.reshape(count, len(OFFSETS), len(LABELS))
        around = b"".join([of_keys[key] for keys in contexts(tokens, ruled) for key in keys])
        by_kind = np.frombuffer(around, dtype=_NUMBERS).reshape(-1, count, len(LABELS))
        scores: Matrix = by_kind.sum(axis=0, dtype=np.int32)
        for place, offset in enumerate(OFFSETS):
            if offset <= 0:
                scores[-offset:] += words[: count + offset, place]
            else:
                scores[:-offset] += words[offset:, place]
        return scores


def _as_numbers(rows: NDArray[np.int8]) -> list[int]:
    """Rows of weights, each as one whole number with a lane for each label: added up, the lanes are added up."""
    raw = (rows.astype(np.int32) + (1 << _LANE - 1)).astype("<u2").tobytes()
    size = _ROW // 8
    return [int.from_bytes(raw[at : at + size], "little") - _MIDDLE[1] for at in range(0, len(raw), size)]


def _lanes(number: int, rows: int) -> bytes:
    """The lanes of so many rows, as signed numbers (`_NUMBERS`)."""
    middle = _MIDDLE[rows]
    return (number + middle ^ middle).to_bytes(rows * _ROW // 8, "little")


def best_path(scores: Matrix, transitions: Matrix) -> list[int]:
    """The labels, by number, whose sum of scores and transitions is the highest; of equals the first.

    Args:
        scores: a row for each token, at least one.
        transitions: what it says that a label (row) is followed by another one (column).
    """
    # For each token but the first: what each label says of each one behind it, with the score of that.
    steps = transitions + scores[1:, None]
    best = scores.copy()
    sums = np.empty_like(transitions)
    add, largest = np.add, np.maximum.reduce
    rows, columns = list(best), list(best[:, :, None])
    for step, before, row in zip(steps, columns, rows[1:], strict=False):
        add(step, before, sums)
        largest(sums, 0, None, row)
    at = int(rows[-1].argmax())
    path = [at]
    into = list(np.ascontiguousarray(transitions.T))
    total = np.empty_like(transitions[0])
    for row in rows[-2::-1]:
        add(into[at], row, total)
        at = int(total.argmax())
        path.append(at)
    path.reverse()
    return path


@cache
def shipped() -> Tagger:
    """The tagger with the weights that come with the package."""
    return Tagger(Weights.unpacked((files("refcheck.references") / "tagger.bin").read_bytes()))
