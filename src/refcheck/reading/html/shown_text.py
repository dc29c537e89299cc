"""Text as a browser shows it: white space folded, entities replaced, every code point with its place."""

from __future__ import annotations

import html
import re
from array import array
from functools import lru_cache

from refcheck.source import Span

_NAMED = r"(?:\#[0-9]{1,8};?|\#[xX][0-9A-Fa-f]{1,7};?|[A-Za-z][A-Za-z0-9]{1,31};?)"
"""Entities as browsers take them behind their ampersand, old ones without their semicolon as well."""
_AT_ENTITY = re.compile(f"&{_NAMED}")
_SPACES = str.maketrans("\t\n\r\f", "    ")
# Hyphens that show nowhere, and control characters, as word processors leave them where a field was.
_UNSEEN = r"\x00-\x08\x0e-\x1f\x7f\xad"
# Entities, white space of several characters, what is not seen.
_NOT_VERBATIM = re.compile(rf"[& {_UNSEEN}](?:(?<=&){_NAMED}|(?<= ) ++|(?<=[{_UNSEEN}]))")


@lru_cache(maxsize=4096)
def _shows(entity: str) -> str:
    """What an entity shows."""
    return html.unescape(entity).replace("\xad", "")


def whole_entities(span: Span, source: str) -> Span:
    """A span that ends behind the entity with which it ends (``&sup1;``), not within it.

    Args:
        span: a span of shown text, each code point of which stands where what shows it begins.
        source: the page.
    """
    if not span.end or source[span.end - 1] != "&":
        return span
    found = _AT_ENTITY.match(source, span.end - 1)
    return Span(span.start, found.end()) if found and html.unescape(found[0]) != found[0] else span


class ShownText:
    """The text of one passage while it is written.

    Attributes:
        offsets: for every code point its offset in the source.
    """

    def __init__(self, source: str) -> None:
        self.source = source
        self.offsets = array("q")
        self._pieces: list[str] = []
        self._spaced = True  # white space here would not show

    @property
    def text(self) -> str:
        """What is written."""
        return "".join(self._pieces)

    def write(self, start: int, end: int, verbatim: bool) -> None:
        """Write a stretch of the source; `verbatim` where ampersands begin no entity."""
        whole = self.source[start:end]
        if "&" not in whole and "  " not in whole and whole.isprintable():
            self._add(whole, start)  # it shows as it stands: nearly always
            return
        whole = whole.translate(_SPACES)
        at = 0
        for found in _NOT_VERBATIM.finditer(whole):
            printed, first = found[0], found.start()
            instead = " " if printed[0] == " " else ""
            if printed[0] == "&":
                instead = printed if verbatim else _shows(printed)
                if instead == printed:
                    continue
            if at < first:
                self._add(whole[at:first], start + at)
            self._add(instead, start + first, of_one=True)
            at = found.end()
        self._add(whole[at:], start + at)

    def break_line(self, at: int) -> bool:
        """Break the line, unless that was just done or nothing is written yet."""
        last = "".join(self._pieces[-2:]).rstrip(" ")
        if not last or last.endswith("\n"):
            return False
        self._add("\n", at)
        return True

    def _add(self, text: str, at: int, *, of_one: bool = False) -> None:
        """Put a text behind what is there, all its code points at one place or one after the other."""
        if self._spaced and text.startswith(" "):
            text, at = text[1:], at + 1
        if text:
            self._pieces.append(text)
            self.offsets.extend([at] * len(text) if of_one else range(at, at + len(text)))
            self._spaced = text[-1] in " \n"
