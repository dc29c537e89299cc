"""Numbering an article in the order in which it cites, and making sure of the result before it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from refcheck.errors import UsageError
from refcheck.renumbering import in_order_of_appearance, order_of_appearance

if TYPE_CHECKING:
    from refcheck.article import Article, Citation
    from refcheck.fixing.workspace import Workspace


def put_in_order(workspace: Workspace, path: str) -> int:
    """Number an article in the order in which it first cites its references, in a workspace.

    Args:
        workspace: where the file is edited.
        path: the article.

    Returns:
        How many references get another number.

    Raises:
        UsageError: where the numbering is in doubt, or what would be written would not read as it should.
        UnreadableArticle: if the article cannot be read.
    """
    article = workspace.read(path)
    if article.source.format == "word":
        raise UsageError("Word files are not renumbered: their lists number themselves", path=path)
    mapping = order_of_appearance(article)
    edits = in_order_of_appearance(article)
    if edits:
        changed = workspace.with_edits(article.source, edits)
        _must_read_as(article, workspace.read(path, changed), mapping)
        workspace.keep(changed)
    return sum(number != place for number, place in mapping.items())


def _must_read_as(before: Article, after: Article, mapping: dict[int, int]) -> None:
    """Raise unless each citation has the new numbers, and each of these the reference that had the old one."""
    old_texts = {mapping[reference.number]: reference.raw for reference in before.references}
    new_texts = [(reference.number, reference.raw) for reference in after.references]
    cited = [{mapping[number] for number in citation.numbers} for citation in before.citations]
    same = (
        new_texts == sorted(old_texts.items())
        and [set(citation.numbers) for citation in after.citations] == cited
        and _mislinked(after) <= _mislinked(before)
    )
    if not same:
        raise UsageError(
            "what would be written would be read otherwise than it is meant: not renumbered", path=before.source.path
        )


def _mislinked(article: Article) -> int:
    return sum(_is_off(citation) for citation in article.citations)


def _is_off(citation: Citation) -> bool:
    return any(link.number != link.target for link in citation.links)
