"""Letters reduced to the ones that every printing of a name or a title has."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_OTHERS = re.compile(r"[^\x00-\x7f]+")
# Letters that Unicode does not decompose, as English-language databases write them.
_UNDECOMPOSED = str.maketrans(
    {"ø": "o", "ł": "l", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "đ": "d", "þ": "th", "ð": "d", "ħ": "h"}
)


def base_letters(text: str) -> str:
    """A text in lower case without diacritics: "Bouché" is "bouche", "Sørensen" is "sorensen"."""
    lower = text.casefold()
    # What stands between letters of ASCII is mostly a dash or a quotation mark, the same few again and again.
    return lower if lower.isascii() else _OTHERS.sub(_bare, lower)


@lru_cache(4_096)
def _base(others: str) -> str:
    decomposed = unicodedata.normalize("NFKD", others).casefold()
    # "ǣ" decomposes into a letter that decomposes no further, so those letters are spelt out last
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return bare.translate(_UNDECOMPOSED)


def _bare(others: re.Match[str]) -> str:
    return _base(others[0])
