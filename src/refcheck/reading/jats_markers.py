"""The citations in a block of a JATS article: its links to references, gathered into groups.

A citation is what an `xref` to a reference *prints*. Neighbouring ones with nothing but separators between them are
one citation, and numbers that no `xref` holds (the 2 in ``1-3``, the 9 in ``[8,9]`` of which only 8 is linked) are
read from the text between. The shared grammar (`refcheck.reading.candidates`) could find most of them, too. That this
stands beside it has two reasons: links are certain here, so a document needs no weighing of its marks, and an
article has a hundred of them, which the general way takes longer to read than all the rest of the file. What is *not*
linked goes through the shared grammar (`refcheck.reading.jats_unlinked`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from refcheck.article import MarkerStyle, NumberRange
from refcheck.reading.citation_markers import DASHES, INVISIBLE, parse_numbers
from refcheck.sealing import maker
from refcheck.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from refcheck.reading.jats_text import Mark, Text

_span = maker(Span)
# To find a member of an enumeration by its name takes five times as long.
_LINKED, _SUPERSCRIPT = MarkerStyle.LINKED, MarkerStyle.SUPERSCRIPT
_BRACKETS, _PARENTHESES = MarkerStyle.BRACKETS, MarkerStyle.PARENTHESES
_new = tuple.__new__  # as in `jats_text`
_SPACE = r"[^\S\x1f]"  # but not across a break
_INSIDE = re.compile(rf"(?:{_SPACE}|[,;&\d{DASHES}{INVISIBLE}]|and\b|to\b){{0,24}}")
_FARTHEST = 24 * len("and")
"""How far apart two links of one citation may stand."""
_ACROSS = re.compile(rf"[\])]?{_SPACE}?[,;{DASHES}]?{_SPACE}?[\[(]?")
"""From bracket to bracket; white space alone does not join them."""
_GLUE = rf"(?:{_SPACE}|[\d,;{DASHES}{INVISIBLE}])"
_OPEN = re.compile(rf"[\[(]{_GLUE}{{0,24}}$")
_CLOSE = re.compile(rf"{_GLUE}{{0,24}}[\])]")
_SHORT = 30
"""Most markers are; only what they say is kept for the next of the same text."""
_MOST_RAISED = 100  # raised stretches in one citation
_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(r"\d{1,4}")
_PART = re.compile(r"(?<=\d)[a-z]\b")  # 4a: a part of reference 4


class Marker(NamedTuple):
    """A citation in a block.

    Attributes:
        start, end: where it stands in the block's text, brackets included.
        items: its numbers as printed.
        style: how it is marked.
        links: the links in it.
        source: where it stands in the source, brackets and tags included.
    """

    start: int
    end: int
    items: tuple[NumberRange, ...]
    style: MarkerStyle
    links: Sequence[Mark]
    source: Span


def items_of(text: str) -> tuple[NumberRange, ...]:
    """The numbers in a marker; none if it is no marker of numbers."""
    return _items_of(text) if len(text) < _SHORT else _items_of.__wrapped__(text)


@lru_cache(4_000)
def _items_of(text: str) -> tuple[NumberRange, ...]:
    # Articles cite the same numbers over and over.
    plain = text.replace("(", " ").replace(")", " ")
    return parse_numbers(_PART.sub("", plain)) or ()


def linked_markers(plain: str, block: Text, highest: int) -> Iterator[Marker]:
    """The citations of a block.

    Args:
        plain: the article, as `XmlSource.plain`.
        block: the block.
        highest: the highest number of the reference list.
    """
    text = block.text.text
    raised: Sequence[Mark] = ()
    ends = [mark.end for mark in block.raised]
    most = 2 * highest + 100
    for group in _groups(text, block.links):
        start, end = group[0].start, group[-1].end
        begin, close = group[0].begin, group[-1].close
        items = items_of(text[start:end])
        style = _LINKED
        if ends:
            first = bisect_right(ends, start)
            raised = [mark for mark in block.raised[first : first + _MOST_RAISED] if mark.start < end]
        if raised and _all_raised(text, group, raised):
            style = _SUPERSCRIPT
            wider = min(start, raised[0].start), max(end, raised[-1].end)
            if inside := items if wider == (start, end) else items_of(text[slice(*wider)]):
                items = inside
                start, end = wider
                begin = min(begin, raised[0].begin)
                close = max(close, raised[-1].close)
        opened = _opened_at(text, start)
        closed = _closed_at(text, end) if opened >= 0 else -1
        if closed >= 0:
            is_close = opened + 1 == start and closed - 1 == end
            if inside := items if is_close else items_of(text[opened + 1 : closed - 1]):
                items = inside
                if is_close and plain[begin - 1] == text[opened] and plain[close] == text[end]:
                    begin, close = begin - 1, close + 1
                else:
                    own = block.text.source_span(opened, closed)
                    begin, close = min(own.start, begin), max(own.end, close)
                start, end = opened, closed
        if text[start] in "[(" and text[end - 1] in "])":
            style = _BRACKETS if text[start] == "[" else _PARENTHESES
        if items and (items[0] if len(items) == 1 else max(items, key=_last)).last <= most:  # else years
            yield _new(Marker, (start, end, items, style, group, _span(begin, close)))


def _last(item: NumberRange) -> int:
    return item.last


def _opened_at(text: str, start: int) -> int:
    """Where the bracket stands that is opened before a marker; -1 if none is."""
    before = text[start - 1 : start]
    if not before or before == "." or before.isalpha():
        return -1
    if before in "[(":
        return start - 1
    found = _OPEN.search(text, max(0, start - 26), start)
    return found.start() if found else -1


def _closed_at(text: str, end: int) -> int:
    """Where the bracket ends that is closed behind a marker; -1 if none is."""
    if text[end : end + 1] == "]":
        return end + 1
    found = _CLOSE.match(text, end)
    return found.end() if found else -1


def _groups(text: str, links: Sequence[Mark]) -> list[list[Mark]]:
    groups: list[list[Mark]] = []
    end = -1
    for link in links:
        if not text[link.start : link.end].isdecimal() and not _DIGIT.search(text, link.start, link.end):
            continue  # names, or nothing
        if end >= 0 and _are_joined(text, end, link.start):
            groups[-1].append(link)
        else:
            groups.append([link])
        end = link.end
    return groups


def _are_joined(text: str, end: int, start: int) -> bool:
    if start - end > _FARTHEST:  # nearly always
        return False
    between = text[end:start]
    if text[end - 1] in "])" or "]" in between or ")" in between:
        bare = between.strip("[]()")
        return bool(_ACROSS.fullmatch(between)) and not (bare and bare.isspace())
    return _INSIDE.fullmatch(between) is not None


def _all_raised(text: str, group: Sequence[Mark], raised: Sequence[Mark]) -> bool:
    if len(group) == len(raised) == 1 and raised[0].start <= group[0].start and group[0].end <= raised[0].end:
        return True  # nearly always
    return all(
        any(
            (mark.start <= link.start and link.end <= mark.end)
            or (link.start <= mark.start and mark.end <= link.end and _DIGIT.search(text, mark.start, mark.end))
            for mark in raised
        )
        for link in group
    )
