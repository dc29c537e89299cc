"""What a reference begins with: a label left before it, its authors, a year right behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from refcheck.references.locator_words import year_of

if TYPE_CHECKING:
    from refcheck.references.names import AuthorBlock
    from refcheck.references.tokens import Token


def after_label(tokens: list[Token]) -> int:
    """The index past a printed number (``12.``, ``[12]``) that was left before the reference, or 0."""
    if (
        len(tokens) > 3
        and tokens[0].text in "[("
        and tokens[1].text.isdigit()
        and len(tokens[1].text) <= 3
        and tokens[2].text in "])"
    ):
        return 3
    if (
        len(tokens) > 3
        and tokens[0].text.isdigit()
        and len(tokens[0].text) <= 3
        and tokens[1].text in ".)"
        and tokens[2].text[0].isalpha()
    ):
        return 2
    return 0


def is_author_block(block: AuthorBlock, tokens: list[Token], text: str) -> bool:
    """Whether names are the authors; a single one that nothing closes is rather the beginning of a title."""
    if len(block.authors) > 1 or block.closed or block.truncated:
        return True
    if block.next >= len(tokens) or not block.authors[0].given:
        return False
    if block.authors[0].family.isupper() and len(block.authors[0].family) > 3 and not block.authors[0].given.isupper():
        return True
    given_first = text.startswith(block.authors[0].given, block.start) and block.authors[0].given != "A"
    return tokens[block.next].text in "“\"‘'«" or (given_first and tokens[block.next].text[0].isupper())


def early_year(tokens: list[Token], at: int, *, bare: bool) -> tuple[int, Token, int] | None:
    """A year right behind the authors (``(2010)``, ``2010.``) with its token and where the title begins, or None.

    With `bare`, a year without punctuation will do (``Negri AP. 1999 Natural inducers``).
    """
    index = at
    bracket = index < len(tokens) and tokens[index].text in ("(", "[")
    if bracket:
        index += 1
    if index >= len(tokens) or (year := year_of(tokens[index].text)) is None:
        return None
    printed = tokens[index]
    index += 1
    if bracket:
        stop = min(index + 8, len(tokens))
        while index < stop and tokens[index].text not in (")", "]"):
            index += 1
        if index >= stop:
            return None
        index += 1
    elif index >= len(tokens) or not _year_is_closed(tokens, index, bare=bare):
        return None
    while index < len(tokens) and tokens[index].text in (".", ",", ":", ";"):
        index += 1
    return year, printed, index


def _year_is_closed(tokens: list[Token], index: int, *, bare: bool) -> bool:
    """Whether a year without brackets that ends before `index` stands for itself."""
    mark = tokens[index].text
    following = tokens[index + 1].text if index + 1 < len(tokens) else ""
    if mark in (".", ",", ":"):
        return not following.isdigit()
    return bare and (mark[0].isupper() or mark in "‘“'\"«")
