"""A printed list of authors with one name replaced or put in, in the style in which the others are printed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from refcheck.comparing.names import initials

if TYPE_CHECKING:
    from collections.abc import Sequence

    from refcheck.bibliography import Author


@dataclass(frozen=True, slots=True)
class _Name:
    """A name where it stands: from `start` to `end`, the given name first or the family name."""

    start: int
    end: int
    author: Author
    between: str
    given_first: bool


class AuthorBlock:
    """The block of authors of a reference.

    Args:
        block: as printed.
        authors: those read from it, in order.
    """

    def __init__(self, block: str, authors: Sequence[Author]) -> None:
        self._block = block
        self._names = list(_placed(block, authors))
        self._is_known = len(self._names) == len(authors) > 0

    def replaced(self, at: int, author: Author) -> str:
        """The block with another author in place of the one at an index; empty if its style is not understood."""
        styled = self._styled(author, self._names[at]) if self._is_known else ""
        if not styled:
            return ""
        return self._block[: self._names[at].start] + styled + self._block[self._names[at].end :]

    def inserted(self, at: int, author: Author) -> str:
        """The block with a further author before the one at an index, or behind all; empty if that is not clear."""
        names = self._names
        if not self._is_known or not 0 <= at <= len(names) or len(names) < 2:
            return ""
        # Some styles print the given name of the first behind its family name, and of the others before it. Between the
        # last two stands "and" in some; the first two show what is between others.
        like = names[1] if len(names) > 2 else names[0]
        separator = self._block[names[0].end : names[1].start]
        turned = names[0].given_first != names[1].given_first
        styled = self._styled(author, like)
        if not styled or (turned and at == 0) or (len(names) == 2 and (turned or separator.strip() not in (",", ";"))):
            return ""
        if at < len(names):
            return f"{self._block[: names[at].start]}{styled}{separator}{self._block[names[at].start :]}"
        before, last = names[-2:]
        if "." in like.author.given and not self._block[: last.end].endswith("."):
            return ""  # the stop of the last initial is that of the list, too
        final = self._block[before.end : last.start]
        listed = self._block[: before.end] + separator + self._block[last.start : last.end]
        return f"{listed}{final}{styled}{self._block[last.end :]}"

    def _styled(self, author: Author, like: _Name) -> str:
        given = _styled_given(author.given, like.author.given)
        if not given or author.is_group:
            return ""
        is_upper = all(name.author.family.isupper() and len(name.author.family) > 2 for name in self._names)
        family = author.family.upper() if is_upper else author.family
        return f"{given}{like.between}{family}" if like.given_first else f"{family}{like.between}{given}"


def _placed(block: str, authors: Sequence[Author]) -> list[_Name]:
    found: list[_Name] = []
    at = 0
    for author in authors:
        if author.is_group or not author.given or author.suffix:
            return []
        family, given = re.escape(author.family), re.escape(author.given)
        place = re.compile(rf"{family}(?P<after>,? ?){given}\.?|{given}\.?(?P<before> ?){family}").search(block, at)
        if place is None:
            return []
        given_first = place["after"] is None
        end = place.end()
        if not given_first and place[0].endswith(".") and not author.given.endswith("."):
            end -= 1  # the stop ends the list, unless the initials carry stops
        found.append(_Name(place.start(), end, author, place["before"] if given_first else place["after"], given_first))
        at = end
    return found


def _styled_given(given: str, like: str) -> str:
    """Given names as another's are printed: ``AC``, ``A.C.``, ``A. C.``, ``Alice C.``."""
    letters = initials(given).upper()
    if re.fullmatch(r"[^\W\d_]{1,4}", like) and like.isupper():
        return letters
    if re.fullmatch(r"(?:[^\W\d_]\.[\s-]?){1,5}|(?:[^\W\d_]\.[\s-]?){1,4}[^\W\d_]", like):
        return f".{' ' if '. ' in like else ''}".join(letters) + "."
    return given if re.search(r"[^\W\d_]{2}", given) else ""
