"""The picture in a terminal: plain characters, readable without colour, no line longer than the terminal.

A list that is too long for the lines is drawn in several blocks along its diagonal, each with the references around
the numbers of its rows. What fits from further away is told in words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from click import style

from refcheck.alignment import REPORTED
from refcheck.alignment.view import FITS, NEAR
from refcheck.output.drawing import parts_of
from refcheck.output.drawing.words import STRETCH, STRONG, better, claim_end, fitted, plain, shift, told
from refcheck.output.wrapping import wrapped
from refcheck.wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from refcheck.alignment.view import Row, View
    from refcheck.article import Article

LEAST_WORDS = 28  # columns that are kept for the words of a claim
_LEAST_NUMBER = 4  # columns for the number of a row, or more where it is longer
_GAP = 2
_BRACKET = 6  # the bracket of a run, and how far it is off
_CITED, _CITED_UNSURE, _CITED_WRONG = "●", "•", "○"
_BETTER, _STRONG, _WEAK = "█", "▒", "░"
_RIGHT, _UNLISTED = "+", "×"
_GUIDE = "·"  # stands in every fifth column, so that the eye finds the number above
_GUIDED = 5
_LEGEND = (
    f"  {_CITED}    the number printed, and its claims fit",
    f"  {_CITED_UNSURE}    the number printed, its claims do not tell",
    f"  {_CITED_WRONG} {_BETTER}  the number printed, and a reference that fits clearly better",
    f"  {_STRONG} {_WEAK}  other references that fit, more and less",
)
_LEGEND_RUN = f"  {_RIGHT}    what should be printed, by a run that is off"
_LEGEND_UNLISTED = f"  {_UNLISTED}    the number printed, which is not in the list"


def render(article: Article, *, width: int) -> str:
    """The alignment of an article, `width` columns wide."""
    source = article.source
    claims = f"{counted(len(article.citations), 'citation')} (a row for each number printed)"
    references = f"{counted(len(article.references), 'reference')} (columns)"
    lines = wrapped(f"{plain(source.path)}: {claims} against {references}", width, "", "  ")
    lines += [line for note in article.notes for line in wrapped(plain(note), width, "", "  ")]
    legend: dict[str, None] = {}
    for part in parts_of(article):
        lines += ["", style(part.heading, bold=True)] if part.heading else []
        lines.append("")
        if part.seen is None:
            lines += wrapped(part.missing, width, "", "  ")
        else:
            lines += _blocks(part.seen, width)
            lines += _runs(part.seen, width)
            legend.update(dict.fromkeys(_legend(part.seen)))
    if legend:
        lines += ["", *(fitted(entry, width) for entry in legend)]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _legend(seen: View) -> tuple[str, ...]:
    """The marks that need to be explained."""
    run = (_LEGEND_RUN,) if seen.runs else ()
    unlisted = (_LEGEND_UNLISTED,) if len(seen.columns) > len(seen.references) else ()
    return (*_LEGEND, *run, *unlisted)


def _runs(seen: View, width: int) -> list[str]:
    if not seen.runs:
        return ["", "No run of numbers that is off was found."]
    return ["", *(line for run in seen.runs for line in wrapped(told(run), width, "", "  "))]


def _blocks(seen: View, width: int) -> list[str]:
    lines: list[str] = []
    most = _most(seen, width)
    for rows in _split(seen, most):
        shown = seen.columns if len(seen.columns) <= most else _columns(seen, rows)
        cell = 2 if 2 * len(shown) <= most else 1
        lines += [""] if lines else []
        if rows[0].run is not None and seen.runs[rows[0].run].order == "reading":
            lines.append(fitted(f"  {STRETCH}:", width))
        lines += _header(shown, cell, _margin(seen))
        lines += [_row(seen, rows, at, shown, cell, width) for at in range(len(rows))]
    return lines


def _margin(seen: View) -> int:
    """The columns left of the matrix."""
    return max(_LEAST_NUMBER, len(str(seen.columns[-1]))) + _GAP


def _most(seen: View, width: int) -> int:
    """How many columns there are for references."""
    return max(2 * NEAR + 1, width - _margin(seen) - _BRACKET - LEAST_WORDS)


def _split(seen: View, most: int) -> Iterator[list[Row]]:
    """The rows of each block: as many as their references have room, and those of a run of text by themselves."""
    apart = [at for at, run in enumerate(seen.runs) if run.order == "reading"]
    block: list[Row] = []
    for row in seen.rows:
        begins = bool(block) and row.run != block[-1].run and (row.run in apart or block[-1].run in apart)
        full = len(seen.columns) > most and len(_columns(seen, [*block, row])) > most
        if begins or full:
            yield block
            block = []
        block.append(row)
    yield block


def _columns(seen: View, rows: Sequence[Row]) -> tuple[int, ...]:
    """The references around the numbers of rows."""
    numbers = {row.number + by for row in rows for by in range(-NEAR, NEAR + 1)}
    return tuple(number for number in seen.columns if number in numbers)


def _header(shown: Sequence[int], cell: int, margin: int) -> list[str]:
    """The numbers of the columns, read downward; tens and hundreds only where they change."""
    digits = len(str(max(shown)))
    lines = []
    for place in range(digits - 1, -1, -1):
        line = ""
        before = ""
        for number in shown:
            high = str(number // 10**place) if number >= 10**place else ""
            line += (high[-1] if high and (place == 0 or high != before) else " ").ljust(cell)
            before = high
        lines.append(style((" " * margin + line).rstrip(), dim=True))
    return lines


def _row(seen: View, rows: Sequence[Row], at: int, shown: Sequence[int], cell: int, width: int) -> str:
    row = rows[at]
    cells = "".join(_cell(seen, row, number).ljust(cell) for number in shown)
    painted = "".join(_painted(char) for char in cells)
    bracket = _bracket(seen, rows, at)
    confident = row.run is not None and seen.runs[row.run].confidence >= REPORTED
    marked = _styled(bracket, fg="red" if confident else "yellow", bold=True) + " " * (_BRACKET - len(bracket))
    margin = _margin(seen)
    room = width - margin - len(shown) * cell - _BRACKET
    fits = better(seen, row, room)
    words = _styled(fits, bold=True) if fits else _styled(claim_end(row.telling, room), dim=True)
    return f"{row.number:>{margin - _GAP}}{'':{_GAP}}{painted}{marked}{words}"


def _styled(text: str, **how: Any) -> str:
    """The text in a style; nothing at all, not even the codes of one, if it is empty."""
    return style(text, **how) if text else ""


def _cell(seen: View, row: Row, number: int) -> str:
    if number == row.number:
        if number not in seen.references:
            return _UNLISTED
        if row.fits is not None:
            return _CITED_WRONG
        return _CITED_UNSURE if row.says_nothing else _CITED
    if number == row.fits:
        return _BETTER
    weight = row.weights.get(number, 0.0)
    if weight < FITS:
        if row.run is not None and number == row.right:
            return _RIGHT
        return _GUIDE if number % _GUIDED == 0 else " "
    return _STRONG if weight >= STRONG else _WEAK


def _painted(char: str) -> str:
    if char in (_CITED_WRONG, _UNLISTED, _BETTER, _RIGHT):
        return style(char, fg="red", bold=True)
    if char == _CITED:
        return style(char, fg="green")
    return style(char, dim=True) if char == _GUIDE else char


def _bracket(seen: View, rows: Sequence[Row], at: int) -> str:
    """A piece of the bracket around the rows of a run, with how far it is off in the middle of the block."""
    run = rows[at].run
    if run is None:
        return ""
    of_run = [row for row in seen.rows if row.run == run]
    inside = [place for place, row in enumerate(rows) if row.run == run]
    piece = "]" if len(of_run) == 1 else "┐" if rows[at] is of_run[0] else "┘" if rows[at] is of_run[-1] else "│"
    text = shift(seen.runs[run]) if at == inside[len(inside) // 2] else ""
    return f"{piece} {text}".rstrip()
