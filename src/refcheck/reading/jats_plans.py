"""What entries of a JATS reference list have in common that are made of the same elements: their plan.

A list, and most lists of a journal, have few kinds of entries. What stands before which element, and which field it is,
is worked out once for each kind.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from refcheck.reading.jats_tags import (
    BEHIND_A_STOP,
    FIELDS,
    IDENTIFIERS,
    PLAIN,
    SEPARATORS,
    WEAK,
    fields_in,
    is_setting,
    name_of,
    type_in,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

_MOST_TAGS = 80
"""More has no entry that many others are like."""
_TYPE_OF_IDENTIFIER = "pub-id pub-id-type="


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """Which of the texts behind some tags are elements, and which stand between these.

    Attributes:
        elements: what each element is: its name, of an identifier with its type.
        separators: what stands before each of them.
        joined: which of the texts are to be made one, last first (there are tags among them that say nothing, or no
            text at all), so that by turns one is that of an element and one stands behind it.
        tails: the texts behind a link in a comment.
        values: makes of what the elements say, and of None behind that, the values of `FIELDS`.
    """

    elements: list[str]
    separators: list[str]
    joined: list[tuple[int, int]]
    tails: list[int]
    values: itemgetter[Any]


@dataclass(frozen=True, slots=True)
class Plan:
    """What stands between elements that have no punctuation of their own.

    Attributes:
        pieces: their text in pieces: what stands before each element, room for what it says, and what stands behind
            the last of them.
        behind_authors: what the first piece is where the authors end in a stop.
        behind_stops: which other pieces differ behind a stop: the number of the element that may end in one, which
            piece it is, and what it is then.
        values: as in `Shape`.
    """

    pieces: list[str]
    behind_authors: str
    behind_stops: list[tuple[int, int, str]]
    values: itemgetter[Any]


def elements_of(tags: list[str], texts: list[str], *, own: bool) -> tuple[Shape, list[str]] | None:
    """The shape of an entry and its texts: by turns that of an element and the one behind it.

    Args:
        tags: the tags of its elements.
        texts: the text behind each of them; taken over.
        own: whether there is punctuation between them.

    Returns:
        These; none if not all its elements are plain.
    """
    if len(tags) > _MOST_TAGS:
        return None
    key = "<".join(tags)  # a text is looked up sooner than a list
    if "=" in key.replace(_TYPE_OF_IDENTIFIER, ""):  # attributes do not matter, and links have each their own
        key = "<".join(map(_without_attributes, tags))
    shape = _shape(key, own)
    if shape is None or (shape.tails and any(texts[tail] for tail in shape.tails)):
        return None
    for first, last in shape.joined:
        texts[first:last] = ["".join(texts[first:last])]
    return shape, texts


def _without_attributes(tag: str) -> str:
    if " " not in tag or tag[:6] == "pub-id":
        return tag
    return tag[: tag.index(" ")] + ("/" if tag[-1] == "/" else "")


@lru_cache(1_000)
def _shape(key: str, own: bool) -> Shape | None:
    tags, ranges = _speaking(key.split("<") if key else [], own=own)
    elements: list[str] = []
    joined: list[tuple[int, int]] = []
    tails: list[int] = []
    at = 0
    while at < len(tags):
        name = name_of(tags[at])
        if name not in PLAIN:
            return None
        if name == "pub-id" and ranges[at][1] > ranges[at][0] + 1:  # with tags in it, it is printed without its type
            return None
        elements.append(f"{name} {type_in(tags[at])}" if name == "pub-id" else name)
        joined.append(ranges[at])
        at += 1
        if tags[at : at + 3] == ["ext-link", "/ext-link", "/comment"] and name == "comment":
            elements.append("ext-link")
            joined += [(ranges[at][0], ranges[at][0]), ranges[at]]  # nothing stands between the two
            tails += range(*ranges[at + 1])
            at += 2
            ranges[at] = ranges[at - 1][0], ranges[at][1]
        elif tags[at : at + 1] != [f"/{name}"]:
            return None
        joined.append(ranges[at])
        at += 1
    separators = [
        IDENTIFIERS.get(element[7:], SEPARATORS["pub-id"]) if " " in element else SEPARATORS[element]
        for element in elements
    ]
    joined = [(first, last) for first, last in reversed(joined) if last != first + 1]
    return Shape(elements, separators, joined, tails, _values(elements, ()))


def _values(elements: Sequence[str], silent: Collection[int]) -> itemgetter[Any]:
    """What makes the values of `FIELDS` of what elements say, some of which say nothing."""
    places: dict[str, tuple[int, int]] = {}
    for number, element in enumerate(elements):
        places.setdefault(element, (number, number + (number not in silent)))
    numbers = {field: number for field, (number, _) in fields_in(places).items()}
    return itemgetter(*[numbers.get(field, len(elements)) for field in FIELDS])


def _speaking(tags: Sequence[str], *, own: bool) -> tuple[list[str], list[tuple[int, int]]]:
    """The tags without those that say nothing, and which texts stand behind each.

    Those that only say how a text is set count between elements where there is punctuation of their own.
    """
    kept: list[str] = []
    starts: list[int] = []
    for at, tag in enumerate(tags):
        is_inside = own or (bool(kept) and kept[-1][:1] != "/")
        says_nothing = is_setting(tag) if is_inside or not tag.strip() else False
        if not (kept and (says_nothing or (tag[-1:] == "/" and name_of(tag) != "etal"))):
            kept.append(tag)
            starts.append(at)
    return kept, list(pairwise([*starts, len(tags)]))


@lru_cache(1_000)
def plan_of(shape: Shape, before: int, silent: tuple[int, ...]) -> Plan:
    """The plan of entries of a shape.

    Args:
        shape: their shape.
        before: how many pieces stand before their elements.
        silent: the numbers of the elements that say nothing.
    """
    pieces: list[str] = []
    behind_stops: list[tuple[int, int, str]] = []
    behind_authors = pending = closing = ""  # `closing` stands behind the element before
    last = -1  # the last element that said something
    for number, (element, separator) in enumerate(zip(shape.elements, shape.separators, strict=True)):
        if not pending or (pending in WEAK and separator != " "):
            pending = separator
        if number in silent:
            pieces += ("", "")
            continue
        behind = pending if closing else BEHIND_A_STOP.get(pending, pending)
        if last >= 0:
            if behind != pending:
                behind_stops.append((last, len(pieces), behind))
            pieces += (closing + pending, "")
        else:
            pieces += ("", "")
            if before:
                pieces[0], behind_authors = pending, behind
            else:
                pending = ""
        closing = ")" if pending == "(" and element == "issue" else ""
        pending, last = "", number
    return Plan([*pieces, closing], behind_authors, behind_stops, _values(shape.elements, silent))
