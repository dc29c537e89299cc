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
    def words(self) -> list[str]:
        """Words and numbers in order."""
        return TOKEN.findall(self.text)

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
    def word_spans(self) -> list[tuple[int, int]]:
        """For every word where it stands in `text`."""
        return [found.span() for found in TOKEN.finditer(self.text)]

    @cached_property
    def ranges(self) -> tuple[tuple[str, str], ...]:
        """Page ranges, their ends written out (``1425-37`` ends at 1437)."""
        return tuple((first, completed(first, last)) for first, last in PAGE_RANGE.findall(self.text))

    @cached_property
    def numbers(self) -> frozenset[str]:
        """Everything that can be a volume, an issue, a page or a year, without leading zeros."""
        found = [number.lstrip("0") for number in NUMBER.findall(self.text)]
        return frozenset(found) | {end.lstrip("0") for pair in self.ranges for end in pair}

    @cached_property
    def starting_numbers(self) -> frozenset[str]:
        """The same, without those that are nothing but the last page of a range: there the next article begins."""
        ranges = [(first.lstrip("0"), last.lstrip("0")) for first, last in self.ranges]
        onward = {last for first, last in ranges if first.isdigit() and last.isdigit() and int(first) < int(last)}
        elsewhere = NUMBER.findall(PAGE_RANGE.sub(" ", self.text))
        return self.numbers - (onward - {first for first, _ in ranges} - {number.lstrip("0") for number in elsewhere})

    @cached_property
    def has_place(self) -> bool:
        """Whether it prints any number that could be a volume or a page: one beside its years."""
        return bool(self.numbers - {str(year) for year in self.years})

    @cached_property
    def years(self) -> frozenset[int]:
        """Everything that can be a year, "2006a" included."""
        found = re.findall(r"(?<!\d)(1[5-9]\d\d|20\d\d)(?!\d)", self.text)
        return frozenset(int(year) for year in found)
