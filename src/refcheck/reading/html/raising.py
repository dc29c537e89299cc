"""Which elements of a page raise their text: by their name, their style, or a class that a style sheet raises."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from refcheck.reading.html.tree import BLOCKS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from refcheck.reading.html.tree import Element

_CLASSES = frozenset({"superscript", "sup", "super", "msofootnotereference", "msoendnotereference"})
_RAISED = re.compile(r"vertical-align\s*:\s*super\b|mso-text-raise\s*:\s*[1-9]", re.IGNORECASE)
_DECLARATIONS = re.compile(r"\{([^{}]*+)\}")
_BRACES = re.compile(r"[{}]")
_MOST_SELECTORS = 300  # code points that are looked at before the declarations
_SELECTOR = re.compile(r"\s*(?:span|a|font)?\.([\w-]{1,60})\s*")


class Raising:
    """Knows what a page raises."""

    def __init__(self, elements: Iterable[Element], source: str) -> None:
        """Read the style sheets of a page.

        Args:
            elements: all elements of the page.
            source: its text.
        """
        self.classes = set(_CLASSES)
        for style in (element for element in elements if element.tag == "style"):
            for start, end, _ in (child for child in style.children if isinstance(child, tuple)):
                self.classes.update(_raised_classes(source[start:end]))

    def raises(self, element: Element) -> bool:
        """Whether an element raises its text."""
        if element.tag == "sup":
            return True
        if not element.attributes or element.tag in BLOCKS:
            return False
        return bool(
            ("style" in element.attributes and _RAISED.search(element.get("style")))
            or ("class" in element.attributes and not self.classes.isdisjoint(element.classes))
        )


def _raised_classes(style_sheet: str) -> Iterator[str]:
    """The classes that a style sheet raises; Google Docs and converters write `.c7{vertical-align:super}`."""
    for rule in _DECLARATIONS.finditer(style_sheet):
        if _RAISED.search(rule[1]):
            before = style_sheet[max(0, rule.start() - _MOST_SELECTORS) : rule.start()]
            for selector in _BRACES.split(before)[-1].split(","):
                found = _SELECTOR.fullmatch(selector)
                if found:
                    yield found[1].lower()
