"""Reading a Word file: the parts of the package put together to an article."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from refcheck.errors import UnreadableArticle
from refcheck.reading.assembly import Document, assemble
from refcheck.reading.citation_markers import parse_numbers
from refcheck.reading.embedded import with_evidence
from refcheck.reading.limits import MOST_LINES, Allowance
from refcheck.reading.word.blocks import Context, blocks_of
from refcheck.reading.word.comments import suppressions_in
from refcheck.reading.word.layout import lay_out
from refcheck.reading.word.notes import NoteNumbers
from refcheck.reading.word.numbering import Numbering
from refcheck.reading.word.package import Package
from refcheck.reading.word.paragraphs import Walk
from refcheck.reading.word.references import find_references
from refcheck.reading.word.shown import NoteKind
from refcheck.reading.word.styles import Styles
from refcheck.reading.word.works import word_sources, works_cited
from refcheck.source import Span

if TYPE_CHECKING:
    from collections.abc import Sequence
    from xml.etree.ElementTree import Element

    from refcheck.article import Article, ReferenceFields
    from refcheck.reading.word.shown import Shown


def read(data: bytes, path: str) -> Article:
    """Read a Word file (`.docx`; of a `.docm` the text, its macros are not looked at).

    Args:
        data: the file.
        path: its path, as the user gave it.

    Returns:
        The article; its source has one line for each paragraph.

    Raises:
        UnreadableArticle: if it is no Word file that can be read safely.
    """
    package = Package(data, path)
    main = package.main()
    root = package.xml(main)
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
    settings = part("settings")
    notes = NoteNumbers.of([*root.iter("w:sectPr"), settings])
    walk = Walk(styles, Numbering(part("numbering"), styles), notes, Allowance(MOST_LINES, "paragraphs", path))
    walk.body(root, hyperlinks)
    for note, name in ((NoteKind.FOOTNOTE, "footnotes"), (NoteKind.ENDNOTE, "endnotes")):
        walk.note_texts(part(name), note, {})
    layout = lay_out(walk.paragraphs, walk.rows, path)
    found = find_references(walk.paragraphs, layout, notes, numbered=_cites_by_number(walk.paragraphs))
    targets = frozenset(name for each in found.lists for entry in each.entries for name in entry.ids)
    blocks = blocks_of(walk.paragraphs, layout, Context(found, notes.numbers, walk.runs.bookmarked, targets))
    silenced = suppressions_in(part("comments"), walk.runs.comments, layout.source)
    notes_on = ("the bibliography prints no numbers: its entries were counted in order",) if found.counted else ()
    article = assemble(layout.source, Document(blocks, found.lists, suppressions=silenced, notes=notes_on))
    citations = [(layout.starts[shown.index], one) for shown in walk.paragraphs for one in shown.citations]
    sources = _sources(package, main) if citations else {}
    return with_evidence(
        article,
        [(Span(base + one.start, base + one.end), works_cited(one, sources)) for base, one in citations],
    )


def _sources(package: Package, main: str) -> dict[str, ReferenceFields]:
    """The sources of Word's own bibliography, kept in a part beside the document."""
    for _, kind, target, external in package.related(main):
        if kind == "customXml" and not external:
            with suppress(UnreadableArticle):  # anybody may keep anything beside a document
                root = package.xml(target)
                if root is not None and root.tag == "b:Sources":
                    return word_sources(root)
    return {}


def _cites_by_number(paragraphs: Sequence[Shown]) -> bool:
    return any(
        parse_numbers(shown.content[citation.start : citation.end].strip(" ()")) is not None
        for shown in paragraphs
        for citation in shown.citations
    )
