"""What stands at a place of an article: a citation and which of its references is meant, or a reference."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from refcheck.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from refcheck.article import Article, Citation, Reference

Spanned = TypeVar("Spanned", "Citation", "Reference")

_NUMBER = re.compile(r"[0-9]+|[⁰¹²³⁴-⁹]+")


@dataclass(frozen=True)
class Pointed:
    """What stands at a place.

    Attributes:
        span: the citation, the one number in it that is pointed at, or the reference.
        numbers: the numbers that are meant, in the order printed.
        scope: the numbering that they belong to.
        citation: the citation; None if a reference is pointed at.
    """

    span: Span
    numbers: tuple[int, ...]
    scope: int
    citation: Citation | None = None

    def references(self, article: Article) -> list[Reference]:
        """The references that are meant, those that the list has."""
        scope = article.scopes[self.scope]
        return [reference for number in self.numbers if (reference := scope.by_number(number)) is not None]

    def citations(self, article: Article) -> list[Citation]:
        """The citations that cite any of them."""
        wanted = set(self.numbers)
        return [each for each in article.scopes[self.scope].citations if wanted.intersection(each.numbers)]


def pointed_at(article: Article, offset: int) -> Pointed | None:
    """What stands at an offset, or ends there; a citation within a reference goes before it."""
    citation = _innermost(article.citations, offset)
    if citation is not None:
        for number, span in _numbers(article, citation):
            if span.start <= offset <= span.end:
                return Pointed(span, (number,), citation.scope, citation)
        numbers = tuple(dict.fromkeys(citation.numbers))
        return Pointed(citation.span, numbers, citation.scope, citation)
    reference = _innermost(article.references, offset)
    return None if reference is None else Pointed(reference.span, (reference.number,), reference.scope)


def _innermost(every: Iterable[Spanned], offset: int) -> Spanned | None:
    around = [each for each in every if each.span.start <= offset <= each.span.end]
    # Where one ends and the next begins, the one that begins is meant.
    return min(around, key=lambda each: (offset not in each.span, len(each.span)), default=None)


def _numbers(article: Article, citation: Citation) -> Iterator[tuple[int, Span]]:
    """The numbers that are written out in a citation, each with its place: keys, links, or digits."""
    if citation.keys:
        yield from ((key.number, key.span) for key in citation.keys)
        return
    digits = citation.digits
    for found in _NUMBER.finditer(article.source.text, digits.start, digits.end):
        number = int(unicodedata.normalize("NFKC", found[0])[:9])
        if number in citation.numbers:
            yield number, Span(*found.span())
