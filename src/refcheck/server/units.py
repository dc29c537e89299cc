"""What an editor counts characters in: UTF-16 units unless it agrees to others; refcheck counts code points."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Units:
    """The units of one encoding.

    Attributes:
        encoding: ``utf-8``, ``utf-16`` or ``utf-32``, as the protocol calls them.
    """

    encoding: str

    def count(self, text: str) -> int:
        """How many units a text has."""
        if self.encoding == "utf-32" or text.isascii():
            return len(text)
        return sum(map(self._width, text))

    def index(self, line: str, units: int) -> int:
        """How many code points of a line stand before so many units; within one, those before it."""
        if self.encoding == "utf-32" or line.isascii():
            return min(units, len(line))
        before = 0
        for index, character in enumerate(line):
            before += self._width(character)
            if before > units:
                return index
        return len(line)

    def _width(self, character: str) -> int:
        code = ord(character)
        if self.encoding == "utf-16":
            return 1 + (code > 0xFFFF)
        return 1 + (code > 0x7F) + (code > 0x7FF) + (code > 0xFFFF)
