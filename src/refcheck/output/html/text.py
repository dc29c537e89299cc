"""The text of an article with its citations marked, as HTML."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from refcheck.output.html.blocks import RAISED, Block, Kind, blocks_of
from refcheck.output.html.weaving import Mark, woven
from refcheck.output.markup import escaped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from refcheck.output.html.places import Places
    from refcheck.source import Span

_ELEMENTS = {Kind.PARAGRAPH: "p", Kind.HEADING: "h4", Kind.KEPT: "pre"}
_LONG = 2_000
"""Code points from which a mark is looked for in every block; a shorter one only near its beginning."""
_NESTED = 50
_BEFORE, _AFTER = 110, 40
"""Code points of the text that are quoted before and after a place."""
_SENTENCE, _STRETCH, _CITATION = range(3)


class Text:
    """The text of one article.

    Args:
        places: what its elements are called.
    """

    def __init__(self, places: Places) -> None:
        self._blocks = list(blocks_of(places.article))
        self.known: set[str] = set()
        """The identifiers of what can be seen in it."""
        self._places = places
        self._readable = sorted((block for block in self._blocks if block.offsets), key=lambda block: block.offsets[0])
        self._firsts = [block.offsets[0] for block in self._readable]
        marks = sorted(_marks(places), key=lambda mark: mark.span.start)
        self._long = [mark for mark in marks if len(mark.span) > _LONG]
        self._marks = [mark for mark in marks if len(mark.span) <= _LONG]
        self._starts = [mark.span.start for mark in self._marks]

    def html(self, references: str) -> str:
        """The blocks; `references` is the identifier of the list that stands for the references in the text."""
        return "".join(self._block(block, references) for block in self._blocks)

    def _block(self, block: Block, references: str) -> str:
        if block.kind is Kind.REFERENCES:
            return f'<p class="elsewhere"><a href="#{references}">The references are listed below.</a></p>\n'
        first = bisect_left(self._starts, block.offsets[0] - _LONG)
        last = bisect_right(self._starts, block.offsets[-1])
        placed = [(*block.place(mark.span), mark) for mark in (*self._long, *self._marks[first:last])]
        element = _ELEMENTS[block.kind]
        return f"<{element}>{woven(block.text, placed, self.known)}</{element}>\n"

    def quoted(self, span: Span) -> str:
        """The words around a place, the place itself marked, as HTML; empty where it cannot be seen."""
        for block in self._around(span):
            start, end = block.place(span)
            if start < end:
                return quoted(block.text, start, end)
        return ""

    def _around(self, span: Span) -> Sequence[Block]:
        """The blocks that begin last before the end of a place: one may stand within another, few in one."""
        last = bisect_left(self._firsts, span.end)
        return self._readable[max(0, last - _NESTED) : last][::-1]


def quoted(text: str, start: int, end: int) -> str:
    """The words around a stretch of a text, the stretch marked, as HTML."""
    first, last = max(0, start - _BEFORE), min(len(text), end + _AFTER)
    if first and (space := text.find(" ", first, start)) >= 0:
        first = space + 1
    if last < len(text) and (space := text.rfind(" ", end, last)) >= 0:
        last = space
    before = ("… " if first else "") + text[first:start]
    after = text[end:last] + (" …" if last < len(text) else "")
    return f"{escaped(before)}<b>{escaped(text[start:end])}</b>{escaped(after)}"


def _marks(places: Places) -> Iterator[Mark]:
    article = places.article
    for span in {citation.claim.span for citation in article.citations}:
        yield Mark(span, _SENTENCE, "span", ' class="s"')
    for span, name, severity in places.stretches():
        yield Mark(span, _STRETCH, "mark", f' class="{severity}" tabindex="-1"', name)
    first: dict[tuple[int, int], int] = {}
    for at, reference in enumerate(article.references):
        first.setdefault((reference.scope, reference.number), at)
    for at, citation in enumerate(article.citations):
        cited = [first[key] for number in citation.numbers if (key := (citation.scope, number)) in first]
        findings = places.by_citation.get(at, [])
        raised = "raised" if citation.style in RAISED else ""
        classes = " ".join(word for word in ("c", raised, places.worst(findings)) if word)
        attributes = f' class="{classes}"'
        attributes += f' href="#{places.reference(cited[0])}"' if cited else ' role="link" tabindex="0"'
        attributes += _list("data-r", map(places.reference, dict.fromkeys(cited)))
        attributes += _list("data-f", map(places.finding, findings))
        yield Mark(citation.span, _CITATION, "a", attributes, places.citation(at))


def _list(name: str, values: Iterable[str]) -> str:
    joined = " ".join(values)
    return f' {name}="{joined}"' if joined else ""
