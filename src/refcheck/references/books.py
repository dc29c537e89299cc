"""References without a journal's numbers: books, chapters, reports, theses, pages on the web."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from refcheck.references.lexicon import words
from refcheck.references.locator_words import year_of
from refcheck.references.titles import is_boundary, looks_like_journal, trimmed

if TYPE_CHECKING:
    from refcheck.references.tokens import Token

_EDITORS = frozenset({"ed", "eds", "editor", "editors", "hrsg", "éd"})
# What may stand behind a comma in a place of publication; two or three letters are a state or country anyway.
_REGIONS = words(
    """
    Calif Mass Conn Penn Tenn Minn Mich Canada Australia England Germany France Netherlands Switzerland Ontario
    Brazil China India
    """
)
_ORDINAL = re.compile(
    r"(?:\d{1,2}(?:st|nd|rd|th|e|a)?|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth"
    r"|tenth|revised|rev|updated|international|student)$",
    re.IGNORECASE,
)
_EDITION = frozenset({"ed", "edn", "edition", "edit", "éd", "aufl", "auflage"})
_PUBLISHERS = words(
    """
    press publisher publishers publishing publications elsevier springer wiley blackwell saunders mosby
    lippincott mcgraw karger thieme routledge sage erlbaum academic verlag penguin guilford oxford cambridge
    pearson palgrave macmillan harper norton humana dekker kluwer plenum crc iarc ieee acm asm society
    association organization institute ministry department university office agency centers centre center
    college foundation council library books editions éditions
    """
)


_SURE_PUBLISHERS = words(
    "press publisher publishers publishing publications elsevier springer wiley blackwell saunders mosby lippincott "
    "company verlag"
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
    """A stretch without punctuation at its ends, and without brackets or quotation marks around it or half in it."""
    first, last = trimmed(tokens, first, last)
    for _ in range(4):
        if first >= last:
            break
        inside = [tokens[at].text for at in range(first, last)]
        opening, closing = inside[0], inside[-1]
        if opening in _PAIRS and (_PAIRS[opening] == closing or _PAIRS[opening] not in inside[1:]):
            last -= _PAIRS[opening] == closing and last - first > 1
            first += 1
        elif (
            (closing in ")]" and inside.count(closing) > inside.count("(" if closing == ")" else "["))
            or (closing == "”" and "“" not in inside)
            or closing in "(["
        ):
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
    host = _host(tokens, first, last)
    if host is not None:
        book.put("title", first, host, tokens)
        first = _after_editors(tokens, host + 1, last)
    name = "title" if host is None else "container"
    last = _publisher(tokens, first, last, book)
    limit, after = _edition(tokens, first, last, book)
    end = _title_end(tokens, first, limit)
    book.put(name, first, end, tokens)
    # What is left stands behind the edition if there is one, else behind the title.
    rest, stop = trimmed(tokens, *((after, last) if after < last else (end, limit)), '.,;:*()[]"“”')
    quoted = first < limit and tokens[first].text in _PAIRS and end < limit and tokens[end].text in _PAIRS.values()
    if "publisher" in book.parts or not 0 < stop - rest <= (20 if quoted else 12):
        return book
    if is_publisher(tokens, rest, stop) or "edition" in book.parts:
        _publisher_and_place(tokens, rest, stop, book)
    elif host is None and (registered or quoted or looks_like_journal(tokens, rest, stop)):
        leads = tokens[rest].text.lower() == "in" and stop - rest > 1
        comma = next((at for at in range(rest + 1, stop) if tokens[at].text == ","), stop)
        book.put("container", rest + leads, comma if quoted else stop, tokens)
    return book


def is_chapter(tokens: list[Token], first: int, last: int) -> bool:
    """Whether a stretch leads to a book by its editors (``In W. Cronon (Ed.), Uncommon ground``)."""
    host = _host(tokens, first, last)
    return host is not None and _after_editors(tokens, host + 1, last) > host + 2


def read_tail(tokens: list[Token], first: int, book: Monograph) -> None:
    """Read place and publisher behind the numbers (``... (pp. 233-255). New York, NY: Norton``)."""
    first, last = trimmed(tokens, first, len(tokens), ".,;:)]")
    if 1 < first < last and "publisher" not in book.parts:
        _publisher(tokens, first - 2, last, book)


def _publisher_and_place(tokens: list[Token], first: int, last: int, book: Monograph) -> None:
    """``Springer, Berlin``: what follows the first comma is the place, if it is short and named with capitals."""
    if not tokens[first].text[0].isupper():
        return
    comma = next((at for at in range(first + 1, last) if tokens[at].text == ","), last)
    place = [tokens[at].text for at in range(comma + 1, last) if tokens[at].text[0].isalpha()]
    is_place = 0 < len(place) <= 4 and all(word[0].isupper() for word in place)
    is_place = is_place and not is_publisher(tokens, comma + 1, last)
    book.put("publisher", first, comma if is_place else last, tokens)
    if is_place:
        book.put("place", comma + 1, last, tokens)


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
        if word not in ("In", "IN", "in") or tokens[at - 1].text not in (".", ",", "”", '"', "?", "!", ";", ")"):
            continue
        if tokens[at + 1].text == ":" or (word != "in" and tokens[at + 1].text[0].isupper()):
            return at
    return None


def _after_editors(tokens: list[Token], first: int, last: int) -> int:
    """Where the book's title begins behind ``In: Katzenstein P (ed)``."""
    for at in range(first + 1, min(last, first + 80)):
        if tokens[at].text.lower() in _EDITORS and not _ORDINAL.match(tokens[at - 1].text):
            start = at + 1
            while start < last and tokens[start].text in ".,;:)]":
                start += 1
            return start if start < last else first
    return trimmed(tokens, first, last)[0]


def _edition(tokens: list[Token], first: int, last: int, book: Monograph) -> tuple[int, int]:
    """Find an edition; return where the title must end for it, and where what follows it begins."""
    for at in range(first + 1, last):
        if tokens[at].text.lower() in _EDITION and _ORDINAL.match(tokens[at - 1].text):
            start = at - 1
            book.put("edition", start, at + 1, tokens)
            if tokens[start - 1].text in ".,;([" and start - 1 > first:
                return start - 1, at + 1
            return last, last
    return last, last


def _publisher(tokens: list[Token], first: int, last: int, book: Monograph) -> int:
    """Find ``Place: Publisher`` or a publisher at the end; return where what stands before it ends."""
    for at in range(last - 2, first, -1):
        if tokens[at].text != ":":
            continue
        start = _place_start(tokens, first, at - (tokens[at - 1].text == "."))
        if start is None:
            break
        end = at + 1
        while (
            end < last
            and tokens[end].text not in (";", "(", "[")
            and not (end > at + 1 and tokens[end].text.isdecimal())
            and not (tokens[end].text in ".," and _number_follows(tokens, end, last))
        ):
            end += 1
        if end - at > 14:
            break
        book.put("place", start, at, tokens)
        book.put("publisher", at + 1, end, tokens)
        return start
    start = _last_piece(tokens, first, last)
    if start is not None and last - start <= 12 and is_publisher(tokens, start, last):
        _publisher_and_place(tokens, start, last, book)
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
        if word == "," and not _goes_on(tokens, first, at, words):
            break
        if word[0].isalpha():
            if not word[0].isupper() and word not in ("and", "de", "la", "upon", "am", "of", "i"):
                return None
            words += 1
        at -= 1
    if at <= first or not 1 <= words <= 6 or tokens[at + 1].text in ("In", "IN"):
        return None
    return at + 1


def _goes_on(tokens: list[Token], first: int, comma: int, words_after: int) -> bool:
    """Whether a place goes on before its comma (``Cambridge, MA``, ``Hudson, Ohio``), or a title ends there."""
    if words_after != 1:
        return False
    after = tokens[comma + 1].text
    if len(after) <= 3 or after in _REGIONS:
        return True
    at = comma - 1
    while at > first and comma - at <= 3 and tokens[at].text[0].isupper():
        at -= 1
    return tokens[at].text in ".;(?!" and comma - at > 1


def _last_piece(tokens: list[Token], first: int, last: int) -> int | None:
    for at in range(last - 1, first, -1):
        if is_boundary(tokens, at, last):
            return at + 1
    return None


def publisher_start(tokens: list[Token], first: int, last: int) -> int | None:
    """Where a publisher begins that stands behind a journal's name (``PLoS One. Public Library of Science``)."""
    for at in range(last - 2, first - 1, -1):
        if tokens[at].text == "." and is_publisher(tokens, at + 1, last):
            return at + 1
    return first if is_publisher(tokens, first, last) else None


def names_publisher(tokens: list[Token], first: int, last: int) -> bool:
    """Whether a word in a stretch is one that only publishers' names have."""
    return any(tokens[at].text.lower() in _SURE_PUBLISHERS for at in range(first, last))


def is_publisher(tokens: list[Token], first: int, last: int) -> bool:
    """Whether a stretch may name a publisher or issuing body."""
    words = [tokens[at].text for at in range(first, last) if tokens[at].text[0].isalpha()]
    return bool(words) and any(word.lower() in _PUBLISHERS for word in words) and words[0][0].isupper()
