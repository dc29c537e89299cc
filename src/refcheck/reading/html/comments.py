"""What comments in a page silence.

A line says little in HTML (a page may be one line), so a comment silences what it stands in: a paragraph, an item, a
reference. Behind one on its line it silences that one, and anywhere else the next one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from refcheck.reading.suppressions import following

if TYPE_CHECKING:
    from collections.abc import Sequence

    from refcheck.source import Source, Span

_BEHIND = re.compile(r"(?:[ \t]|</[a-z0-9]{1,20}\s?>){0,20}", re.IGNORECASE)
_LINE_ENDS = re.compile(r"(?:[ \t]|</[a-z0-9]{1,20}\s?>){0,20}(?=[\r\n]|\Z)", re.IGNORECASE)


def covered(source: Source, comment: Span, blocks: Sequence[Span], starts: Sequence[int]) -> Span:
    """What a comment in a page covers (see `refcheck.reading.suppressions.Covering`)."""
    before = bisect_right(starts, comment.start) - 1
    if before >= 0:
        block = blocks[before]
        behind = _BEHIND.match(source.text, min(block.end, comment.start))
        ends_line = _LINE_ENDS.match(source.text, comment.end)
        if block.end > comment.start or (ends_line and behind and behind.end() == comment.start):
            return block
    return following(comment, blocks, starts)
