"""A printed reference as the matching sees it: words and numbers, no fields."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from refcheck.references.pages import completed
from refcheck.resolution.normalise import TOKEN, folded

_URL_OR_DOI = re.compile(r"(?:https?://|www\.|doi:?\s?10\.|\b10\.\d{4,9}/)\S*", re.IGNORECASE)
PAGE_RANGE = re.compile(r"\b([a-z]{0,3}\d{1,7}[a-z]?)\s*-+\s*([a-z]{0,3}\d{1,7}[a-z]?)\b")
NUMBER = re.compile(r"(?<![a-z\d])([a-z]{0,2}\d{1,7}[a-z]?)(?![a-z\d])")
_YEAR = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d)(?!\d)")
_ISSUE = re.compile(r"\d[a-z]? ?\((\d{1,4})(?:[-/]\d{1,4})?\)|\b(?:no|issue|iss)\.? ?(\d{1,4})\b")
_VOLUME_PAGE = re.compile(r"\d[a-z]? ?(?:\([^()]{1,20}\))? ?[:,] ?[a-z]{0,2}\d")
_PREPRINT = frozenset(["preprint", "preprints", "biorxiv", "medrxiv", "arxiv", "chemrxiv", "psyarxiv", "ssrn"])
_IMPRINT_WORDS = (
    "available from accessed retrieved epub ahead print press online http https doi pmid pmcid vol volume issue "
    "pages suppl supplement edited editor editors edition published article english german french chinese abstract "
    "january february march april june july august september october november december"
)
_NO_WORDS_OF_THEIR_OWN = frozenset(_IMPRINT_WORDS.split())


@dataclass(frozen=True)
class Printed:
    """A printed reference as the matching sees it: words and numbers, no fields.

    Attributes:
        raw: the reference without its label.
    """

    raw: str

    @cached_property
    def text(self) -> str:
        """Folded, URLs and DOIs taken out: their digits are nobody's volume."""
        return folded(_URL_OR_DOI.sub(" ", self.raw))

    @cached_property
    def word_spans(self) -> list[tuple[int, int]]:
        """For every word where it stands in `text`."""
        return [found.span() for found in TOKEN.finditer(self.text)]

    @cached_property
    def words(self) -> list[str]:
        """Words and numbers in order."""
        text = self.text
        return [text[start:end] for start, end in self.word_spans]

    @cached_property
    def word_set(self) -> frozenset[str]:
        """The same in no order."""
        return frozenset(self.words)

    @cached_property
    def is_word(self) -> list[bool]:
        """For every word whether it must belong to something of the work: long enough, and no "Epub ahead of print"."""
        return [len(word) > 3 and word.isalpha() and word not in _NO_WORDS_OF_THEIR_OWN for word in self.words]

    @cached_property
    def letters(self) -> str:
        """The words without anything between them."""
        return "".join(self.words)

    @cached_property
    def word_ends(self) -> list[int]:
        """For every word where it ends in `letters`."""
        ends, at = [], 0
        for word in self.words:
            at += len(word)
            ends.append(at)
        return ends

    @cached_property
    def ranges(self) -> tuple[tuple[str, str], ...]:
        """Page ranges, their ends written out (``1425-37`` ends at 1437)."""
        return tuple((found[1], completed(found[1], found[2])) for found in self._ranges)

    @cached_property
    def _ranges(self) -> list[re.Match[str]]:
        return list(PAGE_RANGE.finditer(self.text))

    @cached_property
    def number_places(self) -> list[tuple[str, int]]:
        """Everything that can be a volume, an issue, a page or a year, in order, and where it begins in `text`."""
        return [(found[1].lstrip("0"), found.start()) for found in NUMBER.finditer(self.text)]

    @cached_property
    def numbers(self) -> frozenset[str]:
        """The same in no order, with the ends of ranges written out."""
        return frozenset([number for number, _ in self.number_places] + [end.lstrip("0") for _, end in self.ranges])

    @cached_property
    def only_ends(self) -> frozenset[str]:
        """Numbers that stand only at the end of a range: a last page is nobody's first."""
        if not self._ranges:
            return frozenset()
        places = {found.start(2) for found in self._ranges}
        return self.numbers - {number for number, at in self.number_places if at not in places}

    @cached_property
    def first_pages(self) -> frozenset[str]:
        """Numbers that can be a first page or an article number."""
        return self.numbers - self.only_ends

    def numbers_outside(self, start: int, end: int) -> frozenset[str]:
        """The same without those that stand only between two places of `letters`."""
        inside: set[str] = set()
        outside: set[str] = set()
        for word, at in zip(self.words, self.word_ends, strict=True):
            if NUMBER.match(word):
                (inside if start < at <= end else outside).add(word.lstrip("0"))
        return self.numbers - (inside - outside) if inside else self.numbers

    @cached_property
    def issues(self) -> frozenset[str]:
        """What stands where an issue is printed, without leading zeros."""
        years = {str(year) for year in self.years}  # "13 (2006) 668"
        found = (number for pair in _ISSUE.findall(self.text) for number in pair)
        return frozenset(number.lstrip("0") for number in found if number and number not in years)

    @cached_property
    def is_preprint(self) -> bool:
        """Whether it says that it is a preprint."""
        return not _PREPRINT.isdisjoint(self.words)

    @cached_property
    def is_in_print(self) -> bool:
        """Whether it prints volume and page, as only what is published has them."""
        return bool(self.ranges) or bool(_VOLUME_PAGE.search(self.text))

    @cached_property
    def has_place(self) -> bool:
        """Whether it prints any number that could be a volume or a page: one beside its years."""
        return bool(self.numbers - {str(year) for year in self.years})

    @cached_property
    def years(self) -> frozenset[int]:
        """Everything that can be a year, "2006a" included."""
        return frozenset(map(int, _YEAR.findall(self.text)))
