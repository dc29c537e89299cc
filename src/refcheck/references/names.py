"""The names at the head of a reference, in the orders that reference styles print them.

``Wei A, Greig P`` (Vancouver), ``Wei, A., & Greig, P. D.`` (APA), ``A. C. Wei and P. D. Greig`` (IEEE),
``Wei, Alice C., and Paul Greig`` (Chicago), groups (``DCCT Research Group``), and the declared cut (``et al.``). The
reader walks over tokens and never goes back by more than one name, so it is linear; a word that fits no form ends
the list.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from refcheck.references.glued_names import glued_list
from refcheck.references.group_names import group_name
from refcheck.references.name_tokens import NameTokens
from refcheck.references.person_names import person_name

if TYPE_CHECKING:
    from refcheck.bibliography import Author
    from refcheck.references.tokens import Token


@dataclass(frozen=True, slots=True)
class AuthorBlock:
    """The authors that a reference begins with.

    Attributes:
        authors: in printed order.
        truncated: whether the list says that it was cut.
        start, end: the block in the text, its final stop not included.
        next: index of the first token after the block and its final punctuation.
        closed: whether a full stop, colon or year closes the block (a comma only carries on).
    """

    authors: tuple[Author, ...]
    truncated: bool
    start: int
    end: int
    next: int
    closed: bool


def read_authors(tokens: list[Token], text: str, first: int = 0) -> AuthorBlock | None:
    """The author block that begins at the token `first`, or None if no name stands there."""
    return _block(NameTokens(tokens, text), first)


def _block(t: NameTokens, first: int) -> AuthorBlock | None:
    if first < t.count and (glued := glued_list(t, first)):
        listed, after = glued
        after = t.truncation(after) or after
        return _closing(t, listed, truncated=after > glued[1], first=first, after=after, end=t.tokens[after - 1].end)
    authors: list[Author] = []
    truncated = False
    index = first
    after = end = first
    form = ""
    while index < t.count:
        cut = t.truncation(index) if authors else 0
        if cut:
            truncated, after, end = True, cut, t.tokens[cut - 1].end
            index = t.separator(cut) or t.count
            name = group_name(t, index)
        else:
            joined = bool(authors) and t.joins(index - 1)
            name = person_name(t, index, form, len(authors), joined=joined) or group_name(t, index)
        if name is None:
            break
        authors.append(name.author)
        after, end = name.next, name.end
        form = name.form if name.form != "group" else form
        index = t.separator(after)
        if not index:
            break
    return _closing(t, authors, truncated=truncated, first=first, after=after, end=end) if authors else None


def _closing(t: NameTokens, authors: list[Author], *, truncated: bool, first: int, after: int, end: int) -> AuthorBlock:
    """The block of the authors read, with what follows them and belongs to them."""
    closed = t.at(after - 1) == "."
    if authors[-1].is_group and t.at(after) == "(" and t.at(after + 1).isupper() and t.at(after + 2) == ")":
        after += 3  # European Respiratory Society (ERS)
    index = _after_editors(t, after)
    closed = closed or index > after
    while index < t.count and t.at(index) in (",", ".", ":", ";", "*", "†"):
        closed = closed or t.at(index) in (".", ":", ";")
        index += 1
    start = t.tokens[first].start
    return AuthorBlock(tuple(authors), truncated, start, end, index, closed or t.year_follows(index))


def _after_editors(t: NameTokens, index: int) -> int:
    """The index after ``(Eds.)`` or ``, editors`` behind the names, or `index`."""
    at = index + 1 if t.at(index) in (",", "(", "[") else index
    if t.at(at) in ("(", "["):
        at += 1
    if t.at(at).lower() not in ("ed", "eds", "editor", "editors", "hrsg", "dir", "coord", "comp"):
        return index
    at += 1
    while t.at(at) in (".", ")", "]"):
        at += 1
    return at
