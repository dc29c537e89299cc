"""The formats and styles of the reading benchmark, one line each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bench import _render_html, _render_latex, _render_markdown, _render_text, _render_word
from bench._manuscript import Kind, numbers_of
from bench._render import Expected, Rendered, listed

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

    from bench._manuscript import Manuscript


@dataclass(frozen=True)
class Style:
    """A format, a style of citing in it, and what writes it.

    Attributes:
        format: name of the format, as in the registry of readers.
        name: the style.
        render: writes an article; None for the JATS file itself.
        bars: what is demanded of groups: precision and recall.
    """

    format: str
    name: str
    render: Callable[[Manuscript, random.Random], Rendered] | None
    bars: tuple[float, float]

    @property
    def title(self) -> str:
        """Its name among all."""
        return f"{self.format} {self.name}".strip()


_HIGH, _RAISED, _GLUED = (0.995, 0.995), (0.99, 0.99), (0.985, 0.97)

STYLES: tuple[Style, ...] = (
    Style("jats", "", None, _HIGH),
    Style("markdown", "brackets", _render_markdown.brackets, _HIGH),
    Style("markdown", "<sup>", _render_markdown.sup, _RAISED),
    Style("markdown", "^n^", _render_markdown.caret, _RAISED),
    Style("markdown", "Unicode", _render_markdown.unicode, _RAISED),
    Style("markdown", "footnotes", _render_markdown.footnotes, _HIGH),
    Style("html", "<sup>", _render_html.sup, _HIGH),
    Style("html", "linked", _render_html.linked, _HIGH),
    Style("html", "brackets", _render_html.plain, _HIGH),
    Style("html", "generated", _render_html.generated, _HIGH),
    Style("word", "superscript", _render_word.superscript, _HIGH),
    Style("word", "brackets", _render_word.brackets, _HIGH),
    Style("word", "fields", _render_word.fields, _HIGH),
    Style("latex", "", _render_latex.cite, _HIGH),
    Style("text", "brackets", _render_text.brackets, _HIGH),
    Style("text", "parentheses", _render_text.parentheses, _RAISED),
    Style("text", "glued after", _render_text.glued_after, _GLUED),
    Style("text", "glued before", _render_text.glued_before, _GLUED),
)


def itself(article: Manuscript, name: str, data: bytes) -> Rendered:
    """The JATS file as it is."""
    groups = tuple(
        Expected(
            numbers_of(group.items),
            group.sentence,
            group.linked,
            block.kind is not Kind.CELL,
            tuple(numbers_of(part) for part in group.parts) if len(group.parts) > 1 else (),
        )
        for block in article.blocks
        for group in block.groups
    )
    parts = {entry.number: (entry.parts, entry.asides) for entry in article.references}
    return Rendered({name: data}, name, groups, listed(article), parts)
