"""The numbers and ranges in a run, with what labels and marks say about each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from refcheck.references.locator_runs import is_abstract_letter
from refcheck.references.locator_words import (
    ARTICLE,
    ISSUE,
    MONTHS,
    PAGE,
    PAGES,
    PART,
    PUNCTUATION,
    ROMAN,
    SUPPLEMENT,
    VOLUME,
    has_digit,
)
from refcheck.references.tokens import DASHES, texts_by_index

if TYPE_CHECKING:
    from refcheck.references.tokens import Token


@dataclass(slots=True)
class Item:
    """A number or range in a run: its tokens, the mark before it, what it was labelled as, whether in brackets."""

    first: int
    last: int
    before: str
    label: str
    depth: int
    is_range: bool


class Run:
    """A stretch of numbers, to be taken apart into items.

    Args:
        tokens: of the whole reference.
        first, last: the stretch, `last` not included.

    Attributes:
        at: the text of a token of the run by its index; empty outside it.
    """

    def __init__(self, tokens: list[Token], first: int, last: int) -> None:
        self.tokens = tokens
        self.first = first
        self.last = last
        self.at = texts_by_index(tokens, first, last)

    def items(self) -> list[Item]:
        """The numbers and ranges in order; days, page counts and words are left out."""
        out: list[Item] = []
        index, depth = self.first, 0
        before, label = "", ""
        while index < self.last:
            word = self.at(index)
            lower = word.lower()
            if word in "([":
                depth += 1
                may_be_issue = depth == 1 and out and not out[-1].is_range and out[-1].before != ":"
                end = self.supplement_group(index) if may_be_issue else 0
                if end:
                    out.append(Item(index + 1, end, "(", "issue", 1, False))
                    index, depth, before, label = end + 1, 0, ")", ""
                    continue
                before, label = "(", ""
            elif word in ")]":
                depth = max(0, depth - 1)
                before, label = ")", ""
            elif word in PUNCTUATION:
                before = word if word not in ".'’*" or not before else before
            elif lower in MONTHS:
                index = self.day_after(index)
                before = "month"
            elif (
                has_digit(word) or is_abstract_letter(self.tokens, index) or (label and ROMAN.match(word))
            ) and not self.is_day(index):
                end = self.number_end(index)
                if not self.is_page_count(index, end, label):
                    out.append(Item(index, end, before, label, depth, self.has_dash(index, end)))
                index, before, label = end - 1, "", ""
            else:
                label = self.label_of(lower) or label
            index += 1
        return out

    def is_page_count(self, first: int, last: int, label: str) -> bool:
        """``179 p.``, ``179p``: how many pages a book has, not which."""
        if label or last - first > 1:
            return False
        word = self.at(first)
        if word[-1] == "p" and word[:-1].isdigit():
            return True
        return (
            self.at(last).lower() in ("p", "pp", "pages", "pgs")
            and not self.at(last + 1)[:1].isdigit()
            and not self.at(last + 2)[:1].isdigit()
        )

    @staticmethod
    def label_of(lower: str) -> str:
        """What a word says that the number after it is; empty for other words."""
        if lower in VOLUME:
            return "volume"
        if lower in ISSUE:
            return "issue"
        if lower in PAGES:
            return "pages"
        if lower in SUPPLEMENT:
            return "supplement"
        if lower in ARTICLE:
            return "article_number"
        return "part" if lower in PART else ""

    def supplement_group(self, index: int) -> int:
        """The closing bracket of ``(Suppl 1)``, ``(5 Pt 1)``, ``(Database issue)``: an issue with words, or 0."""
        words = False
        for at in range(index + 1, min(index + 12, self.last)):
            word = self.at(at)
            if word in ")]":
                return at if words else 0
            lower = word.lower()
            if lower in MONTHS or word in "([":
                return 0
            words = words or lower in SUPPLEMENT or lower in PART or (word[0].isalpha() and not PAGE.match(word))
        return 0

    @staticmethod
    def may_be_day(word: str) -> bool:
        """Whether a word is a number from 0 to 31."""
        return len(word) <= 2 and word.isdecimal() and int(word) <= 31

    def day_after(self, index: int) -> int:
        """The last token of the days after a month (``Mar 12-15``), or the month's own index."""
        at = index + 1
        if self.at(at) == ".":
            at += 1
        if not (self.may_be_day(self.at(at)) and self.at(at + 1) not in ("(",)):
            return index
        if self.at(at + 1) in DASHES and self.may_be_day(self.at(at + 2)):
            at += 2
        return at

    def is_day(self, index: int) -> bool:
        """Whether a number is the day of the month that follows it."""
        word = self.at(index)
        return self.may_be_day(word) and self.at(index + 1).lower() in MONTHS

    def without_numeric_date(self, items: list[Item], year: Item) -> list[Item]:
        """The items without month and day as numbers behind the year (``2003 3;56(14)``, ``2013 11 30;86(4)``)."""
        end = year.last
        while end - year.last < 2 and end < self.last and self.may_be_day(self.at(end)):
            end += 1
        if end == year.last or self.at(end) != ";" or not self.at(end + 1)[:1].isalnum():
            return items
        return [item for item in items if not year.last <= item.first < end]

    def number_end(self, index: int) -> int:
        """The end of the number or range that begins at `index`: ``229–245``, ``1425.e1-e5``, ``S1-S5``, ``12/13``."""
        at = self.dotted(index)
        while True:
            step = at
            while self.at(step) in DASHES:
                step += 1
            if step == at and self.at(at) == "/" and self.at(at + 1).isdigit():
                step = at + 1
            if step == at or step - at > 2 or not (PAGE.match(self.at(step)) or ROMAN.match(self.at(step))):
                return at
            if self.at(at) == "/" and not self.touching(at):
                return at
            at = self.dotted(step)

    def dotted(self, index: int) -> int:
        """Over a number with a part after a point that touches it (``1425.e1``, ``12.5``)."""
        if (
            self.at(index + 1) == "."
            and self.touching(index + 1)
            and self.touching(index + 2)
            and PAGE.match(self.at(index + 2))
        ):
            following = self.at(index + 2)
            if not following.isdigit() or len(following) <= 2:
                return index + 3
        return index + 1

    def touching(self, index: int) -> bool:
        """Whether no space stands before a token."""
        return self.first < index < self.last and self.tokens[index].start == self.tokens[index - 1].end

    def has_dash(self, first: int, last: int) -> bool:
        """Whether a number that was read is a range."""
        return last - first > 1 and not DASHES.isdisjoint(map(self.at, range(first + 1, last)))
