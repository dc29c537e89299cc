"""On which line each key of a TOML file stands; the parser of the standard library does not say."""

from __future__ import annotations

import re
from typing import TypeAlias

Keys: TypeAlias = tuple[str, ...]

# What a file that the parser has accepted is made of; every alternative begins with another character, or differs soon.
_PIECE = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"{3,5}'
    r"|'''(?:[^']|'(?!''))*'{3,5}"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'[^'\n]*'"
    r"|#[^\n]*|\n|[\[\]{}=.,]|[A-Za-z0-9_-]+",
    re.DOTALL,
)


def lines_of(text: str) -> dict[Keys, int]:
    """The line (1-based) of each table and key of a TOML file that can be parsed, by its dotted path."""
    lines: dict[Keys, int] = {}
    table: Keys = ()
    keys: list[str] = []
    line, depth, in_header, in_value = 1, 0, False, False
    for found in _PIECE.finditer(text):
        piece = found[0]
        if piece == "\n" and depth == 0:
            keys, in_header, in_value = [], False, False
        elif in_value:
            depth += (piece in "[{") - (piece in "]}")
        elif piece == "[" and not keys:
            in_header = True
        elif piece == "]":
            table = tuple(keys)
            lines.setdefault(table, line)
        elif piece == "=" and not in_header:
            lines.setdefault((*table, *keys), line)
            in_value = True
        elif piece[0] not in "#.\n":
            keys.append(piece.strip("\"'"))
        line += piece.count("\n")
    return lines


def line_of(lines: dict[Keys, int], keys: Keys) -> int | None:
    """The line of a key, or of what it stands in if it has none of its own (an inline table has one line)."""
    return next((lines[keys[:length]] for length in range(len(keys), 0, -1) if keys[:length] in lines), None)
