"""What all renderings share: how markers are set into the text, how lists are labelled, what is then true."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bench._manuscript import Block, Group, Items, Kind, Manuscript, Run, numbers_of

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator, Mapping, Sequence

    from bench._manuscript import Numbers

Renderer = "Callable[[Manuscript, random.Random], Rendered]"


@dataclass(frozen=True)
class Expected:
    """A group that a rendering prints.

    Attributes:
        numbers: what it prints, ranges written out.
        sentence: the sentence it belongs to.
        demanded: false for a group that nobody linked in the source: read or not, neither is an error.
        prose: false for a table cell, which has no sentences; what to show with it (the row?) is open.
        parts: where it is printed in brackets side by side (``[8] [9]``), what each holds: one group or several,
            both are right.
    """

    numbers: Numbers
    sentence: str
    demanded: bool = True
    prose: bool = True
    parts: tuple[Numbers, ...] = ()


@dataclass(frozen=True)
class Rendered:
    """An article in one format and style.

    Attributes:
        files: the files by name.
        main: the name of the one to read.
        groups: the groups that it prints.
        references: number and text of each entry.
        parts: for a format that names the parts of an entry, but not how they are printed: by number what must be
            shown, and what may be; the text as printed is right as well.
        single: whether a group is printed as one marker for each number (footnotes).
    """

    files: Mapping[str, bytes]
    main: str
    groups: tuple[Expected, ...]
    references: tuple[tuple[int, str], ...]
    parts: Mapping[int, tuple[tuple[str, ...], tuple[str, ...]]] | None = None
    single: bool = False


def expected(article: Manuscript) -> tuple[Expected, ...]:
    """The groups of an article whose every block is printed in order."""
    return tuple(
        Expected(numbers_of(group.items), group.sentence, group.linked, block.kind is not Kind.CELL)
        for block in article.blocks
        for group in block.groups
    )


def listed(article: Manuscript) -> tuple[tuple[int, str], ...]:
    """Number and text of every entry."""
    return tuple((entry.number, entry.text) for entry in article.references)


@dataclass(frozen=True)
class Spelling:
    """How an article spells the inside of its markers."""

    comma: str
    dash: str

    def spell(self, items: Items) -> str:
        """The numbers as printed, without brackets."""
        shown = (str(a) if a == b else f"{a}{self.dash}{b}" for a, b in items)
        return self.comma.join(shown)


def marker_of(group: Group, inside: str, shape: str) -> str:
    """A marker in its brackets, or without where it stands in such brackets already (``[see 3]``)."""
    return inside if group.inside and shape.startswith(group.inside) else shape.format(inside)


def spelling(chance: random.Random, *, tight: bool) -> Spelling:
    """Choose one, with or without spaces."""
    commas = [","] if tight else [", ", ",", "; "]
    return Spelling(chance.choice(commas), chance.choice(["–", "-"]))


Piece = Run | Group
_ABBREVIATED = re.compile(r"(?:\b(?:al|etc|vs|e\.g|i\.e|cf|ref|refs|no)|\b[A-Z])\.$")
_OPENING = tuple("([“‘\"'–—-/")


def merged(block: Block) -> Iterator[Piece]:
    """The runs of a block with neighbouring groups (nothing but a space between them) made one."""
    held: list[Piece] = []
    for run in block.runs:
        if isinstance(run, Group) and held and isinstance(held[-1], Group):
            held[-1] = _one(held[-1], run)
        elif (
            isinstance(run, Group) and len(held) > 1 and isinstance(held[-1], Run) and not held[-1].text.strip()
            and isinstance(held[-2], Group)
        ):  # fmt: skip
            held.pop()
            held.append(_one(held.pop(), run))  # type: ignore[arg-type]
        else:
            held.append(run)
    yield from held


def _one(first: Group, second: Group) -> Group:
    items = (*first.items, *second.items)
    return replace(first, items=items, parts=(items,), linked=first.linked and second.linked)


def joined(article: Manuscript) -> Manuscript:
    """The article with neighbouring groups made one, as every rendering prints them."""
    return replace(article, blocks=tuple(replace(block, runs=tuple(merged(block))) for block in article.blocks))


def placed(block: Block, *, after: bool, gap: str) -> list[Piece]:
    """The runs of a block with its markers where a style puts them.

    Args:
        block: the block.
        after: whether markers follow a full stop or comma (AMA), or stand before it.
        gap: what stands between a word and the marker after it.
    """
    out: list[Piece] = []
    pending: Sequence[Piece] = block.runs
    carried = ""  # punctuation taken from before a marker, to stand after it
    for at, piece in enumerate(pending):
        if isinstance(piece, Group):
            carried = _before_marker(out, _text_after(pending, at), after=after, gap=gap)
            if after and (moved := _movable(out, _text_after(pending, at))):
                _append(out, moved)
                out.append(piece)
                carried = f"\0{moved}"
            else:
                out.append(piece)
            continue
        text = piece.text
        if carried.startswith("\0"):
            text = text.removeprefix(carried[1:])
        elif carried:
            text = carried + text
        carried = ""
        if text:
            out.append(replace(piece, text=text))
    if carried and not carried.startswith("\0"):
        out.append(Run(carried))
    return out


def _text_after(pieces: Sequence[Piece], at: int) -> str:
    following = pieces[at + 1] if at + 1 < len(pieces) else None
    return following.text if isinstance(following, Run) else ""


def _before_marker(out: list[Piece], following: str, *, after: bool, gap: str) -> str:
    """Set the end of the text before a marker; give back the punctuation that is to stand after it."""
    if not out or isinstance(out[-1], Group):
        return ""
    text = out[-1].text
    carried = ""
    bare = text.rstrip()
    if not after and text == bare and bare[-1:] in {".", ",", ";", ":"} and _ends_clause(bare, following):
        carried, bare = bare[-1], bare[:-1]
    opening = bare.endswith(_OPENING)
    kept = bare if opening or not bare or after or not gap else bare + gap
    if opening and text != bare and not after:
        kept = text
    out[-1] = replace(out[-1], text=kept)
    if not kept:
        out.pop()
    return carried


def _ends_clause(text: str, following: str) -> bool:
    if text[-1] != ".":
        return True
    rest = following.lstrip()
    return not _ABBREVIATED.search(text) and (not rest or (following != rest and not rest[:1].islower()))


def _movable(out: list[Piece], following: str) -> str:
    """The comma or full stop after a marker that AMA puts before it."""
    mark, rest = following[:1], following[1:2]
    if mark not in {".", ","} or not (rest == "" or rest.isspace()) or not out or isinstance(out[-1], Group):
        return ""
    return "" if out[-1].text[-1:] in {".", ",", ""} else mark


def _append(out: list[Piece], mark: str) -> None:
    last = out[-1]
    if isinstance(last, Run):
        if last.raised or last.lowered:
            out.append(Run(mark))
        else:
            out[-1] = replace(last, text=last.text + mark)


UNICODE_RAISED = str.maketrans("0123456789+-−–()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁽⁾ⁿ")
UNICODE_LOWERED = str.maketrans("0123456789+-−()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₍₎")


def in_unicode(text: str, table: Mapping[int, int]) -> str | None:
    """Text raised or lowered in Unicode; None where a character has no such form."""
    return text.translate(table) if all(ord(character) in table for character in text) else None


_LABELLED = re.compile(r"\(?\w{1,4}[.)]\s|[•▪◦‣·–*-]\s")


def item_labels(article: Manuscript, bullet: str) -> dict[int, str]:
    """What to print before each list item, by the index of its block: a number where the list is ordered."""
    labels: dict[int, str] = {}
    count = 0
    for at, block in enumerate(article.blocks):
        if block.kind is not Kind.ITEM:
            count = 0
            continue
        count += 1
        first = next((run.text for run in block.runs if isinstance(run, Run)), "")
        labels[at] = "" if _LABELLED.match(first) else f"{count}. " if block.level else f"{bullet} "
    return labels
