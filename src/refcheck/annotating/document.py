"""Putting comments into a Word file."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from refcheck.annotating.anchors import Anchor, Anchors
from refcheck.annotating.archive import with_parts
from refcheck.annotating.comments import Comment, Marks, comment_xml
from refcheck.annotating.earlier import next_number, own_comments, remove_comments
from refcheck.annotating.markup import Markup
from refcheck.annotating.parts import comments_part, no_comments
from refcheck.annotating.splitting import BOX, Edge
from refcheck.errors import UnreadableArticle
from refcheck.reading.word.opening import open_document
from refcheck.reading.word.package import Package

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from refcheck.source import Source

_MOST = 32_767
"""Word opens no file with more ranges of comments ([MS-OI29500] 2.1.315, a)."""
_LONGEST_QUOTE = 200


@dataclass(frozen=True, slots=True)
class Annotated:
    """A file with comments.

    Attributes:
        data: the file.
        made: how many comments were put in.
        replaced: how many comments of an earlier run were taken out.
    """

    data: bytes
    made: int
    replaced: int


def annotate(data: bytes, source: Source, comments: Sequence[Comment], day: date) -> Annotated:
    """Put comments into a Word file, in place of those that an earlier run put there.

    Only the main part, the comments, and what names a new part for them are changed, and these only by what is put in.

    Args:
        data: the file.
        source: the text that was read of it.
        comments: what is to be said; what nothing in the file shows is said at its beginning.
        day: the day of the run.

    Raises:
        UnreadableArticle: if the file cannot be read safely, is no longer the one that was read, or would have more
            comments than Word opens.
    """
    path = source.path
    package = Package(data, path)
    main = package.main()
    document = Markup(package.read(main) or b"", path, main)
    name, parts = comments_part(package, main, document.places.namespace)
    kept = Markup(package.read(name) or no_comments(document.places.namespace), path, name)
    if own := own_comments(kept):
        remove_comments(own, kept, document)
        document, kept = Markup(document.changed(), path, main), Markup(kept.changed(), path, name)
    if not comments and not own:
        return Annotated(data, 0, 0)
    opened = open_document(package, main, document.root)
    if opened.layout.source.text != source.text:
        raise UnreadableArticle("has changed since it was checked; check it again", path=path)
    number = next_number(kept, document)
    if len(kept.root) + len(comments) > _MOST:
        raise UnreadableArticle(f"more than {_MOST:,} comments, which Word does not open", path=path)
    anchors = Anchors(opened, document)
    placed = _placed(comments, anchors, source)
    written = (
        comment_xml(comment, at, day, document.places.namespace) for at, (comment, _) in enumerate(placed, number)
    )
    kept.append(kept.root, b"".join(written))
    _mark([anchor for _, anchor in placed], document, number)
    anchors.splitter.keep_spaces()
    changed = {**parts, main: document.changed(), name: kept.changed()}
    return Annotated(with_parts(data, changed, path), len(placed), len(own))


def _placed(comments: Sequence[Comment], anchors: Anchors, source: Source) -> list[tuple[Comment, Anchor]]:
    """The comments with their places; those without one are put together into one, at the beginning."""
    placed: list[tuple[Comment, Anchor]] = []
    nowhere: list[Comment] = []
    for comment in comments:
        anchor = None if comment.span is None else anchors.find(comment.span)
        if comment.span is None or anchor is None:
            nowhere.append(comment)
        elif anchor.stands_for:
            words = source.text[comment.span.start : comment.span.end][:_LONGEST_QUOTE]
            placed.append((replace(comment, lines=(f"In {anchor.stands_for}: “{words}”", *comment.lines)), anchor))
        else:
            placed.append((comment, anchor))
    if nowhere:
        first, *others = nowhere
        lines = (*first.lines, *(line for each in others for line in (each.head, *each.lines)))
        placed.insert(0, (Comment(None, first.head, lines), _beginning(anchors.splitter.markup)))
    return placed


def _beginning(document: Markup) -> Anchor:
    """The beginning of the first paragraph of the body."""
    boxed = {each for box in document.root.iter(BOX) for each in box.iter("w:p")}
    for paragraph in document.root.iter("w:p"):
        if paragraph not in boxed and not document.tag(paragraph).alone:
            properties = paragraph.find("w:pPr")
            edge = Edge(document.tag(paragraph).end if properties is None else document.end(properties))
            return Anchor(edge, edge)
    raise UnreadableArticle("has no paragraph that could have a comment", path=document.path)


def _mark(anchors: Sequence[Anchor], document: Markup, number: int) -> None:
    """Put the marks of comments in, ranges that end before those that begin."""
    ends: dict[Edge, list[int]] = {}
    starts: dict[Edge, list[int]] = {}
    for at, anchor in enumerate(anchors, number):
        starts.setdefault(anchor.start, []).append(at)
        ends.setdefault(anchor.end, []).append(at)
    marks = Marks(document)
    for edge in dict.fromkeys([*ends, *starts]):
        ending, starting = ends.get(edge, []), starts.get(edge, [])
        points = set(starting).intersection(ending)
        content = [
            *(marks.end(at) for at in ending if at not in points),
            *(marks.start(at) + marks.end(at) for at in sorted(points)),
            *(marks.start(at) for at in starting if at not in points),
        ]
        document.insert(edge.at, edge.closing + b"".join(content) + edge.opening)
