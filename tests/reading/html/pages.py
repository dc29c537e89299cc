"""Pages as generators and publishers shape them, filled with made-up references."""

from __future__ import annotations

from typing import TYPE_CHECKING

from refcheck.reading import read_bytes

if TYPE_CHECKING:
    from refcheck.article import Article


def entry(number: int) -> str:
    """A made-up reference."""
    return f"Maker AB, Tester C. Made for the test, part {number}. J Tests. 20{number:02d};12:{number}1-{number}9."


def listed(count: int = 5, item: str = '<li id="r{0}">{1}</li>', around: str = "<h2>References</h2><ol>{}</ol>") -> str:
    """A reference list; in `item` {0} stands for the number and {1} for the entry."""
    return around.format("\n".join(item.format(number, entry(number)) for number in range(1, count + 1)))


def page(body: str, references: str | None = None, name: str = "a.html") -> Article:
    """Read a page with a body and a reference list."""
    text = f"<!DOCTYPE html><title>T</title><body>{body}{listed() if references is None else references}</body>"
    return read_bytes(text.encode(), name)


def cited(body: str, references: str | None = None, name: str = "a.html") -> list[tuple[int, ...]]:
    """The numbers of the citations of a page."""
    return [citation.numbers for citation in page(body, references, name).citations]


def claims(body: str, references: str | None = None) -> list[str]:
    """The sentences that the citations of a page close."""
    return [citation.claim.sentence for citation in page(body, references).citations]
