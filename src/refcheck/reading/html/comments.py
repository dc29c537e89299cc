"""What comments in a page silence.

A line says little in HTML (a page may be one line), so a comment silences what it stands in: a paragraph, an item, a
reference. Behind one on its line it silences that one, and anywhere else the next one.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from refcheck.reading.suppressions import read_suppression

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from refcheck.article import Suppression
    from refcheck.source import Source, Span

_BEHIND = re.compile(r"(?:[ \t]|</[a-z0-9]{1,20}\s?>){0,20}", re.IGNORECASE)
_LINE_ENDS = re.compile(r"(?:[ \t]|</[a-z0-9]{1,20}\s?>){0,20}(?=[\r\n]|\Z)", re.IGNORECASE)


def silenced(source: Source, comments: Iterable[Span], blocks: Sequence[Span]) -> tuple[Suppression, ...]:
    """Read the comments that are suppressions.

    Args:
        source: the page.
        comments: where its comments are.
        blocks: where its paragraphs, items and references are.
    """
    ordered = sorted(blocks)
    starts = [block.start for block in ordered]
    found = []
    for comment in comments:
        text = source.text[comment.start : comment.end]
        read = read_suppression(text[4:-3], source, comment) if text.startswith("<!--") else None
        if read is not None:
            found.append(read if read.whole_file else replace(read, covers=_covered(source, comment, ordered, starts)))
    return tuple(found)


def _covered(source: Source, comment: Span, blocks: Sequence[Span], starts: Sequence[int]) -> Span:
    before = bisect_right(starts, comment.start) - 1
    if before >= 0:
        block = blocks[before]
        behind = _BEHIND.match(source.text, min(block.end, comment.start))
        ends_line = _LINE_ENDS.match(source.text, comment.end)
        if block.end > comment.start or (ends_line and behind and behind.end() == comment.start):
            return block
    following = bisect_left(starts, comment.end)
    return blocks[following] if following < len(blocks) else comment
