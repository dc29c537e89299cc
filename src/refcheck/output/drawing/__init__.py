"""Claims against references as a picture: in a terminal, as SVG or as PNG.

Every numbering of an article is one part of the picture: a row for each number cited, a column for each reference.
Numbers that are right make a diagonal; a run that is off has a second one beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from refcheck.alignment.view import view

if TYPE_CHECKING:
    from refcheck.alignment.view import View
    from refcheck.article import Article, Scope


@dataclass(frozen=True, slots=True)
class Part:
    """One numbering, to be drawn.

    Attributes:
        heading: which numbering it is, or empty where there is but one.
        seen: what there is to draw, or None.
        missing: why there is nothing to draw, or empty.
    """

    heading: str
    seen: View | None
    missing: str = ""


def parts_of(article: Article) -> list[Part]:
    """The numberings of an article, each weighed."""
    count = len(article.scopes)
    parts = []
    for scope in article.scopes:
        heading = f"Numbering {scope.index + 1} of {count}" if count > 1 else ""
        seen = view(scope, lists=count)
        parts.append(Part(heading, seen, "" if seen else _missing(scope)))
    return parts


def _missing(scope: Scope) -> str:
    if not scope.references:
        return "No reference list was found: there is nothing to draw the claims against."
    if not scope.citations:
        return "No numbered citations were found: there are no claims to draw."
    return "There are too few references to tell them apart by what is said of them."
