"""What stands around a token of a reference, for the tagger: its neighbours' make, and what rules say of it.

What a context says is told by a few small keys, of which references have the same again and again. The rules' own
answer is among it: the tagger only has to learn where they err.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise, repeat
from typing import TYPE_CHECKING

from refcheck.references.token_features import MARKS, word_class

if TYPE_CHECKING:
    from collections.abc import Sequence

    from refcheck.references.tokens import Token

Key = tuple[str | int, ...]

_OPENING = frozenset("([{")
_CLOSING = frozenset(")]}")
# What says what stands before or behind it.
_KEYWORDS = frozenset({"Inin", "ed", "Ined", "edn", "trans", "year", "vol", "no", "pp", "genre", "net"})
_TURNING = _OPENING | {"quote", "year", "Inin"}


def contexts(tokens: Sequence[Token], ruled: Sequence[str]) -> list[Sequence[Key]]:
    """The keys of what stands around each token, one of each kind for each token.

    Args:
        tokens: of the reference.
        ruled: for each the field that rules put it in, as a label of `FIELDS`, or ``-``.

    Returns:
        For each kind a key for each token, whose features `context_features` names.
    """
    count = len(tokens)
    classes = ["<", *[word_class(token[0]) for token in tokens], ">", ">"]
    own = classes[1:-2]
    spaced = [0, *[int(right[1] > left[2]) for left, right in pairwise(tokens)], 1]
    rules = ["<", *ruled, ">"]
    before, keyword, steps, state = _behind(own)
    mark, follows, distance, ahead = _ahead(classes, count)
    tenth, first, last = _counted(count)
    # Put together in columns: that takes a fifth of the time of doing it token by token.
    return [
        list(zip(repeat(1), rules, ruled, rules[2:], own, keyword, ahead, strict=False)),
        list(zip(repeat(2), classes, own, classes[2:], spaced, spaced[1:], strict=False)),
        list(zip(repeat(3), own, before, mark, follows, distance, strict=False)),
        list(zip(repeat(4), ruled, own, tenth, first, last, steps, strict=False)),
        list(zip(repeat(5), own, state, ruled, repeat(_whole(classes, rules)), strict=False)),
    ]


@lru_cache(500)
def _counted(count: int) -> tuple[list[int], list[int], list[int]]:
    """For each of so many tokens which eighth of the reference it is in, and its place from either end, up to 3."""
    places = range(count)
    return [at * 8 // count for at in places], [min(at, 3) for at in places], [min(count - at, 3) for at in places]


def _behind(classes: list[str]) -> tuple[list[str], list[str], list[int], list[str]]:
    """For each token what stands before it: the last mark, keyword, the steps from the mark, what is open or was seen.

    The last is spelt in four digits: whether a bracket is open, how many quotes, whether a year, a host.
    """
    marks, keywords, steps, states = [], [], [], []
    mark = keyword = "<"
    step = depth = quoted = year = host = 0
    state = "0000"
    for own in classes:
        if own in _CLOSING:
            depth = 0
            state = f"0{state[1:]}"
        marks.append(mark)
        keywords.append(keyword)
        steps.append(step if step < 7 else 7)
        states.append(state)
        step += 1
        if own in _KEYWORDS:
            keyword = own
        elif own in MARKS or own == "quote":
            mark, step = own, 0
        if own in _TURNING:
            if own in _OPENING:
                depth = 1
            elif own == "quote":
                quoted = min(quoted + 1, 2)
            elif own == "year":
                year = 1
            else:
                host = 1
            state = f"{depth}{quoted}{year}{host}"
    return marks, keywords, steps, states


def _ahead(classes: list[str], count: int) -> tuple[list[str], list[str], list[int], list[str]]:
    """For each token the next mark, what stands behind that, how far away it is; the next keyword."""
    marks, follows, distances, keywords = [""] * count, [""] * count, [0] * count, [""] * count
    mark = behind = keyword = ">"
    place = count
    for at in range(count - 1, -1, -1):
        marks[at], follows[at], keywords[at] = mark, behind, keyword
        distance = place - at
        distances[at] = distance if distance < 4 else 4 if distance < 8 else 5
        own = classes[at + 1]
        if own in _KEYWORDS:
            keyword = own
        elif own in MARKS or own == "quote":
            mark, behind, place = own, classes[at + 2], at
    return marks, follows, distances, keywords


def _whole(classes: list[str], rules: list[str]) -> str:
    """What is said in the reference as a whole: fields that rules find, a host, editors."""
    present = set(rules)
    parts = [label for label in "ACVGPL" if label in present]
    present = set(classes)
    parts += [name[:1].lower() for name in ("Inin", "ed", "trans", "genre", "quote") if name in present]
    return "".join(parts)


def context_features(key: Key) -> list[str]:
    """The names of the features that a key stands for."""
    kind, *parts = key
    if kind == 1:
        left, rule, right, own, before, ahead = parts
        return [
            f"r={rule}", f"r<={left}{rule}", f"r>={rule}{right}", f"r<>={left}{rule}{right}", f"rc={rule}{own}",
            f"y<={own} {before}", f"y>={own} {ahead}", f"y<>={before} {ahead}", f"yr={rule} {before} {ahead}",
        ]  # fmt: skip
    if kind == 2:
        left, own, right, before, after = parts
        return [f"b<={left} {own}", f"b>={own} {right}", f"b<>={left} {own} {right}", f"s={own} {before}{after}"]
    if kind == 3:
        own, before, mark, behind, steps = parts
        return [
            f"m<={own} {before}", f"m>={own} {mark} {behind}", f"m<>={before} {mark}", f"n={mark} {steps}",
            f"m={before} {mark} {behind}",
        ]  # fmt: skip
    if kind == 4:
        rule, own, tenth, first, last, steps = parts
        return [
            f"a={tenth}",
            f"ar={rule}{tenth}",
            f"i={first} {own}",
            f"j={last} {own}",
            f"k={steps} {own}",
            f"k={steps}",
        ]
    own, state, rule, whole = parts
    depth = str(state)[0]
    return [
        f"f={state}", f"fc={state} {own}", f"fr={state}{rule}", f"h={whole}", f"hr={rule}{whole}", f"d={depth}{rule}",
    ]  # fmt: skip
