"""From citations to references and back, and the references as the outline of an article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

from refcheck.alignment.describing import described
from refcheck.server.places import Places
from refcheck.server.pointing import pointed_at

if TYPE_CHECKING:
    from refcheck.article import Article, Reference
    from refcheck.server.documents import Documents


def definition(article: Article, documents: Documents, uri: str, at: types.Position) -> list[types.Location]:
    """The references that the citation at a place cites; the one whose number is pointed at, if one is."""
    places = Places(article.source, documents)
    offset = places.offset(uri, at)
    pointed = None if offset is None else pointed_at(article, offset)
    return [places.location(each.span) for each in pointed.references(article)] if pointed else []


def references(
    article: Article, documents: Documents, uri: str, at: types.Position, *, declaration: bool
) -> list[types.Location]:
    """The citations of the reference at a place, or of those that the citation there cites.

    Args:
        article: the article.
        documents: what is open.
        uri: the document of the place.
        at: the place.
        declaration: whether the references themselves are wanted, too.
    """
    places = Places(article.source, documents)
    offset = places.offset(uri, at)
    pointed = None if offset is None else pointed_at(article, offset)
    if pointed is None:
        return []
    found = [each.span for each in pointed.citations(article)]
    found += [each.span for each in pointed.references(article)] if declaration else []
    return [places.location(span) for span in found]


def symbols(article: Article, documents: Documents, uri: str) -> list[types.DocumentSymbol]:
    """The references that stand in a document, in the order of the list."""
    places = Places(article.source, documents)
    return [_symbol(each, places) for each in article.references if places.uri(each.span.start) == uri]


def _symbol(reference: Reference, places: Places) -> types.DocumentSymbol:
    place = places.range(reference.span)
    return types.DocumentSymbol(described(reference), types.SymbolKind.Key, place, place)
