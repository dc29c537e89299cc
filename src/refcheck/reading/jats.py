"""JATS XML, the format of PubMed Central and of most publishers' archives.

A citation is what an `xref` to a reference *prints*; what it links to is not looked at (in published articles the two
disagree now and then, and the reader of the article follows the print). Neighbouring ones with nothing but
punctuation between them are one citation, and numbers that no `xref` holds (the 2 in ``1-3``, the 9 in ``[8,9]`` of
which only 8 is linked) are read from the text between.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from refcheck.article import Article, Citation, MarkerStyle, NumberRange
from refcheck.reading.citation_markers import DASHES, parse_numbers
from refcheck.reading.claims import claims_for, take_out
from refcheck.reading.jats_references import references_of
from refcheck.reading.xml_source import Element, parse
from refcheck.source import MappedText, Source, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

BLOCKS = frozenset({"p", "title", "tr", "def", "attrib", "verse-line"})
_UNREAD = frozenset({"ref-list", "front", "front-stub", "tex-math", "object-id", "sub-article", "response"})
_ROOM = frozenset({"td", "th", "break", "list", "list-item"})  # words on both sides of these do not touch

_GLUE = rf"[\s\d,;{re.escape(DASHES)}]"
_BETWEEN = re.compile(rf"(?:[\s,;:&\[\](){re.escape(DASHES)}]|and|to){{0,12}}")  # between the links of one citation
_OPEN = re.compile(rf"[\[(]{_GLUE}{{0,20}}$")
_CLOSE = re.compile(rf"{_GLUE}{{0,20}}[\])]")
_PLAIN = re.compile(rf"\[\d{{1,3}}(?:[\s,;{re.escape(DASHES)}]{{1,3}}\d{{1,3}}){{0,15}}\]")
_NUMBER = re.compile(r"\d{1,4}")
_PART = re.compile(r"(?<=\d)[a-z]\b")  # 4a: a part of reference 4


@dataclass(frozen=True, slots=True)
class _Block:
    """One paragraph (or heading, or table row): its text and where in it links to references stand."""

    text: MappedText
    links: tuple[tuple[int, int, bool], ...]  # start, end, whether superscript


def read(data: bytes, path: str) -> Article:
    """Read an article in JATS.

    Args:
        data: the file.
        path: its path as the user gave it.

    Returns:
        The article; without numbered citations or references it is an article that has none.

    Raises:
        UnreadableArticle: if it is no well-formed XML, or XML that is not safe to read.
    """
    root, text = parse(data, path)
    source = Source(path, text, "jats")
    blocks = [block for block in _blocks(root) if block.text.text.strip()]
    references = tuple(references_of(root))
    highest = max((reference.number for reference in references), default=0)
    return Article(source, tuple(_citations(blocks, highest)), references)


def _blocks(root: Element) -> Iterator[_Block]:
    """The blocks of text in document order; a block inside another is one of its own."""
    stack = [root]
    while stack:
        element = stack.pop()
        if element.tag in _UNREAD:
            continue
        if element.tag in BLOCKS:
            yield _block(element)
        stack.extend(reversed(list(element.elements())))


def _block(element: Element) -> _Block:
    pieces: list[MappedText] = []
    links: list[tuple[int, int, bool]] = []
    length = 0

    def add(piece: MappedText) -> None:
        nonlocal length
        pieces.append(piece)
        length += len(piece.text)

    def walk(node: Element, superscript: bool) -> None:
        for child in node.children:
            if isinstance(child, MappedText):
                add(child)
            elif child.tag in _ROOM:
                add(MappedText(" ", [child.start]))
                walk(child, superscript)
                add(MappedText(" ", [child.end - 1]))
            elif child.tag == "xref" and child.attributes.get("ref-type") == "bibr":
                if pieces and pieces[-1].text[-1:].isdigit():
                    add(MappedText(" ", [child.start]))  # two raised numbers that touch
                start = length
                walk(child, superscript)
                raised = superscript or child.find("sup") is not None
                links.append((start, length, raised))
            elif child.tag not in BLOCKS and child.tag not in _UNREAD:
                walk(child, superscript or child.tag == "sup")

    walk(element, superscript=False)
    return _Block(MappedText.join(pieces), tuple(links))


@dataclass(frozen=True, slots=True)
class _Marker:
    start: int
    end: int
    items: tuple[NumberRange, ...]
    style: MarkerStyle


def _markers(block: _Block) -> Iterator[_Marker]:
    """The citations of a block: its links, gathered into groups."""
    text = block.text.text
    groups: list[list[tuple[int, int, bool]]] = []
    for link in block.links:
        if not _NUMBER.search(text[link[0] : link[1]]):
            continue
        if groups and _BETWEEN.fullmatch(text, groups[-1][-1][1], link[0]):
            groups[-1].append(link)
        else:
            groups.append([link])
    for group in groups:
        start, end = group[0][0], group[-1][1]
        style = MarkerStyle.SUPERSCRIPT if all(raised for _, _, raised in group) else MarkerStyle.LINKED
        opened = _OPEN.search(text, max(0, start - 24), start)
        closed = _CLOSE.match(text, end)
        if opened and closed:
            start, end = opened.start(), closed.end()
        if text[start] in "[(" and text[end - 1] in "])":
            style = MarkerStyle.BRACKETS if text[start] == "[" else MarkerStyle.PARENTHESES
        items = _items(text[start:end])
        if items:
            yield _Marker(start, end, items, style)


def _items(text: str) -> tuple[NumberRange, ...]:
    return parse_numbers(_PART.sub("", text.strip("()"))) or ()


def _citations(blocks: list[_Block], highest: int) -> Iterator[Citation]:
    found = [(block, list(_markers(block))) for block in blocks]
    styles = [marker.style for _, markers in found for marker in markers]
    # Numbers in square brackets that are not linked are citations where nearly all citations look like that.
    bracketed = len(styles) >= 5 and styles.count(MarkerStyle.BRACKETS) >= 0.9 * len(styles)
    for block, linked in found:
        markers = linked
        if bracketed:
            markers = sorted([*linked, *_plain_markers(block, linked, highest)], key=lambda marker: marker.start)
        if not markers:
            continue
        claims = claims_for(*take_out(block.text, [Span(marker.start, marker.end) for marker in markers]))
        for marker, claim in zip(markers, claims, strict=True):
            span = block.text.source_span(marker.start, marker.end)
            numbers = [match.span() for match in _NUMBER.finditer(block.text.text, marker.start, marker.end)]
            yield Citation(
                items=marker.items,
                text=block.text.text[marker.start : marker.end],
                span=span,
                digits=block.text.source_span(numbers[0][0], numbers[-1][1]),
                style=marker.style,
                claim=claim,
            )


def _plain_markers(block: _Block, linked: list[_Marker], highest: int) -> Iterator[_Marker]:
    """Citations that are not linked; an interval of a scale (``[1-25]``) is none."""
    for match in _PLAIN.finditer(block.text.text):
        if any(match.start() < marker.end and marker.start < match.end() for marker in linked):
            continue
        items = _items(match[0])
        if items and all(0 <= item.last - item.first <= 5 and item.last <= highest + 3 for item in items):
            yield _Marker(*match.span(), items, MarkerStyle.BRACKETS)
