"""A list of retractions in memory, and which of its works a reference means."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from refcheck.resolution.abbreviations import is_name_of
from refcheck.resolution.dois import printed_dois
from refcheck.resolution.normalise import compact, tokens
from refcheck.resolution.retractions.listed import title_key
from refcheck.resolution.retractions.notice_lines import known_of, work_of_lines
from refcheck.work import DoiState

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from refcheck.article import Reference
    from refcheck.resolution.retractions.listed import ListedWork, ListSource
    from refcheck.work import Resolution

# Letters and digits of a title that is enough, with an author and the year, to tell a work; "Editorial" is not.
_LONG_TITLE = 30
# A reference that names the work that it answers or corrects, too.
_ABOUT_ANOTHER = re.compile(
    r"\b(?:comment(?:s|ary)? (?:on|to)|letter"
    r"|(?:reply|response|erratum|corrigendum|correction|retraction) (?:to|of|for|in))\b",
    re.IGNORECASE,
)
_LATER = 1  # years between being online and being in print


@dataclass(frozen=True)
class RetractionList:
    """A list of retractions.

    It is kept as the lines of its pinned copy, and a line is read when somebody asks for its work: an article cites few
    of a hundred thousand.

    Attributes:
        source: where it came from.
        lines: one for each notice, those of one work one after the other (`notice_lines`).
    """

    source: ListSource
    lines: Sequence[str] = field(repr=False)

    def works(self) -> Iterator[ListedWork]:
        """All works of the list, in its order.

        Raises:
            RetractionListError: a line is broken.
        """
        return map(self._work_at, self._firsts)

    @cached_property
    def _firsts(self) -> list[int]:
        """For each work where its first line is."""
        known = [known_of(line) for line in self.lines]
        return [at for at, these in enumerate(known) if not at or these != known[at - 1]]

    @cached_property
    def _indices(self) -> tuple[dict[str, int], dict[str, int], dict[str, list[int]]]:
        """Where the first line of a work is, by its DOI, its PubMed number and its title."""
        by_doi: dict[str, int] = {}
        by_pmid: dict[str, int] = {}
        by_title: dict[str, list[int]] = {}
        for at in self._firsts:
            doi, pmid, title, *_ = self.lines[at].split("\t", 3)
            by_doi[doi] = at
            by_pmid[pmid] = at
            by_title.setdefault(title, []).append(at)
        for index in (by_doi, by_pmid, by_title):
            index.pop("", None)  # what has none would fit whatever has none
        return by_doi, by_pmid, by_title

    def _work_at(self, first: int) -> ListedWork:
        known = known_of(self.lines[first])
        last = first + 1
        while last < len(self.lines) and known_of(self.lines[last]) == known:
            last += 1
        return work_of_lines(self.lines[first:last], self.source.path)

    def work_of(self, reference: Reference, resolution: Resolution) -> ListedWork | None:
        """The work of the list that a reference means, if it is beyond doubt that it means one.

        A DOI decides: the record's, or the one printed unless it is known to be another work's. Where there is none,
        a PubMed number with the title or the first author does, or the title with first author, year and journal: some
        works stand word for word in several journals, and one of them is retracted as a duplicate.
        """
        record = resolution.record
        if record is not None and record.doi:
            return self._with_doi(record.doi)
        dois = _dois_of(reference, resolution)
        for doi in dois:
            found = self._with_doi(doi)
            if found is not None and not (record is None and _contradicts(found, reference)):
                return found
        others = (self._with_number(reference), *self._with_title(reference))
        return next((work for work in others if work is not None and not (dois and work.doi)), None)

    def _with_doi(self, doi: str) -> ListedWork | None:
        at = self._indices[0].get(doi)
        return None if at is None else self._work_at(at)

    def _with_number(self, reference: Reference) -> ListedWork | None:
        fields, embedded = reference.fields, reference.embedded
        at = self._indices[1].get(fields.pmid or (embedded.pmid if embedded else ""))
        found = None if at is None else self._work_at(at)
        if found is None or not (_has_title(found, reference) or _has_author(found, reference)):
            return None
        return found

    def _with_title(self, reference: Reference) -> Iterable[ListedWork]:
        title, year = reference.fields.title, reference.fields.year
        if not title or year is None or len(compact(title)) < _LONG_TITLE:
            return ()
        same = map(self._work_at, self._indices[2].get(title_key(title), ()))
        return (
            work
            for work in same
            if work.year is not None and abs(work.year - year) <= _LATER
            if _has_author(work, reference) and is_name_of(reference.fields.container, work.journal)
        )


def _dois_of(reference: Reference, resolution: Resolution) -> tuple[str, ...]:
    """The DOIs of the works that a reference means: an entry may hold several."""
    if resolution.doi in (DoiState.OTHER_WORK, DoiState.UNREGISTERED):
        return ()
    first, *others = printed_dois(reference) or (reference.embedded.doi if reference.embedded else "",)
    if _ABOUT_ANOTHER.search(reference.raw):
        # What may be left of the first one when its end belongs to other text; a comment's subject is not meant.
        others = [other for other in others if first.startswith(other) or other.startswith(first)]
    return (first, *others) if first else ()


def _has_title(work: ListedWork, reference: Reference) -> bool:
    return bool(work.title) and work.title == title_key(reference.fields.title)


def _has_author(work: ListedWork, reference: Reference) -> bool:
    return bool(work.author) and work.author in tokens(reference.raw)


def _contradicts(work: ListedWork, reference: Reference) -> bool:
    """Whether the DOI that a reference prints is a slip: nothing else that it prints is the listed work's."""
    year = reference.fields.year
    if not (work.author and work.title and work.year and year):
        return False
    return not _has_title(work, reference) and not _has_author(work, reference) and abs(work.year - year) > _LATER
