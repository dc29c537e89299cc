"""The fields of a reference without a journal's numbers, as stretches of tokens."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from refcheck.references.titles import trimmed

if TYPE_CHECKING:
    from refcheck.references.tokens import Token

PAIRS = {"(": ")", "[": "]", '"': '"', "“": "”", "‘": "’", "«": "»", "„": "“"}
"""Brackets and quotation marks: the opening and the closing one."""


@dataclass(slots=True)
class Monograph:
    """Stretches of tokens, by field name."""

    parts: dict[str, tuple[int, int]] = field(default_factory=dict)

    def put(self, name: str, first: int, last: int, tokens: list[Token]) -> None:
        """Take a stretch for a field unless it is empty or the field is taken."""
        first, last = unwrapped(tokens, first, last)
        if first < last:
            self.parts.setdefault(name, (first, last))


def unwrapped(tokens: list[Token], first: int, last: int) -> tuple[int, int]:
    """A stretch without punctuation at its ends, and without brackets or quotation marks around it or half in it."""
    first, last = trimmed(tokens, first, last)
    for _ in range(4):
        if first >= last:
            break
        inside = [tokens[at].text for at in range(first, last)]
        opening, closing = inside[0], inside[-1]
        if opening in PAIRS and (PAIRS[opening] == closing or PAIRS[opening] not in inside[1:]):
            last -= PAIRS[opening] == closing and last - first > 1
            first += 1
        elif (
            (closing in ")]" and inside.count(closing) > inside.count("(" if closing == ")" else "["))
            or (closing == "”" and "“" not in inside)
            or closing in "(["
        ):
            last -= 1
        else:
            break
        first, last = trimmed(tokens, first, last)
    return first, last
