"""Entries of the common kind: names, then plain elements, with or without punctuation between them.

Nearly all entries with elements are so. Split at their angle brackets they are one list of tags and one of texts, of
which what is wanted stands at known places. They read as `jats_entry` reads them piece by piece; only where the pieces
come from is not noted, and worked out that way when it is asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from refcheck.reading.jats_authors import is_folded, named, ordinary
from refcheck.reading.jats_head import Head, head_of
from refcheck.reading.jats_plans import plan_of
from refcheck.reading.jats_punctuated import read_punctuated
from refcheck.reading.jats_tags import (
    CITATIONS,
    EDGES,
    ET_AL,
    OWN_PUNCTUATION,
    is_setting,
)
from refcheck.reading.xml_source import characters_in, shown
from refcheck.sealing import maker
from refcheck.source import Span

if TYPE_CHECKING:
    from collections.abc import Callable

    from refcheck.bibliography import Author
    from refcheck.reading.jats_entry import Entry
    from refcheck.reading.jats_head import Person
    from refcheck.reading.jats_tags import Types

_span = maker(Span)
_STOPS = ".?!:;,"


def read_common(entry: Entry, plain: str, start: int, types: Types) -> bool:
    """Read an entry if it is of the common kind.

    Args:
        entry: the entry, to be filled.
        plain: the entry, as in `XmlSource.plain`.
        start: where it stands in the source.
        types: what the attributes in the list mean.

    Returns:
        Whether it is.
    """
    parts = plain.replace(">", "<").split("<")
    tags, texts = parts[1::2], parts[2::2]
    is_literal = "&" not in plain and (plain.isascii() or shown(plain) is plain)
    decode = str if is_literal else characters_in
    head = head_of(tags, texts)
    if head is None:
        head = _read_text(entry, tags, texts, decode)
        if head is None:
            return False
    elif not _read_plain(entry, head, tags, texts, is_literal=is_literal) and not (
        OWN_PUNCTUATION.search(plain) and read_punctuated(entry, head, tags, texts, types, decode)
    ):
        return False
    entry.kind = types[head.citation]
    entry.truncated = head.et_al is not None
    if label := head.label:
        entry.label = label if label.isdecimal() else " ".join(decode(label).split())
        at = start + plain.index("<label>") + 7
        entry.label_span = _span(at, at + len(label))
    return True


def _read_text(entry: Entry, tags: list[str], texts: list[str], decode: Callable[[str], str]) -> Head | None:
    """Read an entry that is nothing but text, however set; its head, or none if it is more."""
    at = 3 if tags[1:3] == ["label", "/label"] else 1
    citation = tags[at] if at < len(tags) else ""
    name = citation.partition(" ")[0]
    if name not in CITATIONS or tags[-2] != f"/{name}" or not all(map(is_setting, tags[at + 1 : -2])):
        return None
    outside = texts[0] + texts[-2] + (texts[2] if at == 3 else "")
    pieces = list(filter(None, texts[at:-2]))
    if outside.strip() or ET_AL in pieces or any(map(str.isspace, pieces)):
        return None
    entry.authors = []
    entry.take(list(map(decode, pieces)), {})
    return Head(texts[1] if at == 3 else "", citation, [], [], [], [], None, [], at + 1)


def _read_plain(entry: Entry, head: Head, tags: list[str], texts: list[str], *, is_literal: bool) -> bool:
    """Read an entry without punctuation of its own, if its elements are plain; whether they are."""
    between = "".join([texts[-2], *head.behind, *head.rest])
    if between and not between.isspace():
        return False
    before = (1 if head.behind else 0) + (0 if head.et_al is None else 2 if head.behind else 1)  # pieces
    plan = plan_of(tags[head.at : -2], before)
    if plan is None:
        return False
    texts = texts[head.at : -2]
    if plan.joined:
        texts = ["".join(texts[first:last]) for first, last in plan.joined]
    inside = texts[::2]
    gaps = "".join(texts[1::2])
    if "" in inside or (gaps and not gaps.isspace()):
        return False
    if not is_literal:
        inside = list(map(characters_in, inside))
    pieces = plan.pieces.copy()
    pieces[1::2] = inside
    for number, at, behind in plan.behind_stops:
        if inside[number][-1] in _STOPS:
            pieces[at] = behind
    shown_authors, entry.authors = _authors(head, is_literal=is_literal)
    if shown_authors[-1:] in _STOPS:
        pieces[0] = plan.behind_authors
    entry.text = text = shown_authors + "".join(pieces)
    entry.was_folded = False
    if is_folded(text):
        entry.values = {field: inside[number].strip(EDGES) for field, number in plan.fields}
    else:
        entry.text = " ".join(text.split())
        entry.was_folded = entry.text != text
        entry.values = {field: " ".join(inside[number].split()).strip(EDGES) for field, number in plan.fields}
    return True


def _authors(head: Head, *, is_literal: bool) -> tuple[str, list[Author]]:
    """How the authors read, "et al." included, and who they are."""
    et_al = head.et_al if is_literal or head.et_al is None else characters_in(head.et_al)
    if not head.behind:
        return et_al or "", []
    if head.others:
        people = head.people
        if not is_literal:
            people = [cast("Person", tuple(map(characters_in, person))) for person in people]
        text = ", ".join([" ".join(filter(None, person)) for person in people])
        authors = named(people)
    else:
        text, authors = ordinary(head.families, head.givens)
    return text if et_al is None else f"{text}, {et_al}", authors
