"""Where blocks cite by key, and the blocks with what is printed there instead."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from refcheck.article import Key, MarkerStyle
from refcheck.reading.blocks import Block, Markup
from refcheck.source import MappedText, Span

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from refcheck.reading.keyed import Numbers

_KEY = r"(?:\{[^{}\s]{1,300}\}|\w(?:[\w:.#$%&+?<>~/-]{0,300}\w)?)"
_AT = rf"(?<![\w.@\\/-])-?@({_KEY})"
_GROUP = re.compile(r"\[([^\[\]@]{0,300}@[^\[\]]{1,2000})\]")
_NARRATIVE = re.compile(rf"{_AT}(?P<locator>\s\[(?:pp?\.|ch\.|sec\.|chap\.|para\.|pages?\s)[^\[\]@]{{0,100}}\])?")
_ONE = re.compile(rf"(?<=[\s(\[;*_\"'-])@({_KEY})")
_ROLE = re.compile(r"\{(?P<role>cite(?::[a-z]{1,12})?|citep|citet|footcite(?::[a-z]{1,4})?)\}")
_ROLE_KEY = re.compile(r"[^,{}\[\]]+")
# What Quarto, bookdown and pandoc-crossref write to refer to figures and the like.
_CROSS_REFERENCE = re.compile(
    r"(?:fig|tbl|tab|sec|eq|lst|thm|lem|cor|prp|cnj|def|exm|exr|sol|rem|alg|ch|nte|tip|wrn|imp|cau|vid|suppfig|supptbl)[-:]"
)
_NAMED_ROLES = frozenset({"cite:t", "cite:ts", "citet", "cite:ct"})
_NAME_ROLES = frozenset({"cite:author", "cite:year", "cite:yearpar", "cite:title"})


@dataclass(frozen=True, slots=True)
class Place:
    """One place that cites.

    Attributes:
        stretch: what is replaced in the block's text.
        keys: the keys, with their stretches.
        named: whether the authors are named before the marker.
    """

    stretch: Span
    keys: tuple[tuple[str, Span], ...]
    named: bool = False


def places_in(block: Block, known: Collection[str]) -> list[Place]:
    """The places of a block that cite by key.

    Args:
        block: the block.
        known: the keys of the bibliography; a key outside brackets is only a citation if it is one of them.
    """
    text = block.text.text
    found = list(_roles(block))
    if "@" in text:
        found += _groups(block, known)
        taken = [place.stretch for place in found]
        found += [
            place for place in _narratives(block, known) if not any(place.stretch.overlaps(span) for span in taken)
        ]
    return sorted(found, key=lambda place: place.stretch)


def _groups(block: Block, known: Collection[str]) -> Iterator[Place]:
    text = block.text.text
    for group in _GROUP.finditer(text):
        if block.is_opaque(*group.span()):
            continue
        keys = [
            (one[1].strip("{}"), Span(*one.span(1)))
            for one in _ONE.finditer(text, group.start(1), group.end(1))
            if one[1] in known or not _CROSS_REFERENCE.match(one[1])
        ]
        if keys:
            yield Place(Span(*group.span()), tuple(keys))


def _narratives(block: Block, known: Collection[str]) -> Iterator[Place]:
    for found in _NARRATIVE.finditer(block.text.text):
        name = found[1].strip("{}")
        if name in known and not block.is_opaque(*found.span()):
            suppressed = found[0].startswith("-")
            yield Place(Span(*found.span()), ((name, Span(*found.span(1))),), named=not suppressed)


def _roles(block: Block) -> Iterator[Place]:
    """MyST: the keys are code behind the role."""
    text = block.text.text
    starts = {span.start: span for span in block.opaque}
    for role in _ROLE.finditer(text):
        code = starts.get(role.end())
        if code is None or role["role"] in _NAME_ROLES:
            continue
        keys = []
        for part in _ROLE_KEY.finditer(text, code.start, code.end):
            name = part[0].strip()
            if name and not any(character.isspace() for character in name):
                first = part.start() + part[0].index(name)
                keys.append((name, Span(first, first + len(name))))
        if keys:
            yield Place(Span(role.start(), code.end), tuple(keys), role["role"] in _NAMED_ROLES)


def printed(block: Block, places: Sequence[Place], numbers: Numbers, names: Mapping[str, str]) -> Block:
    """A block as it prints: numbers in place of keys.

    Args:
        block: the block.
        places: where it cites by key; none overlap.
        numbers: the numbers that keys show as.
        names: the authors of keys, as far as they are known.
    """
    source = block.text
    parts: list[MappedText] = []
    marks: list[Markup] = []
    edges: list[tuple[int, int, int]] = []  # begin and end of what is replaced, and how much the text grew up to there
    at = length = 0

    def add(part: MappedText) -> None:
        nonlocal length
        parts.append(part)
        length += len(part.text)

    for place in places:
        add(source.slice(at, place.stretch.start))
        own = source.source_span(place.stretch.start, place.stretch.end)
        keys = tuple(numbers.key(name, source.source_span(span.start, span.end)) for name, span in place.keys)
        if place.named and (who := ", ".join(filter(None, (names.get(name, "") for name, _ in place.keys)))):
            add(MappedText(f"{who} ", [own.start] * (len(who) + 1)))
        begin = length
        add(_marker(keys, own))
        marks.append(Markup(Span(begin, length), MarkerStyle.LINKED, own, keys=keys))
        at = place.stretch.end
        edges.append((place.stretch.start, at, length - at))
    add(source.slice(at, len(source.text)))
    kept = [_moved(mark.content, edges) for mark in block.markup]
    marks += [replace(mark, content=span) for mark, span in zip(block.markup, kept, strict=True) if span]
    opaque = [span for each in block.opaque if (span := _moved(each, edges))]
    marks.sort(key=lambda mark: (mark.content.start, -mark.content.end))
    return Block(MappedText.join(parts), block.span, block.kind, tuple(marks), tuple(opaque))


def _marker(keys: Sequence[Key], own: Span) -> MappedText:
    text = ["["]
    offsets = array("q", [own.start])
    for position, key in enumerate(keys):
        shown = ("," if position else "") + str(key.number)
        text.append(shown)
        offsets.extend([key.span.start] * len(shown))
    return MappedText("".join([*text, "]"]), array("q", [*offsets, max(own.end - 1, offsets[-1])]))


def _moved(span: Span, edges: Sequence[tuple[int, int, int]]) -> Span | None:
    """Where a stretch is after the replacements; None if it was in one of them."""
    index = bisect_right(edges, span.start, key=lambda edge: edge[0]) - 1
    grown = 0
    if index >= 0:
        if span.start < edges[index][1]:
            return None
        grown = edges[index][2]
    if index + 1 < len(edges) and span.end > edges[index + 1][0]:
        return None
    return Span(span.start + grown, span.end + grown)
