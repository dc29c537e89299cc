"""Opening a Word file: its parts put together to paragraphs, before anything is looked for in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from refcheck.errors import UnreadableArticle
from refcheck.reading.limits import MOST_LINES, Allowance
from refcheck.reading.word.layout import Layout, lay_out
from refcheck.reading.word.notes import NoteNumbers
from refcheck.reading.word.numbering import Numbering
from refcheck.reading.word.paragraphs import Walk
from refcheck.reading.word.shown import NoteKind
from refcheck.reading.word.styles import Styles

if TYPE_CHECKING:
    from collections.abc import Mapping
    from xml.etree.ElementTree import Element

    from refcheck.reading.word.package import Package


@dataclass(frozen=True, slots=True)
class Opened:
    """A document as it shows.

    Attributes:
        package: its file.
        parts: the names of the parts beside it, by the last word of their relationship.
        walk: its paragraphs and what was met on the way.
        layout: how they are written out.
    """

    package: Package
    parts: Mapping[str, str]
    walk: Walk
    layout: Layout

    def part(self, kind: str) -> Element | None:
        """The XML of a part beside the document, or None if there is none."""
        return self.package.xml(self.parts[kind]) if kind in self.parts else None


def open_document(package: Package, main: str, root: Element | None) -> Opened:
    """Walk through a document.

    Args:
        package: the file.
        main: the name of the part with the document's text.
        root: the XML of that part.

    Raises:
        UnreadableArticle: if it is no Word file that can be read safely.
    """
    path = package.path
    if root is None or root.tag != "w:document":
        raise UnreadableArticle(f"{main} is no Word document", path=path)
    parts: dict[str, str] = {}
    hyperlinks: dict[str, str] = {}
    for name, kind, target, external in package.related(main):
        if kind == "hyperlink":
            hyperlinks[name] = target if external else ""
        elif not external:
            parts.setdefault(kind, target)

    def part(kind: str) -> Element | None:
        return package.xml(parts[kind]) if kind in parts else None

    styles = Styles.of(part("styles"))
    notes = NoteNumbers.of([*root.iter("w:sectPr"), part("settings")])
    walk = Walk(styles, Numbering(part("numbering"), styles), notes, Allowance(MOST_LINES, "paragraphs", path))
    walk.body(root, hyperlinks)
    for note, name in ((NoteKind.FOOTNOTE, "footnotes"), (NoteKind.ENDNOTE, "endnotes")):
        walk.note_texts(part(name), note, {})
    return Opened(package, parts, walk, lay_out(walk.paragraphs, walk.rows, path))
