"""What a picture is made of: boxes and words at whole pixels, in colours that are named by what they mean."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal


class Role(StrEnum):
    """What a colour is for."""

    GROUND = "ground"
    INK = "ink"
    MUTED = "muted"
    GRID = "grid"
    BAND = "band"
    WEAK = "weak"
    STRONG = "strong"
    RIGHT = "right"
    WRONG = "wrong"
    BETTER = "better"
    DOUBT = "doubt"


#: for each role its colour on a light ground and on a dark one; blue and orange are told apart by everybody
PALETTE = {
    Role.GROUND: ("#ffffff", "#0d1117"),
    Role.INK: ("#1f2328", "#e6edf3"),
    Role.MUTED: ("#59636e", "#9198a1"),
    Role.GRID: ("#e4e8ec", "#262d36"),
    Role.BAND: ("#f3f5f7", "#161c24"),
    Role.WEAK: ("#d3e3f6", "#1d3350"),
    Role.STRONG: ("#8ab8e8", "#30619c"),
    Role.RIGHT: ("#1f6fc4", "#58a6ff"),
    Role.WRONG: ("#c2410c", "#ff9a5c"),
    Role.BETTER: ("#e8590c", "#f0883e"),
    Role.DOUBT: ("#b08800", "#d8b23a"),
}


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle, filled, outlined or both; `title` is what a viewer shows when it is pointed at."""

    x: int
    y: int
    width: int
    height: int
    fill: Role | None = None
    line: Role | None = None
    title: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """A line of text; `y` is its base line, and `tail` goes on behind it, muted."""

    x: int
    y: int
    text: str
    size: int = 11
    colour: Role = Role.INK
    anchor: Literal["start", "middle", "end"] = "start"
    bold: bool = False
    tail: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture: its size, its shapes from back to front, and what it shows in words."""

    width: int
    height: int
    shapes: tuple[Box | Words, ...]
    title: str
    description: str
