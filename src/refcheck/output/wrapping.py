"""Lines of a text no longer than a width, in one quick pass.

`textwrap` takes text apart into words first, which costs more than reading the article did.
"""

from __future__ import annotations


def wrapped(text: str, width: int, first: str, rest: str) -> list[str]:
    """The lines of a text, broken at spaces; a word longer than a line is left whole.

    The result is that of ``textwrap.wrap(text, width, initial_indent=first, subsequent_indent=rest,
    break_long_words=False, break_on_hyphens=False)`` for a text whose white space is single spaces; other white space
    is made so.

    Args:
        text: the text.
        width: columns.
        first: what the first line begins with.
        rest: what the other lines begin with.
    """
    if "  " in text or "\n" in text or "\t" in text:
        text = " ".join(text.split())
    lines = []
    at, end = 0, len(text)
    room = width - len(first)
    last_space = text.rfind
    while end - at > room:
        cut = last_space(" ", at, at + room + 1 if room > 0 else at + 1)
        if cut < 0:
            cut = text.find(" ", at)
            if cut < 0:
                break
        lines.append(first + text[at:cut])
        at = cut + 1
        if first is not rest:
            first = rest
            room = width - len(rest)
    lines.append(first + text[at:])
    return lines
