"""Where the entries of a BibTeX file begin and end, and the fields in them; what is broken costs one entry.

pybtex reads what an entry says; it keeps no places, and what follows a brace that never closes is lost to it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from refcheck.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST_ENTRY = 200_000
"""The longest entry that is read, in code points."""

_START = re.compile(r"@\s{0,9}(?P<type>[A-Za-z]{1,40})\s{0,9}(?P<open>[{(])")
_KEY = re.compile(r"\s*(?P<key>[^\s,{}()=\"#%']{1,500}|[^\s,{}=\"]{1,500})\s*,")
# An entry that begins on a line of its own inside another one: the brace of the other never closes.
_INSIDE = re.compile(
    r"[{}()]|^[ \t]*@[ \t]{0,9}[A-Za-z]{1,40}[ \t]{0,9}\{[ \t]{0,9}[^\s{},=\"]{1,500}[ \t]{0,9},", re.MULTILINE
)
_FIELD = re.compile(r"[\s,]*(?P<name>[A-Za-z][\w:.+/-]{0,100})\s*=\s*")
_BARE = re.compile(r"[^\s,{}#\"]{1,500}")
_JOINED = re.compile(r"\s*#\s*")
_QUOTED = re.compile(r"[{}\"]")


@dataclass(frozen=True, slots=True)
class RawEntry:
    """One entry of a file.

    Attributes:
        type: what sort it is, lower case (``article``, ``string``, ...).
        key: what it is cited by; empty for those that are not cited (``@string``).
        key_span: where the key stands.
        span: the whole entry.
        closing: what is missing at its end for it to be whole; empty if nothing is.
    """

    type: str
    key: str
    key_span: Span
    span: Span
    closing: str = ""


def raw_entries(text: str) -> Iterator[RawEntry]:
    """The entries of a BibTeX file, in order; remarks between them and ``@comment`` are passed over."""
    at = 0
    while found := _START.search(text, at):
        kind = found["type"].lower()
        end, closing = _end(text, found.end(), found["open"])
        at = max(end, found.end())
        if kind in {"comment", "preamble"}:
            at = found.end() if closing else at
            continue
        key = _KEY.match(text, found.end(), end)
        if key is None:
            here = Span(found.start(), found.end())
            yield RawEntry(kind, "", here, Span(found.start(), end), closing)
        else:
            yield RawEntry(kind, key["key"], Span(*key.span("key")), Span(found.start(), end), closing)


def _end(text: str, start: int, opening: str) -> tuple[int, str]:
    """Where an entry ends, and what is missing there."""
    depth = 1 if opening == "{" else 0
    for found in _INSIDE.finditer(text, start):
        sign = found[0]
        if sign == "{":
            depth += 1
        elif sign == "}":
            depth -= 1
            if depth == 0 and opening == "{":
                return found.end(), ""
        elif sign == ")":
            if depth == 0 and opening == "(":
                return found.end(), ""
        elif sign != "(":
            return found.start(), "}" * max(depth, 0) + ")" * (opening == "(")
    return len(text), "}" * max(depth, 0) + ")" * (opening == "(")


def field_places(text: str, entry: RawEntry) -> dict[str, Span]:
    """Where the values of an entry's fields stand, without their quotes or braces, by name in lower case."""
    places: dict[str, Span] = {}
    comma = text.find(",", entry.key_span.end, entry.span.end)
    at = comma + 1 if comma >= 0 else entry.span.end
    while field := _FIELD.match(text, at, entry.span.end):
        at = field.end()
        first: Span | None = None
        while (value := _value(text, at, entry.span.end)) is not None:
            first = first or Span(*value[:2])
            at = value[2]
            joined = _JOINED.match(text, at, entry.span.end)
            if not joined:
                break
            at = joined.end()
        if first is None:
            break
        if len(first):
            places.setdefault(field["name"].lower(), first)
    return places


def _value(text: str, at: int, limit: int) -> tuple[int, int, int] | None:
    """One value: where it begins and ends without its marks, and where the text goes on."""
    if text[at : at + 1] in {"{", '"'} and at < limit:
        quoted = text[at] == '"'
        depth = 0
        for found in _QUOTED.finditer(text, at + 1, limit):
            if found[0] == "{":
                depth += 1
            elif found[0] == "}":
                if depth == 0 and not quoted:
                    return at + 1, found.start(), found.end()
                depth -= 1
            elif quoted and depth <= 0:
                return at + 1, found.start(), found.end()
        return None
    bare = _BARE.match(text, at, limit)
    return (bare.start(), bare.end(), bare.end()) if bare else None
