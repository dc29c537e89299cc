"""What in a page could be a list of references, and what the elements around it call it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from refcheck.reading.html.tree import Element

_LIST_NAME = re.compile(
    r"(?:^|[-_])(?:references?[-_]?list|references|refs|ref[-_]?list|reflist|bibliography|biblist|csl-bib-body"
    r"|citation-list|works-cited|literature-cited)(?:[-_]{0,2}(?:list|section|wrap(?:per)?|container|body|content|items?))?$"
)
_LIST_ROLES = frozenset({"doc-bibliography", "bibliography"})
_NOTE_ROLES = frozenset({"doc-endnotes", "doc-footnotes", "endnotes", "footnotes", "rearnotes"})
_NOTE_NAME = re.compile(r"(?:^|[-_])(?:foot|end)notes?(?:$|[-_])|^footnotes?|^easy-footnotes|^fn-group")
_ENTRY_CLASSES_NAMES = """csl-entry ltx_bibitem bibitem bib-item bib-entry bib-reference ref-item reference-item
reference-entry"""
_ENTRY_CLASSES = frozenset(_ENTRY_CLASSES_NAMES.split())
_ENTRY_ROLES = frozenset({"doc-biblioentry", "biblioentry", "doc-endnote", "doc-footnote"})
_NOT_CONTAINERS = frozenset({"", "html", "body", "main", "article", "li", "dd", "td"})


@dataclass(frozen=True, slots=True)
class Draft:
    """A list that could be one of references.

    Attributes:
        element: the element of the list.
        entries: the elements of each entry (a term and its descriptions; else one).
        named: whether each entry is named as one.
    """

    element: Element
    entries: list[list[Element]]
    named: bool = False

    @property
    def start(self) -> int:
        """Where the first entry begins."""
        return self.entries[0][0].start


def drafts(elements: Iterable[Element]) -> Iterator[Draft]:
    """Every list of a page, and every group of elements that are named entries of one.

    Args:
        elements: all elements of the page, in order.
    """
    entries: dict[Element, list[list[Element]]] = {}
    rows: dict[Element, list[list[Element]]] = {}
    for element in elements:
        if element.tag in {"ol", "ul"}:
            items = [[child] for child in element.elements() if child.tag == "li"]
            if items:
                yield Draft(element, items)
        elif element.tag == "dl":
            groups = _terms(element)
            if groups:
                yield Draft(element, groups)
        elif element.parent is None:
            continue
        elif element.tag == "tr":
            if sum(child.tag in {"td", "th"} for child in element.elements()) in {2, 3}:
                rows.setdefault(element.parent, []).append([element])
        elif element.attributes and element.tag not in {"li", "a", "span"} and _is_entry(element):
            entries.setdefault(element.parent, []).append([element])
    yield from (Draft(parent, groups) for parent, groups in rows.items())
    yield from (Draft(parent, groups, named=True) for parent, groups in entries.items())


def _terms(element: Element) -> list[list[Element]]:
    """The terms of a definition list, each with its descriptions."""
    groups: list[list[Element]] = []
    for child in element.elements():
        if child.tag == "dt":
            groups.append([child])
        elif child.tag == "dd" and groups:
            groups[-1].append(child)
    return groups


def _is_entry(element: Element) -> bool:
    return not _ENTRY_CLASSES.isdisjoint(element.classes) or not _ENTRY_ROLES.isdisjoint(element.roles)


def called(draft: Draft) -> tuple[bool, bool]:
    """Whether the elements around a list call it one of references, or of notes.

    Args:
        draft: the list.
    """
    references = draft.named and not any("note" in role for role in draft.entries[0][0].roles)
    notes = draft.named and not references
    element: Element | None = draft.element
    for _ in range(6):
        if element is None or element.tag in _NOT_CONTAINERS:
            break
        names = [*element.classes, element.get("id").lower()] if element.attributes else []
        references |= not _LIST_ROLES.isdisjoint(element.roles) or any(map(_LIST_NAME.search, names))
        notes |= not _NOTE_ROLES.isdisjoint(element.roles) or any(map(_NOTE_NAME.search, names))
        notes |= "data-footnotes" in element.attributes
        element = element.parent
    return references, notes and not references
