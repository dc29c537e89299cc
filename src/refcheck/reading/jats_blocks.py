"""Where the blocks of running text in a JATS article stand, and its reference lists.

One scan over the tags that make blocks; what a block says is only put together where something in it may cite.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from refcheck.errors import UnreadableArticle
from refcheck.reading.jats_tags import name_of
from refcheck.reading.limits import MOST_LINES, Allowance
from refcheck.sealing import maker, sealed
from refcheck.source import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

MAX_DEPTH = 100
"""How deep blocks (paragraphs in cells in paragraphs) may nest; in real articles it is three or four deep."""
_WHOLE = frozenset({"ref-list", "sub-article", "response", "front", "front-stub", "processing-meta", "table"})
"""What is passed over whole, if nothing in it may cite."""
_TAG = re.compile(  # without groups it is found in two thirds of the time
    r"</?(?:p|t(?:itle|d|h|erm|able)|s(?:ubtitle|peaker|ub-article)|attrib|verse-line|re(?:f-list|sponse)"
    r"|front(?:-stub)?|processing-meta)(?:\s[^<>]*)?>"
)
_BARE = {
    f"<{slash}{tag}>": (tag, bool(slash))
    for tag in (*_WHOLE, "p", "title", "td", "th", "term", "subtitle", "speaker", "attrib", "verse-line")
    for slash in ("", "/")
}
"""Tags without attributes, as most are: their name, and whether they close."""
_ABSTRACT = re.compile(r"<(?:trans-)?abstract[\s>]")


@sealed
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
        for start, end in self.stretches:
            first = bisect_left(offsets, start)
            if first < len(offsets) and offsets[first] < end:
                return True
        return False


@dataclass(frozen=True, slots=True)
class Layout:
    """How an article is laid out.

    Attributes:
        blocks: its blocks, in the order of their beginnings.
        lists: its reference lists.
    """

    blocks: Sequence[Place]
    lists: Sequence[Span]


_place = maker(Place)


def layout(plain: str, start: int, wanted: Sequence[int], path: str) -> Layout:
    """Where an article's blocks and reference lists stand.

    Args:
        plain: the article, as `XmlSource.plain`.
        start: where its root element begins.
        wanted: offsets at which something may cite, ascending; tables without any are passed over.
        path: the path of the file, for errors.

    Raises:
        UnreadableArticle: if blocks nest deeper than in any article, or are more than in any.
    """
    places: list[tuple[int, Place]] = []
    lists: list[Span] = []
    allowance = Allowance(MOST_LINES, "paragraphs, items and cells", path)
    open_blocks: list[tuple[str, list[tuple[int, int]], int]] = []  # tag, stretches, place in order
    begun = order = 0  # where the stretch of the innermost open block begins; how many blocks there were
    read_to = 0  # the end of a table that is read: those within it are, too
    at = start
    while found := _TAG.search(plain, at):
        first, at = found.span()
        tag, closing = _BARE.get(found[0]) or _with_attributes(found[0])
        if tag in _WHOLE:
            if closing or (tag == "table" and at < read_to):
                continue
            end = _end_of(plain, tag, at)
            if tag == "ref-list":
                lists.append(Span(first, end))
            if (inside := _read_inside(plain, tag, Span(at, end), wanted)) is not None:
                at, read_to = inside, end
                continue
            if open_blocks:
                open_blocks[-1][1].append((begun, first))
            begun = at = end
        elif not closing:
            if open_blocks:
                open_blocks[-1][1].append((begun, first))
            if len(open_blocks) == MAX_DEPTH:
                raise UnreadableArticle(f"blocks nested more than {MAX_DEPTH} deep", path=path)
            open_blocks.append((tag, [], order))
            order += 1
            begun = at
        elif open_blocks and open_blocks[-1][0] == tag:
            _, stretches, number = open_blocks.pop()
            stretches.append((begun, first))
            if begun < first or (len(stretches) > 1 and any(start < end for start, end in stretches)):
                allowance.spend()
                places.append((number, _place(tag, tuple(stretches))))
            begun = at
    return Layout([place for _, place in sorted(places, key=_number)], lists)


def _with_attributes(written: str) -> tuple[str, bool]:
    """The name of a tag, and whether it closes; an empty element is no block, and closes none."""
    return ("", True) if written[-2] == "/" else (name_of(written[1:]), written[1] == "/")


def _read_inside(plain: str, tag: str, content: Span, wanted: Sequence[int]) -> int | None:
    """Where to go on reading within an element that is mostly passed over whole; None if it is."""
    if tag not in {"table", "front"} or bisect_left(wanted, content.start) == bisect_left(wanted, content.end):
        return None
    if tag == "table":
        return content.start
    abstract = _ABSTRACT.search(plain, content.start, content.end)
    return abstract.start() if abstract else None


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
