"""References without a journal's numbers: books, chapters, reports, theses, pages on the web."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from refcheck.references.journal_names import looks_like_journal
from refcheck.references.monographs import PAIRS, Monograph
from refcheck.references.publishers import is_publisher, put_publisher, put_publisher_and_place
from refcheck.references.titles import is_boundary, trimmed

if TYPE_CHECKING:
    from refcheck.references.tokens import Token

_EDITORS = frozenset({"ed", "eds", "editor", "editors", "hrsg", "éd"})
_ORDINAL = re.compile(
    r"(?:\d{1,2}(?:st|nd|rd|th|e|a)?|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth"
    r"|tenth|revised|rev|updated|international|student)$",
    re.IGNORECASE,
)
_EDITION = frozenset({"ed", "edn", "edition", "edit", "éd", "aufl", "auflage"})


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
    last = put_publisher(tokens, first, last, book)
    limit, after = _edition(tokens, first, last, book)
    end = _title_end(tokens, first, limit)
    book.put(name, first, end, tokens)
    # What is left stands behind the edition if there is one, else behind the title.
    rest, stop = trimmed(tokens, *((after, last) if after < last else (end, limit)), '.,;:*()[]"“”')
    quoted = first < limit and tokens[first].text in PAIRS and end < limit and tokens[end].text in PAIRS.values()
    if "publisher" in book.parts or not 0 < stop - rest <= (20 if quoted else 12):
        return book
    if is_publisher(tokens, rest, stop) or "edition" in book.parts:
        put_publisher_and_place(tokens, rest, stop, book)
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
        put_publisher(tokens, first - 2, last, book)


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
