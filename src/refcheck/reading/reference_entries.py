"""Where each entry of a reference list ends: which of the lines behind its label are its own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from refcheck.reading.lines import Line
    from refcheck.reading.reference_labels import Labelled

LONGEST_GAP = 30
"""How many lines may stand between two entries of one list."""
LONGEST_TAIL = 400
"""The longest line after a blank one that may still belong to an entry, in code points."""

_TAIL = r"(?i:available\s(?:at|from|online)|accessed|retrieved|https?://|www\.|doi\b|10\.\d{4}|pmid|pmcid)"
_CONTINUES_AFTER_BLANK = re.compile(rf"\s*{_TAIL}")
_CONTINUES = re.compile(rf"\s*(?:{_TAIL}|[a-zà-ÿ(\d&–-])")


@dataclass(frozen=True, slots=True)
class ListEntry:
    """One entry: its labelled line and the lines that continue it."""

    label: Labelled
    more: tuple[Line, ...]


def entries_of(lines: Sequence[Line], run: Sequence[Labelled], skip: Collection[int]) -> tuple[ListEntry, ...]:
    """Give each labelled line of a list the lines that continue it.

    Args:
        lines: all lines.
        run: the labelled lines, ascending.
        skip: numbers of lines that are no text.
    """
    starts = {label.line.number for label in run}
    drafts = []
    for label in run:
        width = 0
        more: list[Line] = []
        blank = False
        for number in range(label.line.number + 1, min(len(lines), label.line.number + LONGEST_GAP)):
            line = lines[number]
            if number in starts or number in skip or line.is_heading or line.is_list_heading:
                break
            if line.is_blank:
                if blank:
                    break
                blank = True
                continue
            more.append(line)
            width = max(width, len(line.text))
            blank = False
        drafts.append((label, more))
    width = _wrap_width(drafts)
    return tuple(ListEntry(label, tuple(_continuation(label, more, width))) for label, more in drafts)


def _wrap_width(drafts: Sequence[tuple[Labelled, list[Line]]]) -> int:
    """The width at which the entries are wrapped; 0 if each stands on one line.

    The last entry does not count: text that has nothing to do with it may follow it.
    """
    wrapped = [draft for draft in drafts[:-1] if draft[1] and draft[1][0].number == draft[0].line.number + 1]
    if 2 * len(wrapped) < len(drafts) - 1 and len(wrapped) < 3:
        return 0 if len(drafts) > 1 else 100
    return max((len(label.line.text) for label, _ in wrapped), default=0)


def _continuation(label: Labelled, more: Sequence[Line], width: int) -> list[Line]:
    """The lines after a labelled line that belong to its entry."""
    kept: list[Line] = []
    last = label.line
    for line in more:
        after_blank = line.number > last.number + 1
        indented = line.indent > label.line.indent + 1
        if _is_foreign(line):
            belongs = False
        elif after_blank:
            # Of a footnote all that is indented is part, however long.
            short = label.kind == "footnote" or len(line.text) <= LONGEST_TAIL
            belongs = (indented and short) or bool(_CONTINUES_AFTER_BLANK.match(line.text))
        elif indented:
            belongs = True
        elif width:
            first_word = line.text.split(maxsplit=1)[0]
            belongs = len(last.text) + 1 + len(first_word) > 0.8 * width or bool(_CONTINUES.match(line.text))
        else:
            belongs = bool(_CONTINUES.match(line.text)) and not last.text.rstrip().endswith(".")
            belongs = belongs or bool(_CONTINUES_AFTER_BLANK.match(line.text))
        if not belongs:
            break
        kept.append(line)
        last = line
    return kept


def _is_foreign(line: Line) -> bool:
    """Whether a line plainly belongs to something else than a reference."""
    return bool(re.match(r"\s*(?:[-*+•]\s|©|Copyright\b|\[?S\d{1,3}[\].:]\s)", line.text))
