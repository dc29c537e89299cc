"""From passages to the blocks that citations are sought in."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import accumulate
from typing import TYPE_CHECKING

from refcheck.article import MarkerStyle
from refcheck.reading.blocks import Block, Markup
from refcheck.reading.citation_markers import DASHES
from refcheck.reading.html.links import is_citing, is_numeric, targets
from refcheck.source import MappedText, Span

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from refcheck.reading.html.passages import Mark, Passage

_OPAQUE = re.compile(
    r"(?:https?://|www\.)[^\s<>\"”\[\]⁰¹²³⁴-⁹]{0,2000}"
    r"|\b(?:doi:\s?)?10\.\d{4,9}/[^\s<>\"”\[\]⁰¹²³⁴-⁹]{0,2000}"
    r"|\\\((?!\s{0,3}[\d,–-]{1,20}\s{0,3}\\\))[^()\\]{1,300}(?:\\[^()][^()\\]{0,300}){0,30}\\\)"
    r"|\\\[[^\[\]]{1,1000}\\\]|\$\$[^$]{1,2000}\$\$"
)
_OPAQUE_SIGNS = ("://", "www.", "10.", "\\", "$$")
"""What is opaque has one of these; to look for them takes a hundredth of the time that the pattern takes."""
_NUMBERS = re.compile(rf"[\s\d,;\[\]{DASHES}]{{1,100}}")


def _has_opaque(shown: str) -> bool:
    return any(map(shown.__contains__, _OPAQUE_SIGNS)) and _OPAQUE.search(shown) is not None


class BlockMaker:
    """Makes blocks of passages, once it is known what the links of a page lead to."""

    def __init__(self, references: Collection[str], others: Collection[str]) -> None:
        """Take note of the ids.

        Args:
            references: the ids of references.
            others: the ids of everything else that the page shows.
        """
        self.references = references
        self.shapes = {_shape(name) for name in references}
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
        shown = passage.text.text
        whole = len(part) == len(shown)
        if whole and not (passage.links or passage.raised or passage.opaque or _has_opaque(shown)):
            return Block(passage.text, passage.span, passage.kind)
        raised = _raised_together(shown, passage.raised)
        above = Stretches(content for content, _ in raised)
        linked, elsewhere = self._links(passage, above)
        citing = Stretches(mark.content for mark, _ in linked)
        opaque = Stretches(
            [
                *passage.opaque,
                *(mark.content for mark in elsewhere),
                *(Span(found.start(), _url_end(found)) for found in _OPAQUE.finditer(shown)),
            ]
        )
        markup = [(mark.content, MarkerStyle.LINKED, mark.source, target) for mark, target in linked]
        for content, source in raised:
            # Raised numbers that are linked to references are citations, whatever stands before them.
            style = MarkerStyle.LINKED if citing.touch(content) else MarkerStyle.SUPERSCRIPT
            markup.append((content, style, source, ""))
        markup.sort(key=lambda each: (each[0].start, -each[0].end))
        # A raised link to a remark is neither a citation nor a part of the sentence.
        kept = _Kept(part, Stretches(mark.content for mark in elsewhere if above.touch(mark.content)))
        text = kept.text(passage.text)
        return Block(
            text,
            passage.span if whole or not text.text else Span(text.offsets[0], text.offsets[-1] + 1),
            passage.kind,
            tuple(
                Markup(content, style, source, target=target)
                for stretch, style, source, target in markup
                if len(content := kept.span(stretch))
            ),
            tuple(span for stretch in opaque.spans if len(span := kept.span(stretch))),
        )

    def _links(self, passage: Passage, above: Stretches) -> tuple[list[tuple[Mark, str]], list[Mark]]:
        """The links of a passage that cite, with the reference each leads to, and those that lead to something else."""
        citing: list[tuple[Mark, str]] = []
        elsewhere: list[Mark] = []
        for mark in passage.links:
            leads_to = targets(mark.element)
            target = next((name for name in leads_to if name in self.references), "")
            if target or not any(name in self.others for name in leads_to):
                # "#ref57" cites where there are "#ref1" to "#ref56", though it leads nowhere.
                says = is_citing(mark.element) or any(_shape(name) in self.shapes for name in leads_to)
                if (target or says) and is_numeric(passage, mark):
                    citing.append((mark, target))
            elif self.references and (is_numeric(passage, mark) or above.touch(mark.content)):
                elsewhere.append(mark)
        return citing, elsewhere


def _shape(name: str) -> str:
    """An id with its numbers made equal."""
    return re.sub(r"\d+", "0", name)


class Stretches:
    """Stretches of a text, those that overlap as one."""

    def __init__(self, spans: Iterable[Span]) -> None:
        """Put them in order."""
        self.spans: list[Span] = []
        for span in sorted(spans):
            if self.spans and span.start < self.spans[-1].end:
                self.spans[-1] = Span(self.spans[-1].start, max(self.spans[-1].end, span.end))
            else:
                self.spans.append(span)

    def touch(self, stretch: Span) -> bool:
        """Whether a stretch shares a code point with one of them."""
        index = bisect_left(self.spans, stretch.end, key=_start)
        return index > 0 and self.spans[index - 1].end > stretch.start


def _start(span: Span) -> int:
    return span.start


class _Kept:
    """A stretch of a text without what is cut out of it."""

    def __init__(self, part: Span, cuts: Stretches) -> None:
        self.part = part
        self.cuts = [cut for cut in cuts.spans if cut.overlaps(part)]
        self.gone = list(accumulate((len(cut) for cut in self.cuts), initial=0))

    def text(self, text: MappedText) -> MappedText:
        """What is kept of the text."""
        edges = [self.part.start, *(edge for cut in self.cuts for edge in (cut.start, cut.end)), self.part.end]
        return MappedText.join(text.slice(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True))

    def span(self, stretch: Span) -> Span:
        """Where a stretch is in what is kept."""
        if not self.cuts and not self.part.start and stretch.end <= self.part.end:
            return stretch
        return Span(self._place(stretch.start), self._place(stretch.end))

    def _place(self, place: int) -> int:
        place = min(max(place, self.part.start), self.part.end)
        before = bisect_left(self.cuts, place, key=_start)
        within = max(0, self.cuts[before - 1].end - place) if before else 0
        return place - self.part.start - self.gone[before] + within


def _raised_together(shown: str, marks: list[Mark]) -> list[tuple[Span, Span]]:
    """What is raised, with its place in the source; numbers and separators raised side by side are one.

    ``<sup>1</sup><sup>,2</sup>`` is "1,2", while ``<sup>1</sup><sup>2</sup>`` are two numbers, each of them whole.
    """
    together: list[tuple[Span, Span]] = []
    for mark in marks:
        if together:
            content, source = together[-1]
            if mark.content.end <= content.end:
                continue  # raised twice
            if (
                not shown[content.end : mark.content.start].strip()
                and not (shown[content.end - 1].isalnum() and shown[mark.content.start].isalnum())
                and _NUMBERS.fullmatch(shown, content.start, content.end)
                and _NUMBERS.fullmatch(shown, mark.content.start, mark.content.end)
            ):
                together[-1] = (
                    Span(content.start, mark.content.end),
                    Span(source.start, max(source.end, mark.source.end)),
                )
                continue
        together.append((mark.content, mark.source))
    return together


def _url_end(found: re.Match[str]) -> int:
    """Where an address ends: before the stop of its sentence, and before a bracket that it does not open."""
    shown = found[0]
    if shown[0] in "\\$":
        return found.end()
    if ")" in shown and "(" not in shown:
        shown = shown[: shown.index(")")]
    return found.start() + max(1, len(shown.rstrip(".,;:")))
