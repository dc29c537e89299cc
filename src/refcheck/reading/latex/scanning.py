"""The text of a LaTeX source: one pass over it, without recursion, that keeps the place of every code point.

pylatexenc, which parses LaTeX into nodes, does this one level of braces per level of Python's stack and some hundred
thousand characters a second; a manuscript of ten megabytes, or one of nothing but braces, is beyond it. What is needed
here is less: which commands show text, which set it apart, and where it stands.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

from refcheck.reading.blocks import Block, BlockKind
from refcheck.reading.latex.commands import Commands
from refcheck.reading.latex.environments import Environments
from refcheck.reading.latex.flow import Flow
from refcheck.reading.latex.formulas import Formulas
from refcheck.reading.latex.letters import ACCENTS, SIGNS
from refcheck.source import MappedText

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from refcheck.reading.latex.citing import Call
    from refcheck.reading.latex.groups import Groups
    from refcheck.reading.latex.macros import Macro
    from refcheck.reading.limits import Allowance

_TOKEN = re.compile(
    r"(?P<text>[^\\{}$&~`'\-\r\n\0]+(?:[-'](?![-'])[^\\{}$&~`'\-\r\n\0]+)*+)"
    r"|(?P<space>[\r\n][\s\0]*+)"
    r"|(?P<nothing>\0+)"
    r"|(?P<command>\\[A-Za-z@]++\*?)"
    r"|(?P<sign>\\(?s:.))"
    r"|(?P<brace>[{}])"
    r"|(?P<math>\$\$?)"
    r"|(?P<plain>&|~|-{1,3}|``|''|`|'|\\)"
)
_WIDE = re.compile(r"\s{2,}")
_SPACE = re.compile(r"\s+")
_LINE_ENDS = re.compile(r"\r\n?|\n")
_PLAIN_SIGNS = {
    "-": "-", "--": "–", "---": "—", "``": "“", "''": "”", "`": "‘", "'": "'", "~": "\xa0", "&": "&",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Scanned:
    """A block, with the label that a list gives it and the place of that."""

    block: Block
    label: str = ""
    label_at: int = 0


@dataclass(frozen=True)
class Material:
    """What every pass over a document needs.

    Attributes:
        groups: the text, what is no text and what defines macros blanked out.
        calls: the citing commands in it, in order.
        cite: shows a citing command in a flow.
        macros: what the document defines.
        definitions: the text in which the macros are defined.
        allowance: how many blocks there may be.
    """

    groups: Groups
    calls: Sequence[Call]
    cite: Callable[[Flow, Call], None]
    macros: Mapping[str, Macro]
    definitions: Groups
    allowance: Allowance

    @cached_property
    def call_at(self) -> Mapping[int, Call]:
        """The citing commands by the offsets at which they begin."""
        return {call.span.start: call for call in self.calls}

    def calls_in(self, start: int, end: int) -> Sequence[Call]:
        """The citing commands in a stretch, in order."""
        first = bisect_left(self.calls, start, key=lambda call: call.span.start)
        last = bisect_left(self.calls, end, key=lambda call: call.span.start)
        return self.calls[first:last]

    @cached_property
    def words(self) -> dict[str, str]:
        """What macros that stand for words show, as far as that was asked for."""
        return {}

    def words_of(self, name: str) -> str:
        """What a macro without arguments shows; nothing if it is too long to be words."""
        if name not in self.words:
            macro = self.macros[name]
            inner = Material(self.definitions, (), self.cite, {}, self.definitions, self.allowance)
            self.words[name] = text_of(inner, macro.start, macro.end).text if macro.is_short else ""
        return self.words[name]


class Scan:
    """One pass over a stretch of the source.

    Args:
        material: the document.
        skipped: stretches to be left out, by their beginnings (reference lists).
    """

    def __init__(self, material: Material, skipped: Mapping[int, int] = MappingProxyType({})) -> None:
        self.material = material
        self.groups = material.groups
        self.clean = material.groups.clean
        self.blocks: list[Scanned] = []
        self.environments = Environments(material.groups)
        self._skipped = skipped
        self._flows: list[Flow] = []
        self._closing: dict[int, Callable[[int], None]] = {}
        self._commands = Commands(self)
        self._formulas = Formulas(self)

    def run(self, start: int, end: int) -> list[Scanned]:
        """Scan a stretch.

        Args:
            start: where it begins.
            end: where it ends.

        Returns:
            The blocks in the order in which they begin.
        """
        self._flows = [Flow(BlockKind.PARAGRAPH)]
        at = start
        while at < end:
            if at in self._skipped:
                self.break_block()
                at = max(self._skipped[at], at + 1)
                continue
            found = _TOKEN.match(self.clean, at)
            assert found is not None  # noqa: S101 (every code point begins a token)
            at = self._token(found, min(found.end(), end))
        while self._flows:
            self._end_flow()
        self.blocks.sort(key=lambda scanned: scanned.block.span.start)
        return self.blocks

    @property
    def flow(self) -> Flow:
        """The block in the making."""
        return self._flows[-1]

    def break_block(self, kind: BlockKind | None = None) -> None:
        """End the block; the next one is of a kind (the same, if none is said)."""
        done = self._flows[-1]
        block = done.block()
        if block:
            self.material.allowance.spend()
            self.blocks.append(Scanned(block, *done.label))
        self._flows[-1] = Flow(self._kind() if kind is None else kind, ("", 0) if block else done.label)

    def _kind(self) -> BlockKind:
        return self.environments.kind if len(self._flows) == 1 else self.flow.kind

    def _end_flow(self) -> None:
        self.break_block()
        self._flows.pop()

    def _token(self, found: re.Match[str], end: int) -> int:
        """Take one token; where the next begins."""
        kind, at = found.lastgroup, found.start()
        if kind == "text":
            self.flow.verbatim(self.clean[at:end], at)
        elif kind == "command":
            return self._commands.take(found[0], at, end)
        elif kind == "space":
            self._space(found[0], at)
        elif kind == "brace":
            action = self._closing.pop(at, None) if found[0] == "}" else None
            if action:
                action(at)
        elif kind == "sign":
            return self._sign(found[0][1], at, end)
        elif kind == "math":
            return self._formulas.dollar(found[0], at)
        elif found[0] == "&" and self.environments.in_table:
            self.break_block(BlockKind.TABLE_CELL)
        elif found[0] in _PLAIN_SIGNS:
            self.flow.put(_PLAIN_SIGNS[found[0]], at)
        return end

    def _space(self, space: str, at: int) -> None:
        if len(_LINE_ENDS.findall(space)) > 1:
            self.break_block()
        else:
            self.flow.space(at)

    def _sign(self, sign: str, at: int, end: int) -> int:
        if sign in "([":
            return self._formulas.delimited(at, end, "\\)" if sign == "(" else "\\]", display=sign == "[")
        if sign in ACCENTS and sign not in SIGNS:
            return self._commands.accent(sign, at, end)
        if sign == "\\":
            return self._commands.line_end(at, end)
        self.flow.put(SIGNS.get(sign, ""), at)
        return end

    def open(self, group: tuple[int, int], kind: BlockKind) -> None:
        """What is in a group is a block of its own."""
        self._flows.append(Flow(kind))
        self.when_closed(group[1], self._close)

    def when_closed(self, at: int, action: Callable[[int], None]) -> None:
        """Do something at the end of a group."""
        self._closing[at] = action

    def _close(self, _at: int) -> None:
        if len(self._flows) > 1:
            self._end_flow()


def text_of(material: Material, start: int, end: int) -> MappedText:
    """What a stretch shows, on one line.

    Args:
        material: the document.
        start: where it begins.
        end: where it ends.
    """
    parts: list[MappedText] = []
    for scanned in Scan(material).run(start, end):
        if parts:
            parts.append(MappedText(" ", [parts[-1].offsets[-1]]))
        parts.append(scanned.block.text)
    joined = MappedText.join(parts)
    plain = joined.text
    start = at = len(plain) - len(plain.lstrip())
    kept: list[tuple[int, int]] = []
    for space in _WIDE.finditer(plain, at):
        kept.append((at, space.start() + 1))
        at = space.end()
    return MappedText(_SPACE.sub(" ", plain[start:]), joined.keep([*kept, (at, len(plain))]).offsets)
