"""A data file of word vectors: what applies to all of them, the words, and a row of whole numbers for each."""

from __future__ import annotations

import json
import zlib
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy.typing as npt

    from refcheck.alignment.postings import Matrix

Table: TypeAlias = "npt.NDArray[np.int8]"


def packed(head: Mapping[str, object], places: Mapping[str, int], table: Table) -> bytes:
    """The data file.

    Args:
        head: values that JSON can hold.
        places: for each word its row.
        table: a vector in each row.
    """
    words = " ".join(sorted(places, key=places.__getitem__))
    return zlib.compress(f"{json.dumps(head)}\n{words}\n".encode() + table.tobytes(), 9)


def unpacked(data: bytes) -> tuple[dict[str, Any], dict[str, int], Table]:
    """What `packed` was given."""
    head, words, table = zlib.decompress(data).split(b"\n", 2)
    places = {word: place for place, word in enumerate(words.decode().split())}
    return json.loads(head), places, np.frombuffer(table, dtype=np.int8).reshape(len(places), -1)


def rounded(values: Matrix, digits: int) -> Any:
    """The values as lists of short numbers."""
    return np.round(values.astype(np.float64), digits).tolist()


def in_whole_numbers(vectors: Matrix) -> tuple[Table, Matrix]:
    """Vectors as whole numbers from -127 to 127, and for each dimension what one unit is."""
    scale = np.abs(vectors).max(axis=0) / 127
    return np.rint(vectors / scale).astype(np.int8), scale.astype(np.float32)
