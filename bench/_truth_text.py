"""The text of JATS for the truth of the reading benchmark: blocks as characters that know how they look and link.

Independent of refcheck's own reader on purpose.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bench._manuscript import Kind

if TYPE_CHECKING:
    from lxml import etree

NO_LINK = -1
_UNREAD_TAGS = """
ref-list object-id tex-math graphic media-link sub-article response inline-graphic col colgroup hr article-meta-
extra permissions annotation
"""
_UNREAD = frozenset(_UNREAD_TAGS.split())
_PARAGRAPHS_TAGS = "p title subtitle attrib verse-line td th term def-head term-head"
_PARAGRAPHS = frozenset(_PARAGRAPHS_TAGS.split())
_CONTAINERS_TAGS = """
sec list list-item table-wrap table-wrap-foot table-wrap-group table thead tbody tfoot tr fig fig-group caption fn
fn-group boxed-text disp-quote statement disp-formula disp-formula-group def-list def-item def supplementary-
material media app app-group ack notes glossary bio verse-group speech body back abstract alternatives floats-group
floats-wrap chem-struct-wrap array code preformat
"""
_CONTAINERS = frozenset(_CONTAINERS_TAGS.split())
_FLOATS = frozenset({"fig", "table-wrap", "supplementary-material", "boxed-text", "media"})
_ALTERNATIVES = frozenset({"graphic", "tex-math", "inline-graphic", "media"})


@dataclass
class Flat:
    """One block: its characters, and for each how it looks and which cross-reference holds it."""

    kind: Kind
    level: int = 0
    place: tuple[int, int] = (0, 0)
    characters: list[str] = field(default_factory=list)
    looks: list[frozenset[str]] = field(default_factory=list)
    links: list[int] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Its characters."""
        return "".join(self.characters)

    def add(self, text: str, looks: frozenset[str], link: int) -> None:
        """Add text, white space folded."""
        for character in text:
            shown = " " if character in " \t\r\n" else character
            if shown == " " and (not self.characters or self.characters[-1] == " "):
                continue
            self.characters.append(shown)
            self.looks.append(looks if shown != " " else looks - {"sup", "sub"})
            self.links.append(link if shown != " " else NO_LINK)

    def close(self) -> Flat:
        """The block without white space at its end."""
        while self.characters and self.characters[-1] == " ":
            for column in (self.characters, self.looks, self.links):
                column.pop()
        return self


class _Walk:
    """Walks the tree and gathers blocks in document order."""

    def __init__(self) -> None:
        self.blocks: list[Flat] = []
        self.open: Flat | None = None
        self.links = 0
        self.tables = 0
        self.row = 0
        self.prefix = ""

    def flush(self) -> None:
        if self.open is not None and self.open.close().characters:
            self.blocks.append(self.open)
        self.open = None

    def container(self, element: etree._Element, kind: Kind, depth: int) -> None:
        self.flush()
        tag = element.tag
        if tag == "table":
            self.tables += 1
        elif tag == "tr":
            self.row += 1
        inner = {
            "table-wrap-foot": Kind.FOOTNOTE, "fn": Kind.FOOTNOTE, "caption": Kind.CAPTION, "boxed-text": Kind.BOX,
            "list-item": Kind.ITEM, "table": Kind.CELL, "fn-group": Kind.FOOTNOTE,
        }.get(tag, kind)  # fmt: skip
        deeper = depth + (tag in {"sec", "app", "ack", "notes", "glossary", "abstract"})
        if tag == "list-item":
            deeper = int((element.getparent().get("list-type") or "bullet") not in {"bullet", "simple"})
        for child in element:
            if isinstance(child.tag, str):
                self.block(child, inner, deeper)
        self.flush()

    def block(self, element: etree._Element, kind: Kind, depth: int) -> None:
        """An element that stands where blocks stand."""
        tag = element.tag
        if tag in _UNREAD or element.get("specific-use") == "alternate":
            return
        if tag == "alternatives":
            table = element.find("table")
            if table is not None:
                self.container(table, kind, depth)
            return
        if tag == "label":
            label = " ".join("".join(element.itertext()).split())
            if element.getparent().tag in _FLOATS:
                # "Table 1" stands on a line of its own above what the table is about.
                self.open = Flat(Kind.CAPTION, depth)
                self.open.add(label, frozenset(), NO_LINK)
                self.flush()
            else:
                self.prefix = label
            return
        if tag in _CONTAINERS:
            self.container(element, kind, depth)
            return
        if tag in {"title", "subtitle"} and kind not in {Kind.CAPTION, Kind.BOX}:
            kind = Kind.HEADING
        self.paragraph(element, kind, depth)

    def begin(self, kind: Kind, depth: int) -> Flat:
        self.flush()
        place = (self.tables, self.row) if kind is Kind.CELL else (0, 0)
        self.open = Flat(kind, depth, place)
        if self.prefix:
            looks = frozenset({"sup"}) if kind is Kind.FOOTNOTE and len(self.prefix) < 3 else frozenset()
            self.open.add(self.prefix, looks, NO_LINK)
            self.open.add(" ", frozenset(), NO_LINK)
            self.prefix = ""
        return self.open

    def paragraph(self, element: etree._Element, kind: Kind, depth: int) -> None:
        self.begin(kind, depth)
        self.inline(element, kind, depth, frozenset(), NO_LINK)
        if element.tag in {"td", "th"} and (self.open is None or not self.open.close().characters):
            # An empty cell is still a cell: the columns after it stand where they stand.
            self.blocks.append(Flat(kind, depth, (self.tables, self.row)))
            self.open = None
        self.flush()

    def add(self, text: str | None, kind: Kind, depth: int, looks: frozenset[str], link: int) -> None:
        if not text:
            return
        if self.open is None:
            if not text.strip():
                return
            self.begin(kind, depth)
        if self.open is not None:
            self.open.add(text, looks, link)

    def inline(self, element: etree._Element, kind: Kind, depth: int, looks: frozenset[str], link: int) -> None:
        self.add(element.text, kind, depth, looks, link)
        for child in element:
            if isinstance(child.tag, str):
                self.child(child, kind, depth, looks, link)
            self.add(child.tail, kind, depth, looks, link)

    def child(self, child: etree._Element, kind: Kind, depth: int, looks: frozenset[str], link: int) -> None:
        tag = child.tag
        if tag in _UNREAD:
            return
        if tag in {"break"}:
            self.add(" ", kind, depth, looks, link)
        elif tag == "alternatives":
            choice = next((each for each in child if each.tag not in _ALTERNATIVES), None)
            if choice is not None:
                self.child(choice, kind, depth, looks, link)
        elif tag == "disp-formula":
            self.add(" ", kind, depth, looks, link)
            self.inline(child, kind, depth, looks, link)
            self.add(" ", kind, depth, looks, link)
        elif tag in _CONTAINERS:
            self.container(child, kind, depth)
        elif tag in _PARAGRAPHS:
            if kind is Kind.CELL or child.tag == "label":
                self.add(" ", kind, depth, looks, link)
                self.inline(child, kind, depth, looks, link)
            else:
                self.paragraph(child, kind, depth)
        elif tag == "xref" and child.get("ref-type") == "bibr" and any(c.isdigit() for c in "".join(child.itertext())):
            self.links += 1
            self.inline(child, kind, depth, looks, self.links)
        else:
            look = {"sup": "sup", "sub": "sub", "italic": "italic", "bold": "bold"}.get(tag)
            self.inline(child, kind, depth, looks | {look} if look else looks, link)


def flat_blocks(root: etree._Element) -> list[Flat]:
    """The blocks of an article in document order: title, abstracts, body, back matter, floats; replies left out."""
    walk = _Walk()
    title = root.find("front/article-meta/title-group/article-title")
    if title is not None:
        walk.paragraph(title, Kind.TITLE, 0)
    for abstract in root.iterfind("front/article-meta/abstract"):
        walk.container(abstract, Kind.PARAGRAPH, 0)
    for tag in ("body", "back", "floats-group", "floats-wrap"):
        for part in root.iterfind(tag):
            walk.container(part, Kind.PARAGRAPH, 0)
    return walk.blocks
