"""The numbers that a browser shows before the items of ordered lists."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from refcheck.reading.reference_labels import Item

if TYPE_CHECKING:
    from collections.abc import Iterable

    from refcheck.reading.html.tree import Element

HIGHEST = 9_999
"""No reference has a higher number."""

_INTEGER = re.compile(r"\s*([+-]?\d{1,9})")
_UNNUMBERED = re.compile(r"list-style(?:-type)?\s*:\s*(?!\s*decimal)[a-z-]+", re.IGNORECASE)
_UNNUMBERED_CLASSES_NAMES = """list-unstyled unstyled no-bullet no-bullets list-none no-list-style list-style-none
nostyle plain-list"""
_UNNUMBERED_CLASSES = frozenset(_UNNUMBERED_CLASSES_NAMES.split())


def computed_numbers(elements: Iterable[Element]) -> dict[Element, Item]:
    """The items of ordered lists that show a number, with that number.

    Lists within an item of another, and those numbered with letters, are none that citations cite by number.

    Args:
        elements: all elements of the page, in order.
    """
    found: dict[Element, Item] = {}
    for index, listed in enumerate(elements):
        if listed.tag != "ol" or _is_unnumbered(listed) or _in_numbered_item(listed, found):
            continue
        items = [child for child in listed.elements() if child.tag == "li"]
        backward = "reversed" in listed.attributes
        number = _integer(listed.get("start"), len(items) if backward else 1)
        for item in items:
            number = _integer(item.get("value"), number)
            if 0 < number <= HIGHEST and not _is_unnumbered(item):
                found[item] = Item(number, all_ones=False, of=index)
            number += -1 if backward else 1
    return found


def _integer(text: str, otherwise: int) -> int:
    found = _INTEGER.match(text)
    return int(found[1]) if found else otherwise


def _is_unnumbered(element: Element) -> bool:
    if not element.attributes:
        return False
    return (
        element.get("type") in {"a", "A", "i", "I"}
        or ("style" in element.attributes and _UNNUMBERED.search(element.get("style")) is not None)
        or ("class" in element.attributes and not _UNNUMBERED_CLASSES.isdisjoint(element.classes))
    )


def _in_numbered_item(listed: Element, found: dict[Element, Item]) -> bool:
    above = listed.parent
    while above is not None and above.tag not in {"ol", "ul"}:
        if above in found:
            return True
        above = above.parent
    return False
