"""Comments of Word: what refcheck says at a place, and the XML of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from refcheck.output.markup import escaped

if TYPE_CHECKING:
    from datetime import date

    from refcheck.annotating.markup import Markup
    from refcheck.source import Span

AUTHOR = "refcheck"
_INITIALS = "rc"


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment to be made.

    Attributes:
        span: the place in the article's source that it is about; None for the whole article.
        head: its first line.
        lines: those that follow.
    """

    span: Span | None
    head: str
    lines: tuple[str, ...]


def comment_xml(comment: Comment, number: int, day: date, namespace: str) -> bytes:
    """The ``w:comment`` of a comment; it declares its prefix itself, whatever stands around it.

    Args:
        comment: the comment.
        number: its identifier.
        day: the day of the run.
        namespace: WordprocessingML as the document has it (there are two).
    """
    paragraphs = "".join(f"<w:p>{_run(line)}</w:p>" for line in comment.lines)
    head = _run(comment.head, "<w:rPr><w:b/></w:rPr>")
    return (
        f'<w:comment xmlns:w="{namespace}" w:id="{number}" w:author="{AUTHOR}" w:date="{day.isoformat()}T00:00:00Z"'
        f' w:initials="{_INITIALS}"><w:p><w:r><w:annotationRef/></w:r>{head}</w:p>'
        f"{paragraphs}</w:comment>"
    ).encode()


def _run(line: str, properties: str = "") -> str:
    return f'<w:r>{properties}<w:t xml:space="preserve">{escaped(" ".join(line.split()))}</w:t></w:r>'


class Marks:
    """The marks of comments in a document.

    Args:
        document: the main part.
    """

    def __init__(self, document: Markup) -> None:
        declared = b'xmlns:w="' + document.places.namespace.encode() + b'"'
        tag = document.tag(document.root)
        everywhere = document.data.count(declared) == document.data.count(b"xmlns:w=")
        # Nearly always "w" is what it is called; elsewhere each mark says it itself.
        known = everywhere and declared in document.data[tag.begin : tag.end]
        self._declared = "" if known else f" {declared.decode()}"

    def start(self, number: int) -> bytes:
        """The mark before what a comment is about."""
        return f'<w:commentRangeStart{self._declared} w:id="{number}"/>'.encode()

    def end(self, number: int) -> bytes:
        """The marks after what a comment is about: the end of the range, and the reference that Word shows it by."""
        end = f'<w:commentRangeEnd{self._declared} w:id="{number}"/>'
        return f'{end}<w:r{self._declared}><w:commentReference w:id="{number}"/></w:r>'.encode()
