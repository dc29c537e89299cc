"""From passages to the blocks that citations are sought in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from refcheck.article import MarkerStyle
from refcheck.reading.blocks import Block, Markup
from refcheck.reading.html.links import is_citing, is_numeric, targets
from refcheck.source import Span

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from refcheck.reading.html.passages import Mark, Passage

_OPAQUE = re.compile(
    r"(?:https?://|www\.)[^\s<>\"”\[\]⁰¹²³⁴-⁹]{0,2000}"
    r"|\b(?:doi:\s?)?10\.\d{4,9}/[^\s<>\"”\[\]⁰¹²³⁴-⁹]{0,2000}"
    r"|\\\((?!\s{0,3}[\d,–-]{1,20}\s{0,3}\\\))[^()\\]{1,300}(?:\\[^()][^()\\]{0,300}){0,30}\\\)"
    r"|\\\[[^\[\]]{1,1000}\\\]|\$\$[^$]{1,2000}\$\$"
)


class BlockMaker:
    """Makes blocks of passages, once it is known what the links of a page lead to."""

    def __init__(self, references: Collection[str], others: Collection[str]) -> None:
        """Take note of the ids.

        Args:
            references: the ids of references.
            others: the ids of everything else that the page shows.
        """
        self.references = references
        self.others = others

    def blocks(self, passage: Passage, taken: Collection[int]) -> Iterator[Block]:
        """The blocks of a passage.

        Args:
            passage: the passage.
            taken: which of its lines belong to reference lists.
        """
        text = passage.text.text
        if not taken:
            yield self.block(passage, Span(0, len(text)))
            return
        start = at = 0
        for number, line in enumerate([*text.split("\n"), None]):
            if line is None or number in taken:
                if text[start:at].strip():
                    yield self.block(passage, Span(start, at))
                start = at + len(line or "") + 1
            at += len(line or "") + 1

    def block(self, passage: Passage, part: Span) -> Block:
        """The block of a stretch of a passage."""
        text = passage.text.slice(part.start, part.end)
        whole = len(part) == len(passage.text.text)
        span = passage.span if whole else Span(text.offsets[0], text.offsets[-1] + 1)
        opaque = [
            *passage.opaque,
            *(Span(found.start(), _url_end(found)) for found in _OPAQUE.finditer(passage.text.text)),
        ]
        markup: list[tuple[Span, MarkerStyle, Span, str]] = []
        citing: list[Mark] = []
        for mark in passage.links:
            if not is_numeric(passage, mark):
                continue
            leads_to = targets(mark.element)
            target = next((name for name in leads_to if name in self.references), "")
            elsewhere = not target and any(name in self.others for name in leads_to)
            if target or (not elsewhere and is_citing(mark.element)):
                markup.append((mark.content, MarkerStyle.LINKED, mark.source, target))
                citing.append(mark)
            elif elsewhere and self.references:
                opaque.append(mark.content)
        for mark in passage.raised:
            # Raised numbers that are linked to references are citations, whatever stands before them.
            linked = any(other.content.overlaps(mark.content) for other in citing)
            style = MarkerStyle.LINKED if linked else MarkerStyle.SUPERSCRIPT
            markup.append((mark.content, style, mark.source, ""))
        markup.sort(key=lambda each: (each[0].start, -each[0].end))
        return Block(
            text,
            span,
            passage.kind,
            tuple(
                Markup(_within(content, part), style, source, target=target)
                for content, style, source, target in markup
                if content.overlaps(part)
            ),
            tuple(_within(stretch, part) for stretch in _joined(opaque) if stretch.overlaps(part)),
        )


def _within(stretch: Span, part: Span) -> Span:
    return Span(max(stretch.start, part.start) - part.start, min(stretch.end, part.end) - part.start)


def _joined(stretches: list[Span]) -> Iterator[Span]:
    """Stretches in order, those that overlap as one."""
    held: Span | None = None
    for stretch in sorted(stretches):
        if held is not None and stretch.start < held.end:
            held = Span(held.start, max(held.end, stretch.end))
            continue
        if held is not None:
            yield held
        held = stretch
    if held is not None:
        yield held


def _url_end(found: re.Match[str]) -> int:
    """Where an address ends: before the stop of its sentence, and before a bracket that it does not open."""
    shown = found[0]
    if shown[0] in "\\$":
        return found.end()
    if ")" in shown and "(" not in shown:
        shown = shown[: shown.index(")")]
    return found.start() + max(1, len(shown.rstrip(".,;:")))
