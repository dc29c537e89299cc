"""Formulas, as far as a sentence needs them: raised numbers that may be citations, and something to read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from refcheck.article import MarkerStyle
from refcheck.reading.latex.letters import MATH, SIGNS, SYMBOLS
from refcheck.source import Span

if TYPE_CHECKING:
    from refcheck.reading.latex.scanning import Scan

LONGEST_FORMULA = 5_000
"""How far a dollar sign may be from the one that ends its formula, in code points."""

_DOLLAR = re.compile(r"\\.|\$|(?:\r\n?|\n)[ \t\0]*(?:\r\n?|\n)", re.DOTALL)
_RAISED = re.compile(r"[\s\0]*(?:\{[\s\0]*\}[\s\0]*)?\^[\s\0]*")
_TEXT_COMMAND = re.compile(
    r"\\(?:text(?:rm|sf|normal|bf|it|up)?|math(?:rm|sf|bf|it)|rm|bf|it|scriptsize|tiny|small|hbox|mbox)(?![A-Za-z])\s*"
)
_INSIDE = re.compile(r"[\d,;\-–\s\[\]{}()\0~]+")
_COMMAND = re.compile(r"\\([A-Za-z]+)|\\(.)|[{}\0~]|\s+", re.DOTALL)


class Formulas:
    """The formulas that a pass meets.

    Args:
        scan: the pass.
    """

    def __init__(self, scan: Scan) -> None:
        self._scan = scan
        self._searched: dict[str, int] = {}

    def dollar(self, sign: str, at: int) -> int:
        """Take what a dollar sign, or two, begins, and say where the text goes on."""
        if sign == "$$":
            return self.delimited(at, at + 2, "$$", display=True)
        look = at + 1
        while found := _DOLLAR.search(self._scan.clean, look, at + LONGEST_FORMULA):
            look = found.end()
            if found[0] == "$":
                return self._inline(at, at + 1, found.start(), found.end())
            if found[0][0] != "\\":
                break
        self._scan.flow.put("$", at)
        return at + 1

    def delimited(self, at: int, start: int, closing: str, *, display: bool) -> int:
        """Take a formula, and say where the text goes on.

        Args:
            at: where its opening sign stands.
            start: where it begins.
            closing: its closing sign.
            display: whether it stands apart.
        """
        limit = start + 4 * LONGEST_FORMULA
        last = self._scan.clean.find(closing, max(start, self._searched.get(closing, 0) - 1), limit)
        if last < 0:
            self._searched[closing] = limit  # signs that never close are not looked for again and again
            return start
        if display:
            self._scan.flow.space(at)
            return last + len(closing)
        return self._inline(at, start, last, last + len(closing))

    def _inline(self, at: int, start: int, last: int, end: int) -> int:
        """A formula in a sentence: raised numbers, citations in it, or what is to be read and holds no citation."""
        inside = self._scan.material.calls_in(start, last)
        if inside:
            for call in inside:
                self._scan.material.cite(self._scan.flow, call)
            return end
        raised = raised_numbers(self._scan.clean, start, last)
        if raised is None:
            self._scan.flow.put(formula_text(self._scan.clean[start:last]), at, opaque=True)
            return end
        begin = self._scan.flow.length
        for offset, character in raised:
            self._scan.flow.put(character, offset)
        self._scan.flow.mark(begin, Span(at, end), MarkerStyle.SUPERSCRIPT)
        return end


def raised_numbers(clean: str, start: int, end: int) -> list[tuple[int, str]] | None:
    """The characters of raised numbers, ``$^{1,2}$``.

    Args:
        clean: the text.
        start: where the formula begins, without its sign.
        end: where it ends.

    Returns:
        Each character with its place; None if the formula is something else.
    """
    found = _RAISED.match(clean, start, end)
    if not found or end - found.end() > 200:
        return None
    raised = clean[found.end() : end]
    blanked = _TEXT_COMMAND.sub(lambda command: " " * len(command[0]), raised)
    if not _INSIDE.fullmatch(blanked) or not any(sign.isdigit() for sign in blanked):
        return None
    if not blanked.lstrip().startswith("{") and len(blanked.strip()) > 1:
        return None  # "$^2 3$": only the first is raised
    shown = [(found.end() + at, sign) for at, sign in enumerate(blanked) if sign in "0123456789,;-–[]()"]
    return shown or None


def formula_text(formula: str) -> str:
    """Something to read in place of a formula, on one line."""

    def character(found: re.Match[str]) -> str:
        if found[1]:
            return MATH.get(found[1]) or SYMBOLS.get(found[1], "")
        if found[2]:
            return SIGNS.get(found[2], "")
        return " " if found[0].isspace() or found[0] == "~" else ""

    return " ".join(_COMMAND.sub(character, formula).split())
