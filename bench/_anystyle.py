"""The labelled references of the AnyStyle project in the terms of this one.

Its segments are coarser than fields: a "volume" may hold a year, an issue and pages (``2000;355(9222):``), "pages" may
be how many a book has, and a DOI may stand in an address.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Pieces = list[tuple[str, str]]
"""A reference as pieces: the tagger's label of each (`refcheck.references.tagging.LABELS`), empty for none, and its
text."""

_LABELS = {
    "author": "A", "title": "T", "journal": "C", "container-title": "C", "collection-title": "S", "publisher": "P",
    "location": "L", "date": "D", "volume": "V", "pages": "G", "edition": "E", "editor": "R", "translator": "R",
    "director": "A", "producer": "R",
}  # fmt: skip
_YEAR = re.compile(r"(?:\d \b)?(?:19|20)\d\d[^;()\d]{0,12}(?:\d{1,2})?;")
_ONLY_ISSUE = re.compile(r"\W*(?:no|nos|nr|issue|n°|№|n|h|heft)\b", re.IGNORECASE)
_ISSUE = re.compile(
    r"(?<=\w)(?:[(\[/,.:]|\s+(?:[(\[]|(?:no|nr|issue|n°|№|n|h|heft|hft|iss|num|núm|nro|fasc)\b))", re.IGNORECASE
)
_PAGES = re.compile(r":\s?(?=[A-Z]?\d+[-–—]\w*\d)")
_EXTENT = re.compile(r"\W*\d+ ?(?:pp?|pages|s|seiten|с|стр)\b\.?\W*$", re.IGNORECASE)


def anystyle(folder: Path, name: str) -> Iterator[Pieces]:
    """The references of a set, each as pieces joined by spaces that belong to none."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    for entry in etree.parse(str(folder / f"{name}.xml"), parser).iter("sequence"):
        pieces: Pieces = []
        for part in entry:
            if part.tag != "citation-number":
                pieces += [*([("", " ")] if pieces else []), *_pieces(part.tag, part.text or "")]
        yield pieces


def _pieces(tag: str, text: str) -> Pieces:
    label = _LABELS.get(tag, "O")
    if label == "V":
        return [piece for piece in _volume(text) if piece[1]]
    return [("O" if label == "G" and _EXTENT.match(text) else label, text)]


def _volume(text: str) -> Pieces:
    """Year, volume, issue and pages of a segment that is called a volume."""
    year = _YEAR.match(text)
    start = year.end() if year else 0
    pages = _PAGES.search(text, start)
    end = pages.start() if pages else len(text)
    cuts = [found.start() for found in _ISSUE.finditer(text, start, end)]
    cut = next((at for at in cuts if _has_digit(text[start:at]) and _has_digit(text[at:end])), end)
    if cut == end and _ONLY_ISSUE.match(text, start, end):
        cut = start
    return [("D", text[:start]), ("V", text[start:cut]), ("I", text[cut:end]), ("G", text[end:])]


def _has_digit(text: str) -> bool:
    return any(map(str.isdigit, text)) or text.strip(" .,").isupper()
