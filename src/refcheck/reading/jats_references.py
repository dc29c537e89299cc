"""The reference lists of a JATS article."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from refcheck.article import Reference
from refcheck.reading.jats_entry import Entry
from refcheck.reading.jats_fields import fields_of
from refcheck.reading.jats_tags import Types
from refcheck.sealing import maker
from refcheck.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_reference, _span = maker(Reference), maker(Span)
_REF = re.compile(r"<ref(?: id=\"([^\"'<>]{1,200})\"|[\s>])")
"""Where an entry begins, with its identifier if that is written as nearly all are."""
_ID = re.compile(r"""\sid\s{0,9}=\s{0,9}["']([^"']{1,200})["']""")
_LABEL = re.compile(r"\W{0,3}(?:ref(?:erence)?s?\.?\s?)?(\d{1,4})\s?[a-z]?\W{0,3}$", re.IGNORECASE)


def references_of(plain: str, lists: Sequence[Span]) -> tuple[list[Reference], dict[str, Reference]]:
    """The entries of an article's reference lists.

    Args:
        plain: the article, as `XmlSource.plain`.
        lists: where its lists stand; lists within a list are part of it.

    Returns:
        The entries that say something, and by the identifiers that links use the entries that these lead to. Where
        numbers start again at 1 in a further list, that is a numbering of its own.
    """
    references: list[Reference] = []
    ids: dict[str, Reference] = {}
    types = Types()
    scope = 0
    for index, listed in enumerate(lists):
        fresh = True
        number = references[-1].number if references else 0
        for start, end, identifier in _entries(plain, listed):
            entry = Entry(plain[start:end], start, types)
            if not entry.text:
                number += not entry.label
                continue
            printed = _printed(entry.label)
            if printed == 1 and fresh and index and number:
                scope += 1
            fresh = False
            number = number + 1 if printed is None else printed
            span = _span(start, end)
            label_span = span if entry.label_span is None else entry.label_span
            reference = _reference(number, entry.label, entry.mapped(), span, label_span, fields_of(entry), scope)
            references.append(reference)
            if identifier:
                ids[identifier] = reference
    return references, ids


def _printed(label: str) -> int | None:
    """The number in a label."""
    if label.isdecimal() and len(label) < 5:
        return int(label)
    found = _LABEL.match(label) if label else None
    return int(found[1]) if found else None


def _entries(plain: str, listed: Span) -> Iterator[tuple[int, int, str]]:
    """Where the entries of a list stand, and their identifiers; empty where there is none."""
    at = listed.start
    while found := _REF.search(plain, at, listed.end):
        start = found.start()
        end = plain.find("</ref>", start, listed.end)
        at = end + 6 if end >= 0 else plain.index(">", start) + 1
        identifier = found[1]
        if identifier is None:
            other = _ID.search(plain, start, plain.index(">", start))
            identifier = other[1] if other else ""
        yield start, at, identifier
