"""An article as plain text: pasted from somewhere, raised and lowered letters flattened, tables as tabbed lines."""

from __future__ import annotations

import re
import textwrap
from typing import TYPE_CHECKING

from bench._manuscript import Block, Group, Kind, Manuscript
from bench._render import Rendered, Spelling, expected, item_labels, joined, listed, marker_of, placed, spelling

if TYPE_CHECKING:
    import random

WRAPPED = 0.25
"""Share of the files whose lines are wrapped."""
LABELS = (*("{}. ", "[{}] ", "{}) ", "{}.\t", "  {}. ", "{}\t") * 2, "{} ", "({}) ")
"""The last two, which say least, for one file in fourteen each."""
HEADINGS = ("References", "REFERENCES", "References:", "Bibliography", "Literature cited")


def brackets(article: Manuscript, chance: random.Random) -> Rendered:
    """``shown [1,3-5].``."""
    return _render(article, chance, "[{}]", after=False, gap=" ")


def parentheses(article: Manuscript, chance: random.Random) -> Rendered:
    """``shown (1,3-5).``."""
    return _render(article, chance, "({})", after=False, gap=" ")


def glued_after(article: Manuscript, chance: random.Random) -> Rendered:
    """``shown.1,3-5``: raised numbers that were flattened, after the punctuation."""
    return _render(article, chance, "{}", after=True, gap="")


def glued_before(article: Manuscript, chance: random.Random) -> Rendered:
    """``shown1,3-5.``: the same before the punctuation."""
    return _render(article, chance, "{}", after=False, gap="")


def _render(article: Manuscript, chance: random.Random, marker: str, *, after: bool, gap: str) -> Rendered:
    article = joined(article)
    spell = spelling(chance, tight=not gap)
    wrapped = chance.random() < WRAPPED
    bullet = chance.choice("•-*–")
    labels = item_labels(article, bullet)
    lines: list[str] = []
    rows: tuple[int, int] | None = None
    for at, block in enumerate(article.blocks):
        text = _text(block, spell, marker, after=after, gap=gap)
        if block.kind is Kind.CELL:
            if block.place == rows:
                lines[-1] += f"\t{text}"
                continue
            if not rows or rows[0] != block.place[0]:
                lines.append("")
            rows = block.place
            lines.append(text)
            continue
        rows = None
        lines += ["", _wrap(labels.get(at, "") + text) if wrapped else labels.get(at, "") + text]
    lines = [line.rstrip("\t") for line in lines]
    body = "\n".join(lines).strip("\n")
    return Rendered(
        {"article.txt": f"{body}\n\n{_list(article, chance, wrapped=wrapped)}\n".encode()},
        "article.txt",
        expected(article),
        listed(article),
    )


def _text(block: Block, spell: Spelling, marker: str, *, after: bool, gap: str) -> str:
    return "".join(
        marker_of(piece, spell.spell(piece.items), marker) if isinstance(piece, Group) else piece.text
        for piece in placed(block, after=after, gap=gap)
    )


def _wrap(text: str, hanging: str = "") -> str:
    # Words with hyphens are not broken: in a wrapped manuscript they stand whole.
    return textwrap.fill(text, 80, break_long_words=False, break_on_hyphens=False, subsequent_indent=hanging)


def _list(article: Manuscript, chance: random.Random, *, wrapped: bool) -> str:
    label = chance.choice(LABELS)
    if label in {"{} ", "{}\t"} and wrapped:
        label = "{}. "  # a wrapped line may begin with a number that is no label: no one could tell them apart
    hanging = chance.choice(["", "   "])
    separator = chance.choice(["\n", "\n\n"])
    heading = "" if chance.random() < 0.3 else chance.choice(HEADINGS) + chance.choice(["\n", "\n\n"])
    entries = (label.format(entry.number) + re.sub(r"\s+", " ", entry.text) for entry in article.references)
    return heading + separator.join(_wrap(entry, hanging) if wrapped else entry for entry in entries)
