"""What commands do to the text: set it apart, show something else, show nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from refcheck.article import MarkerStyle
from refcheck.reading.blocks import BlockKind
from refcheck.reading.latex import vocabulary
from refcheck.reading.latex.formulas import formula_text
from refcheck.reading.latex.letters import ACCENTS, DOTLESS, SYMBOLS, accented
from refcheck.source import Span

if TYPE_CHECKING:
    from refcheck.reading.latex.scanning import Scan

_LETTER = re.compile(r"[ \t]*\\(?:[A-Za-z]|[ao]e|AE|OE|aa)(?![A-Za-z@])|[ \t]*[^\W\d_]")
_NUMBERS_ONLY = re.compile(r"[\s\d,;–-]{1,40}")
# "[12]", "12." or, as Pandoc writes it, "{[}12{]}".
_LABEL_AHEAD = re.compile(r"[\s\0]*(?:\\(?:noindent|newline)\s*)?(?:\{[\[(]\}|[\[(])?\d{1,3}(?:\{[\])]\}|[\].)])\s")
_COMMAND = re.compile(r"\\[A-Za-z@]+\s?|[{}\\]")


class Commands:
    """The commands that a pass meets.

    Args:
        scan: the pass.
    """

    def __init__(self, scan: Scan) -> None:
        self._scan = scan

    def take(self, written: str, at: int, end: int) -> int:
        """Take a command.

        Args:
            written: as it stands, with its backslash.
            at: where it begins.
            end: where its name ends.

        Returns:
            Where the text goes on.
        """
        call = self._scan.material.call_at.get(at)
        if call:
            self._scan.flow.put(call.lead, at)
            self._scan.material.cite(self._scan.flow, call)
            return call.span.end
        name = written[1:].rstrip("*")
        if name in {"begin", "end"}:
            return self._scan.environments.turn(self._scan, name, at, end)
        if name == "item":
            return self._item(at, end)
        if name == "par":
            self._scan.break_block()
            return end
        if name in {"newline", "tabularnewline"}:
            return self.line_end(at, end)
        if name in self._scan.material.macros and name not in vocabulary.UNSEEN:
            return self._macro(name, at, end)
        if name in SYMBOLS:
            return self._symbol(SYMBOLS[name], at, end)
        if name in ACCENTS:
            return self.accent(name, at, end)
        if name in vocabulary.UNSEEN:
            count = vocabulary.UNSEEN[name]
            if not count and self._scan.clean[end : end + 1] != "[":
                return end  # "\\noindent [1] Smith ...": the bracket is text
            return self._scan.groups.after_arguments(end, count)
        return self._with_argument(name, at, end)

    def _with_argument(self, name: str, at: int, end: int) -> int:
        option = self._scan.groups.option(end)
        touches = self._scan.clean[end : end + 1] == "["
        if option and (
            touches
            or self._scan.groups.end(self._scan.groups.after_space(option[1] + 1))
            or not _NUMBERS_ONLY.fullmatch(self._scan.clean[slice(*option)])
        ):
            end = self._scan.groups.after_arguments(option[1] + 1, 0)
        group = self._scan.groups.group(end)
        if name in vocabulary.REFERRING:
            self._scan.flow.put("X", at, opaque=True)
            return group[1] + 1 if group else end
        if not group:
            return end + 1 if self._scan.clean[end : end + 1] in {" ", "\t"} and not option else end
        if name == "captionof" and (group := self._scan.groups.group(group[1] + 1)) is None:
            return end
        if name in vocabulary.APART:
            self._scan.break_block()
            self._scan.open(group, BlockKind.HEADING)
        elif name in vocabulary.BESIDE:
            self._scan.open(group, BlockKind.PARAGRAPH)
        elif name in vocabulary.RAISED and not self._scan.material.calls_in(*group):
            flow, begin = self._scan.flow, self._scan.flow.length
            self._scan.when_closed(
                group[1],
                lambda close: (
                    flow.mark(begin, Span(at, close + 1), MarkerStyle.SUPERSCRIPT) if flow is self._scan.flow else None
                ),
            )
        elif name in vocabulary.LITERAL and not self._scan.material.calls_in(*group):
            self._scan.flow.put(formula_text(self._scan.clean[slice(*group)]), at, opaque=True)
            return group[1] + 1
        return group[0]

    def _symbol(self, text: str, at: int, end: int) -> int:
        self._scan.flow.put(text, at)
        # TeX takes the space behind a command; people write "\\ldots and" all the same, and mean one.
        letter = len(text) == 1 and (text.isalpha() or text in "°“‘„‚«")
        return end + 1 if letter and self._scan.clean[end : end + 1] in {" ", "\t"} else end

    def _macro(self, name: str, at: int, end: int) -> int:
        macro = self._scan.material.macros[name]
        if macro.arguments:
            return self._scan.groups.after_arguments(end, macro.arguments) if macro.drops_arguments else end
        self._scan.flow.put(self._scan.material.words_of(name), at)
        return end

    def _item(self, at: int, end: int) -> int:
        self._scan.break_block(BlockKind.LIST_ITEM)
        option = self._scan.groups.option(end)
        if option:
            end = option[1] + 1
            label = self._scan.groups.shown(*option)
            label = _COMMAND.sub("", label)
            self._scan.flow.put(f"{label} ", at)
            return end
        number = self._scan.environments.next_number()
        if number:
            self._scan.flow.label = (f"{number}. ", at)
        return end

    def line_end(self, at: int, end: int) -> int:
        """End a line, or the cell of a table, and say where the text goes on."""
        option = self._scan.groups.option(end + (self._scan.clean[end : end + 1] == "*"))
        if option and not _NUMBERS_ONLY.fullmatch(self._scan.clean[slice(*option)]):
            end = option[1] + 1
        if self._scan.environments.in_table:
            self._scan.break_block(BlockKind.TABLE_CELL)
        elif _LABEL_AHEAD.match(self._scan.clean, end):
            self._scan.break_block()
        else:
            self._scan.flow.end_line(at)
        return end

    def accent(self, accent: str, at: int, end: int) -> int:
        """Put an accent on what follows, and say where the text goes on."""
        group = self._scan.groups.group(end)
        letter = _LETTER.match(self._scan.clean, end)
        if group and group[1] - group[0] < 10:
            written = self._scan.clean[slice(*group)].strip(" {}\0")
            end = group[1] + 1
        elif letter:
            written = letter[0].strip()
            end = letter.end()
            end += written.startswith("\\") and self._scan.clean[end : end + 1] == " "
        else:
            return end
        name = written.strip("\\ ")
        inside = DOTLESS.get(name, SYMBOLS.get(name, name)) if written.startswith("\\") else name
        self._scan.flow.put(accented(accent, inside) if inside else "", at)
        return end
