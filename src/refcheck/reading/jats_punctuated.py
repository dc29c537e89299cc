"""Entries with punctuation between their elements, which they keep; only what would touch is kept apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from refcheck.reading.jats_authors import named, ordinary
from refcheck.reading.jats_tags import ET_AL, IDENTIFIERS, PLAIN, SEPARATORS, between, fields_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from refcheck.bibliography import Author
    from refcheck.reading.jats_entry import Entry
    from refcheck.reading.jats_head import Head
    from refcheck.reading.jats_tags import Types


def read_punctuated(
    entry: Entry, head: Head, tags: list[str], texts: list[str], types: Types, decode: Callable[[str], str]
) -> bool:
    """Read an entry with punctuation of its own, if its elements are plain.

    Args:
        entry: the entry, to be filled.
        head: what stands before its elements.
        tags: its tags.
        texts: the text behind each of them.
        types: what the attributes in the list mean.
        decode: makes of a text what it reads as.

    Returns:
        Whether they are.
    """
    if any(suffix or group for _, _, suffix, group in head.others) or not (head.behind or not head.rest):
        return False
    pieces: list[str] = []
    authors: list[Author] = []
    if head.behind:
        text, authors = _authors(head, decode)
        pieces.append(text)
        _add_text(pieces, head.behind[-1], decode)
    if head.et_al is not None:
        _add(pieces, decode(head.et_al), ", ")
    for text in head.rest:
        _add_text(pieces, text, decode)
    places = _add_elements(pieces, tags[head.at : -1], texts[head.at : -1], types, decode)
    if places is None:
        return False
    _add_text(pieces, texts[-2], decode)
    entry.authors = authors
    entry.take(pieces, fields_in(places))
    return True


def _authors(head: Head, decode: Callable[[str], str]) -> tuple[str, list[Author]]:
    """How the authors read, and who they are."""
    between_them = head.behind[:-1]
    if not head.others and between_them.count(", ") == len(between_them):
        return ordinary(head.families, head.givens)
    people = head.people
    pieces: list[str] = []
    for (family, given, _, _), behind in zip(people, ["", *head.behind], strict=False):
        _add_text(pieces, behind, decode)
        _add(pieces, decode(family), ", ")
        pieces += (" ", decode(given))
    return "".join(pieces), named([(decode(one[0]), decode(one[1]), "", "") for one in people])


def _add_elements(
    pieces: list[str], tags: list[str], texts: list[str], types: Types, decode: Callable[[str], str]
) -> dict[str, tuple[int, int]] | None:
    """Add elements and the texts between them, and tell which pieces each is; none if one of them is not plain."""
    places: dict[str, tuple[int, int]] = {}
    at, last = 0, len(tags) - 1  # the last tag ends them all
    while at < last:
        tag, inside = tags[at], texts[at]
        key = name = tag.partition(" ")[0]
        if name not in PLAIN or not inside:
            return None
        separator = SEPARATORS[name]
        if name == "pub-id":
            key = f"pub-id {types[tag]}"
            separator = IDENTIFIERS.get(types[tag], separator)
        _add(pieces, decode(inside), separator)
        places.setdefault(key, (len(pieces) - 1, len(pieces)))
        at += 1
        if name == "comment" and tags[at][:9] == "ext-link " and tags[at + 1 : at + 3] == ["/ext-link", "/comment"]:
            if not texts[at]:
                return None
            _add(pieces, decode(texts[at]), SEPARATORS["ext-link"])
            places.setdefault("ext-link", (len(pieces) - 1, len(pieces)))
            _add_text(pieces, texts[at + 1], decode)
            at += 2
        elif tags[at] != f"/{name}":
            return None
        _add_text(pieces, texts[at], decode)
        at += 1
    return places


def _add(pieces: list[str], text: str, separator: str) -> None:
    """Add what an element says."""
    if pieces:
        before = pieces[-1][-1]
        if before != " " and (separator := between(before, text, separator)):
            pieces.append(separator)
    pieces.append(text)


def _add_text(pieces: list[str], text: str, decode: Callable[[str], str]) -> None:
    """Add what stands between elements; a stop is not needed twice."""
    if not text:
        return
    if text[0] == "." and pieces[-1] == ET_AL:
        pieces[-1] = ET_AL[:-1]
    if text[0] in " .,;:()":
        pieces.append(decode(text))
    else:
        _add(pieces, decode(text), " ")
