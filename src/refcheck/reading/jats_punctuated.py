"""Entries with punctuation between their elements, which they keep; only what would touch is kept apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from refcheck.reading.jats_authors import named
from refcheck.reading.jats_plans import elements_of
from refcheck.reading.jats_tags import ET_AL, between

if TYPE_CHECKING:
    from refcheck.bibliography import Author
    from refcheck.reading.jats_entry import Entry
    from refcheck.reading.jats_head import Head, Work

_PUNCTUATION = frozenset(" .,;:()")


def read_punctuated(entry: Entry, head: Head, work: Work) -> bool:
    """Read an entry with punctuation of its own, if its elements are plain.

    Args:
        entry: the entry, to be filled.
        head: what stands before its elements.
        work: the entry.

    Returns:
        Whether they are.
    """
    if (head.others and any(suffix for _, _, suffix, _ in head.others)) or not (head.behind or not head.rest):
        return False
    found = elements_of(work.tags[head.at : -2], work.texts[head.at : -2], own=True)
    if found is None:
        return False
    shape, elements = found
    pieces: list[str] = []
    authors = _add_authors(pieces, head)
    if head.et_al is not None:
        _add(pieces, head.et_al, ", ")
    for text in head.rest:
        _add_text(pieces, text)
    inside = elements[::2]
    if "" in inside:
        return False
    for element, separator, behind in zip(inside, shape.separators, elements[1::2], strict=True):
        if pieces and (before := pieces[-1][-1]) != " " and (separator := between(before, element, separator)):
            pieces.append(separator)
        pieces.append(element)
        if behind:
            _add_text(pieces, behind)
    _add_text(pieces, work.texts[-2])
    entry.authors = authors
    entry.take(pieces, shape.values([*inside, None]))
    return True


def _add_authors(pieces: list[str], head: Head) -> list[Author]:
    """Add the authors, and tell who they are."""
    names, others, behind = head.names, head.others, head.behind
    authors: list[Author] = []
    if names:
        if names.gap or len(names.people) == 1:
            pieces.append(names.text)
        else:
            for family, given in names.people:
                _add(pieces, family, ", ")
                pieces += (" ", given)
        _add_text(pieces, behind[0])
        authors = names.authors
        behind = behind[1:]
    for (family, given, _, group), text in zip(others, behind, strict=True):
        _add(pieces, group or family, ", ")
        if not group:
            pieces += (" ", given)
        _add_text(pieces, text)
    return authors + named(others) if others else authors


def _add(pieces: list[str], text: str, separator: str) -> None:
    """Add what an element says."""
    if pieces:
        before = pieces[-1][-1]
        if before != " " and (separator := between(before, text, separator)):
            pieces.append(separator)
    pieces.append(text)


def _add_text(pieces: list[str], text: str) -> None:
    """Add what stands between elements; a stop is not needed twice."""
    if not text:
        return
    if text[0] == "." and pieces[-1] == ET_AL:
        pieces[-1] = ET_AL[:-1]
    if text[0] in _PUNCTUATION:
        pieces.append(text)
    else:
        _add(pieces, text, " ")
