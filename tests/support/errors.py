"""Errors that printed references have, put into a rendered one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random
    from collections.abc import Callable


def misspelt(raw: str, chance: random.Random) -> str:
    """Three letters left out, doubled or exchanged, at places that are letters."""
    letters = [place for place, char in enumerate(raw) if char.isalpha()]
    for place in sorted(chance.sample(letters, min(3, len(letters))), reverse=True):
        char = raw[place]
        other = chance.choice(["", char * 2, raw[place + 1 : place + 2] + char])
        raw = raw[:place] + other + raw[place + 1 + (len(other) == 2 and other != char * 2) :]
    return raw


def wrong_year(raw: str, chance: random.Random) -> str:
    """The year off by one."""
    return re.sub(r"\b(1[89]\d\d|20\d\d)\b", lambda found: str(int(found[0]) + chance.choice([-1, 1])), raw, count=1)


def transposed_page(raw: str, _: random.Random) -> str:
    """The first two different neighbouring digits of the first page exchanged (561-567 printed as 651-567)."""

    def swapped(found: re.Match[str]) -> str:
        digits = found[1]
        for place in range(len(digits) - 1):
            if digits[place] != digits[place + 1]:
                return digits[:place] + digits[place + 1] + digits[place] + digits[place + 2 :] + found[2]
        return found[0]

    return re.sub(r"(\d{2,})([-–]\d+)", swapped, raw, count=1)


def without_volume(raw: str, _: random.Random) -> str:
    """The volume lost."""
    return re.sub(r"(?<=[;.,\s])\d{1,3}(?=\s?\(\d+\)[:,])|(?<=;)\d{1,3}(?=:)", "", raw, count=1)


def half_the_title(raw: str, _: random.Random) -> str:
    """Four words lost from the middle of the string."""
    words = raw.split()
    middle = len(words) // 2
    return " ".join(words[: middle - 2] + words[middle + 2 :])


def stray_markup(raw: str, _: random.Random) -> str:
    """The authors in bold, the title glued to them."""
    head, stop, rest = raw.partition(". ")
    return f"**{head}.**{rest}" if stop else raw


ERRORS: dict[str, Callable[[str, random.Random], str]] = {
    "three letters misspelt": misspelt,
    "year off by one": wrong_year,
    "first page transposed": transposed_page,
    "volume lost": without_volume,
    "four words lost in the middle": half_the_title,
    "stray mark-up": stray_markup,
}
