"""Reference lists that run on within a paragraph: "References 1. Smith ... 2. Jones ... 3. ...".

Such a paragraph is cut into one line to each entry, so that the list is found as any other.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from refcheck.reading.lines import Line, join_lines
from refcheck.reading.list_headings import is_list_heading
from refcheck.reading.reference_likeness import LIKELY, reference_score

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from refcheck.reading.line_ends import LineEnds
    from refcheck.source import MappedText

LEAST = 3
"""So many entries in one paragraph are a list without a heading; with one, two are."""

_LABEL = re.compile(
    r"(?:^|(?<=[.;)\]?!>\"”:\d/*_])[ \t\xa0\n]{1,20}|(?<=[^\W\d_])[ \t\xa0\n]{1,20}(?=[(\[\d]))"
    r"(?P<label>\\?\[(?P<bracket>\d{1,3})\\?\]\.?|\((?P<parens>\d{1,3})\)|(?P<paren>\d{1,3})\)|(?P<dot>\d{1,3})\.)"
    r"[ \t\xa0\n]{1,20}(?=[^\W\d_])"
)
# The numbers 1 and 2 before what ends a label, in any digits; one set to begin with passes over all else at once.
_FIRST = re.compile(r"\d(?<![02-9])(?:\\?\]|[.)])")
_SECOND = re.compile(r"\d(?<![013-9])(?:\\?\]|[.)])")
_KINDS = ("bracket", "parens", "paren", "dot")
_HEAD = re.compile(r"[\s#*_]{0,10}(?P<words>[^\W\d_][^\d.:\[(]{2,40}?)[:.]?[\s*_]{0,4}$")
_AUTHOR = re.compile(r"\W{0,3}(?:[a-zà-ÿ]{2,4}\s){0,2}[A-ZÀ-Þ][\w'’-]{1,30},?\s(?:[A-ZÀ-Þ]\.?[\s-]?){1,3}[,.;:]")


def cut_run_in_lists(lines: Sequence[Line], skip: Collection[int], line_ends: LineEnds) -> list[Line]:
    """Give every entry of a list that runs on within a paragraph a line of its own.

    Args:
        lines: all lines.
        skip: numbers of lines that are no text.
        line_ends: puts together what they cut.

    Returns:
        The lines, numbered anew.
    """
    result: list[Line] = []
    headed = False
    for group in _groups(lines, skip):
        cut = None if group[0].number in skip else _cut(group, line_ends, headed=headed)
        for line in cut or group:
            result.append(line if line.number == len(result) else replace(line, number=len(result)))
        if not group[0].is_blank:
            headed = group[-1].is_list_heading
    return result


def _groups(lines: Sequence[Line], skip: Collection[int]) -> Iterator[list[Line]]:
    """Lines that no blank one and no heading parts."""
    group: list[Line] = []
    for line in lines:
        alone = line.is_blank or line.number in skip or line.is_heading or line.is_list_heading
        if alone and group:
            yield group
            group = []
        if alone:
            yield [line]
        else:
            group.append(line)
    if group:
        yield group


def _cut(group: Sequence[Line], line_ends: LineEnds, *, headed: bool) -> list[Line] | None:
    """The entries of a paragraph as lines, what stands before the first included; None if it is no list."""
    if sum(len(line.text) for line in group) < 80 or not _counts_to_two(group):
        return None
    parts = [line.mapped(len(line.text) - len(line.text.lstrip(" \t\xa0>"))) for line in group]
    raw = line_ends.rejoin(join_lines(parts))
    found = list(_LABEL.finditer(raw.text))
    for kind in _KINDS:
        labels = [label for label in found if label[kind]]
        chain = _chain(labels, kind)
        inside = [label for label in chain if not _begins_line(label)]
        # Where labels begin lines, the lines are the entries already.
        lined = [label for label in labels if label.start("label") and _begins_line(label)]
        if len(chain) < 2 or not inside or len(lined) > len(inside) or any(label not in chain for label in lined):
            continue
        head = raw.text[: chain[0].start("label")]
        if head.strip() and f"\n{head.strip()}" in raw.text:
            continue  # "Reference 1 ...": part of each label
        before = _HEAD.match(head)
        announced = (headed and not head.strip()) or bool(before and is_list_heading(before["words"].strip()))
        if not announced and (head.strip() or len(chain) < LEAST):
            continue
        bounds = [label.start("label") for label in chain] + [len(raw.text)]
        scores = [reference_score(raw.text[label.end() : end]) for label, end in zip(chain, bounds[1:], strict=True)]
        if sum(score >= LIKELY for score in scores) >= 0.7 * len(scores):
            starts = [0, *bounds] if head.strip() else bounds
            return [_line(raw.slice(start, end)) for start, end in pairwise(starts)]
    return None


def _counts_to_two(group: Sequence[Line]) -> bool:
    """Whether the first two labels that a list needs may be there; few paragraphs have both."""
    return any(_FIRST.search(line.text) for line in group) and any(_SECOND.search(line.text) for line in group)


def _begins_line(label: re.Match[str]) -> bool:
    start = label.start("label")
    return start == 0 or label.string[start - 1] == "\n"


def _chain(labels: Sequence[re.Match[str]], kind: str) -> list[re.Match[str]]:
    """Labels that count up by one; of several that could be the next, the one that names follow."""
    chain: list[re.Match[str]] = []
    waiting: list[re.Match[str]] = []
    for label in labels:
        number = int(label[kind])
        expected = int(chain[-1][kind]) + 1 if chain else 1
        if waiting and number == expected + 1:
            chain.append(_best(waiting))
            waiting = [label]
        elif number == expected:
            waiting.append(label)
    return [*chain, _best(waiting)] if waiting else chain


def _best(labels: Sequence[re.Match[str]]) -> re.Match[str]:
    return next((label for label in labels if _AUTHOR.match(label.string, label.end())), labels[0])


def _line(part: MappedText) -> Line:
    """A stretch of a paragraph as a line; the line ends within it are spaces."""
    text = part.text.rstrip()
    return Line(0, part.offsets[0], text.replace("\n", " "), part.offsets[: len(text)])
