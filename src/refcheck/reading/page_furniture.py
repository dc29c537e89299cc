"""What a printed page adds to a text: running heads and feet, page numbers, form feeds.

They stand in the middle of paragraphs and of references, and break neither. A line is taken for one only where it
recurs a page apart: the same line again and again, or the same but for a number that counts up.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from refcheck.reading.lines import Line

LEAST = 3
"""So many times a line recurs before it is taken for a running head."""
SHORTEST_PAGE = 700
"""So much text stands on a page at least, in code points; where a form feed marks it, a page may be shorter."""
LONGEST = 120
"""No running head is longer, in code points."""

_PAGE_NUMBER = re.compile(
    r"[\s|–—-]{0,8}(?:(?:page|p\.|pg\.|seite|página|pagina|strona)\s{0,3})?(\d{1,4})"
    r"(?:\s{0,3}(?:/|of|von|de|di|van)\s{0,3}\d{1,4})?[\s|–—-]{0,8}$",
    re.IGNORECASE,
)
_NUMBER_AT_AN_END = re.compile(r"^(\d{1,4})(?=\D)|(?<=\D)(\d{1,4})(?:\s(?:of|/)\s\d{1,4})?$")
_COUNTED = re.compile(
    r"(?:\W|\d){0,9}(?:table|fig|box|case|patient|step|study|group|chapter|section|part|appendix|panel|phase|day|week"
    r"|year|question|references?|note)",
    re.IGNORECASE,
)
_CITING = re.compile(r"\[\d|\^\d|<sup|[.,;:)]\d{1,3}\s{0,3}$|[¹²³⁴-⁹]")
_GOES_ON = re.compile(r"\s{0,80}(?:[a-zà-ÿ,;)]|\(?\d{1,4}\s?[;:(),–-]\s?\d)")
_ENDED = re.compile(r"[.!?:][\"”’)\]*_]{0,4}\s{0,80}$")


def without_page_furniture(lines: Sequence[Line], skip: Collection[int]) -> list[Line]:
    """Leave out running heads and feet and page numbers, and the blank lines about them where a text goes on.

    Args:
        lines: all lines.
        skip: numbers of lines that are no text.

    Returns:
        The other lines, numbered anew.
    """
    found = _running(lines, skip)
    feeds = {line.number for line in lines if line.number not in skip and line.text[:1] == "\f"}
    if not found and not feeds:
        return list(lines)
    kept: list[Line] = []
    blanks: list[Line] = []
    broken = False
    for line in lines:
        if line.number in found or line.number in feeds:
            broken = True
        if line.number in found:
            continue
        if line.is_blank:
            blanks.append(line)
            continue
        if not (broken and kept and _is_cut(kept[-1], line)):
            kept += blanks
        elif "\f" in line.text[:1]:
            line = _after_feed(line)  # noqa: PLW2901
        blanks, broken = [], False
        kept.append(line)
    return [replace(line, number=number) for number, line in enumerate([*kept, *blanks])]


def _after_feed(line: Line) -> Line:
    text = line.text.lstrip("\f")
    return replace(line, start=line.start + len(line.text) - len(text), text=text)


def _is_cut(last: Line, line: Line) -> bool:
    """Whether a text goes on over a page break."""
    if last.is_heading or last.is_list_heading or line.is_heading or line.is_list_heading:
        return False
    return _GOES_ON.match(line.text.lstrip("\f")) is not None or (
        _ENDED.search(last.text[-90:]) is None and len(last.text) > 40 and line.text[:1].isalpha()
    )


def _running(lines: Sequence[Line], skip: Collection[int]) -> set[int]:
    """The numbers of the lines that recur on every page."""
    shapes: dict[str, list[tuple[Line, int]]] = {}
    for line in lines:
        if line.number in skip or line.is_blank or len(line.text) > LONGEST:
            continue
        for shape, number in _shapes(line):
            shapes.setdefault(shape, []).append((line, number))
    found: set[int] = set()
    for group in shapes.values():
        found.update(line.number for run in _pages(lines, group) for line in run)
    return found


def _shapes(line: Line) -> Iterator[tuple[str, int]]:
    """What of a line recurs, with the number that counts up in it (-1 if there is none)."""
    text = " ".join(line.text.split())
    page = _PAGE_NUMBER.match(text)
    if page:
        yield "#", int(page[1])
        return
    if _COUNTED.match(text) or _CITING.search(text) or line.is_list_heading or sum(map(str.isalpha, text)) < 8:
        return
    if not re.match(r"[-*+>|#•=]|\(?\d{1,3}[.)]", text):
        yield text.casefold(), -1
        for number in _NUMBER_AT_AN_END.finditer(text):
            digits = number[1] or number[2]
            start = number.start(1) if number[1] else number.start(2)
            yield f"{text[:start]}#{text[start + len(digits) :]}".casefold(), int(digits)


def _pages(lines: Sequence[Line], group: Sequence[tuple[Line, int]]) -> Iterator[list[Line]]:
    """The runs of a recurring line that stand a page apart, and break into text or stand by themselves."""
    if len(group) < LEAST:
        return
    run = [group[0]]
    for last, this in pairwise(group):
        apart = this[0].start - last[0].start >= SHORTEST_PAGE or _feed_between(lines, last[0], this[0])
        counts = this[1] == last[1] == -1 or 0 < this[1] - last[1] <= 2
        if not (apart and counts):
            if len(run) >= LEAST and _stands_apart(lines, run):
                yield [line for line, _ in run]
            run = []
        run.append(this)
    if len(run) >= LEAST and _stands_apart(lines, run):
        yield [line for line, _ in run]


def _feed_between(lines: Sequence[Line], first: Line, second: Line) -> bool:
    return any("\f" in line.text[:1] for line in lines[first.number + 1 : min(second.number + 1, first.number + 200)])


def _stands_apart(lines: Sequence[Line], run: Sequence[tuple[Line, int]]) -> bool:
    """Whether a recurring line breaks into text at least once, as a subheading that recurs never does."""
    for line, _ in run:
        before, after = line.number - 1, line.number + 1
        while before >= 0 and (lines[before].is_blank or len(lines[before].text) < 30):
            before -= 1
            if line.number - before > 6:
                break
        while after < len(lines) and (lines[after].is_blank or len(lines[after].text) < 30):
            after += 1
            if after - line.number > 6:
                break
        if (
            before >= 0
            and after < len(lines)
            and _GOES_ON.match(lines[after].text.lstrip("\f"))
            and not _ENDED.search(lines[before].text[-90:])
        ):
            return True
        if any("\f" in lines[at].text[:1] for at in range(max(0, line.number - 2), min(len(lines), line.number + 3))):
            return True
    return False
