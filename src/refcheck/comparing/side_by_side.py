"""Two printings of one field, set one below the other so that what differs stands in one column."""

from __future__ import annotations

from difflib import SequenceMatcher

from refcheck.comparing.text import joined

_WIDEST = 64
_CONTEXT = 3  # words that are kept beside a difference where the whole is too wide
_MOST_WORDS = 300
_CUT = "..."


def side_by_side(printed: str, record: str) -> tuple[str, str]:
    """The two values, padded so that the words they share stand below each other.

    Args:
        printed: what the reference prints.
        record: what the record has.

    Returns:
        Both, on a line each; of what they share only the words beside a difference where they are long.
    """
    one, other = (text.split()[:_MOST_WORDS] for text in (printed, record))
    pieces = _pieces(one, other, context=None)
    if sum(max(map(len, piece)) + 1 for piece in pieces) > _WIDEST:
        pieces = _pieces(one, other, context=_CONTEXT)
    lines = [" ".join(piece[line].ljust(max(map(len, piece))) for piece in pieces) for line in (0, 1)]
    return lines[0].rstrip(), lines[1].rstrip()


def _pieces(one: list[str], other: list[str], *, context: int | None) -> list[tuple[str, str]]:
    matcher = SequenceMatcher(a=list(map(joined, one)), b=list(map(joined, other)), autojunk=False)
    pieces: list[tuple[str, str]] = []
    codes = matcher.get_opcodes()
    for at, (tag, a, b, c, d) in enumerate(codes):
        left, right = one[a:b], other[c:d]
        if tag == "equal" and context is not None:
            before, after = (context if at else 0), (context if at + 1 < len(codes) else 0)
            left, right = (_shortened(words, before, after) for words in (left, right))
        if tag == "equal":  # word by word, so that each stands below its own
            pieces += zip(left, right, strict=True)
        else:
            pieces.append((" ".join(left), " ".join(right)))
    return pieces


def _shortened(words: list[str], before: int, after: int) -> list[str]:
    if len(words) <= before + after + 1:
        return words
    return [*words[:before], _CUT, *words[len(words) - after :]]
