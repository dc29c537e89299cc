"""Letters reduced to the ones that every printing of a name or a title has."""

from __future__ import annotations

import unicodedata

# Letters that Unicode does not decompose, as English-language databases write them.
_UNDECOMPOSED = str.maketrans(
    {"ø": "o", "ł": "l", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "đ": "d", "þ": "th", "ð": "d", "ħ": "h"}
)


def base_letters(text: str) -> str:
    """A text in lower case without diacritics: "Bouché" is "bouche", "Sørensen" is "sorensen"."""
    lower = text.casefold()
    if lower.isascii():
        return lower
    decomposed = unicodedata.normalize("NFKD", lower).casefold()
    # "ǣ" decomposes into a letter that decomposes no further, so those letters are spelt out last
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return bare.translate(_UNDECOMPOSED)
