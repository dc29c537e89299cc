"""What would change, as a unified diff that `patch` and `git apply` take."""

from __future__ import annotations

import re
from difflib import diff_bytes, unified_diff
from typing import TYPE_CHECKING

from refcheck.reading.decoding import MARKS

if TYPE_CHECKING:
    from collections.abc import Iterator

_LINE = re.compile(rb"[^\n]*\n|[^\n]+")


def diff(path: str, before: bytes, after: bytes) -> bytes:
    """The unified diff of one file; empty if nothing changes.

    Lines end in line feeds, as they do for `diff`; a file in UTF-16 or UTF-32 is shown in UTF-8.

    Args:
        path: what to call the file.
        before: the file as it stands.
        after: the file as it would be.
    """
    name = path.encode("utf-8", "surrogateescape")
    one, other = _lines(before), _lines(after)
    return b"".join(_marked(diff_bytes(unified_diff, one, other, name, name)))


def _marked(lines: Iterator[bytes]) -> Iterator[bytes]:
    for line in lines:
        yield line if line.endswith(b"\n") else line + b"\n\\ No newline at end of file\n"


def _lines(data: bytes) -> list[bytes]:
    for mark, encoding in MARKS:
        if not encoding.startswith("utf-8") and data.startswith(mark):
            data = data[len(mark) :].decode(encoding).encode()
            break
    return _LINE.findall(data)
