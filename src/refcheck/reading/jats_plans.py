"""What entries of a JATS reference list have in common that are made of the same elements: their plan.

A list, and most lists of a journal, have few kinds of entries. What stands before which element, and which field it is,
is worked out once for each kind.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from refcheck.reading.jats_tags import (
    BEHIND_A_STOP,
    IDENTIFIERS,
    PLAIN,
    SEPARATORS,
    fields_in,
    is_setting,
    name_of,
    type_in,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

_MOST_TAGS = 80
"""More has no entry that many others are like."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What all entries of the same elements have in common.

    Attributes:
        ends: the end tag of each element.
        joined: which of the texts behind their tags make one, where there are tags among them that only say how a text
            is set.
        pieces: their text in pieces: what stands before each element, room for what it says, and what stands behind
            the last of them.
        behind_authors: what the first piece is where the authors end in a stop.
        behind_stops: which other pieces differ behind a stop: the number of the element that may end in one, which
            piece it is, and what it is then.
        fields: the fields, and the number of the element that each of them is.
    """

    ends: list[str]
    joined: list[tuple[int, int]]
    pieces: list[str]
    behind_authors: str
    behind_stops: list[tuple[int, int, str]]
    fields: list[tuple[str, int]]


def plan_of(tags: list[str], before: int) -> Plan | None:
    """The plan of entries with these tags, behind so many pieces; none if not all their elements are plain."""
    if len(tags) > _MOST_TAGS:
        return None
    # Of most elements attributes do not matter, and links have each their own.
    elements = [tag if " " not in tag or tag[:6] == "pub-id" else tag[: tag.index(" ")] for tag in tags[::2]]
    plan = _plan(tuple(elements), before)
    if plan is None or plan.ends != tags[1::2]:
        names = [tag if " " not in tag or tag[:6] == "pub-id" else tag[: tag.index(" ")] for tag in tags]
        return _plan_with_setting(tuple(names), before)
    return plan


@lru_cache(1_000)
def _plan_with_setting(tags: tuple[str, ...], before: int) -> Plan | None:
    kept, joined = _without_setting(tags)
    plan = _plan(tuple(kept[::2]), before)
    return replace(plan, joined=joined) if plan is not None and plan.ends == kept[1::2] else None


@lru_cache(1_000)
def _plan(elements: tuple[str, ...], before: int) -> Plan | None:
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
    return Plan(ends, [], [*pieces, closing], behind_authors, behind_stops, fields)


def _without_setting(tags: Sequence[str]) -> tuple[list[str], list[tuple[int, int]]]:
    """The tags without those that only say how a text is set, and which texts stand behind each."""
    kept: list[str] = []
    starts: list[int] = []
    for at, tag in enumerate(tags):
        if not (kept and is_setting(tag) and (kept[-1][:1] != "/" or not tag.strip())):
            kept.append(tag)
            starts.append(at)
    return kept, list(zip(starts, [*starts[1:], len(tags)], strict=True))
