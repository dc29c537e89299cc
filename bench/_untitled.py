"""Reference lists as journals have them that print no titles, and the same with the works' records.

The records are made of the titles that the articles print: what Crossref has of their works is not in the material.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from refcheck.alignment.completing import completed
from refcheck.article import Article
from refcheck.source import MappedText, Source
from refcheck.work import Work

if TYPE_CHECKING:
    from refcheck.article import Reference, Scope

TITLES = ("printed", "missing", "recorded")


def with_titles(scope: Scope, titles: str) -> Scope:
    """A numbering whose references have their titles as asked for, one of `TITLES`."""
    if titles == "printed":
        return scope
    references = tuple(map(_untitled, scope.references))
    if titles == "missing":
        return replace(scope, references=references)
    article = Article(Source("", "", "text"), scope.citations, references)
    works = [Work("", title=reference.fields.title) for reference in scope.references]
    return replace(scope, references=completed(article, works).references)


def _untitled(reference: Reference) -> Reference:
    title = reference.fields.title
    raw = " ".join(reference.raw.replace(title, " ", 1).split()) if title else reference.raw
    fields = replace(reference.fields, title="", spans={})
    return replace(reference, fields=fields, text=MappedText(raw, range(len(raw))))
