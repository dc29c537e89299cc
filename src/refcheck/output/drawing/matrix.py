"""One numbering as a matrix: a row for each number printed, a column for each reference, the claims beside it."""

from __future__ import annotations

from math import exp
from typing import TYPE_CHECKING

from refcheck.alignment import REPORTED
from refcheck.alignment.describing import described, shortened
from refcheck.alignment.view import FITS
from refcheck.output.drawing.shapes import Box, Role, Words
from refcheck.output.drawing.words import STRETCH, STRONG, better, claim_end, columns, plain, shift

if TYPE_CHECKING:
    from collections.abc import Iterator

    from refcheck.alignment.view import Row, View

DOT = 6  # the side of the mark of a right number
_NUMBERS = 36  # the numbers of the rows, left of the matrix
_HEADER = 34  # the numbers of the columns, above it
_BRACKET = 46
_GAP = 24  # above the rows of a run of text, for a line that says so
_WORDS = 100  # columns of words beside a row
_PER_COLUMN = {11: 6, 9: 5}  # pixels that a character takes, by size
_MOST_CLAIMS = 4  # claims that a row tells when it is pointed at
_LONGEST_CLAIM = 280
_TIMES = 1000  # likelier than this is told no further


class Matrix:
    """The shapes of one numbering.

    Args:
        seen: what to draw.
    """

    def __init__(self, seen: View) -> None:
        self.seen = seen
        count = len(seen.columns)
        self.cell = 20 if count <= 25 else 16 if count <= 60 else 12
        self.size = 11 if self.cell >= 16 else 9
        self.width = _NUMBERS + count * self.cell + _BRACKET + _WORDS * _PER_COLUMN[self.size]
        self._tops: list[int] = []
        self._stretches: list[int] = []  # base lines of what the rows of a run of text are headed by
        y = _HEADER
        for at, row in enumerate(seen.rows):
            if (
                row.run is not None
                and seen.runs[row.run].order == "reading"
                and (not at or seen.rows[at - 1].run != row.run)
            ):
                y += _GAP
                self._stretches.append(y - 8)
            self._tops.append(y)
            y += self.cell
        self.height = y
        self._places = {number: _NUMBERS + at * self.cell for at, number in enumerate(seen.columns)}

    def shapes(self, x: int, y: int) -> list[Box | Words]:
        """All shapes, the upper left corner at `x` and `y`."""
        found: list[Box | Words] = [*self._grid(x, y), *self._header(x, y)]
        for row, top in zip(self.seen.rows, self._tops, strict=True):
            found += self._row(row, x, y + top)
        return [*found, *self._rights(x, y), *self._brackets(x, y)]

    def _header(self, x: int, y: int) -> Iterator[Words]:
        yield Words(x + _NUMBERS, y + 10, "references of the list, by number", 11, Role.MUTED)
        yield Words(x + _NUMBERS - 6, y + _HEADER - 6, "cited", 9, Role.MUTED, "end")
        wide = self.cell < 16 or max(self.seen.columns) > 99
        for base in self._stretches:
            yield Words(x + _NUMBERS, y + base, STRETCH, 11, Role.MUTED)
        for number, place in self._places.items():
            if wide and number % 5 and number != min(self.seen.columns):
                continue
            reference = self.seen.references.get(number)
            title = plain(described(reference)) if reference else f"{number} is not in the list"
            yield Words(
                x + place + self.cell // 2, y + _HEADER - 6, str(number), self.size, Role.MUTED, "middle", title=title
            )

    def _grid(self, x: int, y: int) -> Iterator[Box]:
        right = x + _NUMBERS + len(self.seen.columns) * self.cell
        for number, place in self._places.items():
            if number % 5 == 0:
                yield Box(x + place, y + _HEADER, self.cell, self.height - _HEADER, Role.BAND)
        for top in self._tops:
            yield Box(x + _NUMBERS, y + top, right - x - _NUMBERS, 1, Role.GRID)

    def _row(self, row: Row, x: int, top: int) -> Iterator[Box | Words]:
        base = top + self.cell // 2 + 4
        claims = _claims(row)
        yield Words(x + _NUMBERS - 6, base, str(row.number), self.size, anchor="end", title=claims)
        for number, place in self._places.items():
            yield from self._mark(row, number, x + place, top)
        left = x + _NUMBERS + len(self.seen.columns) * self.cell + _BRACKET
        fits = better(self.seen, row, _WORDS // 2)
        words = claim_end(row.telling, _WORDS - columns(fits) - 2 if fits else _WORDS)
        if fits:
            yield Words(left, base, fits, self.size, Role.WRONG, bold=True, tail=words, title=claims)
        else:
            yield Words(left, base, words, self.size, Role.MUTED, title=claims)

    def _mark(self, row: Row, number: int, left: int, top: int) -> Iterator[Box]:
        weight = row.weights.get(number, 0.0)
        size = self.cell - 2
        if number == row.number:
            wrong = row.fits is not None or number not in self.seen.references
            line = Role.WRONG if wrong else Role.RIGHT
            fill = None if wrong or row.says_nothing else Role.RIGHT
        else:
            line = None
            fill = Role.STRONG if weight >= STRONG else Role.WEAK if weight >= FITS else None
            if number == row.fits:
                line = fill = Role.BETTER
            if fill is None:
                return
        yield Box(left + 1, top + 1, size, size, fill, line, self._told(row, number))

    def _told(self, row: Row, number: int) -> str:
        reference = self.seen.references.get(number)
        if reference is None:
            return f"{number} is cited and not in the list"
        told = plain(described(reference))
        if number == row.number:
            return f"{told}\ncited here"
        odds = row.weights.get(number, 0.0) - row.weights.get(row.number, 0.0)
        times = min(round(exp(min(abs(odds), 20.0))), _TIMES)
        if times <= 1:
            return f"{told}\nas likely as {row.number}, which is cited"
        word = "likelier" if odds > 0 else "less likely"
        return f"{told}\n{times} times {word} than {row.number}, which is cited"

    def _rights(self, x: int, y: int) -> Iterator[Box]:
        """A dot where the right number of each row of a run is, unless that is marked by itself."""
        inset = (self.cell - DOT) // 2
        for row, top in zip(self.seen.rows, self._tops, strict=True):
            if row.run is not None and row.right in self._places and row.right != row.fits:
                yield Box(
                    x + self._places[row.right] + inset,
                    y + top + inset,
                    DOT,
                    DOT,
                    self._colour(row.run),
                    title=self._told(row, row.right),
                )

    def _brackets(self, x: int, y: int) -> Iterator[Box | Words]:
        """Beside the rows of each run, with how far it is off."""
        edge = x + _NUMBERS + len(self.seen.columns) * self.cell + 8
        for at, run in enumerate(self.seen.runs):
            colour = self._colour(at)
            tops = [top for row, top in zip(self.seen.rows, self._tops, strict=True) if row.run == at]
            if not tops:
                continue
            first, last = y + tops[0] + 2, y + tops[-1] + self.cell - 2
            yield Box(edge, first, 6, 2, colour)
            yield Box(edge + 6, first, 2, last - first, colour)
            yield Box(edge, last - 2, 6, 2, colour)
            yield Words(edge + 13, (first + last) // 2 + 5, shift(run), 13, colour, bold=True)

    def _colour(self, run: int) -> Role:
        return Role.WRONG if self.seen.runs[run].confidence >= REPORTED else Role.DOUBT


def _claims(row: Row) -> str:
    """What cites the number of a row, for one who points at it."""
    told = [
        f"{plain(citation.text)} {shortened(plain(citation.claim.sentence), _LONGEST_CLAIM)}"
        for citation in row.citations[:_MOST_CLAIMS]
    ]
    more = len(row.citations) - len(told)
    return "\n".join([*told, *([f"and {more} more"] if more else [])])
