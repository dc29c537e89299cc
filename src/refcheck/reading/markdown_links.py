"""Link definitions of Markdown, ``[9]: https://...``, where they serve links and are no references."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from refcheck.source import MappedText

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from refcheck.reading.lines import Line

_DEFINITION = re.compile(
    r"\s{0,3}\[(\d{1,4})\]:\s{1,9}<?(?:https?://|www\.|mailto:|/|\.{1,2}/|#)[^\s>]{0,2000}>?\s{0,3}"
)
_TITLE = re.compile(r"""(?:"[^"]{0,500}"|'[^']{0,500}'|\([^()]{0,500}\))?\s{0,80}$""")
_WORD = re.compile(r"[^\W\d_]")
_LINK = re.compile(r"\[(?P<text>[^\[\]]{1,600})\]\[(?P<label>\d{1,4})\]")


def without_reference_links(lines: Sequence[Line], skip: Collection[int]) -> list[Line]:
    """Take out the definitions that a link uses, and of the links (`[the site][9]`) all but their text.

    A definition with a number that only `[9]` uses may be a reference, and is left to the reference lists.

    Args:
        lines: all lines.
        skip: numbers of lines that are no text.
    """
    defined: dict[str, list[int]] = {}
    for line in lines:
        found = _DEFINITION.match(line.text) if line.number not in skip else None
        if found and _TITLE.match(line.text, found.end()):
            defined.setdefault(found[1], []).append(line.number)
    links = [link for line in lines if "][" in line.text for link in _LINK.finditer(line.text)]
    used = {link["label"] for link in links if _WORD.search(link["text"])} & defined.keys()
    if not used:
        return list(lines)
    gone = {number for label in used for number in defined[label]}
    return [
        replace(line, text="", offsets=None)
        if line.number in gone
        else _only_text(line, used)
        if "][" in line.text and line.number not in skip
        else line
        for line in lines
    ]


def _only_text(line: Line, labels: Collection[str]) -> Line:
    parts: list[MappedText] = []
    at = 0
    for link in _LINK.finditer(line.text):
        if link["label"] not in labels or not _WORD.search(link["text"]):
            continue
        parts += [line.mapped(at, link.start()), line.mapped(*link.span("text"))]
        at = link.end()
    shown = MappedText.join([*parts, line.mapped(at)])
    return replace(line, text=shown.text, offsets=shown.offsets)
