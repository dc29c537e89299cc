"""Reference lists that Markdown holds as HTML: ``<ol>`` with its items, and the ``<div id="refs">`` of Pandoc.

Each item is made a line of what it shows, the number that a browser computes for it included, so that the list is
found as any other.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from refcheck.source import MappedText

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from refcheck.reading.lines import Line

_OPENS = re.compile(
    r"\s{0,3}<(?:(?P<list>ol)\b[^<>]{0,500}>"
    r"|(?P<div>div)\s[^<>]{0,300}(?:\bid\s?=\s?[\"']?refs\b|\bclass\s?=\s?[\"'][^\"'<>]{0,200}\breferences\b)[^<>]{0,300}>)",
    re.IGNORECASE,
)
_TAG = re.compile(r"</?(?P<name>ol|li|div|span|p)\b[^<>]{0,500}>", re.IGNORECASE)
_START = re.compile(r"\bstart\s?=\s?[\"']?(\d{1,4})", re.IGNORECASE)
_LABEL_ALONE = re.compile(r"\s{0,8}[\[(]?\d{1,4}[\]).]{0,2}\s{0,8}$")


def with_shown_lists(lines: Sequence[Line], skip: Collection[int]) -> list[Line]:
    """Make lines of what the lists in HTML blocks show; all lines keep their numbers.

    Args:
        lines: all lines.
        skip: numbers of lines that are no text.
    """
    result = list(lines)
    depth, name, number = 0, "", 0
    waiting: MappedText | None = None  # a label on a line of its own
    for line in lines:
        if line.number in skip:
            continue
        opened = None if depth else _OPENS.match(line.text)
        if opened:
            name = "ol" if opened["list"] else "div"
            start = _START.search(opened[0]) if name == "ol" else None
            number = int(start[1]) if start else 1
        if not (depth or opened):
            continue
        parts = [waiting] if waiting else []
        at = 0
        for tag in _TAG.finditer(line.text):
            parts.append(line.mapped(at, tag.start()))
            at = tag.end()
            closes = tag[0].startswith("</")
            if tag["name"].lower() == name:
                depth += -1 if closes else 1
            elif name == "ol" and depth == 1 and tag["name"].lower() == "li" and not closes:
                label = f"{number}. " if not any(part.text.strip() for part in parts) else f" {number}. "
                parts.append(MappedText(label, [line.mapped(tag.start(), at).offsets[0]] * len(label)))
                number += 1
        shown = MappedText.join([*parts, line.mapped(at)])
        waiting = shown if _LABEL_ALONE.match(shown.text) else None
        text = "" if waiting else shown.text.rstrip()
        result[line.number] = replace(line, text=text, offsets=shown.offsets[: len(text)])
    return result
