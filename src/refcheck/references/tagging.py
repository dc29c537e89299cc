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

    Matrix = NDArray[np.float32]

LABELS = "ATCPLEDVIGRSO"
"""Authors, title, container, publisher, place, edition, date, volume, issue, pages, editors, series, other."""

_REMEMBERED = 20_000


@dataclass(frozen=True, eq=False)
class Weights:
    """What was fitted.

    Attributes:
        features: for each feature by its name what it says for each label.
        transitions: for each pair of labels that follow each other what that says; the earlier one is the row.
    """

    features: Mapping[str, Matrix]
    transitions: Matrix

    def packed(self) -> bytes:
        """The weights as bytes, features in the order of their names, in steps of a 127th of the largest weight."""
        names = sorted(self.features)
        table = np.stack([self.features[name] for name in names])
        step = float(max(np.abs(table).max(), np.abs(self.transitions).max())) / 127
        whole = np.rint(np.vstack([self.transitions, table]) / step).astype(np.int8)
        text = "\n".join([repr(step), *names]).encode()
        return zlib.compress(len(text).to_bytes(4, "little") + text + whole.T.tobytes(), 9)

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

    Args:
        weights: what was fitted.
    """

    def __init__(self, weights: Weights) -> None:
        self.transitions = np.ascontiguousarray(weights.transitions)
        count = len(LABELS)
        nothing = np.zeros(count, dtype=np.float32)
        around: dict[str, Matrix] = {}
        # What a word says at all offsets stands in one block, so that one look-up finds it.
        of_words: dict[str, Matrix] = {}
        for name, weight in weights.features.items():
            offset, own = split_offset(name)
            if offset is None:
                around[name] = weight
            else:
                block = of_words.setdefault(own, np.zeros((len(OFFSETS), count), dtype=np.float32))
                block[OFFSETS.index(offset)] = weight

        def of_word(word: str) -> bytes:
            found = [block for name in word_features(word) if (block := of_words.get(name)) is not None]
            return sum(found, np.zeros((len(OFFSETS), count), dtype=np.float32)).tobytes()

        def of_key(key: Key) -> bytes:
            found = [weight for name in context_features(key) if (weight := around.get(name)) is not None]
            return sum(found, nothing).tobytes()

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
        """What the features of each token say for each label."""
        count = len(tokens)
        of_words, of_keys = self._of_words, self._of_keys
        words = np.frombuffer(b"".join([of_words[token[0]] for token in tokens]), dtype=np.float32)
        words = words.reshape(count, len(OFFSETS), len(LABELS))
        around = b"".join([of_keys[key] for keys in contexts(tokens, ruled) for key in keys])
        scores: Matrix = np.frombuffer(around, dtype=np.float32).reshape(-1, count, len(LABELS)).sum(axis=0)
        for place, offset in enumerate(OFFSETS):
            if offset <= 0:
                scores[-offset:] += words[: count + offset, place]
            else:
                scores[:-offset] += words[offset:, place]
        return scores


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
    total = np.empty(len(transitions), dtype=np.float32)
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
