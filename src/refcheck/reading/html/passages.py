"""The text of a page as a browser shows it: one passage per paragraph, item, cell or heading.

White space is folded, entities are replaced, hidden elements are left out; every code point knows its place.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from refcheck.reading.blocks import BlockKind
from refcheck.reading.html.hidden import is_hidden
from refcheck.reading.html.raising import Raising
from refcheck.reading.html.shown_text import ShownText
from refcheck.reading.html.tree import BLOCKS, Element, Page
from refcheck.source import MappedText, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_ITEMS = frozenset({"li", "dt", "dd", "tr"})
_PAGE = frozenset({"article", "main", "section", "blockquote", "figure", "aside", "header", "footer"})
MOST_OPEN = 16
"""How many raised, linked or literal elements may be open within each other; every passage in them looks at all."""
_OPAQUE = frozenset({"code", "pre", "kbd", "samp", "var", "tt", "sub", "math", "m:math", "m:omath"})
_OPAQUE_CLASSES = frozenset({"math", "mathjax", "katex", "mwe-math-element", "tex", "latex", "math-tex"})


@dataclass(slots=True)
class Mark:
    """A stretch of a passage that an element sets apart.

    Attributes:
        content: the stretch in the passage's text.
        source: the stretch in the source, tags included.
        element: the element.
    """

    content: Span
    source: Span
    element: Element


@dataclass(slots=True)
class Passage:
    """One stretch of text between two block boundaries.

    Attributes:
        text: what it shows; a line feed stands for a line break.
        span: from where it begins to where the next one could, comments included.
        kind: what it is.
        owner: the block element that it stands in.
        item: the nearest list item, definition or table row that it stands in, if any.
        raised: superscripts, ascending.
        links: elements that link somewhere, and those that say they are a citation, ascending.
        opaque: stretches without citations (code, formulas).
        ids: what links can lead to, with the place in the text.
    """

    text: MappedText
    span: Span
    kind: BlockKind
    owner: Element
    item: Element | None
    raised: list[Mark] = field(default_factory=list)
    links: list[Mark] = field(default_factory=list)
    opaque: list[Span] = field(default_factory=list)
    ids: list[tuple[int, str]] = field(default_factory=list)


def passages(page: Page, source: str) -> list[Passage]:
    """The passages of a page, in order.

    Args:
        page: the page.
        source: its text, that offsets count in.
    """
    return _Flow(source, Raising(page.elements, source)).run(page.root)


class _Flow:
    """Walks the tree and writes passages."""

    def __init__(self, source: str, raising: Raising) -> None:
        self.source = source
        self.shown = ShownText(source)
        self.raises = raising.raises
        self.found: list[Passage] = []
        self.open: list[tuple[Element, int]] = []  # inline elements that matter, with where their text begins
        self.marks: list[tuple[Element, int, int, bool]] = []
        self.ids: list[tuple[int, str]] = []
        self.owners: list[Element] = []
        self.items: list[Element] = []
        self.pages = 0
        self.start = 0

    def run(self, root: Element) -> list[Passage]:
        """Walk to the end."""
        self.owners = [root]
        stack: list[Element | tuple[int, int, bool] | None] = list(reversed(root.children))
        path: list[Element] = []
        while stack:
            node = stack.pop()
            if node is None:
                self.leave(path.pop())
            elif isinstance(node, tuple):
                self.shown.write(*node)
            elif not is_hidden(node, in_article=self.pages > 0):
                self.enter(node)
                path.append(node)
                stack.append(None)
                stack.extend(reversed(node.children))
        self.flush(root.end)
        return self.found

    def enter(self, element: Element) -> None:
        """A start tag."""
        tag = element.tag
        if tag == "br":
            self.break_line(element)
            return
        if tag in BLOCKS:
            self.flush(element.start)
            self.start = element.content
            self.owners.append(element)
            if tag in _ITEMS:
                self.items.append(element)
            self.pages += tag in _PAGE
        if not element.attributes and tag not in _OPAQUE and tag != "sup":
            return
        for name in {element.get("id"), element.get("name") if tag == "a" else ""} - {""}:
            self.ids.append((len(self.shown.offsets), name))
        if len(self.open) < MOST_OPEN and (self.raises(element) or _is_link(element) or self._makes_opaque(element)):
            self.open.append((element, len(self.shown.offsets)))

    def _makes_opaque(self, element: Element) -> bool:
        """Whether an element is opaque, and none that it stands in is."""
        return _is_opaque(element) and not any(_is_opaque(outer) for outer, _ in self.open)

    def leave(self, element: Element) -> None:
        """An end tag."""
        if self.open and self.open[-1][0] is element:
            _, start = self.open.pop()
            self.mark(element, start)
        if element.tag in BLOCKS:
            self.flush(element.end)
            self.start = element.end
            self.owners.pop()
            if element.tag in _ITEMS:
                self.items.pop()
            self.pages -= element.tag in _PAGE

    def mark(self, element: Element, start: int) -> None:
        """Note what an element holds; text that stands behind an early end tag is none of it."""
        end = bisect_left(self.shown.offsets, element.end, start)
        if end > start:
            self.marks.append((element, start, end, False))

    def break_line(self, element: Element) -> None:
        """A line break; two of them make a paragraph."""
        if not self.shown.break_line(element.start):
            self.flush(element.start)
            self.start = element.end

    def flush(self, end: int) -> None:
        """End the passage; what is open goes on in the next one."""
        if not self.shown.offsets:
            if self.ids:
                self.ids = [(0, name) for _, name in self.ids]  # an empty anchor belongs to what follows it
            return
        text = self.shown.text
        if text.strip():
            self.found.append(self.passage(text.rstrip(" \n"), max(end, self.shown.offsets[-1] + 1)))
            self.ids = []
        else:
            self.ids = [(0, name) for _, name in self.ids]
        self.shown = ShownText(self.source)
        self.marks = []
        self.open = [(element, 0) for element, _ in self.open]

    def passage(self, text: str, end: int) -> Passage:
        """The passage that is written."""
        length = len(text)
        marks = [*self.marks, *((element, start, length, True) for element, start in self.open if start < length)]
        passage = Passage(
            MappedText(text, self.shown.offsets[:length]),
            Span(min(self.start, self.shown.offsets[0]), end),
            _kind(self.owners),
            self.owners[-1],
            self.items[-1] if self.items else None,
            ids=self.ids,
        )
        for element, start, stop, is_open in marks:
            content = Span(start, min(stop, length)) if start < length else Span(0, 0)
            if not text[content.start : content.end].strip():
                continue
            first, last = self.shown.offsets[content.start], self.shown.offsets[content.end - 1] + 1
            source = Span(first, last) if is_open else Span(min(element.start, first), max(element.end, last))
            if self.raises(element):
                passage.raised.append(Mark(content, source, element))
            if _is_opaque(element):
                passage.opaque.append(content)
            if _is_link(element):
                passage.links.append(Mark(content, source, element))
        passage.raised.sort(key=_place)
        passage.links.sort(key=_place)
        passage.opaque.sort()
        return passage


def _place(mark: Mark) -> tuple[int, int]:
    return mark.content.start, -mark.content.end


def _is_opaque(element: Element) -> bool:
    return element.tag in _OPAQUE or ("class" in element.attributes and not _OPAQUE_CLASSES.isdisjoint(element.classes))


def _is_link(element: Element) -> bool:
    return (element.tag == "a" and "href" in element.attributes) or "data-cites" in element.attributes


def _kind(owners: Sequence[Element]) -> BlockKind:
    """What a passage is, by the blocks around it."""
    for owner in reversed(owners[-4:]):
        if owner.tag in _HEADINGS:
            return BlockKind.HEADING
        if owner.tag in {"td", "th"}:
            return BlockKind.TABLE_CELL
        if owner.tag in {"li", "dt", "dd"}:
            return BlockKind.LIST_ITEM
    return BlockKind.PARAGRAPH
