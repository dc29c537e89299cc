"""How well a record fits a printed reference, field by field, read from the raw string and not from its parse."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz import fuzz

from refcheck.bibliography import WorkKind
from refcheck.resolution.abbreviations import found_in
from refcheck.resolution.normalise import compact, tokens
from refcheck.resolution.place_evidence import issue_fit, page_fit, volume_fit, year_fit
from refcheck.resolution.title_evidence import extended, names_another, title_place

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from refcheck.bibliography import Author
    from refcheck.resolution.printed import Printed
    from refcheck.work import Work

HEAD = 8  # words at the beginning of a reference among which its first author is looked for at least
_FOUND = 0.8  # a title that stands there
_AUTHOR = 0.7
_STEM = 5  # letters that tell a word
_FEWEST = 2  # of author, year, volume and page that must not be against a record


@dataclass(frozen=True)
class Evidence:
    """The fit of one record, per field 0 (contradicted) to 1 (agrees); None where nothing can be said.

    Attributes:
        title: similarity of the title to its best place in the reference.
        title_letters: how long the title that fits is, in letters and digits.
        author: whether the first author stands at the head of the reference.
        year: 1 for a year of the record, 0.5 for one beside it.
        volume, first_page: 1 if the reference has that number, 0 if it has other numbers only.
        issue: the same, but None if the reference prints no issue.
        container: how much of the container's name stands in the reference.
        unexplained: share of the words after the title's beginning that the record has nothing of.
        strangers: how many words of the whole reference the record has nothing of.
        extended: whether the printed title visibly goes on before or behind the record's.
        another: whether the record is a notice, or a part of a series, and the reference does not say so.
    """

    title: float | None
    title_letters: int
    author: float | None
    year: float | None
    volume: float | None
    first_page: float | None
    issue: float | None
    container: float | None
    unexplained: float
    strangers: int
    extended: bool
    another: bool

    @cached_property
    def fields(self) -> Mapping[str, float]:
        """What is known, by the name of the field, for `Resolution.evidence`."""
        known = {
            "title": self.title,
            "author": self.author,
            "year": self.year,
            "volume": self.volume,
            "pages": self.first_page,
            "container": self.container,
        }
        return {name: round(value, 3) for name, value in known.items() if value is not None}


class Places(NamedTuple):
    """The fit of a record's year, volume and first page, as in `Evidence`, before its title is looked for."""

    year: float | None
    volume: float | None
    page: float | None

    @classmethod
    def of(cls, printed: Printed, work: Work) -> Places:
        """What fits of a record."""
        return cls(
            year_fit(printed, work.years),
            volume_fit(printed, work.volume, printed.numbers),
            page_fit(printed, work, printed.first_pages),
        )

    @property
    def agreeing(self) -> int:
        """How many agree."""
        return (self.year == 1.0) + (self.volume == 1.0) + (self.page == 1.0)

    @property
    def contradicted(self) -> bool:
        """Whether one is another than what is printed."""
        return 0.0 in self


def may_fit(printed: Printed, work: Work, places: Places) -> bool:
    """Whether it is worth gathering the evidence: at least two of author, year, volume and page are not against it.

    It is quick, and lets everything pass that could be accepted: neither a preprint where volume and page are printed,
    nor a notice or another part, is.
    """
    if work.kind is WorkKind.PREPRINT and printed.is_in_print and not printed.is_preprint:
        return False
    year, volume, page = places
    fits = (year is None or year == 1.0) + (volume is None or volume == 1.0) + (page is None or page > 0.0)
    if not fits:
        return False
    if fits < _FEWEST:
        author = _author(printed, work.authors, -1)
        if author is not None and author < _AUTHOR:
            return False
    return page == 1.0 or not names_another(printed, work)


def gather(printed: Printed, work: Work) -> Evidence:
    """The evidence that a printed reference is a record's."""
    title = title_place(printed, work)
    found = title.fit is not None and title.fit >= _FOUND
    # A number in the title is nobody's volume or page.
    numbers = printed.numbers_outside(title.start, title.end) if found else printed.numbers
    unknown = _unexplained(printed, work)
    behind = [place for place, at in enumerate(printed.word_ends) if at > title.start and printed.is_word[place]]
    return Evidence(
        title=title.fit,
        title_letters=len(title.letters),
        author=_author(printed, work.authors, title.start if found else -1),
        year=year_fit(printed, work.years),
        volume=volume_fit(printed, work.volume, numbers),
        first_page=page_fit(printed, work, numbers & printed.first_pages),
        issue=issue_fit(printed, work.issue),
        container=max((found_in(printed.words, name) for name in work.containers), default=None),
        unexplained=sum(place in unknown for place in behind) / len(behind) if behind else 0.0,
        strangers=len(unknown),
        extended=bool(title.letters) and extended(printed, work, title),
        another=names_another(printed, work),
    )


def _author(printed: Printed, authors: Iterable[Author], title_start: int) -> float | None:
    first = next(iter(authors), None)
    if first is None or title_start == 0:
        return None  # a reference that begins with its title prints no author
    # The head: what stands before the title, or the first words if the title was not found.
    head = [word for word, end in zip(printed.words, printed.word_ends, strict=True) if end <= title_start]
    if len(head) < HEAD or first.is_group:
        head = printed.words[:HEAD]
    family = compact(first.family)
    if first.is_group:
        return fuzz.partial_ratio(family, "".join(head)) / 100 if family else None
    parts = tokens(first.family)
    size = max(1, len(parts))
    best = 0.0
    for at in range(len(head) - size + 1):
        likeness = fuzz.ratio(family, "".join(head[at : at + size])) / 100
        # Initials may come before the name: "A C Wei". Further on it is another author's place.
        best = max(best, likeness if at <= 4 else likeness * 0.8)
    return best


def _unexplained(printed: Printed, work: Work) -> frozenset[int]:
    """The places of words that a record has nothing of; abbreviations ("surg") are beginnings of its words."""
    names = [f"{author.family} {author.given}" for author in work.authors]
    known = tokens(" ".join((work.title, *work.alternative_titles, *work.containers, work.publisher, *names)))
    stems = {word[:_STEM] for word in known} | {word[: _STEM - 1] for word in known}
    return frozenset(
        place
        for place, (word, counts) in enumerate(zip(printed.words, printed.is_word, strict=True))
        if counts and word[:_STEM] not in stems
    )
