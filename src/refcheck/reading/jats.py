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

from refcheck.article import Article, Citation, MarkerStyle, NumberRange, Reference, ReferenceFields
from refcheck.bibliography import Author, WorkKind
from refcheck.reading.citation_markers import DASHES, parse_numbers
from refcheck.reading.claims import claims_for, take_out
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

_KINDS = {
    "journal": WorkKind.ARTICLE,
    "book": WorkKind.BOOK,
    "confproc": WorkKind.CONFERENCE_PAPER,
    "thesis": WorkKind.THESIS,
    "report": WorkKind.REPORT,
    "gov": WorkKind.REPORT,
    "web": WorkKind.WEB_PAGE,
    "webpage": WorkKind.WEB_PAGE,
    "software": WorkKind.SOFTWARE,
    "data": WorkKind.DATASET,
    "preprint": WorkKind.PREPRINT,
    "standard": WorkKind.STANDARD,
}


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
    references = tuple(_references(root))
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


def _references(root: Element) -> Iterator[Reference]:
    position = 0
    for listed in root.iter("ref-list"):
        if any(ancestor.tag in {"ref-list", "sub-article", "response"} for ancestor in _ancestors(listed)):
            continue
        for entry in listed.iter("ref"):
            position += 1
            label = entry.find("label")
            printed = label.text() if label is not None else ""
            number = _NUMBER.search(printed)
            text = _reference_text(entry)
            if not text.text:
                continue
            span = Span(entry.start, entry.end)
            yield Reference(
                number=int(number[0]) if number else position,
                label=printed,
                text=text,
                span=span,
                label_span=Span(label.start, label.end) if label is not None else span,
                fields=_fields(entry, text.text),
            )


def _ancestors(element: Element) -> Iterator[Element]:
    while element.parent is not None:
        element = element.parent
        yield element


def _reference_text(entry: Element) -> MappedText:
    """The entry on one line; elements that touch in the mark-up (names, years) are kept apart by a space."""
    pieces: list[MappedText] = []
    for child in entry.elements():
        if child.tag == "label":
            continue
        tagged = child.tag == "element-citation"
        for piece in child.pieces():
            pieces.append(piece)
            if tagged:
                pieces.append(MappedText(" ", [piece.offsets[-1]]))
    joined = MappedText.join(pieces)
    keep = [
        at
        for at, character in enumerate(joined.text)
        if not character.isspace() or (at > 0 and not joined.text[at - 1].isspace())
    ]
    while keep and joined.text[keep[-1]].isspace():
        keep.pop()
    return MappedText(
        "".join(" " if joined.text[at].isspace() else joined.text[at] for at in keep),
        [joined.offsets[at] for at in keep],
    )


def _fields(entry: Element, raw: str) -> ReferenceFields:
    """The fields that the mark-up names; what it does not mark up is left to the reader of reference strings."""

    def first(*tags: str) -> str:
        for tag in tags:
            found = entry.find(tag)
            if found is not None and found.text():
                return found.text().strip(" .,;")
        return ""

    title = first("article-title", "chapter-title", "trans-title", "data-title")
    container = first("source")
    if not title and not container:
        from refcheck.references import parse_reference  # noqa: PLC0415 (heavy, and most entries are marked up)

        return parse_reference(raw)
    if not title:
        title, container = container, ""
    authors = tuple(_authors(entry))
    year = re.search(r"(?:1[5-9]|20)\d\d", first("year", "date"))
    first_page, last_page = first("fpage"), first("lpage")
    identifiers = {
        element.attributes.get("pub-id-type", ""): element.text() for element in entry.iter("pub-id") if element.text()
    }
    citation = entry.find("element-citation", "mixed-citation", "citation", "nlm-citation")
    kind = (
        (citation.attributes.get("publication-type") or citation.attributes.get("citation-type", ""))
        if citation
        else ""
    )
    return ReferenceFields(
        kind=_KINDS.get(kind.lower(), WorkKind.UNKNOWN),
        authors=authors,
        authors_truncated=entry.find("etal") is not None or bool(re.search(r"\bet\.? al\b", raw)),
        title=title,
        container=container,
        publisher=first("publisher-name"),
        place=first("publisher-loc"),
        year=int(year[0]) if year else None,
        volume=first("volume"),
        issue=first("issue"),
        pages=f"{first_page}–{last_page}" if first_page and last_page else first_page,
        article_number=first("elocation-id"),
        edition=first("edition"),
        doi=identifiers.get("doi", "").lower(),
        pmid=identifiers.get("pmid", ""),
        pmcid=identifiers.get("pmcid", ""),
        url=first("uri", "ext-link"),
    )


def _authors(entry: Element) -> Iterator[Author]:
    for name in entry.iter("name", "string-name", "collab", "institution"):
        if any(above.attributes.get("person-group-type", "author") != "author" for above in _ancestors(name)):
            continue
        if name.tag in {"collab", "institution"}:
            if name.text():
                yield Author(name.text(), is_group=True)
            continue
        surname, given, suffix = (name.find(tag) for tag in ("surname", "given-names", "suffix"))
        if surname is not None and surname.text():
            yield Author(
                surname.text(), given.text() if given is not None else "", suffix.text() if suffix is not None else ""
            )
