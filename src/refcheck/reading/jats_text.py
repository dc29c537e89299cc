"""The text of one block of a JATS article, and the links to references and raised stretches in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from refcheck.offsets import Runs
from refcheck.reading.xml_source import shown, with_runs
from refcheck.sealing import sealed
from refcheck.source import MappedText, Span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from refcheck.reading.jats_blocks import Place

BREAK = "\x1f"
"""Stands in a block's text where a line ends or another block stood; white space that XML cannot hold."""
_BREAKS = frozenset({"break/", "break /", "/label", "/list-item", "/disp-formula", "disp-formula"})
_ACTING = _BREAKS | {"sup", "/sup", "/xref"}


class Mark(NamedTuple):
    """A link to references, or a raised stretch, within a block.

    Attributes:
        start, end: its content in the block's text.
        begin, close: the element in the source, tags included.
        targets: the identifiers that a link leads to; None if this is a raised stretch.
        source: where the content of a link stands in the source, if it stands there in one piece.
    """

    start: int
    end: int
    begin: int
    close: int
    targets: tuple[str, ...] | None
    source: Span | None = None


@sealed
@dataclass(frozen=True, slots=True)
class Text:
    """The text of a block, and the marks in it, in the order of their ends."""

    text: MappedText
    links: Sequence[Mark]
    raised: Sequence[Mark]


def text_of(plain: str, place: Place, targets: Mapping[int, tuple[str, ...]]) -> Text:
    """The text of a block.

    Args:
        plain: the article, as `XmlSource.plain`.
        place: where the block stands.
        targets: for the offset of each link to references the identifiers that it leads to.
    """
    writer = _Writer(targets)
    add_piece, add_run = writer.pieces.append, writer.runs.append
    for index, (start, end) in enumerate(place.stretches):
        if index:
            writer.add(BREAK, start)
        first, *parts = plain[start:end].split("<")
        if first:
            writer.read(first, start)
        where = start + len(first)
        for part in parts:
            tag, _, literal = part.partition(">")
            if tag in _ACTING or tag[:5] == "xref ":
                writer.act(tag, where)
            where += len(part) + 1
            if "&" in literal:
                writer.read(literal, where - len(literal))
            elif literal:
                add_piece(literal)
                add_run(range(where - len(literal), where))
                writer.length += len(literal)
    return Text(MappedText(shown("".join(writer.pieces)), Runs(writer.runs)), writer.links, writer.raised)


class _Writer:
    def __init__(self, targets: Mapping[int, tuple[str, ...]]) -> None:
        self.targets = targets
        self.pieces: list[str] = []
        self.runs: list[Sequence[int]] = []
        self.length = 0
        self.links: list[Mark] = []
        self.raised: list[Mark] = []
        self.opened: list[tuple[int, int]] = []  # where links and raised stretches begin: in the source, in the text

    def read(self, literal: str, where: int) -> None:
        """Add text of the source."""
        literal, runs = with_runs(literal, where)
        self.runs += runs
        self.pieces.append(literal)
        self.length += len(literal)

    def add(self, character: str, where: int) -> None:
        """Add a character that is not in the source."""
        self.pieces.append(character)
        self.runs.append((where,))
        self.length += 1

    def act(self, tag: str, where: int) -> None:
        """Do what a tag says."""
        if tag in _BREAKS:
            self.add(BREAK, where)
        elif tag == "sup":
            self.opened.append((where, self.length))
        elif tag[0] != "/":
            if tag[-1] != "/":
                if where in self.targets and self.links and self.links[-1].end == self.length and self._ends_in_digit():
                    self.add(" ", where)  # two numbers that touch
                self.opened.append((where, self.length))
        elif self.opened:
            begun, first = self.opened.pop()
            close = where + len(tag) + 2
            if tag == "/sup":
                self.raised.append(Mark(first, self.length, begun, close, None))
            elif begun in self.targets:
                run = self.runs[-1] if self.runs else ()
                source = None
                if isinstance(run, range) and len(run) == self.length - first:
                    source = Span(run.start, run.stop)
                self.links.append(Mark(first, self.length, begun, close, self.targets[begun], source))

    def _ends_in_digit(self) -> bool:
        return self.pieces[-1][-1].isdigit()
