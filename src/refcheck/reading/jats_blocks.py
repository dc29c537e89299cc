"""The blocks of running text in a JATS article: where each stands, and the text of those that are read.

One scan over the tags that make blocks; what a block says is only put together where something in it may cite.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from refcheck.reading.xml_source import characters_in, literal_runs
from refcheck.source import MappedText, Runs, Span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

BREAK = "\x1f"
"""Stands in a block's text where a line ends or another block stood; white space that XML cannot hold."""

_UNREAD = ("ref-list", "sub-article", "response", "front", "front-stub", "processing-meta")
_TAG = re.compile(
    r"<(/?)(p|title|subtitle|td|th|term|attrib|verse-line|speaker|ref-list|sub-article|response|front|front-stub"
    r"|processing-meta|table)(?:\s[^<>]*)?>"
)
_ABSTRACT = re.compile(r"<(?:trans-)?abstract[\s>]")
_SOURCE_OF_FORMULA = re.compile(r"<(tex-math|object-id|alt-text|long-desc)\b[^<>]*>[^<]*</\1\s*>")
_TAGS_OF_TEXT = {"sup": "sup", "/sup": "/sup", "/xref": "/xref"} | dict.fromkeys(
    ("break/", "break /", "/label", "/list-item", "/disp-formula", "disp-formula"), "room"
)
"""What the tags within a block do: those of links and raised stretches, and those at which words do not touch."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a block stands: its stretches of the source, in order, what other blocks in it hold left out."""

    tag: str
    stretches: tuple[tuple[int, int], ...]

    @property
    def span(self) -> Span:
        """From its first stretch to its last."""
        return Span(self.stretches[0][0], self.stretches[-1][1])

    def holds_one_of(self, offsets: Sequence[int]) -> bool:
        """Whether one of some ascending offsets is in it."""
        return any(bisect_left(offsets, start) < bisect_left(offsets, end) for start, end in self.stretches)


@dataclass(frozen=True, slots=True)
class Layout:
    """How an article is laid out.

    Attributes:
        blocks: its blocks, in the order of their beginnings.
        lists: its reference lists.
    """

    blocks: Sequence[Place]
    lists: Sequence[Span]


@dataclass(frozen=True, slots=True)
class Mark:
    """A link to references, or a raised stretch, within a block.

    Attributes:
        start, end: its content in the block's text.
        source: the element in the source, tags included.
        targets: the identifiers that a link leads to; None if this is a raised stretch.
    """

    start: int
    end: int
    source: Span
    targets: tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Text:
    """The text of a block, and the marks in it, in the order of their ends."""

    text: MappedText
    links: Sequence[Mark]
    raised: Sequence[Mark]


def without_sources_of_formulas(plain: str) -> str:
    """The article with what nobody sees (formulas in TeX, descriptions of figures) made one empty tag."""
    if "<tex-math" not in plain and "<object-id" not in plain and "<alt-text" not in plain:
        return plain
    return _SOURCE_OF_FORMULA.sub(lambda found: f"<{' ' * (len(found[0]) - 3)}/>", plain)


def layout(plain: str, start: int, wanted: Sequence[int]) -> Layout:
    """Where an article's blocks and reference lists stand.

    Args:
        plain: the article, as `XmlSource.plain`.
        start: where its root element begins.
        wanted: offsets at which something may cite, ascending; tables without any are passed over.
    """
    places: list[tuple[int, Place]] = []
    lists: list[Span] = []
    open_blocks: list[tuple[str, list[tuple[int, int]], int]] = []  # tag, stretches, place in order
    begun = 0  # where the stretch of the innermost open block begins
    at = start
    order = 0
    while found := _TAG.search(plain, at):
        first, at = found.span()
        closing, tag = found.groups()
        if plain[at - 2] == "/":
            continue
        if tag == "table":
            if not closing:
                end = _end_of(plain, tag, at)
                if bisect_left(wanted, at) == bisect_left(wanted, end):
                    at = end
            continue
        if tag in _UNREAD:
            if closing:
                continue
            end = _end_of(plain, tag, at)
            if tag == "ref-list":
                lists.append(Span(first, end))
            elif tag == "front" and bisect_left(wanted, at) < bisect_left(wanted, end):
                abstract = _ABSTRACT.search(plain, at, end)
                at = abstract.start() if abstract else end
                continue
            if open_blocks:
                open_blocks[-1][1].append((begun, first))
                begun = end
            at = end
            continue
        if not closing:
            if open_blocks:
                open_blocks[-1][1].append((begun, first))
            open_blocks.append((tag, [], order))
            order += 1
            begun = at
        elif open_blocks and open_blocks[-1][0] == tag:
            _, stretches, number = open_blocks.pop()
            stretches.append((begun, first))
            places.append((number, Place(tag, tuple(stretches))))
            begun = at
    return Layout([place for _, place in sorted(places, key=_number)], lists)


def _number(pair: tuple[int, Place]) -> int:
    return pair[0]


def _end_of(plain: str, tag: str, at: int) -> int:
    """Where an element ends whose content begins at `at`."""
    opening, closing = f"<{tag}", f"</{tag}"
    depth = 1
    here = at
    while depth:
        end = plain.find(closing, here)
        if end < 0:
            return len(plain)  # cannot be in a well-formed file
        depth += _count(plain, opening, here, end) - (plain[end + len(closing)] in "> \t\r\n")
        here = end + len(closing)
    return plain.index(">", here) + 1


def _count(plain: str, opening: str, start: int, end: int) -> int:
    count = 0
    at = plain.find(opening, start, end)
    while at >= 0:
        after = at + len(opening)
        if plain[after] in "> \t\r\n" and plain[plain.index(">", after) - 1] != "/":
            count += 1
        at = plain.find(opening, after, end)
    return count


def text_of(plain: str, place: Place, targets: Mapping[int, tuple[str, ...]]) -> Text:
    """The text of a block.

    Args:
        plain: the article, as `XmlSource.plain`.
        place: where the block stands.
        targets: for the offset of each link to references the identifiers that it leads to.
    """
    pieces: list[str] = []
    runs: list[Sequence[int]] = []
    links: list[Mark] = []
    raised: list[Mark] = []
    opened: list[tuple[int, int]] = []  # links and raised stretches: where they begin in the source and in the text
    length = 0
    for index, (start, end) in enumerate(place.stretches):
        parts = plain[start:end].split("<")
        wheres = accumulate((len(part) + 1 for part in parts), initial=start)
        for at, (part, where) in enumerate(zip(parts, wheres, strict=False)):
            literal = part
            added = BREAK if index and not at else ""
            if at:
                token, _, literal = part.partition(">")
                tag = _TAGS_OF_TEXT.get(token, "") if token[:5] != "xref " else "xref"
                if tag == "room":
                    added = BREAK
                elif tag in {"xref", "sup"}:
                    if tag == "xref" and token[-1] != "/":
                        if links and links[-1].end == length and where - 1 in targets and pieces[-1][-1].isdigit():
                            added = " "  # two numbers that touch
                        opened.append((where - 1, length + len(added)))
                    elif tag == "sup":
                        opened.append((where - 1, length))
                elif tag and opened:
                    begun, first = opened.pop()
                    source = Span(begun, where + len(token) + 1)
                    if tag == "/sup":
                        raised.append(Mark(first, length, source, None))
                    elif begun in targets:
                        links.append(Mark(first, length, source, targets[begun]))
                where += len(token) + 1
            if added:
                pieces.append(added)
                runs.append((where - 1 if at else where,))
                length += 1
            if not literal:
                continue
            if "&" in literal:
                runs += literal_runs(literal, where)
                literal = characters_in(literal)
            else:
                runs.append(range(where, where + len(literal)))
            pieces.append(literal)
            length += len(literal)
    return Text(MappedText("".join(pieces), Runs(runs)), links, raised)
