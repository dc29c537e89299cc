"""Small articles made for the tests: their references are no real works."""

from __future__ import annotations

from typing import TYPE_CHECKING

from refcheck.reading import read_bytes

if TYPE_CHECKING:
    from refcheck.article import Article


def entries(count: int, label: str = "{}. ") -> str:
    """A reference list of that many entries."""
    return "\n".join(
        label.format(number)
        + f"Maker AB, Tester C. Made for the test, part {number}. J Tests. 20{number:02d};12:{number}1-{number}9."
        for number in range(1, count + 1)
    )


def article(body: str, count: int = 12, name: str = "a.txt", label: str = "{}. ") -> Article:
    """An article with a reference list (none if `count` is 0)."""
    tail = f"\n\nReferences\n\n{entries(count, label)}\n" if count else "\n"
    return read_bytes((body + tail).encode(), name)


def cited(body: str, count: int = 12, name: str = "a.txt") -> list[tuple[int, ...]]:
    """The numbers of the citations that are read in a body."""
    return [citation.numbers for citation in article(body, count, name).citations]
