"""Which characters of a block are citation groups: cross-references, what stands between them, what nobody linked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bench._manuscript import Kind
from bench._truth_text import NO_LINK

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bench._manuscript import Items
    from bench._truth_text import Flat

DASHES = "–—‐‑−‒-"
_GLUE = rf"[\s,;\d{DASHES}]"
_JOINS = re.compile(rf"[\s,;:.]{{0,3}}[\[\]()]*[\s,;&{DASHES}]*[\[\]()]*\s?")
_WORD_JOINS = re.compile(r"\s*,?\s*(?:and|&|to|through)\s*")
_NUMBERS_BETWEEN = re.compile(rf"{_GLUE}+(?:(?:and|&|to)\s{_GLUE}*)?")
_OPENED = re.compile(rf"[\[(]{_GLUE}{{0,24}}$")
_CLOSED = re.compile(rf"{_GLUE}{{0,24}}[\])]")
_TOKEN = re.compile(rf"(?P<number>\d+)[a-z]?\b|(?P<range>[{DASHES}]+|to\b|through\b)|(?P<other>.)", re.DOTALL)
_UNLINKED = {
    "[": re.compile(rf"\[\s?\d{{1,3}}(?:\s?[,;{DASHES}]\s?\d{{1,3}}){{0,15}}\s?\]"),
    "sup": re.compile(rf"\d{{1,3}}(?:\s?[,;{DASHES}]\s?\d{{1,3}}){{0,15}}"),
}
_AFTER_WORDS = re.compile(
    r"(?:[^\W\d_]{4}[\"”’)]?[.,;]?|\b(?!and|cm3|max|day|min)[a-z]{3}|\b(?:in|by|of|al|etc)\.?| [\"”’]|%|\)) ?$"
)
_AFTER_UNIT = re.compile(r"\b(?:years?|months?|weeks?|days?|hours?|minutes?|median|range)[.,;]? ?$", re.IGNORECASE)
_AFTER_RAISED_PROSE = re.compile(r"[a-z]{4}[.,;:]?$")


@dataclass(frozen=True)
class Found:
    """A group in a block: the stretch it takes, brackets included, and what it prints."""

    start: int
    end: int
    items: Items
    parts: tuple[Items, ...]
    linked: bool
    wrapper: str


def items_of(printed: str) -> Items:
    """The numbers and ranges of a marker."""
    items: list[tuple[int, int]] = []
    ranged = False
    for token in _TOKEN.finditer(printed):
        if token["number"]:
            number = int(token["number"])
            if ranged and items:
                items[-1] = (items[-1][0], number)
            else:
                items.append((number, number))
            ranged = False
        elif token["range"]:
            ranged = bool(items)
        elif token["other"] in ",;&":
            ranged = False
    return tuple(items)


BEYOND = 20
"""How far over the list's end a cited number may lie and still be a citation, if a wrong one."""


def linked_groups(block: Flat, highest: int) -> list[Found]:
    """The groups of cross-references of a block.

    Neighbours with nothing but separators and brackets between them are one group; so are numbers that no
    cross-reference holds, if they stand in the same brackets, or are raised with it. Where such numbers lie far
    beyond the list (``[23,326–262,348]`` with 23 linked) the link was made by mistake, and nothing is demanded.
    """
    text = block.text
    spans = _spans(block)
    groups: list[list[tuple[int, int]]] = []
    for span in spans:
        if groups and _joined(block, groups[-1], span):
            groups[-1].append(span)
        else:
            groups.append([span])
    return [_found(block, text, group, highest) for group in groups]


def _spans(block: Flat) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    last = NO_LINK
    for at, link in enumerate(block.links):
        if link != NO_LINK and link == last:
            spans[-1] = (spans[-1][0], at + 1)
        elif link != NO_LINK:
            # A space within a cross-reference is no end of it.
            if spans and block.links[spans[-1][0]] == link:
                spans[-1] = (spans[-1][0], at + 1)
            else:
                spans.append((at, at + 1))
        last = link
    return spans


def _raised(block: Flat, start: int, end: int) -> bool:
    return all("sup" in block.looks[at] for at in range(start, end) if block.characters[at] != " ")


def _joined(block: Flat, group: list[tuple[int, int]], span: tuple[int, int]) -> bool:
    text = block.text
    start, end = group[-1][1], span[0]
    gap = text[start:end]
    if _JOINS.fullmatch(gap) and "." not in gap:
        both = _raised(block, *group[-1]) is _raised(block, *span)
        return both and not re.search(r"\)\s*\[|\]\s*\(", gap)
    open_before = re.search(r"[\[(][^\[\]()]*$", text[: group[0][0]]) is not None
    within = open_before and not re.search(r"[\[\]()]", gap)
    if _WORD_JOINS.fullmatch(gap):
        return within or (_raised(block, *group[-1]) and _raised(block, start, end))
    if _NUMBERS_BETWEEN.fullmatch(gap):
        return (within and _OPENED.search(text[: group[0][0]]) is not None) or _raised(block, start, end)
    return False


def _found(block: Flat, text: str, group: list[tuple[int, int]], highest: int) -> Found:
    start, end = group[0][0], group[-1][1]
    raised = _raised(block, start, end)
    if raised:
        while start and "sup" in block.looks[start - 1] and re.match(rf"[\d,;{DASHES}]", text[start - 1]):
            start -= 1
        while end < len(text) and "sup" in block.looks[end] and re.match(rf"[\d,;{DASHES}]", text[end]):
            end += 1
        start, end = _trimmed(text, start, end)
    opened, closed = _OPENED.search(text[:start]), _CLOSED.match(text, end)
    wrapper = "sup" if raised else ""
    if text[start] in "[(" and text[end - 1] in "])":
        wrapper = text[start]
    elif opened and closed:
        start, end = opened.start(), closed.end()
        wrapper = text[start]
    printed = _separated(block, start, end)
    pieces = re.split(r"(?<=\])\s*(?=\[)|(?<=\))\s*(?=\()", printed)
    items = items_of(printed)
    linked = all(max(item) <= highest + BEYOND for item in items)
    return Found(start, end, items, tuple(items_of(piece) for piece in pieces), linked, wrapper)


def open_bracket(before: str) -> str:
    """The bracket that is open at the end of a text, or nothing."""
    found = re.search(r"[\[(][^\[\]()]{0,80}$", before)
    return found[0][0] if found else ""


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and not text[start].isdigit() and text[start] not in "[(":
        start += 1
    while end > start and not text[end - 1].isalnum() and text[end - 1] not in "])":
        end -= 1
    return start, end


def _separated(block: Flat, start: int, end: int) -> str:
    """What a group prints; two cross-references that touch are kept apart."""
    parts: list[str] = []
    for at in range(start, end):
        touching = at > start and block.characters[at].isdigit() and block.characters[at - 1].isdigit()
        if touching and block.links[at] != block.links[at - 1] and NO_LINK not in block.links[at - 1 : at + 1]:
            parts.append(",")
        parts.append(block.characters[at])
    return "".join(parts)


def _is_prose(block: Flat, start: int, end: int) -> bool:
    """Whether brackets stand where words cite: not the range of a figure, a degree of freedom, a count in a cell."""
    before = block.text[:start]
    if not _AFTER_WORDS.search(before) or _AFTER_UNIT.search(before) or re.match(r"\s?[=<>/]", block.text[end:]):
        return False
    return block.kind is not Kind.CELL or re.search(r"[^\W\d_]{3} $", before) is not None


def unlinked_groups(block: Flat, linked: list[Found], style: str, highest: int) -> Iterator[Found]:
    """Numbers in the document's own style of citing that nobody linked, exponents and intervals conservatively left.

    Args:
        block: the block.
        linked: its groups of cross-references.
        style: the wrapper of nearly all of the document's groups; only ``[`` and ``sup`` are looked for.
        highest: the highest number of the list.
    """
    pattern = _UNLINKED.get(style)
    if pattern is None:
        return
    for match in pattern.finditer(block.text):
        start, end = match.span()
        if any(start < found.end and found.start < end for found in linked):
            continue
        items = items_of(match[0])
        if not items or not all(1 <= first <= last <= highest + BEYOND for first, last in items):
            continue
        if style == "sup":
            whole = all("sup" in block.looks[at] for at in range(start, end) if block.characters[at] != " ")
            alone = not any(
                "sup" in look for look in block.looks[end : end + 1] + block.looks[max(0, start - 1) : start]
            )
            if not whole or not alone or not _AFTER_RAISED_PROSE.search(block.text[:start]):
                continue
        elif not _is_prose(block, start, end):
            continue
        yield Found(start, end, items, (items,), linked=False, wrapper=style)
