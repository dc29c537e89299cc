"""What is shown of a citation or a reference that is pointed at: the entry, and its record."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lsprotocol import types

from refcheck.output.record_lines import doi_address, record_lines
from refcheck.server.places import Places
from refcheck.server.pointing import pointed_at
from refcheck.wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from refcheck.article import Article, Reference
    from refcheck.output.record_lines import RecordLine
    from refcheck.server.documents import Documents
    from refcheck.server.examining import Reading
    from refcheck.server.pointing import Pointed

_SPECIAL = re.compile(r"[\\`*_{}\[\]()<>#&|~!$:@^=]")
_MOST = 10
"""References of one citation that are shown; who cites more of them at once reads the list."""


def hover(
    reading: Reading, documents: Documents, uri: str, at: types.Position, *, markdown: bool
) -> types.Hover | None:
    """What is shown at a place of a document.

    Args:
        reading: the article.
        documents: what is open.
        uri: the document.
        at: the place.
        markdown: whether the editor shows Markdown; plain text else.
    """
    places = Places(reading.article.source, documents)
    offset = places.offset(uri, at)
    pointed = None if offset is None else pointed_at(reading.article, offset)
    if pointed is None:
        return None
    words = _Markdown() if markdown else _Plain()
    kind = types.MarkupKind.Markdown if markdown else types.MarkupKind.PlainText
    text = "\n\n".join(_told(reading, pointed, words))
    return types.Hover(types.MarkupContent(kind, text), places.range(pointed.span))


class _Plain:
    """Words as they are."""

    def strong(self, text: str) -> str:
        return text

    def plain(self, text: str) -> str:
        return " ".join(text.split())

    def doi(self, doi: str) -> str:
        return doi_address(doi)


class _Markdown(_Plain):
    """Words in Markdown, which nothing that is printed in an article, or recorded, can become."""

    def strong(self, text: str) -> str:
        return f"**{self.plain(text)}**"

    def plain(self, text: str) -> str:
        return _SPECIAL.sub(r"\\\g<0>", super().plain(text))

    def doi(self, doi: str) -> str:
        return f"[{self.plain(doi)}]({doi_address(doi)})"


def _told(reading: Reading, pointed: Pointed, words: _Plain) -> Iterator[str]:
    references = pointed.references(reading.article)
    for reference in references[:_MOST]:
        yield f"{words.strong(f'{reference.number}.')} {words.plain(reference.raw)}"
        yield from (_line(line, words) for line in _lines(reading, reference))
    if len(references) > _MOST:
        yield words.plain(f"and {counted(len(references) - _MOST, 'other reference')}")
    listed = {reference.number for reference in references}
    for number in pointed.numbers:
        if number not in listed:
            yield words.plain(f"The reference list has no {number}.")
    if pointed.citation is None:
        yield words.plain(_cited(reading.article, pointed))
    if reading.error is not None:
        yield words.plain(str(reading.error))


def _lines(reading: Reading, reference: Reference) -> Iterator[RecordLine]:
    pairs = zip(reading.article.references, reading.resolutions, strict=False)  # none where they are not known
    resolution = next((known for each, known in pairs if each is reference), None)
    return iter(()) if resolution is None else record_lines(resolution)


def _line(line: RecordLine, words: _Plain) -> str:
    parts = (words.strong(line.label), words.plain(line.text), words.doi(line.doi) if line.doi else "")
    return " ".join(filter(None, parts))


def _cited(article: Article, pointed: Pointed) -> str:
    count = len(pointed.citations(article))
    return f"Cited in {counted(count, 'place')}." if count else "Never cited."
