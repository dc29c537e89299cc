"""The picture as PNG, drawn by Pillow (the optional extra `png`)."""

from __future__ import annotations

import unicodedata
from functools import cache, cached_property
from io import BytesIO
from typing import TYPE_CHECKING

from refcheck.errors import UsageError
from refcheck.output.drawing.layout import drawing_of
from refcheck.output.drawing.shapes import PALETTE, Box, Role

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

    from refcheck.article import Article
    from refcheck.output.drawing.shapes import Words

SHARP = 2  # pixels of the image for one of the picture
MOST_PIXELS = 100_000_000
#: fonts with letters of many languages, by the names that systems know them by; each comes regular and bold
_FONTS = (
    ("LiberationSans-Regular.ttf", "LiberationSans-Bold.ttf"),
    ("arial.ttf", "arialbd.ttf"),
    ("Arial.ttf", "Arial Bold.ttf"),
    ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf"),
)
_NO_LETTER = "\ue000"  # a private character, which shows as what a font has for letters that it lacks
_PLAINER = str.maketrans({"–": "-", "—": "-", "‐": "-", "‑": "-", "−": "-", "→": ">", "≥": ">", "≤": "<", "µ": "u"})


def render(article: Article) -> bytes:
    """The alignment of an article as a PNG file.

    Raises:
        UsageError: if Pillow is not there, or the picture is too large.
    """
    try:
        from PIL import Image, ImageDraw  # noqa: PLC0415 (optional, and needed for this only)
    except ImportError as error:
        raise UsageError(
            "a PNG needs Pillow: python -m pip install 'article-refcheck[png]' (an SVG needs nothing)"
        ) from error

    drawing = drawing_of(article)
    if drawing.width * drawing.height * SHARP**2 > MOST_PIXELS:
        raise UsageError(f"the picture has {drawing.width} x {drawing.height} points, too many for a PNG: write an SVG")
    image = Image.new("RGB", (drawing.width * SHARP, drawing.height * SHARP))
    pen = ImageDraw.Draw(image)
    for shape in drawing.shapes:
        if isinstance(shape, Box):
            pen.rectangle(_corners(shape), _colour(shape.fill), _colour(shape.line), 2 * SHARP if shape.line else 0)
        else:
            _write(pen, shape)
    out = BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()


def _write(pen: ImageDraw, words: Words) -> None:
    lettering = _lettering(words.size * SHARP, bold=words.bold)
    place = words.x * SHARP, words.y * SHARP
    text = lettering.spelt(words.text)
    pen.text(
        place, text, _colour(words.colour), lettering.font, {"start": "ls", "middle": "ms", "end": "rs"}[words.anchor]
    )
    if words.tail:
        after = place[0] + lettering.font.getlength(text) + 8 * SHARP
        plain = _lettering(words.size * SHARP, bold=False)
        pen.text((after, place[1]), plain.spelt(words.tail), _colour(Role.MUTED), plain.font, "ls")


def _corners(box: Box) -> tuple[int, int, int, int]:
    right, bottom = (box.x + box.width) * SHARP - 1, (box.y + box.height) * SHARP - 1
    return box.x * SHARP, box.y * SHARP, right, bottom


def _colour(role: Role | None) -> str | None:
    return None if role is None else PALETTE[role][0]


class _Lettering:
    """A font in one size."""

    def __init__(self, size: int, *, bold: bool) -> None:
        self.font = _font(size, bold=bold)
        self._known: dict[str, str] = {}

    @cached_property
    def _lack(self) -> bytes:
        return bytes(self.font.getmask(_NO_LETTER))

    def spelt(self, text: str) -> str:
        """The text with letters that the font has: "é" without its accent rather than not at all."""
        return text if text.isascii() else "".join(map(self._letter, text))

    def _letter(self, char: str) -> str:
        if char.isascii():
            return char
        if char not in self._known:
            plainer = unicodedata.normalize("NFKD", char.translate(_PLAINER)).encode("ascii", "ignore").decode()
            lacks = bytes(self.font.getmask(char)) == self._lack
            self._known[char] = (plainer or "?") if lacks else char
        return self._known[char]


@cache
def _lettering(size: int, *, bold: bool) -> _Lettering:
    return _Lettering(size, bold=bold)


def _font(size: int, *, bold: bool) -> FreeTypeFont:
    from PIL import ImageFont  # noqa: PLC0415 (as above)

    for pair in _FONTS:
        try:
            return ImageFont.truetype(pair[bold], size)
        except OSError:
            continue
    font = ImageFont.load_default(size)
    if not isinstance(font, ImageFont.FreeTypeFont):
        raise UsageError("Pillow was built without FreeType and cannot draw letters: write an SVG")
    return font
