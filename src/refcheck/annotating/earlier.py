"""Taking out the comments of an earlier run, so that a file that is checked again does not have them twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from refcheck.annotating.comments import AUTHOR

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from refcheck.annotating.markup import Markup

_MARKS = frozenset({"w:commentRangeStart", "w:commentRangeEnd", "w:commentReference"})


def own_comments(comments: Markup) -> list[Element]:
    """The comments that refcheck has made.

    Args:
        comments: ``comments.xml``.
    """
    return [each for each in comments.root if each.tag == "w:comment" and each.get("w:author") == AUTHOR]


def remove_comments(found: list[Element], comments: Markup, document: Markup) -> None:
    """Take comments and their marks out; runs that held nothing but a mark go with it.

    Args:
        found: the comments.
        comments: ``comments.xml``.
        document: the main part.
    """
    numbers = {each.get("w:id", "") for each in found}
    for each in found:
        comments.remove(each)
    for mark in document.root.iter():
        if mark.tag in _MARKS and mark.get("w:id", "") in numbers:
            run = document.parents[mark]
            alone = run.tag == "w:r" and all(child is mark or child.tag == "w:rPr" for child in run)
            document.remove(run if alone else mark)


def next_number(comments: Markup | None, document: Markup) -> int:
    """The first identifier that no comment has, nor any mark of one.

    Args:
        comments: ``comments.xml``, if there is one.
        document: the main part.
    """
    taken = [each.get("w:id", "") for each in (comments.root if comments is not None else ())]
    taken += [mark.get("w:id", "") for mark in document.root.iter() if mark.tag in _MARKS]
    return max((int(name) for name in taken if name.isascii() and name.isdecimal() and len(name) < 10), default=-1) + 1
