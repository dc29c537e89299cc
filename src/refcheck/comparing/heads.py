"""Authors in front of a title that the record tells, where the parse could not tell the one from the other."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from refcheck.bibliography import Author
from refcheck.comparing.remainder import title_start

if TYPE_CHECKING:
    from refcheck.article import Reference
    from refcheck.work import Work

_INITIALS = re.compile(r"[^\W\d_]{1,4}(?:-[^\W\d_]{1,2})?")
_BETWEEN = frozenset(("and", "&", "et", "al", "y", "und"))
_SUFFIX = frozenset(("Jr", "Sr", "II", "III"))
# A longer head holds more than names; a family name has few words.
_LONGEST, _MOST_WORDS = 1500, 4


def authors_before_title(reference: Reference, record: Work) -> tuple[Author, ...]:
    """The authors of a reference that prints no stop between them and the title (``Pope C, Mays N Qualitative ...``).

    Only names that carry initials behind them are read; a group may follow them. Where anything else stands in front of
    the title, or the record's title does not stand there, the answer is empty.
    """
    start = title_start(reference, record)
    if not 0 < start <= _LONGEST:
        return ()
    authors: list[Author] = []
    family: list[str] = []
    for word in reference.raw[:start].split():
        bare = word.strip(".,;:()")
        if bare.lower() in _BETWEEN or (bare in _SUFFIX and not family and authors):
            continue
        if family and _INITIALS.fullmatch(bare) and bare.isupper():
            authors.append(Author(" ".join(family), bare))
            family = []
        elif len(family) == _MOST_WORDS and not authors:
            return ()
        else:
            family.append(bare)
    if any(
        any(sign.isdigit() for sign in author.family) or len(author.family.split()) > _MOST_WORDS for author in authors
    ):
        return ()
    return tuple(authors) if len(family) != 1 else ()
