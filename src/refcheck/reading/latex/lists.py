r"""Reference lists that stand in the text: ``thebibliography``, and lists typed by hand under a heading."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from refcheck.reading.blocks import BlockKind
from refcheck.reading.latex.vocabulary import BIBLIOGRAPHY
from refcheck.reading.lines import Line
from refcheck.source import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from refcheck.reading.latex.groups import Groups
    from refcheck.reading.latex.scanning import Scanned

_ITEM = re.compile(
    r"\\(?P<item>bibitem)(?![A-Za-z@])|\\begin\s{0,9}\{(?P<begin>[^{}]{1,40})\}|\\end\s{0,9}\{(?P<end>[^{}]{1,40})\}"
)
_NUMBER = re.compile(r"\W{0,3}(\d{1,4})\W{0,3}")
_NAMED = re.compile(r"(?P<names>[^()\d{}\[\]]{2,100}?)\s*\((?:18|19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Item:
    r"""One ``\bibitem``.

    Attributes:
        key: what it is cited by; empty if nothing is said.
        number: its number in print.
        names: the authors as natbib prints them in a text ("Smith et al."), if the label says so.
        command: the command with its arguments.
        content: the entry after it.
    """

    key: str
    number: int
    names: str
    command: Span
    content: Span


@dataclass(frozen=True, slots=True)
class ItemList:
    """One list of them, and the stretch that it fills."""

    items: tuple[Item, ...]
    span: Span


def find_item_lists(groups: Groups, start: int, end: int) -> list[ItemList]:
    r"""The lists of ``\bibitem`` in a stretch of the text, in order.

    Args:
        groups: the text, definitions blanked out.
        start: where the stretch begins.
        end: where it ends.
    """
    lists: list[ItemList] = []
    marks: list[tuple[int, int]] = []  # where each item's command begins and where its entry ends
    opened = -1
    for found in _ITEM.finditer(groups.clean, start, end):
        name = (found["begin"] or found["end"] or "").strip()
        if marks and (found["item"] or name):
            marks[-1] = (marks[-1][0], min(marks[-1][1], found.start()))
        if found["item"]:
            marks.append((found.start(), end))
        elif found["begin"] and BIBLIOGRAPHY.fullmatch(name):
            opened = found.start()
        elif found["end"] and marks and (opened < 0 or BIBLIOGRAPHY.fullmatch(name)):
            lists.append(_list(groups, marks, opened, found.end()))
            marks, opened = [], -1
    if marks:
        lists.append(_list(groups, marks, opened, end))
    return lists


def _list(groups: Groups, marks: Sequence[tuple[int, int]], opened: int, end: int) -> ItemList:
    items = []
    for position, (start, stop) in enumerate(marks, 1):
        at = start + len("\\bibitem")
        label = groups.option(at)
        if label:
            at = label[1] + 1
        key = groups.group(at)
        if key:
            at = key[1] + 1
        shown = groups.shown(*label) if label else ""
        number = _NUMBER.fullmatch(re.sub(r"\\[A-Za-z]+|[{}]", "", shown))
        names = _NAMED.match(re.sub(r"\\protect|\\citeauthoryear|[{}]", "", shown).replace("~", " "))
        items.append(
            Item(
                groups.shown(*key) if key else "",
                int(number[1]) if number else position,
                names["names"].strip() if names else "",
                Span(start, at),
                Span(at, max(at, stop)),
            )
        )
    return ItemList(tuple(items), Span(opened if opened >= 0 else marks[0][0], end))


def lines_of_blocks(blocks: Sequence[Scanned]) -> list[Line]:
    """The blocks as lines with blank ones between them, as the finder of typed lists takes them.

    Args:
        blocks: the blocks; the line of block `n` has the number ``2 n``.
    """
    lines: list[Line] = []
    for scanned in blocks:
        text = scanned.block.text
        label = scanned.label or ("# " if scanned.block.kind is BlockKind.HEADING else "")
        start = scanned.block.span.start
        shown = label + text.text.replace("\n", " ")
        offsets = [scanned.label_at if scanned.label else start] * len(label) + list(text.offsets)
        lines.append(Line(len(lines), start, shown, offsets))
        lines.append(Line(len(lines), start, "", []))
    return lines
