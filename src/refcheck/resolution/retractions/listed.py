"""What a list of retractions is made of: works with their notices, and where the list came from. Values only."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING

from refcheck.resolution.normalise import compact

if TYPE_CHECKING:
    from datetime import date

    from refcheck.work import Update


@dataclass(frozen=True, slots=True)
class ListedWork:
    """A work that a list has a notice of.

    Attributes:
        doi: lower case; empty if the list has none.
        pmid: digits; empty if the list has none.
        title: `title_key` of its title; empty if the list has none.
        author: the last word of its first author's name, folded; empty if the list has none.
        year: of its publication, if the list has it.
        journal: what it was published in; empty if the list does not say it.
        updates: what the list says of it.
    """

    doi: str = ""
    pmid: str = ""
    title: str = ""
    author: str = ""
    year: int | None = None
    journal: str = ""
    updates: tuple[Update, ...] = ()


@dataclass(frozen=True, slots=True)
class ListSource:
    """Where a list came from, to be told in reports.

    Attributes:
        path: the file it was read from.
        source: the file's name or the address that it was made from.
        retrieved: when that was; None for a list that was never pinned.
        latest: the date of its latest notice, if it has dates.
        sha256: of what it was made from, in hexadecimal.
    """

    path: str
    source: str
    retrieved: date | None = None
    latest: date | None = None
    sha256: str = ""


def title_key(title: str) -> str:
    """A title as lists keep it: 64 bits of its letters and digits, which is enough to tell a hundred thousand apart."""
    letters = compact(title)
    return blake2b(letters.encode(), digest_size=8).hexdigest() if letters else ""
