"""Comments that silence findings: ``<!-- refcheck: ignore[REF102] reason -->``, in LaTeX after a ``%``."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from refcheck.article import Suppression
from refcheck.reading.limits import MOST_SUPPRESSIONS, Allowance
from refcheck.source import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from refcheck.source import Source

Covering: TypeAlias = "Callable[[Source, Span, Sequence[Span], Sequence[int]], Span]"
"""What a comment covers: of the source, the comment, the blocks in order, and where each of them starts."""

_DEEPEST = 50
_IGNORE = re.compile(r"\s*refcheck:\s*(ignore-file|ignore)\b\s*(?:\[([^\[\]]{0,500})\])?[\s:–—-]*(.*)", re.DOTALL)


def find_comments(text: str, literal: Sequence[Span] = ()) -> list[Span]:
    """The HTML comments of a text, ascending.

    Args:
        text: the source.
        literal: stretches in which a comment is only shown (code), ascending.
    """
    starts = [span.start for span in literal]
    comments = []
    end = line_start = counted = ticks = 0  # of the line that is looked at, how far, and how many backticks it had
    at = text.find("<!--")
    while at >= 0:
        index = bisect_left(starts, at + 1) - 1
        if index >= 0 and at < literal[index].end:
            at = text.find("<!--", literal[index].end)
            continue
        end = text.find("-->", at + 4) if end < at + 4 else end
        if end < 0:
            break
        # Looked back at no further than where the last look ended: a file may be one line of comments.
        begun = max(text.rfind("\n", counted, at), text.rfind("\r", counted, at)) + 1
        if begun > line_start:
            line_start, counted, ticks = begun, begun, 0
        ticks += text.count("`", counted, at)
        counted = at
        if ticks % 2:
            at = text.find("<!--", at + 4)  # shown in a code span
            continue
        comments.append(Span(at, end + 3))
        at = text.find("<!--", end + 3)
    return comments


def suppressions(
    source: Source, comments: Iterable[Span], blocks: Sequence[Span], covering: Covering | None = None
) -> tuple[Suppression, ...]:
    """Read the comments that are suppressions.

    Args:
        source: the source.
        comments: where its comments are.
        blocks: where its paragraphs, list items and references are.
        covering: what a comment covers; without it lines decide: on a line of its own it covers the block that
            follows, at the end of a line the block it stands in.
    """
    ordered = sorted(blocks)
    starts = [span.start for span in ordered]
    found = []
    allowance = Allowance(MOST_SUPPRESSIONS, "comments that silence findings", source.path)
    for comment in comments:
        shown = source.text[comment.start : comment.end]
        read = read_suppression(shown[4:-3] if shown.startswith("<!--") else shown.lstrip("%"), source, comment)
        if read is None:
            continue
        allowance.spend()
        covered = covering or by_line
        found.append(read if read.whole_file else replace(read, covers=covered(source, comment, ordered, starts)))
    return tuple(found)


def read_suppression(text: str, source: Source, span: Span) -> Suppression | None:
    """Read the text of one comment.

    Args:
        text: what the comment says.
        source: the source.
        span: where it stands, or what it is anchored to.

    Returns:
        What it silences, `span` itself or the whole source; None if it is another comment.
    """
    read = _IGNORE.match(text)
    if not read:
        return None
    codes = tuple(code for code in re.split(r"[\s,;]+", read[2] or "") if code)
    whole_file = read[1] == "ignore-file"
    covers = source.whole_file(span.start) if whole_file else span
    return Suppression(codes, " ".join(read[3].split()), whole_file, span, covers)


def by_line(source: Source, comment: Span, blocks: Sequence[Span], starts: Sequence[int]) -> Span:
    """What a comment covers where lines mean something."""
    place = source.position(comment.start)
    line = source.line(place.line, source.path_at(comment.start))
    line_start = comment.start - place.column + 1
    beside = line[: place.column - 1] + line[place.column - 1 + len(comment) :]
    if re.sub(r"^[\s>*+-]*", "", beside).strip():
        whole = Span(line_start, line_start + len(line))
        # Blocks nest in few levels, so that those that reach into a line begin in it or shortly before it.
        near = blocks[max(0, bisect_left(starts, whole.start) - _DEEPEST) : bisect_left(starts, whole.end)]
        inside = [block for block in near if block.overlaps(whole)]
        return Span(
            min([line_start, *(b.start for b in inside)]), max([line_start + len(line), *(b.end for b in inside)])
        )
    return following(comment, blocks, starts)


def by_block(_source: Source, comment: Span, blocks: Sequence[Span], starts: Sequence[int]) -> Span:
    """What a comment covers where an article may stand on one line: the block around it, else the one that follows."""
    inside = [block for block in blocks if block.start <= comment.start and comment.end <= block.end]
    return min(inside, key=len) if inside else following(comment, blocks, starts)


def following(comment: Span, blocks: Sequence[Span], starts: Sequence[int]) -> Span:
    """The block that follows a comment, or the comment if none does."""
    index = bisect_left(starts, comment.end)
    return blocks[index] if index < len(blocks) else comment
