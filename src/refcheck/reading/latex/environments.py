"""Environments: which of them are tables, lists, formulas, and how deep the text is in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from refcheck.reading.blocks import BlockKind
from refcheck.reading.latex import vocabulary

if TYPE_CHECKING:
    from refcheck.reading.latex.groups import Groups
    from refcheck.reading.latex.scanning import Scan


class Environments:
    """The environments that are open.

    Args:
        groups: the text.
    """

    def __init__(self, groups: Groups) -> None:
        self._groups = groups
        self._open: list[list[str | int]] = []  # name, and how many items there were
        self._never_end: set[str] = set()

    @property
    def in_table(self) -> bool:
        """Whether the text is in cells."""
        return bool(self._open) and vocabulary.TABULAR.fullmatch(str(self._open[-1][0])) is not None

    @property
    def kind(self) -> BlockKind:
        """What a block is here."""
        if self.in_table:
            return BlockKind.TABLE_CELL
        inside = self._open and vocabulary.LIST.fullmatch(str(self._open[-1][0]))
        return BlockKind.LIST_ITEM if inside else BlockKind.PARAGRAPH

    def next_number(self) -> int:
        """The number of the next item of the list; 0 if its items have none."""
        if not self._open or not vocabulary.NUMBERED.fullmatch(str(self._open[-1][0])):
            return 0
        count = int(self._open[-1][1]) + 1
        self._open[-1][1] = count
        return count

    def turn(self, scan: Scan, which: str, at: int, end: int) -> int:
        r"""Take a ``\begin`` or ``\end``.

        Args:
            scan: the pass that met it.
            which: ``begin`` or ``end``.
            at: where it stands.
            end: where the command ends.

        Returns:
            Where the text goes on.
        """
        group = self._groups.group(end)
        if not group:
            return end
        name = self._groups.shown(*group)
        end = group[1] + 1
        if which == "end":
            if self._open and self._open[-1][0] == name:
                scan.break_block()
                self._open.pop()
                scan.break_block()
            return end
        if vocabulary.MATH.fullmatch(name):
            scan.flow.space(at)
            return self._after(name, end)
        if vocabulary.INLINE.fullmatch(name):
            return self._groups.after_arguments(end, vocabulary.ARGUMENTS.get(name, 0))
        scan.break_block()
        if len(self._open) < 1_000:
            self._open.append([name, 0])
            scan.break_block()
        return self._groups.after_arguments(end, vocabulary.ARGUMENTS.get(name, 0))

    def _after(self, name: str, at: int) -> int:
        """Where a formula ends; right here if it never does."""
        closing = f"\\end{{{name}}}"
        last = -1 if name in self._never_end else self._groups.clean.find(closing, at)
        if last < 0:
            self._never_end.add(name)
            return at
        return last + len(closing)
