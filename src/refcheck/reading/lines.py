"""The lines of a source, and what a line looks like by itself.

Formats without lines of their own (a Word paragraph, an HTML list item whose number the browser computes) make lines
of what they show, mapped to the source code point by code point.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from refcheck.reading.inline_tokens import SIGNS
from refcheck.reading.limits import MOST_MARKUP, Allowance, refuse_too_many_lines
from refcheck.reading.list_headings import is_list_heading
from refcheck.sealing import sealed
from refcheck.source import MappedText

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from refcheck.source import Source, Span

_HEADING = re.compile(r"[ >]{0,8}#{1,6}\s")
_RULE = re.compile(r"\s{0,3}(?:[-=_*]\s?){3,}+$")


@sealed
@dataclass(frozen=True, slots=True)
class Line:
    """One line of a source.

    Attributes:
        number: 0-based.
        start: its offset in the source.
        text: the line without its line end; comments in it are blanked out.
        offsets: for every code point of `text` its offset in the source, where the line is not verbatim.
        heading: whether the format says that it is a heading.
    """

    number: int
    start: int
    text: str
    offsets: Sequence[int] | None = None
    heading: bool = False

    @property
    def is_blank(self) -> bool:
        """Whether nothing visible is on it."""
        return not self.text.strip()

    @property
    def indent(self) -> int:
        """The columns of white space it begins with; a tab goes to the next multiple of four."""
        column = 0
        for character in self.text:
            if character == "\t":
                column += 4 - column % 4
            elif character.isspace():
                column += 1
            else:
                break
        return column

    @property
    def is_heading(self) -> bool:
        """Whether its mark-up makes it a heading or a rule."""
        return self.heading or bool(_HEADING.match(self.text) or _RULE.match(self.text))

    @property
    def is_list_heading(self) -> bool:
        """Whether it says that a reference list follows ("References", "Literatur", ...)."""
        return is_list_heading(self.text)

    def mapped(self, start: int = 0, end: int | None = None) -> MappedText:
        """A stretch of the line, mapped to the source."""
        if self.offsets is not None:
            return MappedText(self.text[start:end], self.offsets[start:end])
        return MappedText.of(self.text[start:end], self.start + start)

    def span(self, start: int, end: int) -> Span:
        """Where the code points from ``start`` to ``end`` (not empty) of the line stand in the source."""
        return self.mapped(start, end).source_span(0, end - start)


def lines_of(source: Source, comments: Sequence[Span] = ()) -> list[Line]:
    """The lines of a source, with the comments (ascending) blanked out, code point for code point.

    Raises:
        UnreadableArticle: if there are too many.
    """
    text = source.text
    refuse_too_many_lines(text, source.path)
    Allowance(MOST_MARKUP, "signs of mark-up", source.path).spend(sum(map(text.count, SIGNS)))
    if comments:
        parts, at = [], 0
        for comment in comments:
            parts += [text[at : comment.start], re.sub(r"[^\r\n]", " ", text[comment.start : comment.end])]
            at = comment.end
        text = "".join([*parts, text[at:]])
    return list(_split(text))


def _split(text: str) -> Iterator[Line]:
    start = number = 0
    for end in re.finditer(r"\r\n|\n|\r", text):
        yield Line(number, start, text[start : end.start()])
        number, start = number + 1, end.end()
    yield Line(number, start, text[start:])


def join_lines(parts: Sequence[MappedText]) -> MappedText:
    """Lines as one text, with a line feed between them that stands where the line before it ends."""
    if len(parts) == 1:
        return parts[0]
    joined: list[MappedText] = []
    for part in parts:
        if not part.text:
            continue
        if joined:
            last = joined[-1].offsets[-1] + 1
            joined.append(MappedText("\n", range(last, last + 1)))
        joined.append(part)
    return MappedText.join(joined)
