"""Reading a Word file: the parts of the package put together to an article."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from refcheck.errors import UnreadableArticle
from refcheck.reading.assembly import Document, assemble
from refcheck.reading.citation_markers import parse_numbers
from refcheck.reading.embedded import with_evidence
from refcheck.reading.word.blocks import Context, blocks_of
from refcheck.reading.word.comments import suppressions_in
from refcheck.reading.word.opening import open_document
from refcheck.reading.word.package import Package
from refcheck.reading.word.references import find_references
from refcheck.reading.word.works import word_sources, works_cited
from refcheck.source import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

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
    opened = open_document(package, main, package.xml(main))
    walk, layout, notes = opened.walk, opened.layout, opened.walk.notes
    found = find_references(walk.paragraphs, layout, notes, numbered=_cites_by_number(walk.paragraphs))
    targets = frozenset(name for each in found.lists for entry in each.entries for name in entry.ids)
    blocks = blocks_of(walk.paragraphs, layout, Context(found, notes.numbers, walk.runs.bookmarked, targets))
    silenced = suppressions_in(opened.part("comments"), walk.runs.comments, layout.source)
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
