"""Entries of the common kind: names, then plain elements, with or without punctuation between them.

Nearly all entries with elements are so. Split at their angle brackets they are one list of tags and one of texts, of
which what is wanted stands at known places. They read as `jats_entry` reads them piece by piece; only where the pieces
come from is not noted, and worked out that way when it is asked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, cast

from refcheck.reading.jats_head import head_of
from refcheck.reading.jats_punctuated import read_punctuated
from refcheck.reading.jats_tags import (
    BEHIND_A_STOP,
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
    from collections.abc import Mapping

    from refcheck.reading.jats_entry import Entry
    from refcheck.reading.jats_head import Head, Person
    from refcheck.reading.jats_tags import Types

_MOST_ELEMENTS = 40
"""More has no entry that many others are like."""


@dataclass(frozen=True, slots=True)
class _Plan:
    """What all entries of the same elements have in common.

    Attributes:
        ends: the end tag of each element.
        separators: what stands before each element, and what of it behind a stop.
        closing: what stands behind the last.
        places: for each element which piece of the text it is.
        fields: the same for each field.
    """

    ends: list[str]
    separators: tuple[tuple[str, str], ...]
    closing: str
    places: dict[str, tuple[int, int]]
    fields: Mapping[str, tuple[int, int]]


@lru_cache(1_000)
def _plan(elements: tuple[str, ...], before: int) -> _Plan | None:
    """The plan of entries with these elements, behind so many pieces; none if another kind of element is among them."""
    ends: list[str] = []
    separators: list[tuple[str, str]] = []
    places: dict[str, tuple[int, int]] = {}
    closing = ""  # of the element before
    at = before
    for element in elements:
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
        if at:
            separators.append((closing + separator, closing + behind))
            at += 1
        else:
            separators.append(("", ""))
            at = 1
        places.setdefault(key, (at, at + 1))
        at += 1
        closing = ")" if separator == "(" and at > 2 else ""
    return _Plan(ends, tuple(separators), closing, places, fields_in(places))


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
    head = head_of(tags, texts)
    if head is None:
        return False
    is_literal = "&" not in plain and (plain.isascii() or shown(plain) is plain)
    decode = str if is_literal else characters_in
    if not _read_plain(entry, head, tags, texts, is_literal=is_literal) and not (
        OWN_PUNCTUATION.search(plain) and read_punctuated(entry, head, tags, texts, types, decode)
    ):
        return False
    entry.kind = types[head.citation]
    if head.et_al is not None:
        entry.authors.truncated = True
    if head.label:
        entry.label = " ".join(decode(head.label).split())
        at = start + plain.index("<label>") + 7
        entry.label_span = Span(at, at + len(head.label))
    return True


def _read_plain(entry: Entry, head: Head, tags: list[str], texts: list[str], *, is_literal: bool) -> bool:
    """Read an entry without punctuation of its own, if its elements are plain; whether they are."""
    gap = texts[-2]
    tags, texts = tags[head.at : -2], texts[head.at : -2]
    before = bool(head.people) + (head.et_al is not None) * (1 + bool(head.people))  # pieces
    plan = _plan_of(tags[::2], before)
    if plan is None or tags[1::2] != plan.ends:
        tags, texts = _without_setting(tags, texts)
        plan = _plan_of(tags[::2], before)
        if plan is None or tags[1::2] != plan.ends:
            return False
    people, et_al, inside = head.people, head.et_al, texts[::2]
    gaps = "".join([gap, *head.behind, *head.rest, *texts[1::2]])
    if "" in inside or (gaps and not gaps.isspace()):
        return False
    if not is_literal:
        inside = list(map(characters_in, inside))
        people = [cast("Person", tuple(map(characters_in, person))) for person in people]
        et_al = et_al and characters_in(et_al)
    pieces = entry.pieces
    if people:
        text = ", ".join(
            [f"{one[0]} {one[1]}" if not (one[2] or one[3]) else " ".join(filter(None, one)) for one in people]
        )
        entry.authors.add_people(people, text)
        pieces.append(text)
    if et_al is not None:
        pieces += (", ", et_al) if people else (et_al,)
    last = pieces[-1] if pieces else " "
    for (separator, behind), text in zip(plan.separators, inside, strict=True):
        pieces += (behind if last[-1] in ".?!:;," else separator, text)
        last = text
    if plan.closing:
        pieces.append(plan.closing)
    entry.places, entry.fields = plan.places, plan.fields
    return True


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
