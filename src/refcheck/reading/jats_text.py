"""The text of one block of a JATS article, and the links to references and raised stretches in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from refcheck.offsets import Runs
from refcheck.reading.xml_source import UNSEEN, literal_runs, shown, with_characters, without_unseen
from refcheck.sealing import maker, sealed
from refcheck.source import MappedText

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from refcheck.reading.jats_blocks import Place

BREAK = "\x1f"
"""Stands in a block's text where a line ends or another block stood; white space that XML cannot hold."""
_BREAKS = frozenset({"break/", "break /", "/label", "/list-item", "/disp-formula", "disp-formula"})
_BEGIN_UNSEEN = frozenset(name[:4] for name in UNSEEN)
"""That one of them may be there is seen much sooner than that none is."""
_ACTING = _BREAKS | {"sup", "/sup", "/xref"}
_LINK = re.compile(r"(<xref [^<>]*[^<>/]>)([^<>&]+)</xref>")
"""A link as nearly all are: a tag, and text without others."""
_mapped = maker(MappedText)
_new = tuple.__new__  # half of the time that it takes to make a named tuple by its name goes into arguments
_CLOSING = len("</xref>")


class Mark(NamedTuple):
    """A link to references, or a raised stretch, within a block.

    Attributes:
        start, end: its content in the block's text.
        begin, close: the element in the source, tags included.
        targets: the identifiers that a link leads to; None if this is a raised stretch.
    """

    start: int
    end: int
    begin: int
    close: int
    targets: tuple[str, ...] | None


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
    pieces, runs, links = writer.pieces, writer.runs, writer.links
    for index, (start, end) in enumerate(place.stretches):
        if index:
            writer.add(BREAK, start)
        parts = _LINK.split(plain[start:end])
        writer.read(parts[0], start)
        where = start + len(parts[0])
        for tag, content, behind in zip(parts[1::3], parts[2::3], parts[3::3], strict=True):
            first = where + len(tag)
            last = first + len(content)
            close = last + _CLOSING
            if where in targets:
                if links and links[-1].end == writer.length and writer.ends_in_digit():
                    writer.add(" ", where)  # two numbers that touch
                length = writer.length
                writer.length += last - first
                links.append(_new(Mark, (length, writer.length, where, close, targets[where])))
            else:
                writer.length += last - first
            pieces.append(content)
            runs.append(range(first, last))
            where = close + len(behind)
            if "<" in behind:
                writer.read(behind, close)
            elif "&" in behind:
                writer.add_text(behind, close)
            elif behind:
                pieces.append(behind)
                runs.append(range(close, where))
                writer.length += where - close
    offsets = Runs((), partial(_runs, runs), writer.length)
    return Text(_mapped(shown("".join(pieces)), offsets), links, writer.raised)


def _runs(written: Sequence[range | tuple[str, int]]) -> list[Sequence[int]]:
    """The offsets of what was written: verbatim, or what a text with character references in it reads as."""
    runs: list[Sequence[int]] = []
    for each in written:
        if isinstance(each, range):
            runs.append(each)
        else:
            runs += literal_runs(*each)
    return runs


class _Writer:
    def __init__(self, targets: Mapping[int, tuple[str, ...]]) -> None:
        self.targets = targets
        self.pieces: list[str] = []
        self.runs: list[range | tuple[str, int]] = []
        self.length = 0
        self.links: list[Mark] = []
        self.raised: list[Mark] = []
        self.opened: list[tuple[int, int]] = []  # where links and raised stretches begin: in the source, in the text

    def read(self, part: str, where: int) -> None:
        """Add a part of the source with whatever tags are in it."""
        first, *others = part.split("<")
        if _BEGIN_UNSEEN.intersection([other[:4] for other in others]):
            first, *others = without_unseen(part).split("<")
        self.add_text(first, where)
        where += len(first)
        for other in others:
            tag, _, literal = other.partition(">")
            if tag in _ACTING or tag[:5] == "xref ":
                self._act(tag, where)
            where += len(other) + 1
            self.add_text(literal, where - len(literal))

    def add_text(self, literal: str, where: int) -> None:
        """Add text of the source."""
        if "&" in literal:
            self.runs.append((literal, where))
            literal = with_characters(literal)
        elif literal:
            self.runs.append(range(where, where + len(literal)))
        if literal:  # a reference may be to nothing that is shown
            self.pieces.append(literal)
            self.length += len(literal)

    def add(self, character: str, where: int) -> None:
        """Add a character that is not in the source."""
        self.pieces.append(character)
        self.runs.append(range(where, where + 1))
        self.length += 1

    def _act(self, tag: str, where: int) -> None:
        """Do what a tag says."""
        if tag in _BREAKS:
            self.add(BREAK, where)
        elif tag == "sup":
            self.opened.append((where, self.length))
        elif tag[0] != "/":
            if tag[-1] != "/":
                if where in self.targets and self.links and self.links[-1].end == self.length and self.ends_in_digit():
                    self.add(" ", where)  # two numbers that touch
                self.opened.append((where, self.length))
        elif self.opened:
            begun, first = self.opened.pop()
            close = where + len(tag) + 2
            if tag == "/sup":
                self.raised.append(_new(Mark, (first, self.length, begun, close, None)))
            elif begun in self.targets:
                self.links.append(_new(Mark, (first, self.length, begun, close, self.targets[begun])))

    def ends_in_digit(self) -> bool:
        """Whether what was added last does."""
        return self.pieces[-1][-1].isdigit()
