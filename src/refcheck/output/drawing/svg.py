"""The picture as SVG: one file that needs no other, on a light or a dark ground as the viewer has it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from refcheck.output.drawing.layout import drawing_of
from refcheck.output.drawing.shapes import PALETTE, Box, Role

if TYPE_CHECKING:
    from refcheck.article import Article
    from refcheck.output.drawing.shapes import Drawing, Words


def render(article: Article) -> str:
    """The alignment of an article as an SVG document."""
    return element(drawing_of(article), styled=True)


def element(drawing: Drawing, name: str = "", *, styled: bool = False) -> str:
    """A picture as an `svg` element.

    Args:
        drawing: the picture.
        name: what its identifiers begin with, where it is one of several in a page.
        styled: whether its colours are in it; those of a page stand there once (`style`).
    """
    size = f'width="{drawing.width}" height="{drawing.height}" viewBox="0 0 {drawing.width} {drawing.height}"'
    labels = f'aria-labelledby="{name}title {name}description"'
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" {labels}>',
            f'<title id="{name}title">{escape(drawing.title)}</title>',
            f'<desc id="{name}description">{escape(drawing.description)}</desc>',
            *([f"<style>\n{style()}\n</style>"] if styled else []),
            *(_box(shape) if isinstance(shape, Box) else _words(shape) for shape in drawing.shapes),
            "</svg>\n",
        ]
    )


def style() -> str:
    """The colours of every picture, on a light ground and on a dark one."""
    lines = ["text { font-family: Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif; }"]
    for at, (before, after) in enumerate((("", ""), ("@media (prefers-color-scheme: dark) {\n", "\n}"))):
        rules = [
            f".{role} {{ fill: {colours[at]}; }} .{role}-line {{ stroke: {colours[at]}; }}"
            for role, colours in PALETTE.items()
        ]
        lines.append(before + "\n".join(rules) + after)
    return "\n".join(lines)


def _titled(start: str, name: str, content: str, title: str) -> str:
    inside = (f"<title>{escape(title)}</title>" if title else "") + content
    return f"{start}>{inside}</{name}>" if inside else f"{start}/>"


def _box(box: Box) -> str:
    # A line is drawn on both sides of its path: inside the box, it keeps to it.
    inset = 1 if box.line else 0
    place = f'x="{box.x + inset}" y="{box.y + inset}" width="{box.width - 2 * inset}" height="{box.height - 2 * inset}"'
    classes = " ".join(name for name in (box.fill and f"{box.fill}", box.line and f"{box.line}-line") if name)
    # Without a filling, a box is still to be pointed at, unless there is nothing to tell.
    empty = (
        "" if box.fill else ' fill="none" pointer-events="all"' if box.title else ' fill="none" pointer-events="none"'
    )
    width = ' stroke-width="2"' if box.line else ""
    return _titled(f'<rect {place} class="{classes}"{empty}{width}', "rect", "", box.title)


def _words(words: Words) -> str:
    anchor = "" if words.anchor == "start" else f' text-anchor="{words.anchor}"'
    bold = ' font-weight="bold"' if words.bold else ""
    tail = f'<tspan class="{Role.MUTED}" font-weight="normal" dx="8">{escape(words.tail)}</tspan>' if words.tail else ""
    start = f'<text x="{words.x}" y="{words.y}" font-size="{words.size}" class="{words.colour}"{anchor}{bold}'
    return _titled(start, "text", escape(words.text) + tail, words.title)
