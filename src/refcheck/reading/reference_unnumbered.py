"""Reference lists without printed numbers: under a heading, one paragraph or line to each entry; its place counts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from refcheck.reading.reference_entries import ListEntry
from refcheck.reading.reference_labels import Labelled
from refcheck.reading.reference_likeness import LIKELY, reference_score
from refcheck.reading.reference_list import ReferenceList

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from refcheck.reading.lines import Line

LEAST = 3
"""So many entries make a list, and so many different numbers must be cited before it."""

_CITED = re.compile(r"\[(\d{1,3})[\],–-]|<sup>\[?(\d{1,3})|\^(\d{1,3})[\^,–-]|[^\W\d]([¹²³⁴-⁹])")
_BULLET = re.compile(r"[\s>]*(?:[-*+•▪–]\s+)?")


def find_unnumbered_list(lines: Sequence[Line], skip: Collection[int]) -> ReferenceList | None:
    """Find the list under the last heading that announces references, in an article that cites by number.

    Args:
        lines: all lines.
        skip: numbers of lines that are no text.

    Returns:
        The list, its entries numbered by their place; None if there is none, or nothing cites numbers.
    """
    headings = [line.number for line in lines if line.is_list_heading and line.number not in skip]
    if not headings:
        return None
    cited = {found[0] for line in lines[: headings[-1]] for found in _CITED.findall(line.text) if any(found)}
    groups = list(_groups(lines[headings[-1] + 1 :], skip))
    entries = []
    for number, group in enumerate(groups, 1):
        bullet = _BULLET.match(group[0].text)
        content = bullet.end() if bullet else 0
        score = reference_score(" ".join([group[0].text[content:], *(line.text.strip() for line in group[1:])]))
        entries.append(ListEntry(Labelled(group[0], "place", number, "", (0, 0), content, score), tuple(group[1:])))
    likely = sum(entry.label.score >= LIKELY for entry in entries)
    if len(entries) < LEAST or len(cited) < LEAST or likely < 0.6 * len(entries):
        return None
    return ReferenceList(tuple(entries), headed=True)


def _groups(lines: Sequence[Line], skip: Collection[int]) -> Iterator[list[Line]]:
    """The lines of each entry: between blank lines if there are such, else from one line that is not indented on."""
    kept: list[Line] = []
    for line in lines:
        if line.is_heading and kept and re.search(r"\w", line.text):
            break
        if line.number not in skip and not line.is_heading:
            kept.append(line)
    while kept and kept[-1].is_blank:
        kept.pop()
    while kept and kept[0].is_blank:
        kept.pop(0)
    parted = any(line.is_blank for line in kept)
    group: list[Line] = []
    for line in kept:
        begins = not parted and line.indent <= (kept[0].indent if kept else 0)
        if group and (line.is_blank or begins):
            yield group
            group = []
        if not line.is_blank:
            group.append(line)
    if group:
        yield group
