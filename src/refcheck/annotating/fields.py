"""Fields of a document, around which comments are put instead of into them."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


class Fields:
    """The complex fields that begin and end in one paragraph, as citations do.

    The marks of a comment stand outside of these: Zotero, EndNote and Word write the result of a field anew and would
    take marks in it away, and LibreOffice (measured with 7.4) loses the text of a comment in a result. A bibliography
    runs over paragraphs; comments on its entries cannot but stand in it.

    Args:
        root: the XML of the document.
    """

    def __init__(self, root: Element) -> None:
        self._order: dict[Element, int] = {}
        self._begins: list[int] = []
        self._marks: list[tuple[Element, Element]] = []
        paragraphs: list[Element] = []
        open_: list[tuple[Element, Element]] = []
        stack = [(root, False)]
        while stack:
            element, left = stack.pop()
            if left:
                paragraphs.pop()
                continue
            self._order[element] = len(self._order)
            if element.tag == "w:p":
                paragraphs.append(element)
                stack.append((element, True))
            elif element.tag == "w:fldChar" and paragraphs:
                kind = element.get("w:fldCharType")
                if kind == "begin":
                    open_.append((element, paragraphs[-1]))
                elif kind == "end" and open_:
                    begin, paragraph = open_.pop()
                    if paragraph is paragraphs[-1]:
                        self._keep(begin, element)
            stack.extend((child, False) for child in reversed(element))

    def _keep(self, begin: Element, end: Element) -> None:
        """Keep a field, and none of those within it, which ended before."""
        at = self._order[begin]
        while self._begins and self._begins[-1] > at:
            self._begins.pop()
            self._marks.pop()
        self._begins.append(at)
        self._marks.append((begin, end))

    def around(self, element: Element) -> tuple[Element, Element] | None:
        """The marks (``w:fldChar``) that begin and end the outermost field around an element, if there is one."""
        at = bisect_right(self._begins, self._order[element]) - 1
        if at >= 0 and self._order[element] <= self._order[self._marks[at][1]]:
            return self._marks[at]
        return None
