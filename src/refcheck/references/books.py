"""References without a journal's numbers: books, chapters, reports, theses, pages on the web."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from refcheck.references.lexicon import words
from refcheck.references.locator import year_of
from refcheck.references.titles import is_boundary, looks_like_journal, trimmed

if TYPE_CHECKING:
    from refcheck.references.tokens import Token

_EDITORS = frozenset({"ed", "eds", "editor", "editors", "hrsg", "éd"})
# What may stand behind a comma in a place of publication; two or three letters are a state or country anyway.
_REGIONS = words(
    "Calif Mass Conn Penn Tenn Minn Mich Canada Australia England Germany France Netherlands Switzerland Ontario Brazil China India"
)
_ORDINAL = re.compile(
    r"(?:\d{1,2}(?:st|nd|rd|th|e|a)?|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|revised|rev|updated|international|student)$",
    re.IGNORECASE,
)
_EDITION = frozenset({"ed", "edn", "edition", "edit", "éd", "aufl", "auflage"})
_PUBLISHERS = words(
    """
    press publisher publishers publishing publications elsevier springer wiley blackwell saunders mosby
    lippincott mcgraw karger thieme routledge sage erlbaum academic verlag penguin guilford oxford cambridge
    pearson palgrave macmillan harper norton humana dekker kluwer plenum crc iarc ieee acm asm society
    association organization institute ministry department university office agency centers centre center
    college foundation council books editions éditions
    """
)


@dataclass(slots=True)
class Monograph:
    """Stretches of tokens, by field name."""

    parts: dict[str, tuple[int, int]] = field(default_factory=dict)

    def put(self, name: str, first: int, last: int, tokens: list[Token]) -> None:
        """Take a stretch for a field unless it is empty or the field is taken."""
        first, last = _unwrapped(tokens, first, last)
        if first < last:
            self.parts.setdefault(name, (first, last))


_PAIRS = {"(": ")", "[": "]", '"': '"', "“": "”", "‘": "’"}


def _unwrapped(tokens: list[Token], first: int, last: int) -> tuple[int, int]:
    """A stretch without punctuation at its ends, and without brackets or quotation marks that close nothing or close it all."""
    first, last = trimmed(tokens, first, last)
    while first < last:
        inside = [tokens[at].text for at in range(first, last)]
        opening, closing = inside[0], inside[-1]
        if opening in _PAIRS and (_PAIRS[opening] == closing or _PAIRS[opening] not in inside[1:]):
            last -= _PAIRS[opening] == closing and last - first > 1
            first += 1
        elif (closing in ")]" and inside.count(closing) > inside.count("(" if closing == ")" else "[")) or (closing in "”" and "“" not in inside) or closing in "([":
            last -= 1
        else:
            break
        first, last = trimmed(tokens, first, last)
    return first, last


def read_monograph(tokens: list[Token], first: int, last: int, *, registered: bool) -> Monograph:
    """Read what follows the authors in a reference that is no journal article.

    Args:
        tokens: of the whole reference.
        first: the first token after the authors and the year behind them.
        last: where the numbers at the end begin.
        registered: whether a DOI or PMID is printed, so that a name after the title is rather a journal's.
    """
    book = Monograph()
    first, last = trimmed(tokens, first, last)
    last = _publisher(tokens, first, last, book)
    host = _host(tokens, first, last)
    if host is not None:
        book.put("title", first, host, tokens)
        _host_title(tokens, host + 1, last, book)
        return book
    last = _edition(tokens, first, last, book)
    end = _title_end(tokens, first, last)
    book.put("title", first, end, tokens)
    rest, stop = trimmed(tokens, end, last, '.,;:*()[]"“”')
    if rest < stop and stop - rest <= 12 and "publisher" not in book.parts:
        if (registered or looks_like_journal(tokens, rest, stop)) and not _is_publisher(tokens, rest, stop):
            book.put("container", rest, stop, tokens)
        elif _is_publisher(tokens, rest, stop):
            book.put("publisher", rest, stop, tokens)
    return book


def _title_end(tokens: list[Token], first: int, last: int) -> int:
    opening = tokens[first].text if first < last else ""
    if opening in '“"‘' and opening:
        closing = {"“": "”", '"': '"', "‘": "’"}[opening]
        for at in range(first + 1, last):
            if tokens[at].text == closing and not (
                at + 1 < last and tokens[at + 1].start == tokens[at].end and tokens[at + 1].text[0].isalpha()
            ):
                return at
    for at in range(first, last):
        if is_boundary(tokens, at, last):
            return at if tokens[at].text == "." else at + 1
    return last


def _host(tokens: list[Token], first: int, last: int) -> int | None:
    """The ``In`` that leads from a chapter to its book."""
    for at in range(first + 1, last - 1):
        word = tokens[at].text
        if word in ("In", "IN", "in") and tokens[at - 1].text in (".", ",", "”", '"', "?", "!", ";", ")"):
            if tokens[at + 1].text == ":" or (word != "in" and tokens[at + 1].text[0].isupper()):
                return at
    return None


def _host_title(tokens: list[Token], first: int, last: int, book: Monograph) -> None:
    """The book's title behind its editors."""
    first, last = trimmed(tokens, first, last)
    last = _edition(tokens, first, last, book)
    for at in range(first, last):
        if tokens[at].text.lower() in _EDITORS and at > first:
            first = at + 1
            while first < last and tokens[first].text in ".,;:)]":
                first += 1
            break
    book.put("container", first, _title_end(tokens, first, last), tokens)


def _edition(tokens: list[Token], first: int, last: int, book: Monograph) -> int:
    """Find an edition; return where the title must end for it."""
    for at in range(first + 1, last):
        if tokens[at].text.lower() in _EDITION and _ORDINAL.match(tokens[at - 1].text):
            start = at - 1
            book.put("edition", start, at + 1, tokens)
            if tokens[start - 1].text in ".,;([" and start - 1 > first:
                return start - 1
            return last
    return last


def _publisher(tokens: list[Token], first: int, last: int, book: Monograph) -> int:
    """Find ``Place: Publisher`` or a publisher at the end; return where what stands before it ends."""
    for at in range(last - 2, first, -1):
        if tokens[at].text != ":":
            continue
        start = _place_start(tokens, first, at)
        if start is None:
            break
        end = at + 1
        while (
            end < last
            and tokens[end].text not in (";", "(", "[")
            and not (tokens[end].text in ".," and _number_follows(tokens, end, last))
        ):
            end += 1
        if end - at > 14:
            break
        book.put("place", start, at, tokens)
        book.put("publisher", at + 1, end, tokens)
        return start
    start = _last_piece(tokens, first, last)
    if start is not None and last - start <= 12 and _is_publisher(tokens, start, last):
        book.put("publisher", start, last, tokens)
        return start
    return last


def _number_follows(tokens: list[Token], at: int, last: int) -> bool:
    return at + 1 >= last or year_of(tokens[at + 1].text) is not None or tokens[at + 1].text.lower() in ("p", "pp")


def _place_start(tokens: list[Token], first: int, colon: int) -> int | None:
    """The first token of a place name that ends before the colon, if it can be one."""
    at = colon - 1
    words = 0
    while at > first and tokens[at].text not in '.;(?!)"”':
        word = tokens[at].text
        if word == "," and not (words == 1 and (len(tokens[at + 1].text) <= 3 or tokens[at + 1].text in _REGIONS)):
            break
        if word[0].isalpha():
            if not word[0].isupper() and word not in ("and", "de", "la", "upon", "am", "of", "i"):
                return None
            words += 1
        at -= 1
    if at <= first or not 1 <= words <= 6:
        return None
    return at + 1


def _last_piece(tokens: list[Token], first: int, last: int) -> int | None:
    for at in range(last - 1, first, -1):
        if is_boundary(tokens, at, last):
            return at + 1
    return None


def _is_publisher(tokens: list[Token], first: int, last: int) -> bool:
    words = [tokens[at].text for at in range(first, last) if tokens[at].text[0].isalpha()]
    return bool(words) and any(word.lower() in _PUBLISHERS for word in words) and words[0][0].isupper()
