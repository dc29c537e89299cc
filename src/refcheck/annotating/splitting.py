"""Places in a document at which the mark of a comment may stand, and how a run is split to make one."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import accumulate
from typing import TYPE_CHECKING

from refcheck.annotating.fields import Fields
from refcheck.reading.word.elements import below

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from refcheck.annotating.markup import Markup

_HOLDERS = frozenset(
    {"w:p", "w:hyperlink", "w:ins", "w:moveTo", "w:smartTag", "w:customXml", "w:sdtContent", "w:bdo", "w:dir"}
)
"""What may hold runs and marks of comments side by side (ECMA-376 part 1, EG_PContent and EG_RangeMarkupElements).
``w:fldSimple`` may as well, but see `Fields`."""
_WRAPPERS = _HOLDERS - {"w:p"}
"""What a mark stands outside of, where it may: no link is split, no insertion begins with a mark."""
_PROPERTIES = frozenset({"w:rPr", "w:sdtPr", "w:sdtEndPr", "w:smartTagPr", "w:customXmlPr"})
BOX = "w:txbxContent"
_CHARACTER = re.compile(r"&[^;]*;|\r\n|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Edge:
    """A place for marks.

    Attributes:
        at: where it is, in bytes.
        closing, opening: what must stand before and after the marks where a run is split.
    """

    at: int
    closing: bytes = b""
    opening: bytes = b""


@dataclass
class Splitter:
    """Finds the places for marks around what elements show.

    Attributes:
        markup: the document.
    """

    markup: Markup
    _fields: Fields = field(init=False)
    _heads: dict[Element, bytes] = field(default_factory=dict)
    _offsets: dict[Element, list[int]] = field(default_factory=dict)
    _split_at_space: set[Element] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._fields = Fields(self.markup.root)

    def before(self, element: Element, offset: int = 0) -> Edge:
        """The place before a character of a text, or before another element.

        Args:
            element: a ``w:t``, or what else shows something.
            offset: how many code points of the text stand before; 0 of other elements.
        """
        return self._edge(element, offset, last=False)

    def after(self, element: Element, offset: int) -> Edge:
        """The place after so many code points of what an element shows."""
        return self._edge(element, offset, last=True)

    def box(self, element: Element) -> Element | None:
        """The outermost text box around an element."""
        return next((each for each in reversed(list(self._above(element))) if each.tag == BOX), None)

    def keep_spaces(self) -> None:
        """Let the texts that are now split after a space say that it counts."""
        for text in self._split_at_space:
            self.markup.insert(self.markup.tag(text).end - 1, b' xml:space="preserve"')

    def _edge(self, element: Element, offset: int, *, last: bool) -> Edge:
        if (around := self._fields.around(element)) is not None:
            element, offset = around[last], 0
        run = self.markup.parents[element]
        outside = self._outside(element)
        if outside is not run:  # in a formula, a text box, a gloss: the mark stands around all of it
            return self._beside(outside, last=last)
        text = element.text or ""
        if 0 < offset < len(text) and self._divisible(element):
            return self._within(element, run, offset)
        if element is _outermost(run, last=last):
            return self._beside(run, last=last)
        at = self.markup.end(element) if last else self.markup.tag(element).begin
        return Edge(at, b"</" + self.markup.tag(run).name + b">", self._head(run))

    def _above(self, element: Element) -> Iterator[Element]:
        while (parent := self.markup.parents.get(element)) is not None:
            yield parent
            element = parent

    def _outside(self, element: Element) -> Element:
        """The run of an element, or what around it stands where runs do."""
        inner = self.box(element)
        at = element if inner is None else inner
        for above in self._above(at):
            if above.tag == "w:sdt" and below(above, "w:sdtPr", "w:text") is not None and self._may_stand(above):
                at = above  # a control of plain text holds no marks
        while not self._may_stand(at):
            at = self.markup.parents[at]
        return at

    def _may_stand(self, element: Element) -> bool:
        """Whether marks may stand beside an element."""
        return self.markup.parents[element].tag in _HOLDERS

    def _beside(self, element: Element, *, last: bool) -> Edge:
        """The place before or after something that stands where runs do, outside of links and insertions it fills."""
        parents = self.markup.parents
        while (around := parents[element]).tag in _WRAPPERS:
            outer = parents[around] if around.tag == "w:sdtContent" else around
            if element is not _outermost(around, last=last) or not self._may_stand(outer):
                break
            element = outer
        return Edge(self.markup.end(element) if last else self.markup.tag(element).begin)

    def _divisible(self, text: Element) -> bool:
        """Whether what a text shows is what it holds, character by character."""
        begin, end = self.markup.inside(text)
        laid_out = text.get("xml:space") != "preserve" and not {"\n", "\r"}.isdisjoint(text.text or "")
        return text.tag == "w:t" and not len(text) and not laid_out and b"<" not in self.markup.data[begin:end]

    def _within(self, text: Element, run: Element, offset: int) -> Edge:
        if text not in self._offsets:
            begin, end = self.markup.inside(text)
            written = _CHARACTER.findall(self.markup.data[begin:end].decode("utf-8"))
            self._offsets[text] = list(accumulate((len(each.encode()) for each in written), initial=begin))
        at = self._offsets[text][offset]
        name = self.markup.tag(text).name
        if text.get("xml:space") != "preserve" and (text.text or "")[offset - 1].isspace():
            self._split_at_space.add(text)
        closing = b"</" + name + b"></" + self.markup.tag(run).name + b">"
        return Edge(at, closing, self._head(run) + b"<" + name + b' xml:space="preserve">')

    def _head(self, run: Element) -> bytes:
        """The beginning of a run, its properties included, as it is written."""
        if run not in self._heads:
            data, tag = self.markup.data, self.markup.tag(run)
            properties = run.find("w:rPr")
            look = b"" if properties is None else data[self.markup.tag(properties).begin : self.markup.end(properties)]
            self._heads[run] = data[tag.begin : tag.end] + look
        return self._heads[run]


def _outermost(element: Element, *, last: bool) -> Element:
    """The first or last child of an element that holds more than properties."""
    return next(child for child in (reversed(element) if last else iter(element)) if child.tag not in _PROPERTIES)
