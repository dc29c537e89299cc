"""Where the numbers of a citation are printed, and how what is between them looks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from refcheck.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from refcheck.article import Citation

# A tag, an entity, the target of a Markdown link (the digits of all of which are none of the text's), or a number.
_TOKEN = re.compile(r"<[^<>]{0,400}>|&#?\w{1,12};|\]\([^()\s]{0,400}\)|[0-9]+|[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LOWERED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_COMMA, _DASH = ",", "-"
_RAISED_COMMA, _RAISED_DASH = "˒", "⁻"


@dataclass(frozen=True, slots=True)
class Token:
    """A printed number.

    Attributes:
        number: what it says.
        span: where it stands in the source.
        raised: whether it is printed in raised digits of Unicode.
    """

    number: int
    span: Span
    raised: bool

    def printed(self, number: int) -> str:
        """Another number in digits of the same kind."""
        return digits(number, raised=self.raised)


def digits(number: int, *, raised: bool) -> str:
    """A number in ordinary digits or in raised ones of Unicode."""
    return str(number).translate(_RAISED) if raised else str(number)


def tokens(text: str, citation: Citation) -> list[tuple[Token, ...]] | None:
    """The printed numbers of a citation: for each of its items one, or the two ends of a range.

    Args:
        text: the source.
        citation: one that is printed in numbers.

    Returns:
        The numbers; None where what stands in the source is not just what was read (a number in a macro).
    """
    rest = _numbers(text, citation.digits.start, citation.digits.end)
    items: list[tuple[Token, ...]] = []
    for item in citation.items:
        wanted = (item.first,) if item.first == item.last else (item.first, item.last)
        group = tuple(token for _, token in zip(wanted, rest, strict=False))
        if tuple(token.number for token in group) != wanted:
            return None
        items.append(group)
    return items if next(rest, None) is None else None


def first_number(text: str, start: int, end: int) -> Token | None:
    """The first number that is printed in a stretch of the source, which may have mark-up."""
    return next(_numbers(text, start, end), None)


def _numbers(text: str, start: int, end: int) -> Iterator[Token]:
    for match in _TOKEN.finditer(text, start, end):
        plain = match[0].translate(_LOWERED)
        if plain.isdigit():
            yield Token(int(plain), Span(*match.span()), raised=not match[0].isascii())


@dataclass(frozen=True, slots=True)
class Punctuation:
    """What stands between numbers: between items, between the ends of a range."""

    comma: str = ""
    dash: str = ""

    def filled(self, other: Punctuation, *, raised: bool) -> Punctuation:
        """The same, what is not known taken from another, or else what is most usual."""
        comma, dash = (_RAISED_COMMA, _RAISED_DASH) if raised else (_COMMA, _DASH)
        return Punctuation(self.comma or other.comma or comma, self.dash or other.dash or dash)


def punctuation(text: str, items: Iterable[tuple[Token, ...]]) -> Punctuation:
    """What one citation has between its numbers."""
    groups = list(items)
    commas = [text[one[-1].span.end : other[0].span.start] for one, other in pairwise(groups)]
    dashes = [text[group[0].span.end : group[1].span.start] for group in groups if len(group) > 1]
    return Punctuation(commas[0] if commas else "", dashes[0] if dashes else "")
