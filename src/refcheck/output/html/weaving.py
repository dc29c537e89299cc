"""Marks woven into a text: elements that open and close where they should, also where marks overlap."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from refcheck.output.markup import escaped

if TYPE_CHECKING:
    from collections.abc import Iterable

    from refcheck.source import Span


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the source that becomes an element.

    Attributes:
        span: the stretch.
        rank: which of two marks is outside: the lower one.
        tag: the name of the element.
        attributes: its attributes but the identifier, escaped, each after a space.
        name: its identifier, or empty; where other marks cut it into several elements, the first one has it.
    """

    span: Span
    rank: int
    tag: str
    attributes: str = ""
    name: str = ""


def woven(text: str, placed: Iterable[tuple[int, int, Mark]], known: set[str]) -> str:
    """A text with its marks, as HTML.

    Args:
        text: the text.
        placed: marks with where they begin and end in it; empty ones are passed over.
        known: the identifiers that were given already; those given here are added.
    """
    pending = sorted(((start, end, mark) for start, end, mark in placed if start < end), key=_outermost_last)
    cuts = sorted({0, len(text), *(cut for start, end, _ in pending for cut in (start, end))})
    out: list[str] = []
    opened: list[tuple[int, Mark]] = []  # with their ends, the outermost first
    for at, after in pairwise(cuts):
        here = [pair for pair in opened if pair[0] > at]
        while pending and pending[-1][0] == at:
            _, end, mark = pending.pop()
            here.append((end, mark))
        here.sort(key=lambda pair: pair[1].rank)
        _change(out, opened, here, known)
        opened = here
        out.append(escaped(text[at:after]))
    out += [f"</{mark.tag}>" for _, mark in reversed(opened)]
    return "".join(out)


def _outermost_last(placed: tuple[int, int, Mark]) -> tuple[int, int]:
    start, end, _ = placed
    return -start, end


def _change(out: list[str], before: list[tuple[int, Mark]], after: list[tuple[int, Mark]], known: set[str]) -> None:
    """Close what ends, and what stands inside of it, and open what begins."""
    same = 0
    while same < min(len(before), len(after)) and before[same] is after[same]:
        same += 1
    out += [f"</{mark.tag}>" for _, mark in reversed(before[same:])]
    for _, mark in after[same:]:
        named = f' id="{mark.name}"' if mark.name and mark.name not in known else ""
        known.add(mark.name)
        out.append(f"<{mark.tag}{named}{mark.attributes}>")
