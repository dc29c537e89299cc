"""Mark-up within a paragraph: taken out of the text, with what it says about citations kept.

`refcheck.reading.inline_scan` finds what to leave out and what to set apart; the text is then put together from the
rest, so that each of its code points still knows its place.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from typing import TYPE_CHECKING

from refcheck.reading.blocks import Block, BlockKind, Markup
from refcheck.reading.inline_scan import InlineScan
from refcheck.source import MappedText, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MARKDOWN = frozenset(
    {
        "escape",
        "math",
        "paren",
        "display",
        "code",
        "emphasis",
        "entity",
        "open",
        "close",
        "tag",
        "caret",
        "power",
        "tilde",
    }
)
"""What is mark-up in Markdown."""
TEXT = frozenset({"open", "close", "tag", "caret", "power"})
"""What is mark-up in a plain text: what remains of a conversion, nothing that could be meant literally."""
REFERENCE = frozenset({"escape", "open", "close"})
"""What is taken out of a Markdown reference: emphasis and tags stay, they may be stray."""
PLAIN_REFERENCE: frozenset[str] = frozenset()
"""What is taken out of a plain text's reference: nothing but comments."""

_WIDE = re.compile(r"\s{2,}")


def render(raw: MappedText, markup: frozenset[str], kind: BlockKind = BlockKind.PARAGRAPH) -> Block | None:
    """Take the mark-up out of a paragraph.

    Args:
        raw: the paragraph's source, line prefixes (quotes, indentation, bullets) already taken off.
        markup: which kinds of mark-up there are (`MARKDOWN`, `TEXT`, ...).
        kind: what the block is.

    Returns:
        The block, or None if nothing visible is left.
    """
    scan = InlineScan(raw.text, markup).run()
    text = _apply(raw, scan.edits)
    if not text.text.strip():
        return None
    span = Span(raw.offsets[0], raw.offsets[-1] + 1)
    # Each place is searched for, which takes an array; most paragraphs have nothing to search for.
    places = array("q", text.offsets) if scan.marks or scan.opaque else text.offsets
    marks = []
    for start, end, outer_start, outer_end, style, label in scan.marks:
        content = _place(raw, places, start, end)
        if len(content):
            marks.append(Markup(content, style, raw.source_span(outer_start, outer_end), label))
    opaque = sorted(content for start, end in scan.opaque if len(content := _place(raw, places, start, end)))
    return Block(text, span, kind, tuple(sorted(marks, key=_order)), tuple(opaque))


def render_text(raw: MappedText, markup: frozenset[str]) -> MappedText:
    """Take the mark-up out and fold every run of white space into one space; still mapped."""
    return folded(_apply(raw, InlineScan(raw.text, markup).run().edits))


def folded(text: MappedText) -> MappedText:
    """A text with every run of white space folded into one space, none at its ends; still mapped."""
    plain = text.text
    shown = " ".join(plain.split())
    if shown == plain:
        return text
    kept: list[tuple[int, int]] = []
    at = len(plain) - len(plain.lstrip())
    end = len(plain.rstrip())
    for space in _WIDE.finditer(plain, at, end):
        kept.append((at, space.start() + 1))
        at = space.end()
    return MappedText(shown, text.keep([*kept, (at, end)]).offsets) if shown else text.slice(0, 0)


def _order(mark: Markup) -> tuple[int, int]:
    return mark.content.start, -mark.content.end


def _place(raw: MappedText, places: Sequence[int], start: int, end: int) -> Span:
    """Where a stretch of the raw text is in the text without mark-up."""
    first = raw.offsets[start] if start < len(raw.offsets) else raw.offsets[-1] + 1
    last = raw.offsets[end] if end < len(raw.offsets) else raw.offsets[-1] + 1
    return Span(bisect_left(places, first), bisect_left(places, last))


def _apply(raw: MappedText, edits: Iterable[tuple[int, int, str]]) -> MappedText:
    """The raw text with its edits made; what an edit puts in stands where the edit begins."""
    edits = sorted(edits)
    if not edits:
        return raw
    text: list[str] = []
    offsets = array("q")
    at = 0
    for start, end, instead in edits:
        if start < at:
            continue  # within something already left out
        text.append(raw.text[at:start])
        offsets.extend(raw.offsets[at:start])
        text.append(instead)
        offsets.extend([raw.offsets[start]] * len(instead))
        at = end
    text.append(raw.text[at:])
    offsets.extend(raw.offsets[at:])
    return MappedText("".join(text), offsets)
