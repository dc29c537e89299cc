"""The numbers that Word computes for the paragraphs of lists: they stand in no paragraph, and every reader sees them.

The rules are those of ECMA-376 part 1, 17.9: a paragraph names a list (`num`) and a level; the list names its
definition (`abstractNum`), may override levels and restart them; lists of one definition count on from each other.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from refcheck.reading.word.elements import below, children, is_on, value, whole

if TYPE_CHECKING:
    from collections.abc import Sequence
    from xml.etree.ElementTree import Element

    from refcheck.reading.word.styles import ListPlace, Styles

LEVELS = 9
BULLET = "•"
_PLACE = re.compile(r"%([1-9])")
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list definition.

    Attributes:
        start: its first number.
        form: how numbers are written ("decimal", "lowerRoman", "bullet", ...).
        text: the label, ``%1`` for the number of the first level.
        restarts_after: the level (1-based) after which it begins again; 0 never; None any level above it.
        is_legal: whether the numbers of all levels are written in digits.
        style: the paragraph style that it belongs to, or empty.
        gap: what stands between the label and the text.
    """

    start: int = 1
    form: str = "decimal"
    text: str = ""
    restarts_after: int | None = None
    is_legal: bool = False
    style: str = ""
    gap: str = "\t"


@dataclass(slots=True)
class _List:
    """A list: its definition, its levels with what it overrides, and the numbers it restarts with."""

    definition: str
    levels: dict[int, Level]
    restarts: dict[int, int]


@dataclass(slots=True)
class Numbering:
    """The lists of a document, counting while its paragraphs are read in order.

    Args:
        root: ``numbering.xml``, or None.
        styles: the styles, which numbering may be linked to.
    """

    root: Element | None
    styles: Styles
    _definitions: dict[str, Element] = field(default_factory=dict)
    _nums: dict[str, Element] = field(default_factory=dict)
    _lists: dict[str, _List | None] = field(default_factory=dict)
    _counters: dict[str, dict[int, int]] = field(default_factory=dict)
    _restarted: set[tuple[str, int]] = field(default_factory=set)

    def __post_init__(self) -> None:
        if self.root is None:
            return
        for each in children(self.root, "w:abstractNum"):
            self._definitions.setdefault(each.get("w:abstractNumId", ""), each)
        for each in children(self.root, "w:num"):
            self._nums.setdefault(each.get("w:numId", ""), each)

    def next_label(self, place: ListPlace, style: str) -> str:
        """Count a paragraph and give its label with the gap after it; empty if it has none.

        Args:
            place: where it stands in a list.
            style: its paragraph style, which may belong to a level.
        """
        if place.number in {None, "", "0"}:
            return ""
        number = place.number or ""
        found = self._list(number)
        if found is None:
            return ""
        at = place.level
        if at is None:
            at = next((index for index, level in found.levels.items() if style and level.style == style), 0)
        at = min(max(at, 0), LEVELS - 1)
        counters = self._counters.setdefault(found.definition, {})
        self._count(number, found, at, counters)
        label = _label(found.levels, at, counters)
        return label + found.levels.get(at, Level()).gap if label else ""

    def _count(self, number: str, found: _List, at: int, counters: dict[int, int]) -> None:
        level = found.levels.get(at, Level())
        if at in found.restarts and (number, at) not in self._restarted:
            self._restarted.add((number, at))
            counters[at] = found.restarts[at]
        elif at in counters:
            counters[at] += 1
        else:
            counters[at] = level.start
        for deeper in range(at + 1, LEVELS):
            after = found.levels.get(deeper, Level()).restarts_after
            # "after 2" is: after a paragraph of level 2 or above it, counted from 1.
            if after is None or at < after:
                counters.pop(deeper, None)

    def _list(self, number: str) -> _List | None:
        if number not in self._lists:
            self._lists[number] = self._resolved(number)
        return self._lists[number]

    def _resolved(self, number: str) -> _List | None:
        """A list by its number; a definition that is only a link to a style is followed, a circle once."""
        num = self._nums.get(number)
        if num is None:
            return None
        own, seen = num, set()
        while True:
            name = value(num, "w:abstractNumId") or ""
            definition = self._definitions.get(name)
            if definition is None or name in seen:
                return None
            seen.add(name)
            linked = value(definition, "w:numStyleLink")
            following = self._nums.get(self.styles.number_of(linked) or "") if linked else None
            if following is None:
                break
            num = following
        levels = _levels(definition)
        restarts: dict[int, int] = {}
        for override in children(own, "w:lvlOverride"):
            at = whole(override.get("w:ilvl"))
            levels |= _levels(override)
            start = value(override, "w:startOverride")
            if start is not None:
                restarts[at] = whole(start, 1)
                levels[at] = replace(levels.get(at, Level()), start=restarts[at])
        return _List(name, levels, restarts)


def _levels(parent: Element) -> dict[int, Level]:
    found = {}
    for each in children(parent, "w:lvl"):
        form = value(each, "w:numFmt")
        if form is None:
            form = value(below(each, "mc:AlternateContent", "mc:Fallback"), "w:numFmt")
        restarts = value(each, "w:lvlRestart")
        found[whole(each.get("w:ilvl"))] = Level(
            start=whole(value(each, "w:start"), 0),
            form=form or "decimal",
            text=value(each, "w:lvlText") or "",
            restarts_after=None if restarts is None else whole(restarts),
            is_legal=bool(is_on(each, "w:isLgl")),
            style=value(each, "w:pStyle") or "",
            # Where Word sets no gap, one is written: the text begins all the same.
            gap="\t" if (value(each, "w:suff") or "tab") == "tab" else " ",
        )
    return found


def _label(levels: dict[int, Level], at: int, counters: dict[int, int]) -> str:
    level = levels.get(at, Level())
    if level.form == "bullet":
        return BULLET

    def number(found: re.Match[str]) -> str:
        index = int(found[1]) - 1
        one = levels.get(index, Level())
        form = "decimal" if level.is_legal and one.form != "decimalZero" else one.form
        return written(counters.get(index, one.start), form)

    return _PLACE.sub(number, level.text).strip()


def written(number: int, form: str) -> str:
    """A number as a format writes it; formats of other scripts are written in digits."""
    if form == "none":
        return ""
    if form == "decimalZero":
        return f"{number:02d}"
    if form in {"lowerRoman", "upperRoman"} and 0 < number < 5000:
        roman = _roman(number, _ROMAN)
        return roman.upper() if form == "upperRoman" else roman
    if form in {"lowerLetter", "upperLetter"} and 0 < number < 1000:
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter.upper() if form == "upperLetter" else letter
    return str(number)


def _roman(number: int, signs: Sequence[tuple[int, str]]) -> str:
    out = []
    for size, sign in signs:
        times, number = divmod(number, size)
        out.append(sign * times)
    return "".join(out)
