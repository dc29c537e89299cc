"""Articles of lines and commands spoilt in their structure: whole paragraphs, items, groups and environments."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Sequence

LARGEST = 150_000
"""What has grown beyond so many code points is not grown further."""
_COMMAND = re.compile(r"\\[A-Za-z]{1,30}\*?")
_ENVIRONMENT = re.compile(r"\\(?:begin|end)\{[A-Za-z*]{1,30}\}")
_NUMBER = re.compile(r"\d{1,4}")
_PREFIXES = (
    "> ",
    "- ",
    "1. ",
    "    ",
    "\t",
    "| ",
    "# ",
    "[1]: ",
    "[^1]: ",
    "> > - 1) ",
    "% ",
    "\\item ",
    "\u200b",
    "::: ",
)


def repieced(
    form: str, data: bytes, other: bytes, tokens: Sequence[str], rng: random.Random
) -> tuple[str, bytes] | None:
    """An article with its pieces changed: what was done, and its bytes; None if it is not text.

    Args:
        form: ``latex`` keeps its braces balanced; others have paragraphs only.
        data: the article.
        other: another, whose paragraphs may be moved into it.
        tokens: what may be put in.
        rng: chooses.
    """
    try:
        text, foreign = data.decode(), other.decode()
    except UnicodeDecodeError:
        return None
    names = []
    for _ in range(rng.choice((1, 1, 2, 4, 8))):
        change = rng.choice(_OF_GROUPS + _OF_PARAGRAPHS if form == "latex" else _OF_PARAGRAPHS)
        names.append(change.__name__.strip("_"))
        text = change(text, foreign, tokens, rng)[:LARGEST]
    return ", ".join(names), text.encode()


def _groups(text: str) -> list[tuple[int, int]]:
    """Where balanced braces stand."""
    found: list[tuple[int, int]] = []
    opened: list[int] = []
    for at in (brace.start() for brace in re.finditer(r"(?<!\\)[{}]", text)):
        if text[at] == "{":
            opened.append(at)
        elif opened:
            found.append((opened.pop(), at + 1))
    return found


def _group(text: str, rng: random.Random) -> tuple[int, int]:
    return rng.choice(_groups(text) or [(0, len(text))])


def _nested_groups(text: str, _other: str, _tokens: Sequence[str], rng: random.Random) -> str:
    start, end = _group(text, rng)
    command: str = rng.choice(_COMMAND.findall(text) or ["\\emph"])
    depth = rng.choice((1, 2, 10, 300))
    return text[:start] + ("{" + command) * depth + text[start:end] + "}" * depth + text[end:]


def _emptied_group(text: str, _other: str, _tokens: Sequence[str], rng: random.Random) -> str:
    start, end = _group(text, rng)
    return text[:start] + rng.choice(("", "{}", "{ }", "{%\n}", "{,}")) + text[end:]


def _moved_group(text: str, other: str, _tokens: Sequence[str], rng: random.Random) -> str:
    start, end = _group(text, rng)
    from_start, from_end = _group(other, rng)
    return text[:start] + other[from_start:from_end][:20_000] + text[end:]


def _doubled_group(text: str, _other: str, _tokens: Sequence[str], rng: random.Random) -> str:
    start, end = _group(text, rng)
    start = text.rfind("\\", 0, start) if rng.random() < 0.7 and "\\" in text[:start] else start
    return text[:end] + text[start:end][:5_000] * rng.choice((1, 3, 100)) + text[end:]


def _other_command(text: str, _other: str, _tokens: Sequence[str], rng: random.Random) -> str:
    commands = list(_COMMAND.finditer(text))
    if not commands:
        return text
    found, instead = rng.choice(commands), rng.choice(commands)[0]
    if rng.random() < 0.3:
        return text.replace(found[0], instead)
    return text[: found.start()] + instead + text[found.end() :]


def _other_environment(text: str, _other: str, _tokens: Sequence[str], rng: random.Random) -> str:
    found = list(_ENVIRONMENT.finditer(text))
    if not found:
        return text
    name, instead = (rng.choice(found)[0].partition("{")[2] for _ in range(2))
    return text.replace("{" + name, "{" + instead)


def _in_environment(text: str, _other: str, _tokens: Sequence[str], rng: random.Random) -> str:
    """A paragraph in an environment of another's, many deep."""
    paragraphs = text.split("\n\n")
    at = rng.randrange(len(paragraphs))
    name = rng.choice(
        ("quote", "itemize", "table", "tabular", "thebibliography", "verbatim", "equation", "comment", "a")
    )
    depth = rng.choice((1, 3, 50))
    paragraphs[at] = f"\\begin{{{name}}}\n" * depth + paragraphs[at] + f"\n\\end{{{name}}}" * depth
    return "\n\n".join(paragraphs)


def _paragraphs(text: str, other: str, _tokens: Sequence[str], rng: random.Random) -> str:
    """Paragraphs lost, doubled, in another order, or another's."""
    parts = re.split(r"\n{2,}", text)
    at, to = sorted((rng.randrange(len(parts) + 1), rng.randrange(len(parts) + 1)))
    some = parts[at:to]
    choice = rng.randrange(5)
    if choice == 0:
        some = []
    elif choice == 1:
        some = some * rng.choice((2, 5))
    elif choice == 2:
        rng.shuffle(some)
    elif choice == 3:
        some = rng.sample(re.split(r"\n{2,}", other), 1)
    else:
        some = some[::-1]
    return "\n\n".join([*parts[:at], *some, *parts[to:]])


def _prefixed(text: str, _other: str, _tokens: Sequence[str], rng: random.Random) -> str:
    """Lines that become items, quotes, headings, code, several levels deep."""
    lines = text.split("\n")
    at = rng.randrange(len(lines))
    count = rng.choice((1, 3, 20, len(lines)))
    prefix = "".join(rng.choices(_PREFIXES, k=rng.choice((1, 1, 2, 12))))
    lines[at : at + count] = [prefix + line for line in lines[at : at + count]]
    return "\n".join(lines)


def _rewrapped(text: str, _other: str, _tokens: Sequence[str], rng: random.Random) -> str:
    """Lines as wide as a narrow column, or all of a paragraph in one line."""
    width = rng.choice((1, 8, 40, 78, 10_000))
    words = re.split(r"(?<!\n)\n(?!\n)| ", text)
    lines: list[str] = []
    length = 0
    for word in words:
        lines.append(("\n" if length + len(word) > width and lines else " ") + word)
        length = len(word) if lines[-1][0] == "\n" or "\n\n" in word else length + len(word) + 1
    return "".join(lines)


def _renumbered(text: str, _other: str, _tokens: Sequence[str], rng: random.Random) -> str:
    """All numbers, or some, others: one for all, counted anew, very high."""
    make: Callable[[int], str] = rng.choice(
        (
            lambda _: "1",
            str,
            lambda at: str(9_999 - at),
            lambda _: "99999999999999999999",
            lambda at: "0" * (at % 7),
            "".__mul__,
        )
    )
    share = rng.choice((0.02, 0.3, 1.0))
    count = 0

    def instead(found: re.Match[str]) -> str:
        nonlocal count
        count += 1
        return make(count) if rng.random() < share else found[0]

    return _NUMBER.sub(instead, text)


def _odd_tokens(text: str, _other: str, tokens: Sequence[str], rng: random.Random) -> str:
    """A token between the words of a stretch."""
    start = rng.randrange(len(text) + 1)
    end = start + rng.choice((20, 300, 5_000))
    token = rng.choice(tokens)
    return text[:start] + text[start:end].replace(" ", rng.choice((" ", "")) + token) + text[end:]


_Changes = tuple["Callable[[str, str, Sequence[str], random.Random], str]", ...]
_OF_PARAGRAPHS: _Changes = (_paragraphs, _paragraphs, _prefixed, _prefixed, _rewrapped, _renumbered, _odd_tokens)
_OF_GROUPS: _Changes = (
    _nested_groups,
    _emptied_group,
    _moved_group,
    _moved_group,
    _doubled_group,
    _other_command,
    _other_command,
    _other_environment,
    _in_environment,
)
