"""What a reference list does not print of its works, taken from their records.

Many journals print no titles, and cut a list of authors short after the first three. Claims are told apart by words and
names, so what is not printed is taken from the record that a reference resolved to. What is printed stays: a record
says of a work what its publisher deposited, the list what the author meant to cite.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from refcheck.alignment.terms import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from refcheck.article import Article, Reference
    from refcheck.bibliography import Author
    from refcheck.work import Work


def completed(article: Article, works: Sequence[Work | None]) -> Article:
    """The article, its references with the titles and authors that they do not print.

    Args:
        article: the article.
        works: the record of each of its references, in order; None where there is none.
    """
    references = tuple(_completed(*pair) for pair in zip(article.references, works, strict=True))
    return article if references == article.references else replace(article, references=references)


def _completed(reference: Reference, work: Work | None) -> Reference:
    fields = reference.fields
    if work is None or (fields.title and not fields.authors_truncated):
        return reference
    authors = _with_others(fields.authors, work.authors) if fields.authors_truncated else fields.authors or work.authors
    if fields.title:
        return reference if authors == fields.authors else replace(reference, fields=replace(fields, authors=authors))
    if not work.title:
        return reference
    container = fields.container or next(iter(work.containers), "")
    return replace(reference, fields=replace(fields, title=work.title, container=container, authors=authors))


def _with_others(printed: tuple[Author, ...], recorded: tuple[Author, ...]) -> tuple[Author, ...]:
    """The printed authors, then those that the record has behind them, if the first ones are the same."""
    count = len(printed)
    is_same = 0 < count < len(recorded) and all(
        fold(one.family) == fold(other.family) for one, other in zip(printed, recorded[:count], strict=True)
    )
    return printed + recorded[count:] if is_same else printed
