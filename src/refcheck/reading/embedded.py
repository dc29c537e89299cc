"""What works carried in citations (by reference managers) say about the printed numbers and the reference list.

They are evidence and no more: the print is what people read, and a manager's data are often older than it. So a work
is only ever tied to a reference whose text it agrees with; and where the reference at the printed number is plainly
another work, and one other reference is plainly the one meant, the citation gets a link that says so.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from refcheck.article import Link
from refcheck.folding import base_letters
from refcheck.source import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from refcheck.article import Article, Citation, Reference, ReferenceFields

SAME_TITLE = 90.0
"""Likeness (0 to 100) from which a title stands in a reference."""
OTHER_TITLE = 65.0
"""Likeness below which it does not; two unrelated titles reach 60."""
SHORTEST_TITLE = 20
"""Letters of a title below which it says too little."""
MOST_SEARCHES = 300
"""How many works are looked for in the whole list; a manuscript in which more are off has other troubles."""
_REACH = 1500
_NO_LETTERS = re.compile(r"[\W_]+")


def with_evidence(article: Article, cited: Sequence[tuple[Span, Sequence[ReferenceFields]]]) -> Article:
    """Add what the works carried in citations say.

    Args:
        article: the article as printed.
        cited: for each citation field its place in the source, ascending, and the works it carries.

    Returns:
        The article, `Reference.embedded` and `Citation.links` filled where a work says so clearly.
    """
    if not cited or not article.references:
        return article
    return _Evidence(article, cited).applied()


class _Evidence:
    def __init__(self, article: Article, cited: Sequence[tuple[Span, Sequence[ReferenceFields]]]) -> None:
        self.article = article
        self.cited = cited
        self.starts = [span.start for span, _ in cited]
        self.by_number: dict[tuple[int, int], Reference] = {}
        for reference in article.references:
            self.by_number.setdefault((reference.scope, reference.number), reference)
        self.letters = {id(one): letters(one.raw[:_REACH]) for one in article.references}
        self.embedded: dict[int, ReferenceFields] = {}
        self.found: dict[tuple[int, str, str], Reference | None] = {}

    def applied(self) -> Article:
        citations = tuple(self._citation(citation) for citation in self.article.citations)
        references = tuple(
            replace(one, embedded=self.embedded[id(one)]) if id(one) in self.embedded else one
            for one in self.article.references
        )
        return replace(self.article, citations=citations, references=references)

    def _citation(self, citation: Citation) -> Citation:
        works = self._works(citation.span)
        if not works:
            return citation
        printed = {number: self.by_number.get((citation.scope, number)) for number in citation.numbers}
        open_numbers = {number: one for number, one in printed.items() if one is not None}
        strays = []
        for work in works:
            fit = next((number for number, one in open_numbers.items() if self._agree(work, one)), None)
            if fit is None:
                strays.append(work)
            else:
                self.embedded.setdefault(id(open_numbers.pop(fit)), work)
        if len(strays) != 1 or len(open_numbers) != 1:
            return citation
        (number, reference), work = next(iter(open_numbers.items())), strays[0]
        meant = self._meant(work, citation.scope) if self._differ(work, reference) else None
        if meant is None or meant.number in printed:
            return citation
        link = Link(number, meant.number, _place(self.article.source.text, citation.digits, number))
        return replace(citation, links=(*(each for each in citation.links if each.number != number), link))

    def _works(self, span: Span) -> list[ReferenceFields]:
        last = bisect_left(self.starts, span.end)
        first = max(0, bisect_left(self.starts, span.start) - 1)
        return [work for place, works in self.cited[first:last] if place.overlaps(span) for work in works]

    def _likeness(self, work: ReferenceFields, reference: Reference) -> float | None:
        """How well the title stands in the reference, 0 to 100; None if it is too short to tell."""
        title = letters(work.title[:_REACH])
        return fuzz.partial_ratio(title, self.letters[id(reference)]) if len(title) >= SHORTEST_TITLE else None

    def _agree(self, work: ReferenceFields, reference: Reference) -> bool:
        if work.doi and work.doi == reference.fields.doi:
            return True
        likeness = self._likeness(work, reference)
        if likeness is not None:
            return likeness >= SAME_TITLE
        return self._same_author(work, reference) and work.year is not None and work.year == reference.fields.year

    def _differ(self, work: ReferenceFields, reference: Reference) -> bool:
        likeness = self._likeness(work, reference)
        same_head = self._same_author(work, reference) and work.year == reference.fields.year
        return likeness is not None and likeness < OTHER_TITLE and not same_head

    def _same_author(self, work: ReferenceFields, reference: Reference) -> bool:
        family = letters(work.authors[0].family) if work.authors else ""
        return bool(family) and family in letters(reference.raw[:100])

    def _meant(self, work: ReferenceFields, scope: int) -> Reference | None:
        """The one reference of the list that is the work; None if there is none, or more than one."""
        key = (scope, work.doi, work.title)
        if key not in self.found:
            if len(self.found) >= MOST_SEARCHES:
                return None
            longest = max(_NO_LETTERS.sub(" ", base_letters(work.title)).split(), key=len, default="")
            among = [
                one
                for one in self.article.references
                if one.scope == scope
                and (longest in self.letters[id(one)] or (work.doi and work.doi in one.raw.lower()))
            ]
            fitting = [one for one in among if self._agree(work, one)]
            self.found[key] = fitting[0] if len(fitting) == 1 else None
        return self.found[key]


def letters(text: str) -> str:
    """A text reduced to its letters and digits, without diacritics, lower case."""
    return _NO_LETTERS.sub("", base_letters(text))


def _place(text: str, digits: Span, number: int) -> Span:
    """Where a number is printed among the digits of a citation; all of them if it is only within a range."""
    found = re.search(rf"(?<!\d){number}(?!\d)", text[digits.start : digits.end])
    return Span(digits.start + found.start(), digits.start + found.end()) if found else digits
