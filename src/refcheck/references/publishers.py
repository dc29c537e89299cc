"""Publishers and issuing bodies, and where they are: ``Atlanta: American Cancer Society``, ``Springer, Berlin``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from refcheck.references.lexicon import words
from refcheck.references.locator_words import year_of
from refcheck.references.titles import is_boundary, split_title, trimmed

if TYPE_CHECKING:
    from refcheck.references.monographs import Monograph
    from refcheck.references.titles import Stretch
    from refcheck.references.tokens import Token

# What may stand behind a comma in a place of publication; two or three letters are a state or country anyway.
_REGIONS = words(
    """
    Calif Mass Conn Penn Tenn Minn Mich Canada Australia England Germany France Netherlands Switzerland Ontario
    Brazil China India
    """
)
PUBLISHERS = words(
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


def without_publisher(
    tokens: list[Token], title: Stretch, container: Stretch, book: Monograph
) -> tuple[Stretch | None, Stretch | None]:
    """Some reference managers print the publisher of a journal: "J Foo. Endocrine Society; 1997;82:4167"."""
    start = _publisher_start(tokens, *container)
    if start is None:
        return title, container
    book.put("publisher", start, container[1], tokens)
    if start > container[0]:
        return title, trimmed(tokens, container[0], start)
    return split_title(tokens, *title)


def names_publisher(tokens: list[Token], first: int, last: int) -> bool:
    """Whether a word in a stretch is one that only publishers' names have."""
    return any(tokens[at].text.lower() in _SURE_PUBLISHERS for at in range(first, last))


def is_publisher(tokens: list[Token], first: int, last: int) -> bool:
    """Whether a stretch may name a publisher or issuing body."""
    words = [tokens[at].text for at in range(first, last) if tokens[at].text[0].isalpha()]
    return bool(words) and any(word.lower() in PUBLISHERS for word in words) and words[0][0].isupper()


def put_publisher(tokens: list[Token], first: int, last: int, book: Monograph) -> int:
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
        put_publisher_and_place(tokens, start, last, book)
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


def put_publisher_and_place(tokens: list[Token], first: int, last: int, book: Monograph) -> None:
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


def _last_piece(tokens: list[Token], first: int, last: int) -> int | None:
    for at in range(last - 1, first, -1):
        if is_boundary(tokens, at, last):
            return at + 1
    return None


def _publisher_start(tokens: list[Token], first: int, last: int) -> int | None:
    """Where a publisher begins that stands behind a journal's name (``PLoS One. Public Library of Science``)."""
    for at in range(last - 2, first - 1, -1):
        if tokens[at].text == "." and is_publisher(tokens, at + 1, last):
            return at + 1
    return first if is_publisher(tokens, first, last) else None
