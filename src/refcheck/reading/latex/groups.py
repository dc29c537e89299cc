"""Braces and brackets: where the arguments of a command begin and end, without looking at anything twice."""

from __future__ import annotations

import re
from array import array

_BRACE = re.compile(r"\\.|[{}\[\]]", re.DOTALL)
_SPACE = re.compile(r"[ \t\0]*+(?:(?:\r\n?|\n)[ \t\0]*+)?")  # an empty line ends what belongs to a command
LONGEST_OPTION = 2_000
"""How long an argument in brackets may be, in code points; a bracket that closes later is not one."""


class Groups:
    """The arguments in a text.

    Args:
        clean: the text, what is no text blanked out.
    """

    def __init__(self, clean: str) -> None:
        self.clean = clean
        # Four bytes a code point: text that is nothing but braces must fit into memory, too.
        self._ends = array("i", bytes(4 * len(clean)))
        opened = array("i")
        brackets = array("i")  # where those that are open stand, and how deep in braces
        depths = array("i")
        for found in _BRACE.finditer(clean):
            sign, at = found[0], found.start()
            if sign == "{":
                opened.append(at)
            elif sign == "}" and opened:
                self._ends[opened.pop()] = at
                while depths and depths[-1] > len(opened):
                    depths.pop()
                    brackets.pop()
            elif sign == "[":
                brackets.append(at)
                depths.append(len(opened))
            elif sign == "]":
                while depths and depths[-1] == len(opened):
                    depths.pop()
                    self._ends[brackets.pop()] = at

    def without(self, clean: str) -> Groups:
        """The same arguments in the same text, whole ones of them blanked out."""
        other = object.__new__(Groups)
        other.clean = clean
        other._ends = self._ends
        return other

    def after_space(self, at: int) -> int:
        """Past white space, but for an empty line."""
        found = _SPACE.match(self.clean, at)
        return found.end() if found else at

    def end(self, at: int) -> int:
        """Where the group closes that opens at `at`; 0 if there is none, or it never closes."""
        return self._ends[at] if at < len(self.clean) and self.clean[at] == "{" else 0

    def group(self, at: int) -> tuple[int, int] | None:
        """What is between the braces of the argument at `at`, white space before it allowed."""
        at = self.after_space(at)
        end = self.end(at)
        return (at + 1, end) if end else None

    def option(self, at: int, opening: str = "[") -> tuple[int, int] | None:
        """What is between the brackets of the optional argument at `at`, white space before it allowed."""
        at = self.after_space(at)
        if self.clean[at : at + 1] != opening:
            return None
        if opening == "[":
            end = self._ends[at]
        else:
            end = self.clean.find({"(": ")", "<": ">"}[opening], at, at + LONGEST_OPTION)
        return (at + 1, end) if 0 < end <= at + LONGEST_OPTION else None

    def after_arguments(self, at: int, groups: int) -> int:
        """Past optional arguments and a number of groups (as many as there are)."""
        while True:
            option = self.option(at)
            if option:
                at = option[1] + 1
                continue
            found = self.group(at) if groups else None
            if not found:
                return at
            at = found[1] + 1
            groups -= 1

    def shown(self, start: int, end: int) -> str:
        """A stretch without what is blanked out, white space folded."""
        return " ".join(self.clean[start:end].replace("\0", "").split())
