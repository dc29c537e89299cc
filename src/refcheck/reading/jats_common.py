"""Entries of the common kind: names, then plain elements, with or without punctuation between them.

Nearly all entries with elements are so. Split at their angle brackets they are one list of tags and one of texts, of
which what is wanted stands at known places. They read as `jats_entry` reads them piece by piece; only where the pieces
come from is not noted, and worked out that way when it is asked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, cast

from refcheck.reading.jats_authors import is_folded, named, ordinary
from refcheck.reading.jats_head import Head, head_of
from refcheck.reading.jats_punctuated import read_punctuated
from refcheck.reading.jats_tags import (
    BEHIND_A_STOP,
    CITATIONS,
    EDGES,
    ET_AL,
    IDENTIFIERS,
    OWN_PUNCTUATION,
    PLAIN,
    SEPARATORS,
    fields_in,
    is_setting,
    name_of,
    type_in,
)
from refcheck.reading.xml_source import characters_in, shown
from refcheck.source import Span

if TYPE_CHECKING:
    from collections.abc import Callable

    from refcheck.bibliography import Author
    from refcheck.reading.jats_entry import Entry
    from refcheck.reading.jats_head import Person
    from refcheck.reading.jats_tags import Types

_MOST_ELEMENTS = 40
"""More has no entry that many others are like."""
_STOPS = ".?!:;,"


@dataclass(frozen=True, slots=True)
class _Plan:
    """What all entries of the same elements have in common.

    Attributes:
        ends: the end tag of each element.
        pieces: their text in pieces: what stands before each element, room for what it says, and what stands behind
            the last of them.
        behind_authors: what the first piece is where the authors end in a stop.
        behind_stops: which other pieces differ behind a stop: the number of the element that may end in one, which
            piece it is, and what it is then.
        fields: the fields, and the number of the element that each of them is.
    """

    ends: list[str]
    pieces: list[str]
    behind_authors: str
    behind_stops: list[tuple[int, int, str]]
    fields: list[tuple[str, int]]


@lru_cache(1_000)
def _plan(elements: tuple[str, ...], before: int) -> _Plan | None:
    """The plan of entries with these elements, behind so many pieces; none if another kind of element is among them."""
    ends: list[str] = []
    pieces: list[str] = []
    behind_stops: list[tuple[int, int, str]] = []
    places: dict[str, tuple[int, int]] = {}
    behind_authors = closing = ""  # the latter of the element before
    for number, element in enumerate(elements):
        key = name = name_of(element)
        if name not in PLAIN:
            return None
        ends.append(f"/{name}")
        separator = SEPARATORS[name]
        if name == "pub-id":
            kind = type_in(element)
            key = f"pub-id {kind}"
            separator = IDENTIFIERS.get(kind, separator)
        behind = separator if closing else BEHIND_A_STOP.get(separator, separator)
        is_first = not (before or pieces)
        if not number:
            behind_authors = "" if is_first else behind
        elif behind != separator:
            behind_stops.append((number - 1, len(pieces), behind))
        pieces += ("" if is_first else closing + separator, "")
        places.setdefault(key, (number, number + 1))
        closing = ")" if separator == "(" and not is_first else ""
    fields = [(field, number) for field, (number, _) in fields_in(places).items()]
    return _Plan(ends, [*pieces, closing], behind_authors, behind_stops, fields)


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
        entry.label_span = Span(at, at + len(label))
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
    gap = texts[-2]
    tags, texts = tags[head.at : -2], texts[head.at : -2]
    before = bool(head.behind) + (head.et_al is not None) * (1 + bool(head.behind))  # pieces
    plan = _plan_of(tags[::2], before)
    if plan is None or tags[1::2] != plan.ends:
        tags, texts = _without_setting(tags, texts)
        plan = _plan_of(tags[::2], before)
        if plan is None or tags[1::2] != plan.ends:
            return False
    inside = texts[::2]
    gaps = "".join([gap, *head.behind, *head.rest, *texts[1::2]])
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


def _plan_of(elements: list[str], before: int) -> _Plan | None:
    """The plan of entries with elements that begin with these tags."""
    if len(elements) > _MOST_ELEMENTS:
        return None
    return _plan(
        tuple([tag if " " not in tag or tag[:6] == "pub-id" else tag[: tag.index(" ")] for tag in elements]), before
    )


def _without_setting(tags: list[str], texts: list[str]) -> tuple[list[str], list[str]]:
    """Elements without the tags within them that only say how a text is set, and without comments."""
    kept: list[str] = []
    inside: list[list[str]] = []
    for tag, text in zip(tags, texts, strict=True):
        if kept and is_setting(tag) and (kept[-1][:1] != "/" or not tag.strip()):
            inside[-1].append(text)
        else:
            kept.append(tag)
            inside.append([text])
    return kept, list(map("".join, inside))
