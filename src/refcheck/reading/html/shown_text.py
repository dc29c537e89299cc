"""Text as a browser shows it: white space folded, entities replaced, every code point with its place."""

from __future__ import annotations

import html
import re
from array import array
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

# Entities as browsers take them, old ones without their semicolon as well; white space; hyphens that show nowhere.
_NOT_VERBATIM = re.compile(
    r"(?P<entity>&(?:\#[0-9]{1,8};?|\#[xX][0-9A-Fa-f]{1,7};?|[A-Za-z][A-Za-z0-9]{1,31};?))|[ \t\n\r\f]++|\xad"
)


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
        at = start
        for found in _NOT_VERBATIM.finditer(self.source, start, end):
            if found["entity"]:
                instead = found[0] if verbatim else html.unescape(found[0])
                if instead == found[0]:
                    continue
                self._add(self.source[at : found.start()], range(at, found.start()))
                self._add(instead.replace("\xad", ""), [found.start()] * len(instead.replace("\xad", "")))
            else:
                self._add(self.source[at : found.start()], range(at, found.start()))
                if not self._spaced and found[0] != "\xad":
                    self._add(" ", [found.start()])
                    self._spaced = True
            at = found.end()
        self._add(self.source[at:end], range(at, end))

    def break_line(self, at: int) -> bool:
        """Break the line, unless that was just done or nothing is written yet."""
        last = "".join(self._pieces[-2:]).rstrip(" ")
        if not last or last.endswith("\n"):
            return False
        self._add("\n", [at])
        self._spaced = True
        return True

    def _add(self, text: str, offsets: Sequence[int]) -> None:
        if text:
            self._pieces.append(text)
            self.offsets.extend(offsets)
            self._spaced = False
