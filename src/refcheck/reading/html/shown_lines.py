"""The lines that a page shows, for finding reference lists that no mark-up names."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from refcheck.reading.blocks import BlockKind
from refcheck.reading.html.entries import entry_text, label_mark
from refcheck.reading.lines import Line
from refcheck.source import MappedText

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence

    from refcheck.reading.html.passages import Passage
    from refcheck.reading.html.tree import Element
    from refcheck.reading.reference_labels import Item

_LABEL = re.compile(r"\s*(?:\[\s?\d{1,4}\s?\]\.?|\(\d{1,4}\)|\d{1,4}[.):]?)\s*")
_TYPED_LABEL = re.compile(r"\s*(?:\[\s?\d{1,4}\s?\]|\(\d{1,4}\)|\d{1,4}[.)])\s*\S")
_EMPTY = MappedText("", [])


@dataclass(slots=True)
class ShownLines:
    """The lines of a page.

    Attributes:
        lines: in order, with a blank one between paragraphs.
        items: the lines that begin a numbered item.
        parts: for each line what it shows, as pairs of a passage's index and a line's index in that passage.
    """

    lines: list[Line] = field(default_factory=list)
    items: dict[int, Item] = field(default_factory=dict)
    parts: dict[int, list[tuple[int, int]]] = field(default_factory=dict)

    def add(self, text: MappedText, start: int) -> None:
        """Write one line."""
        self.lines.append(Line(len(self.lines), start, text.text, text.offsets))


def typed_lists(passages: Sequence[Passage], numbers: Mapping[Element, Item]) -> set[int]:
    """The ordered lists whose items show a typed number, so that the browser's own is hidden or said twice.

    Args:
        passages: the passages of the page.
        numbers: the numbered items.
    """
    counts: dict[int, list[int]] = {}
    last: Element | None = None
    for passage in passages:
        if passage.item is not None and passage.item is not last and passage.item in numbers:
            count = counts.setdefault(numbers[passage.item].of, [0, 0])
            text = passage.text.text
            count[0] += 1
            count[1] += bool(_TYPED_LABEL.match(text) or (_LABEL.fullmatch(text) and not text.strip().isdigit()))
        last = passage.item
    return {of for of, (items, typed) in counts.items() if 2 * typed >= items}


def computed_label(item: Element, number: int) -> MappedText:
    """The number that a browser shows before an item; it stands at the item's start tag."""
    text = f"{number}. "
    return MappedText(text, [item.start] * (len(text) - 2) + [item.content - 1] * 2)


def shown_lines(
    passages: Sequence[Passage], numbers: Mapping[Element, Item], source: str, skip: Container[int] = ()
) -> ShownLines:
    """Write the lines of a page.

    Args:
        passages: the passages of the page.
        numbers: the numbered items, without those of lists whose numbers are typed.
        source: the page.
        skip: indices of passages that are left out.
    """
    shown = ShownLines()
    last: Passage | None = None
    label: MappedText | None = None
    for index, passage in enumerate(passages):
        if index in skip:
            last = None
            continue
        text = entry_text(passage, source)
        if not text.text.strip():
            continue
        begins = passage.item is None or last is None or last.item is not passage.item
        following = passages[index + 1] if index + 1 < len(passages) and index + 1 not in skip else None
        is_label = label is None and _LABEL.fullmatch(text.text) is not None
        if label is None:
            if begins:
                shown.add(_EMPTY, passage.span.start)
            prefix = _prefix(passage, text, numbers, shown, begins=begins)
            if prefix.text.startswith("<") and (mark := label_mark(passage, text)):
                text = text.slice(mark.content.end, len(text.text))
        else:
            prefix = label
        shown.parts.setdefault(len(shown.lines), []).append((index, 0))
        label = None
        if is_label and following is not None and not prefix.text and _goes_with(passage, following):
            label = MappedText.join([text, MappedText(" ", text.offsets[-1:])])
        else:
            _add_lines(shown, prefix, text, index)
        last = passage
    return shown


def _add_lines(shown: ShownLines, prefix: MappedText, text: MappedText, index: int) -> None:
    if prefix.text:
        text = MappedText.join([prefix, text])
    at = 0
    for number, line in enumerate(text.text.split("\n")):
        if number:
            shown.parts[len(shown.lines)] = [(index, number)]
        shown.add(text.slice(at, at + len(line)), text.offsets[0])
        at += len(line) + 1


def _prefix(
    passage: Passage, text: MappedText, numbers: Mapping[Element, Item], shown: ShownLines, *, begins: bool
) -> MappedText:
    """What a line shows before its text, or what `reference_list` knows it by."""
    first = text.offsets[0]
    if passage.kind is BlockKind.HEADING:
        return MappedText("## ", [first] * 3)
    if not begins:
        return MappedText(" " * 6, [first] * 6)
    if passage.item in numbers and passage.item is not None:
        item = numbers[passage.item]
        shown.items[len(shown.lines)] = item
        return computed_label(passage.item, item.number)
    mark = label_mark(passage, text)
    if mark:
        digits = text.slice(0, mark.content.end)
        digits = digits.slice(len(digits.text) - len(digits.text.lstrip()), len(digits.text.rstrip()))
        start, end = mark.source.start, mark.source.end
        return MappedText.join([MappedText("<sup>", [start] * 5), digits, MappedText("</sup> ", [end - 1] * 7)])
    return _EMPTY


def _goes_with(label: Passage, following: Passage) -> bool:
    """Whether a label that stands by itself belongs to the text after it: cells of one row, dt and dd, two divs."""
    if following.kind is BlockKind.HEADING:
        return False
    return label.owner.parent in [following.owner.parent, *islice(following.owner.ancestors(), 1, 6)]
