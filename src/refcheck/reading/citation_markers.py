"""The grammar of what stands inside a citation marker: ``1,2``, ``3-5``, ``1, 3–5; 7``."""

from __future__ import annotations

import re
from functools import lru_cache

from refcheck.article import NumberRange

# Hyphen, non-breaking hyphen, figure dash, en dash, em dash, minus, superscript minus, soft hyphen, tilde.
DASHES = r"\-‐‑‒–—−⁻﹣－~"
"""To stand within a character class."""
# \s in Python's re covers no-break and thin spaces; these it does not.
INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
_AS_PLAIN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺˒ʼ‚،", "0123456789-+,,,,", INVISIBLE)

_PREFIX = re.compile(r"(?:refs?|references?|see(?: also)?|cf|reviewed in|e\.g)\b[.,:]?\s*", re.IGNORECASE)
# No reference list is longer than four digits tell; a longer number is something else.
_TOKEN = re.compile(
    rf"\s*(?:(?P<number>[1-9][0-9]{{0,3}})(?![0-9])"
    rf"|(?P<dash>[{DASHES}]{{1,2}}|to\b|through\b)"
    r"|(?P<comma>[,;،]|&|and\b)|(?P<other>\S))"
)


@lru_cache(10_000)  # the same numbers are cited again and again, and each is asked for several times
def parse_numbers(text: str) -> tuple[NumberRange, ...] | None:
    """What the inside of a citation marker says.

    Numbers are separated by commas, semicolons, "and", or white space; ranges run with any dash, minus or "to".
    Unicode superscripts count as the digits they raise. Square brackets inside are seen through (``1]-[3``), and a
    word that announces references is ("refs. 1, 2").

    Args:
        text: the inside of a marker, without its outer brackets or tags.

    Returns:
        The items in printed order, backward ranges as printed; None if this is not a list of citation numbers
        (zero, leading zeros, more than four digits, words, decimals).
    """
    plain = text if text.isascii() else text.translate(_AS_PLAIN)
    plain = plain.replace("[", " ").replace("]", " ").strip()
    prefix = _PREFIX.match(plain)
    at = prefix.end() if prefix else 0
    items: list[NumberRange] = []
    ranged = separated = False  # a dash or a comma stands before the next number
    while at < len(plain):
        token = _TOKEN.match(plain, at)
        if token is None or token["other"]:
            return None
        at = token.end()
        if token["number"]:
            number = int(token["number"])
            if not ranged:
                items.append(NumberRange(number, number))
            elif items[-1].first != items[-1].last:
                return None  # 1-3-5
            else:
                items[-1] = NumberRange(items[-1].first, number)
            ranged = separated = False
        elif not items or ranged or (separated and token["dash"]):
            return None
        elif token["dash"]:
            ranged = True
        else:
            separated = True  # ", and" and a doubled comma are seen through
    return tuple(items) if items and not ranged else None
