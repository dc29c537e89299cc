"""An article in Markdown, with citations in five styles."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bench._manuscript import Block, Group, Kind, Manuscript, Run, numbers_of
from bench._render import (
    UNICODE_LOWERED,
    UNICODE_RAISED,
    Rendered,
    Spelling,
    expected,
    in_unicode,
    item_labels,
    joined,
    listed,
    marker_of,
    placed,
    spelling,
)

if TYPE_CHECKING:
    import random

LABELS = ("{}. ", "[{}] ", "{}) ", "{}\\. ")
_SPECIAL = re.compile(r"([\\`*_<$~^])")
_BLOCK_START = re.compile(r"^(\d{1,9})([.)])(?=\s|$)|^([#>+=-])")


@dataclass(frozen=True)
class _Style:
    """How one article is set."""

    name: str
    spell: Spelling
    after: bool
    gap: str
    raised: str

    def marker(self, group: Group) -> str:
        inside = self.spell.spell(group.items)
        match self.name:
            case "brackets":
                return marker_of(group, inside, "[{}]")
            case "sup":
                return f"<sup>{inside}</sup>"
            case "caret":
                return f"^{inside}^"
            case "unicode":
                comma = "˒" if self.spell.dash == "–" else ","
                return inside.translate(UNICODE_RAISED).replace(",", comma)
        return "".join(f"[^{number}]" for number in numbers_of(group.items))

    def run(self, run: Run, before: str, after: str) -> str:
        text = _escaped(run.text)
        if run.raised or run.lowered:
            return self._shifted(run)
        bare = text.strip()
        # Emphasis that begins or ends within a word, or at punctuation, does not parse everywhere: left out there.
        whole = not (before[-1:].isalnum() or after[:1].isalnum()) and bare[:1].isalnum() and bare[-1:].isalnum()
        if (run.italic or run.bold) and whole:
            mark = "**" if run.bold else "*"
            return text.replace(bare, f"{mark}{bare}{mark}", 1)
        return text

    def _shifted(self, run: Run) -> str:
        text = run.text
        if self.raised == "unicode":
            shown = in_unicode(text, UNICODE_RAISED if run.raised else UNICODE_LOWERED)
            if shown is not None:
                return shown
        if self.raised == "caret" and not re.search(r"[\s^~\\]", text):
            return f"^{text}^" if run.raised else f"~{text}~"
        tag = "sup" if run.raised else "sub"
        return f"<{tag}>{_escaped(text)}</{tag}>"


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)


def brackets(article: Manuscript, chance: random.Random) -> Rendered:
    """``shown [1,3-5].``."""
    return _render(article, chance, "brackets")


def sup(article: Manuscript, chance: random.Random) -> Rendered:
    """``shown.<sup>1,3-5</sup>``."""
    return _render(article, chance, "sup")


def caret(article: Manuscript, chance: random.Random) -> Rendered:
    """``shown.^1,3-5^``."""
    return _render(article, chance, "caret")


def unicode(article: Manuscript, chance: random.Random) -> Rendered:
    """``shown.¹˒³⁻⁵``."""
    return _render(article, chance, "unicode")


def footnotes(article: Manuscript, chance: random.Random) -> Rendered:
    """``shown.[^1][^3][^4][^5]``."""
    return _render(article, chance, "footnotes")


def _render(article: Manuscript, chance: random.Random, name: str) -> Rendered:
    article = joined(article)
    bracketed = name == "brackets"
    raised = {"sup": "sup", "caret": "caret", "unicode": "unicode"}.get(name) or chance.choice(["sup", "unicode"])
    after = not bracketed and chance.random() < 0.7
    style = _Style(name, spelling(chance, tight=not bracketed), after, " " if bracketed else "", raised)
    labels = item_labels(article, chance.choice("-*"))
    parts: list[str] = []
    rows: list[list[str]] = []
    place = (0, 0)
    for at, block in enumerate(article.blocks):
        text = _text(block, style)
        if block.kind is Kind.CELL:
            if rows and block.place[0] != place[0]:
                parts.append(_table(rows))
                rows = []
            if not rows or block.place != place:
                rows.append([])
            rows[-1].append(text.replace("|", "\\|"))
            place = block.place
            continue
        if rows:
            parts.append(_table(rows))
            rows = []
        parts.append(_block(block, text, labels.get(at, "")))
    if rows:
        parts.append(_table(rows))
    body = "\n\n".join(parts)
    text = f"{body}\n\n{_list(article, chance, style)}\n"
    return Rendered(
        {"article.md": text.encode()}, "article.md", expected(article), listed(article), single=name == "footnotes"
    )


def _text(block: Block, style: _Style) -> str:
    pieces = placed(block, after=style.after, gap=style.gap)
    shown: list[str] = []
    for at, piece in enumerate(pieces):
        if isinstance(piece, Group):
            shown.append(style.marker(piece))
            continue
        following = pieces[at + 1] if at + 1 < len(pieces) else None
        after = following.text if isinstance(following, Run) else ""
        shown.append(style.run(piece, shown[-1] if shown else "", after))
    return "".join(shown)


def _block(block: Block, text: str, label: str) -> str:
    if block.kind is Kind.TITLE:
        return f"# {text}"
    if block.kind is Kind.HEADING:
        return f"{'#' * min(6, block.level + 1)} {text}"
    if label:
        return label + text
    guarded = _BLOCK_START.sub(lambda found: f"{found[1]}\\{found[2]}" if found[1] else f"\\{found[3]}", text)
    return f"> {guarded}" if block.kind is Kind.BOX else guarded


def _table(rows: list[list[str]]) -> str:
    width = max(len(row) for row in rows)
    lines = ["| " + " | ".join(row + [""] * (width - len(row))) + " |" for row in rows]
    lines.insert(1, "|" + " --- |" * width)
    return "\n".join(lines)


def _list(article: Manuscript, chance: random.Random, style: _Style) -> str:
    label = "[^{}]: " if style.name == "footnotes" else chance.choice(LABELS)
    heading = (
        "" if chance.random() < 0.3 else chance.choice(["## References", "# REFERENCES", "**References**"]) + "\n\n"
    )
    separator = chance.choice(["\n", "\n\n"])
    entries = (label.format(entry.number) + _escaped(entry.text) for entry in article.references)
    return heading + separator.join(entries)
