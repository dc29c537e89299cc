"""Where everything of a picture stands: the same for SVG and PNG."""

from __future__ import annotations

from typing import TYPE_CHECKING

from refcheck.output.drawing import parts_of
from refcheck.output.drawing.matrix import DOT, Matrix
from refcheck.output.drawing.shapes import Box, Drawing, Role, Words
from refcheck.output.drawing.words import fitted, plain, told
from refcheck.wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from refcheck.article import Article

MARGIN = 24
LEAST_WIDTH = 760
_LINE = 18
_PER_COLUMN = 6  # pixels that a character of size 11 takes, or a little less
_KEY = 12  # the side of a cell in the legend
#: the marks of the legend, each by its filling, outline and side, with what they mean
_MARKS: tuple[tuple[tuple[tuple[Role | None, Role | None, int], ...], str], ...] = (
    (((Role.RIGHT, Role.RIGHT, _KEY),), "the number printed, and its claims fit"),
    (((None, Role.RIGHT, _KEY),), "the number printed, its claims do not tell"),
    (
        ((None, Role.WRONG, _KEY), (Role.BETTER, Role.BETTER, _KEY)),
        "the number printed, and a reference that fits clearly better",
    ),
    (((Role.STRONG, None, _KEY), (Role.WEAK, None, _KEY)), "other references that fit, more and less"),
    (((Role.WRONG, None, DOT),), "what should be printed, by a run that is off"),
)


def drawing_of(article: Article, *, headed: bool = True) -> Drawing:
    """The alignment of an article as a picture.

    Args:
        article: the article.
        headed: whether it begins with a title and the article's path; in a page both stand there already.
    """
    title = "Claims against references"
    path = plain(article.source.path)
    counts = f"{counted(len(article.citations), 'citation')}, {counted(len(article.references), 'reference')}"
    parts = parts_of(article)
    matrices = [Matrix(part.seen) if part.seen else None for part in parts]
    width = max(LEAST_WIDTH, *(2 * MARGIN + matrix.width if matrix else 0 for matrix in matrices))
    room = (width - 2 * MARGIN) // _PER_COLUMN
    shapes: list[Box | Words] = []
    y = 0
    if headed:
        y = MARGIN + 14
        shapes.append(Words(MARGIN, y, title, 18, bold=True))
        y += 22
        shapes.append(Words(MARGIN, y, fitted(f"{path}: {counts}", room), 12, Role.MUTED))
    for part, matrix in zip(parts, matrices, strict=True):
        y += 22
        if part.heading:
            y += 8
            shapes.append(Words(MARGIN, y, part.heading, 14, bold=True))
            y += 18
        if part.seen is None or matrix is None:
            shapes.append(Words(MARGIN, y, part.missing, 12))
            continue
        shapes += matrix.shapes(MARGIN, y)
        y += matrix.height + 8
        for line in [told(run) for run in part.seen.runs] or ["No run of numbers that is off was found."]:
            y += _LINE
            shapes.append(Words(MARGIN, y, fitted(line, room), 12, bold=bool(part.seen.runs)))
    if any(matrices):
        y += 12
        for entry in _legend(MARGIN, y, runs=any(part.seen and part.seen.runs for part in parts)):
            shapes += entry
            y += _LINE
    whole = Box(0, 0, width, y + MARGIN, Role.GROUND)
    sentences = [told(run) for part in parts if part.seen for run in part.seen.runs]
    return Drawing(width, y + MARGIN, (whole, *shapes), f"{title}: {path}", ". ".join([counts, *sentences]) + ".")


def _legend(x: int, y: int, *, runs: bool) -> Iterator[list[Box | Words]]:
    """The marks and what they mean, a line each; that of runs only where there is one."""
    for at, (marks, text) in enumerate(_MARKS if runs else _MARKS[:-1]):
        base = y + (at + 1) * _LINE
        line: list[Box | Words] = [
            Box(
                x + place * (_KEY + 4) + (_KEY - side) // 2,
                base - _KEY + 2 + (_KEY - side) // 2,
                side,
                side,
                fill,
                outline,
            )
            for place, (fill, outline, side) in enumerate(marks)
        ]
        yield [*line, Words(x + 2 * (_KEY + 4) + 6, base, text)]
