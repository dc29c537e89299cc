"""Edits of a file's text as edits of its bytes: what no edit touches stays as it is, byte for byte."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

from refcheck.errors import UsageError
from refcheck.reading.decoding import MARKS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from refcheck.finding import Edit

_DECLARED = re.compile(rb"""(?:encoding|charset)\s*=\s*["']?\s*([A-Za-z0-9._:-]{1,40})""")
_HEAD = 4_096
_LAST_RESORT = "cp1252"


def encoding_of(data: bytes, text: str, path: str) -> tuple[bytes, str]:
    """How a file was decoded: in which encoding its text is just its bytes.

    Args:
        data: the file.
        text: what a reader made of it, line ends unchanged, without a byte order mark.
        path: its path, for the error.

    Returns:
        The byte order mark, maybe empty, and Python's name of the encoding.

    Raises:
        UsageError: if the text, encoded again, is not the file; such a file cannot be edited byte for byte.
    """
    for mark, encoding in _possible(data):
        try:
            if data.startswith(mark) and text.encode(encoding) == data[len(mark) :]:
                return mark, encoding
        except (UnicodeError, LookupError):
            continue
    raise UsageError("its encoding does not allow to change single characters: not fixed", path=path)


def _possible(data: bytes) -> Iterator[tuple[bytes, str]]:
    yield from ((mark, encoding) for mark, encoding in MARKS if data.startswith(mark))
    yield b"", "utf-8"
    for declared in _DECLARED.finditer(data[:_HEAD]):
        try:
            yield b"", codecs.lookup(declared[1].decode("ascii")).name
        except (LookupError, UnicodeDecodeError):
            continue
    yield b"", _LAST_RESORT
    yield from ((b"", encoding) for encoding in ("gbk", "cp1254", "cp874"))  # what browsers take some others for


def edited(text: str, edits: Sequence[Edit]) -> str:
    """A text with edits made, whose spans do not overlap."""
    pieces = []
    at = 0
    for edit in sorted(edits, key=lambda edit: edit.span):
        if edit.span.start < at:
            raise ValueError(f"edits overlap at {edit.span.start}")
        pieces += [text[at : edit.span.start], edit.text]
        at = edit.span.end
    return "".join([*pieces, text[at:]])
