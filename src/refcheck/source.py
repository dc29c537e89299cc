"""The text of an article's file and the places in it.

Everything that refcheck says about an article points back at its source. Offsets, lines and columns count
Unicode code points (editors that count UTF-16 units, such as language servers, convert at their own edge).
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import TYPE_CHECKING, Literal

from refcheck.offsets import Runs, line_starts
from refcheck.sealing import maker, sealed

if TYPE_CHECKING:
    from array import array
    from collections.abc import Iterable, Sequence


@sealed
@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points, ``start`` included and ``end`` not."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def __contains__(self, offset: int) -> bool:
        return self.start <= offset < self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share at least one code point."""
        return self.start < other.end and other.start < self.end


@sealed
@dataclass(frozen=True, slots=True, order=True)
class Position:
    """One place in a source, as people and programs name it.

    Attributes:
        offset: code points from the start of the text, after a byte order mark.
        line: 1-based; in a source without lines (Word) the paragraph's number.
        column: 1-based, in code points.
    """

    offset: int
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a joined text that stands in a file of its own (what LaTeX inputs, a bibliography).

    Attributes:
        start: where it begins in the joined text; it goes up to the next part.
        path: the file.
        text: the whole text of that file.
        offset: where it begins in that file.
        length: how much of the file it shows; what the joined text has after that stands in no file.
    """

    start: int
    path: str
    text: str = field(repr=False)
    offset: int
    length: int

    def offset_of(self, offset: int) -> int:
        """Where a code point of the joined text is in the file; the end of the stretch if it is in none."""
        return self.offset + min(offset - self.start, self.length)


@sealed
@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph or a reference as it reads, where the file itself is not made for reading (XML).

    Attributes:
        span: where it stands in the source.
        text: as it reads.
        paragraph: its number among the paragraphs of the file, or 0 if it is a reference.
    """

    span: Span
    text: MappedText
    paragraph: int = 0


@dataclass(frozen=True)
class Source:
    """The decoded text of one article.

    Attributes:
        path: the path as the user gave it, ``-`` for standard input.
        text: the text as decoded, line ends unchanged, without a byte order mark.
        format: the name of the format it was read as (``text``, ``markdown``, ...).
        unit: what a "line" of this source is; ``paragraph`` for formats that have no lines of their own.
        parts: which file each stretch of the text stands in, ascending; empty if all of it is in the file itself.
        passages: what a person sees of it, in the order of their beginnings; empty if that is the text itself.
    """

    path: str
    text: str = field(repr=False)
    format: str
    unit: Literal["line", "paragraph"] = "line"
    parts: tuple[Part, ...] = field(default=(), repr=False)
    passages: Sequence[Passage] = field(default=(), repr=False, compare=False)

    @cached_property
    def _files(self) -> dict[str, tuple[str, array[int]]]:
        texts = {part.path: part.text for part in self.parts} or {self.path: self.text}
        return {path: (text, line_starts(text)) for path, text in texts.items()}

    @cached_property
    def _starts(self) -> array[int]:  # the lines of the file itself
        return self._files[self.path][1]

    def _part(self, offset: int) -> Part:
        if not 0 <= offset <= len(self.text):
            raise ValueError(f"offset {offset} outside a text of {len(self.text)}")
        if not self.parts:
            return Part(0, self.path, self.text, 0, len(self.text))
        return self.parts[bisect_right(self.parts, offset, key=lambda part: part.start) - 1]

    def path_at(self, offset: int) -> str:
        """The file in which a code point stands."""
        return self._part(offset).path

    def offset_in_file(self, offset: int) -> int:
        """Where a code point stands in its file, in code points."""
        return self._part(offset).offset_of(offset)

    def whole_file(self, offset: int) -> Span:
        """All of the file in which a code point stands, with what it inputs; of the article itself, everything."""
        path = self.path_at(offset)
        if path == self.path:
            return Span(0, len(self.text))
        own = [index for index, part in enumerate(self.parts) if part.path == path]
        end = self.parts[own[-1] + 1].start if own[-1] + 1 < len(self.parts) else len(self.text)
        return Span(self.parts[own[0]].start, end)

    def position(self, offset: int) -> Position:
        """The place, in its file, of a code point offset."""
        return Position(offset, *self.line_and_column(offset))

    def line_and_column(self, offset: int) -> tuple[int, int]:
        """The line and column, in its file, of a code point offset (0 to ``len(text)``)."""
        starts = self._starts
        if self.parts or not 0 <= offset <= len(self.text):
            part = self._part(offset)
            starts, offset = self._files[part.path][1], part.offset_of(offset)
        line = bisect_right(starts, offset)
        return line, offset - starts[line - 1] + 1

    def line(self, number: int, path: str | None = None) -> str:
        """The text of one line (1-based) without its line end; of the file itself if no other is named."""
        text, starts = self._files[self.path if path is None else path]
        end = starts[number] if number < len(starts) else len(text)
        return text[starts[number - 1] : end].rstrip("\r\n")

    def passage_at(self, offset: int) -> Passage | None:
        """The innermost passage in which a code point stands."""
        last = bisect_right(self.passages, offset, key=lambda passage: passage.span.start)
        # Passages nest (a list in a paragraph), few in one.
        around = reversed(self.passages[max(0, last - 50) : last])
        return next((passage for passage in around if offset <= passage.span.end), None)

    def line_start(self, number: int) -> int:
        """The offset at which a line (1-based) of a source in one file begins."""
        return self._starts[number - 1]

    @property
    def line_count(self) -> int:
        """How many lines the file itself has; a text that ends in a line end has an empty last line."""
        return len(self._starts)


@sealed
@dataclass(frozen=True, slots=True)
class MappedText:
    """A text made out of a source, each code point of which knows where it came from.

    Readers take mark-up, line wraps and citation markers out of a source; what is left must still point back.

    Attributes:
        text: the text as read.
        offsets: for every code point of ``text`` its offset in the source, ascending (but in a reference that was
            put together out of the fields of a bibliography, which stand there in any order).
    """

    text: str
    offsets: Sequence[int] = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.text) != len(self.offsets):
            raise ValueError(f"{len(self.text)} code points but {len(self.offsets)} offsets")

    @classmethod
    def of(cls, text: str, start: int = 0) -> MappedText:
        """A verbatim slice of the source that begins at the offset ``start``."""
        return cls(text, range(start, start + len(text)))

    @classmethod
    def join(cls, parts: Iterable[MappedText]) -> MappedText:
        """The parts one after the other, in source order."""
        text: list[str] = []
        runs: list[Sequence[int]] = []
        for part in parts:
            text.append(part.text)
            runs += part.offsets.parts if isinstance(part.offsets, Runs) else (part.offsets,)
        return cls("".join(text), runs[0] if len(runs) == 1 else Runs(runs))

    def slice(self, start: int, end: int) -> MappedText:
        """The code points from ``start`` to ``end`` of this text, still mapped."""
        return MappedText(self.text[start:end], self.offsets[start:end])

    def keep(self, stretches: Sequence[tuple[int, int]]) -> MappedText:
        """What stands in some stretches of this text, ascending, one after the other, still mapped."""
        text = "".join([self.text[start:end] for start, end in stretches])
        return _mapped(text, Runs((), partial(self._runs_in, stretches), len(text)))

    def _runs_in(self, stretches: Sequence[tuple[int, int]]) -> list[Sequence[int]]:
        offsets = self.offsets if isinstance(self.offsets, Runs) else Runs([self.offsets])
        return offsets.keep(stretches).parts

    def source_span(self, start: int, end: int) -> Span:
        """Where the code points from ``start`` to ``end`` (not empty) stand in the source."""
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"no code points at {start}..{end} of {len(self.text)}")
        offsets = self.offsets
        if type(offsets) is range:  # verbatim
            return Span(offsets[start], offsets[end - 1] + 1)
        first, last = offsets.bounds(start, end) if isinstance(offsets, Runs) else (offsets[start], offsets[end - 1])
        if first > last:
            return Span(min(self.offsets[start:end]), max(self.offsets[start:end]) + 1)
        return Span(first, last + 1)


_mapped = maker(MappedText)
