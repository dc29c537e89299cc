"""Reading a list of retractions, whatever it is: as published, reduced or pinned, packed by gzip or not. In bounds."""

from __future__ import annotations

import gzip
import zlib
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO, StringIO
from pathlib import Path
from typing import TYPE_CHECKING

from refcheck.errors import RetractionListError
from refcheck.resolution.retractions.listed import ListSource
from refcheck.resolution.retractions.listing import RetractionList
from refcheck.resolution.retractions.notice_lines import lines_of
from refcheck.resolution.retractions.pinned import is_pinned, unpacked
from refcheck.resolution.retractions.retraction_watch import read_rows

if TYPE_CHECKING:
    from datetime import date

MAX_BYTES = 256_000_000  # packed or not: the list of 2026 has 65 million
_GZIP = b"\x1f\x8b"


@dataclass(frozen=True)
class ReadList:
    """A list, and how much of its source was of no use.

    Attributes:
        content: the list.
        passed_over: how many of its rows tell of no work, or nothing of it that is known here.
    """

    content: RetractionList
    passed_over: int = 0


def read_list(path: str | Path) -> ReadList:
    """The list in a file.

    Raises:
        RetractionListError: it cannot be read, is no list of retractions, or is damaged.
    """
    return list_of(read_bytes(path), str(path), source=Path(path).name)


def read_bytes(path: str | Path) -> bytes:
    """The bytes of a file, one more than are allowed at most.

    Raises:
        RetractionListError: it cannot be read.
    """
    try:
        with Path(path).open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise RetractionListError(f"cannot be read: {error.strerror}", path=str(path)) from error


def list_of(data: bytes, path: str, *, source: str, retrieved: date | None = None) -> ReadList:
    """The list in a file's bytes.

    Args:
        data: the bytes.
        path: what to call them in errors, and where the list is from now on.
        source: the name or address of what they came from; a pinned copy knows its own.
        retrieved: when they came from there; a pinned copy knows it itself.

    Raises:
        RetractionListError: they are no list of retractions, damaged or too many.
    """
    text = _text(_unpacked(data, path))
    if is_pinned(text):
        return ReadList(unpacked(text, path))
    # Only what CSV takes for line ends: titles may hold other characters that Python would split at.
    read = read_rows(StringIO(text, newline=""), path)
    dates = [update.date for work in read.works for update in work.updates if update.date]
    made = ListSource(path, source, retrieved, max(dates, default=None), sha256(data).hexdigest())
    lines = [line for work in read.works for line in lines_of(work)]
    return ReadList(RetractionList(made, lines), read.passed_over)


def _unpacked(data: bytes, path: str) -> bytes:
    if data.startswith(_GZIP):
        try:
            with gzip.GzipFile(fileobj=BytesIO(data)) as stream:
                data = stream.read(MAX_BYTES + 1)
        except (OSError, EOFError, zlib.error) as error:
            raise RetractionListError("a damaged gzip file: it cannot be unpacked", path=path) from error
    if len(data) > MAX_BYTES:
        raise RetractionListError(f"more than {MAX_BYTES // 1_000_000} MB", path=path)
    return data


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        # The list has been published with single bytes of other encodings among its names: identifiers are ASCII.
        return data.decode("utf-8", errors="replace")
