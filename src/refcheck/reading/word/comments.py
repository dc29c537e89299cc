"""Comments in a Word document that silence findings: ``refcheck: ignore[REF102] reason``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from refcheck.reading.suppressions import Directive, paired, read_directive
from refcheck.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from xml.etree.ElementTree import Element

    from refcheck.article import Suppression
    from refcheck.source import Source


def suppressions_in(
    root: Element | None, ranges: Mapping[str, tuple[int, int]], source: Source
) -> tuple[Suppression, ...]:
    """The comments that silence findings; they silence the paragraphs that they are anchored to.

    Args:
        root: ``comments.xml``, or None.
        ranges: the first and last paragraph of each comment's range.
        source: the source, one paragraph to a line.
    """
    return paired(sorted(_directives(root, ranges, source), key=lambda each: each.suppression.span))


def _directives(root: Element | None, ranges: Mapping[str, tuple[int, int]], source: Source) -> Iterator[Directive]:
    for comment in root if root is not None else ():
        where = ranges.get(comment.get("w:id", ""))
        if where is None:
            continue  # anchored nowhere: the text that it was about is gone
        text = " ".join("".join(each.text or "" for each in block.iter("w:t")) for block in comment.iter("w:p"))
        first, last = (min(index, source.line_count - 1) + 1 for index in where)
        start, end = source.line_start(first), source.line_start(last)
        found = read_directive(text, source, Span(start, end + len(source.line(last))))
        if found is not None:
            yield found
