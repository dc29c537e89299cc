"""HTML as a tree of elements that know where they stand, whatever the tags lack.

Of the standard's tree construction (section 13.2.6, https://html.spec.whatwg.org/multipage/parsing.html) this keeps
what matters for text: which end tags are implied, which end tags reach how far, and that an inline tag closed too
early or too late moves no text from one block into another. A file is refused that has more elements than any article.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from refcheck.reading.html.tokens import tokens
from refcheck.reading.limits import Allowance
from refcheck.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

MOST_ELEMENTS = 150_000  # a long review with all its tables has about a fifth of this
MAX_DEPTH = 500  # deeper tags are seen through, as browsers do beyond 512

_VOID_NAMES = "area base br col embed hr img input link meta param source track wbr"
VOID = frozenset(_VOID_NAMES.split())
_BLOCKS_NAMES = """address article aside blockquote body caption center dd details dialog dir div dl dt fieldset
figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li main menu nav ol p pre section
summary table tbody td tfoot th thead tr ul"""
BLOCKS = frozenset(_BLOCKS_NAMES.split())
"""Elements that begin and end a paragraph of text."""

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_CELL = ("td", "th")
_ROW = ("tr", *_CELL)
_BODY = ("thead", "tbody", "tfoot", "caption", "colgroup", *_ROW)
# A start tag ends these elements if one is open, as far up as none of the others stands between.
_IMPLIED: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "li": (("li",), ("ol", "ul", "menu", "dir")),
    "dt": (("dt", "dd"), ("dl",)),
    "dd": (("dt", "dd"), ("dl",)),
    "td": (_CELL, ()),
    "th": (_CELL, ()),
    "tr": (_ROW, ()),
    **dict.fromkeys(("thead", "tbody", "tfoot", "caption", "colgroup"), (_BODY, ())),
    "option": (("option",), ("select",)),
    "a": (("a",), ()),
    "body": (("head",), ()),
}
# No end tag, given or implied, reaches beyond the table, cell or embedded document that it stands in.
_BOUNDARIES = frozenset({"table", "td", "th", "caption", "template", "html", "svg", "math"})
_CLOSES_PARAGRAPH = BLOCKS - {"body", "head", "html", "legend", "tbody", "td", "tfoot", "th", "thead", "tr", "caption"}
_TABLE_PARTS = frozenset({"table", *_BODY})


@dataclass(slots=True, eq=False)
class Element:
    """One element.

    Attributes:
        tag: its name, lower case, without a prefix.
        attributes: of its start tag.
        start: the offset of its start tag.
        content: the offset after its start tag.
        end: the offset after its end tag, or where what implies it begins.
        parent: the element it stands in; None for the root.
        children: elements and stretches of text (a pair of offsets, and whether entities mean nothing in it).
    """

    tag: str
    attributes: Mapping[str, str]
    start: int
    content: int
    parent: Element | None = field(repr=False, default=None)
    end: int = 0
    children: list[Element | tuple[int, int, bool]] = field(default_factory=list, repr=False)

    def get(self, name: str) -> str:
        """An attribute, or the empty text."""
        return self.attributes.get(name, "")

    @property
    def classes(self) -> list[str]:
        """Its classes, lower case."""
        return self.get("class").lower().split()

    @property
    def roles(self) -> list[str]:
        """What ARIA or EPUB say it is: ``doc-biblioref``, ``biblioref``."""
        return f"{self.get('role')} {self.get('epub:type')}".lower().split()

    def elements(self) -> Iterator[Element]:
        """The child elements, in order."""
        return (child for child in self.children if isinstance(child, Element))

    def iter(self) -> Iterator[Element]:
        """All elements below this one (itself included), in document order."""
        stack = [self]
        while stack:
            element = stack.pop()
            yield element
            stack.extend(reversed(list(element.elements())))

    def ancestors(self) -> Iterator[Element]:
        """The elements it stands in, the nearest first."""
        element = self.parent
        while element is not None:
            yield element
            element = element.parent


@dataclass(frozen=True, slots=True)
class Page:
    """A page.

    Attributes:
        root: an element that holds everything.
        elements: all others, in order.
        comments: where comments stand.
    """

    root: Element
    elements: Sequence[Element]
    comments: Sequence[Span]


def parse(text: str, path: str, *, xml: bool = False) -> Page:
    """Read a page.

    Args:
        text: the page.
        path: its path, for errors.
        xml: whether it is XHTML.

    Raises:
        UnreadableArticle: if it has more elements than `MOST_ELEMENTS`.
    """
    builder = _Builder(len(text))
    comments: list[Span] = []
    allowance = Allowance(MOST_ELEMENTS, "elements", path)
    for token in tokens(text, xml=xml):
        if token.kind in {"text", "raw"}:
            builder.open[-1].children.append((token.start, token.end, token.kind == "raw"))
        elif token.kind == "start":
            allowance.spend()
            builder.start(token.name, token.attributes, token.start, token.end, closed=xml and token.closed)
        elif token.kind == "end":
            builder.end(token.name, token.start, token.end)
        else:
            comments.append(Span(token.start, token.end))
    builder.pop_to(0, len(text))
    return Page(builder.root, builder.elements, comments)


class _Builder:
    """The open elements, and by name where in that stack each stands, so that no search walks the stack."""

    def __init__(self, length: int) -> None:
        self.root = Element("", {}, 0, 0, end=length)
        self.open = [self.root]
        self.elements: list[Element] = []
        self.places: dict[str, list[int]] = {}
        self.boundaries = [0]
        self.blocks = [0]

    def start(self, tag: str, attributes: Mapping[str, str], start: int, end: int, *, closed: bool) -> None:
        """A start tag."""
        if tag in _CLOSES_PARAGRAPH and self.places.get("p"):
            self._close(("p",), (), start)
        if tag in _HEADINGS:
            self._close(_HEADINGS, (), start)
        if tag in _IMPLIED:
            self._close(*_IMPLIED[tag], start)
        element = Element(tag, attributes, start, end, self.open[-1], end)
        self.open[-1].children.append(element)
        self.elements.append(element)
        if tag in VOID or closed or len(self.open) >= MAX_DEPTH:
            return
        place = len(self.open)
        self.open.append(element)
        self.places.setdefault(tag, []).append(place)
        if tag in _BOUNDARIES:
            self.boundaries.append(place)
        if tag in BLOCKS:
            self.blocks.append(place)

    def end(self, tag: str, start: int, end: int) -> None:
        """An end tag; one that closes nothing is passed over, but `</br>` and `</p>` break the text, as in browsers."""
        place = self._last(tag)
        barrier = self._last("table") if tag in _TABLE_PARTS else self.boundaries[-1]
        if tag == "li":
            barrier = max(barrier, self._last("ol"), self._last("ul"))
        if not place or place < barrier:
            if tag in {"br", "p"}:
                self.start(tag, {}, start, end, closed=True)
            return
        if tag not in BLOCKS and place < self.blocks[-1]:
            # <b><p>...</b> more</p>: the tag ends here, the paragraph goes on.
            self.open[place].end = end
            self.places[tag].pop()
            return
        # The elements within end where the end tag begins, this one after it.
        element = self.open[place]
        self.pop_to(place, start)
        element.end = end

    def pop_to(self, place: int, at: int) -> None:
        """Close the element at a place of the stack and all within it."""
        while len(self.open) > max(place, 1):
            element = self.open.pop()
            where = len(self.open)
            own = self.places[element.tag]
            if own and own[-1] == where:
                own.pop()
                element.end = at
            if self.boundaries[-1] == where:
                self.boundaries.pop()
            if self.blocks[-1] == where:
                self.blocks.pop()

    def _last(self, tag: str) -> int:
        return (self.places.get(tag) or [0])[-1]

    def _close(self, tags: tuple[str, ...], barriers: tuple[str, ...], at: int) -> None:
        """Close the outermost of the named elements that no barrier shields."""
        if tags in {_CELL, _ROW, _BODY}:
            barrier = self._last("table")
        else:
            barrier = max([self.boundaries[-1], *(self._last(name) for name in barriers)])
        places = [place for name in tags for place in (self.places.get(name) or ())[-1:] if place > barrier]
        if not places:
            return
        place = min(places)
        if tags == ("a",) and place < self.blocks[-1]:
            # An unclosed <a name="x"> in a block further out takes no block with it.
            self.open[place].end = at
            self.places["a"].pop()
            return
        self.pop_to(place, at)
