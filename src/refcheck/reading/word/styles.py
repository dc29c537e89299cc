"""What styles say of a run and of a paragraph: raised, hidden, its size, its list, whether it is a heading."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from refcheck.reading.word.elements import below, children, is_on, value, whole

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

USUAL_SIZE = 20  # half points; what a document without defaults is set in
_BODY_LEVEL = 9  # the outline level of running text
_HEADING_NAME = re.compile(r"(?:heading|berschrift|titre|t[íi]tulo|titolo|kop|rubrik)\s?\d\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class RunLook:
    """How a run is set; None where nothing is said.

    Attributes:
        align: "superscript", "subscript" or "baseline".
        raised_by: half points above the line.
        size: of the letters, in half points.
        hidden: whether it does not show.
    """

    align: str | None = None
    raised_by: int | None = None
    size: int | None = None
    hidden: bool | None = None

    def under(self, other: RunLook) -> RunLook:
        """This look where `other`, which is nearer to the text, says nothing."""
        return RunLook(
            self.align if other.align is None else other.align,
            self.raised_by if other.raised_by is None else other.raised_by,
            self.size if other.size is None else other.size,
            self.hidden if other.hidden is None else other.hidden,
        )


PLAIN = RunLook()


@dataclass(frozen=True, slots=True)
class ListPlace:
    """Where a paragraph stands in a list; None where nothing is said. `number` "0" is no list."""

    number: str | None = None
    level: int | None = None


@dataclass(slots=True)
class Style:
    """One style as written, and what it inherits.

    Attributes:
        name: as people see it, lower case.
        based_on: the style it inherits from, or empty.
        look: what it says itself of runs.
        place: what it says itself of lists.
        outline: the outline level that it gives, or None.
    """

    name: str
    based_on: str
    look: RunLook
    place: ListPlace
    outline: int | None


@dataclass(slots=True)
class Styles:
    """The styles of a document.

    Attributes:
        defaults: how a run is set that nothing else is said of.
    """

    defaults: RunLook = PLAIN
    _styles: dict[str, Style] = field(default_factory=dict)
    _paragraph: str = ""
    _looks: dict[str, RunLook] = field(default_factory=dict)

    @classmethod
    def of(cls, root: Element | None) -> Styles:
        """Read ``styles.xml``; a document without one has no styles."""
        styles = cls()
        if root is None:
            return styles
        styles.defaults = run_look(below(root, "w:docDefaults", "w:rPrDefault", "w:rPr"))
        for each in children(root, "w:style"):
            name = each.get("w:styleId", "")
            properties = each.find("w:pPr")
            outline = value(properties, "w:outlineLvl")
            styles._styles[name] = Style(
                name=(value(each, "w:name") or name).casefold(),
                based_on=value(each, "w:basedOn") or "",
                look=run_look(each.find("w:rPr")),
                place=list_place(properties),
                outline=None if outline is None else whole(outline, _BODY_LEVEL),
            )
            if each.get("w:type") == "paragraph" and each.get("w:default") in {"1", "true", "on"}:
                styles._paragraph = name
        return styles

    def chain(self, name: str) -> list[Style]:
        """A style and those it inherits from, the nearest first; a circle is followed once."""
        found: list[Style] = []
        seen: set[str] = set()
        while name not in seen and name in self._styles:
            seen.add(name)
            found.append(self._styles[name])
            name = found[-1].based_on
        return found

    def look(self, name: str) -> RunLook:
        """How a style sets a run, what it inherits included."""
        if name not in self._looks:
            look = PLAIN
            for style in reversed(self.chain(name)):
                look = look.under(style.look)
            self._looks[name] = look
        return self._looks[name]

    def paragraph_style(self, properties: Element | None) -> str:
        """The style of a paragraph: the one named, or the default one."""
        return value(properties, "w:pStyle") or self._paragraph

    def place(self, properties: Element | None) -> ListPlace:
        """The list that a paragraph belongs to, by itself or by its style."""
        number, level = None, None
        own = list_place(properties)
        for place in (own, *(style.place for style in self.chain(self.paragraph_style(properties)))):
            number = place.number if number is None else number
            level = place.level if level is None else level
        return ListPlace(number, level)

    def is_heading(self, properties: Element | None) -> bool:
        """Whether a paragraph is a heading: by its outline level, or by the name of its style."""
        outline = value(properties, "w:outlineLvl")
        if outline is not None:
            return whole(outline, _BODY_LEVEL) < _BODY_LEVEL
        for style in self.chain(self.paragraph_style(properties)):
            if style.outline is not None:
                return style.outline < _BODY_LEVEL
            if _HEADING_NAME.search(style.name):
                return True
        return False

    def number_of(self, name: str) -> str | None:
        """The list that a style gives, for numbering that is linked to a style."""
        return next((style.place.number for style in self.chain(name) if style.place.number is not None), None)


def run_look(properties: Element | None) -> RunLook:
    """What run properties (``w:rPr``) say themselves."""
    if properties is None or not len(properties):
        return PLAIN
    raised_by, size = value(properties, "w:position"), value(properties, "w:sz")
    return RunLook(
        align=value(properties, "w:vertAlign"),
        raised_by=None if raised_by is None else whole(raised_by),
        size=None if size is None else whole(size, USUAL_SIZE),
        hidden=is_on(properties, "w:vanish"),
    )


def list_place(properties: Element | None) -> ListPlace:
    """What paragraph properties (``w:pPr``) say themselves of a list."""
    place = None if properties is None else properties.find("w:numPr")
    if place is None:
        return ListPlace()
    level = value(place, "w:ilvl")
    return ListPlace(value(place, "w:numId"), None if level is None else whole(level))


def is_raised(look: RunLook, around: RunLook) -> bool:
    """Whether a run stands above the line as a superscript does.

    Args:
        look: how it is set, all styles applied.
        around: how its paragraph is set.
    """
    if look.align is not None and look.align != "baseline":
        return look.align == "superscript"
    # Raised by hand: lifted and smaller than the text around it.
    return (look.raised_by or 0) > 0 and (look.size or USUAL_SIZE) < (around.size or USUAL_SIZE)
