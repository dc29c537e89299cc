"""Numbers that are said in words and again in figures: "two (2) patients"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from refcheck.article import NumberRange

_ONES = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_VALUES = {word: number for number, word in enumerate(_ONES.split(), 1)} | {
    word: 10 * number for number, word in enumerate(_TENS.split(), 2)
}
_WORDS = re.compile(r"(?:([^\W\d_]{3,9})[-\s])?([^\W\d_]{3,9})\s?$")


def says_in_words(before: str, items: Sequence[NumberRange]) -> bool:
    """Whether the words before a number in parentheses say the same number.

    Args:
        before: the text before it.
        items: its numbers.
    """
    words = _WORDS.search(before[-24:])
    if not words or len(items) != 1 or items[0].first != items[0].last:
        return False
    last = _VALUES.get(words[2].lower())
    if last is None:
        return False
    tens = _VALUES.get((words[1] or "").lower(), 0)
    return items[0].first in {last, tens + last if tens >= 20 and last < 10 else last}
