"""Comments that silence findings: ``<!-- refcheck: ignore[REF102] reason -->``, in LaTeX after a ``%``.

``ignore`` is about what stands beside it, ``ignore-file`` about the file, ``ignore-start`` about everything up to the
next ``ignore-end``.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from difflib import get_close_matches
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
_IGNORE, _FILE, _START, _END = _WORDS = ("ignore", "ignore-file", "ignore-start", "ignore-end")
_DIRECTIVE = re.compile(
    r"\s*refcheck:\s*([a-z]+(?:-[a-z]+)*)\s*(?:\[([^\[\]]{0,500})\])?[\s:–—-]*(.*)", re.DOTALL | re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Directive:
    """One comment that speaks to refcheck: its word, and what it silences as far as it tells that alone."""

    word: str
    suppression: Suppression


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
        read = read_directive(shown[4:-3] if shown.startswith("<!--") else shown.lstrip("%"), source, comment)
        if read is None:
            continue
        allowance.spend()
        if read.word == _IGNORE:
            covers = (covering or by_line)(source, comment, ordered, starts)
            read = replace(read, suppression=replace(read.suppression, covers=covers))
        found.append(read)
    return paired(found)


def read_directive(text: str, source: Source, span: Span) -> Directive | None:
    """Read the text of one comment.

    Args:
        text: what the comment says.
        source: the source.
        span: where it stands, or what it is anchored to.

    Returns:
        What it says of `span` itself or of the whole source; None if it is another comment.
    """
    read = _DIRECTIVE.match(text)
    if not read:
        return None
    codes = tuple(code for code in re.split(r"[\s,;]+", read[2] or "") if code)
    word = read[1].lower()
    covers, flaw = span, ""
    if word == _FILE:
        covers = source.whole_file(span.start)
    elif word not in _WORDS:
        near = get_close_matches(word[:50], _WORDS, 1, 0.75)
        if not near:
            return None
        covers, flaw = _nothing(span), f"says {word[:50]!r} and silences nothing; perhaps {near[0]} is meant"
    return Directive(word, Suppression(codes, " ".join(read[3].split()), word == _FILE, span, covers, flaw=flaw))


def paired(directives: Iterable[Directive]) -> tuple[Suppression, ...]:
    """What comments silence once each range has found its end.

    An end with codes ends the last range with the same codes, one without codes the last range.

    Args:
        directives: in the order of their places.
    """
    found: list[Suppression] = []
    begun: list[int] = []  # the ranges that have not ended, as indices into `found`
    for directive in directives:
        each = directive.suppression
        if directive.word == _START:
            begun.append(len(found))
            found.append(
                replace(each, covers=_nothing(each.covers), flaw="begins a range that never ends (with ignore-end)")
            )
        elif directive.word == _END:
            which = next(
                (at for at in reversed(begun) if not each.codes or set(found[at].codes) == set(each.codes)), None
            )
            if which is None:
                found.append(replace(each, covers=_nothing(each.covers), flaw="ends a range that never began"))
                continue
            begun.remove(which)
            covers = Span(found[which].covers.start, max(found[which].covers.start, each.covers.end))
            found[which] = replace(found[which], covers=covers, ended_by=each.span, flaw="")
        else:
            found.append(each)
    return tuple(found)


def _nothing(span: Span) -> Span:
    """The place where something begins, and nothing of it."""
    return Span(span.start, span.start)


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
