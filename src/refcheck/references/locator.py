"""Where a work stands: the year, volume, issue and pages that most references carry as one knot of numbers.

The knot is found by its make-up alone, so every style is read by the same rules: a run of numbers, punctuation
and locator words (``2006;13:668-676``, ``23 (2): 121-30, 2014``, ``vol. 4, no. 2, pp. 12–20, Mar. 2004``,
``12, 13116 (2016)``). Every run in a reference is read, and the one that says most is taken.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from refcheck.references.locator_items import Item, Run
from refcheck.references.locator_runs import runs
from refcheck.references.locator_words import COUNTED, MONTHS, PAGES, SUPPLEMENT, is_article_number, year_of

if TYPE_CHECKING:
    from refcheck.references.tokens import Token


@dataclass(slots=True)
class Locator:
    """What a knot of numbers says, by places in the text.

    Attributes:
        first, last: its tokens, `last` not included.
        places: field name to (start, end).
        year: the year, or None.
        score: how much it says, to choose among several.
        year_strength: 0 to 4, how surely the year is one.
    """

    first: int
    last: int
    places: dict[str, tuple[int, int]] = field(default_factory=dict)
    year: int | None = None
    score: int = 0
    year_strength: int = 0

    @property
    def is_serial(self) -> bool:
        """Whether it is that of a journal article: a volume with pages or year, or an issue with pages."""
        paged = "pages" in self.places
        return ("volume" in self.places and (paged or self.year is not None)) or ("issue" in self.places and paged)


def find_locator(tokens: list[Token], first: int, *, known_year: int | None = None) -> Locator | None:
    """The most telling locator from the token `first` on, the last of equals; None if no number stands there."""
    best: Locator | None = None
    for start, end in runs(tokens, first):
        if start > first and tokens[start - 1].text.lower() in COUNTED:
            continue
        locator = _Reading(tokens, start, end, known_year).locator()
        if locator.score > 0 and (best is None or locator.score >= best.score):
            best = locator
    return best


class _Reading(Run):
    """One run, read."""

    def __init__(self, tokens: list[Token], first: int, last: int, known_year: int | None) -> None:
        super().__init__(tokens, first, last)
        self.known_year = known_year
        self.out = Locator(first, last)

    def locator(self) -> Locator:
        items = [item for item in self.items() if not self.spans_years(item)]
        year = self.year(items)
        if year is not None:
            items.remove(year)
            items = self.without_numeric_date(items, year)
            self.put("year", year.first, year.first + 1)
            self.out.year = year_of(self.at(year.first))
        elif self.known_year is not None:
            items = [item for item in items if not self.repeats_year(item)]
        self.assign(items)
        places = self.out.places
        lone_range = places.keys() == {"pages"} and all(not item.label and item.before != ":" for item in items)
        if (lone_range and self.known_year is None) or (
            places.keys() <= {"volume", "issue"} and self.known_year is None
        ):
            self.out.score = 0
            return self.out
        self.out.score = (
            self.out.year_strength
            + (2 if "volume" in places else 0)
            + (3 if "pages" in places else 0)
            + (1 if "issue" in places else 0)
        )
        return self.out

    def put(self, name: str, first: int, last: int) -> None:
        self.out.places.setdefault(name, (self.tokens[first].start, self.tokens[last - 1].end))

    def spans_years(self, item: Item) -> bool:
        """A stretch of years ("2017-2019") is part of a title or a date, not pages, unless something says pages."""
        ends = year_of(self.at(item.first)), year_of(self.at(item.last - 1))
        return (
            item.is_range
            and None not in ends
            and not item.label
            and item.before != ":"
            and not self.at(item.first)[-1].isalpha()
            and item.first == self.first
        )

    def repeats_year(self, item: Item) -> bool:
        return not item.is_range and item.depth > 0 and year_of(self.at(item.first)) == self.known_year

    # -- the year ----------------------------------------------------------------------------------------------

    def year(self, items: list[Item]) -> Item | None:
        best: Item | None = None
        strength = 0
        for position, item in enumerate(items):
            value = year_of(self.at(item.first))
            in_supplement = item.label == "supplement" and not position and self.at(item.last) == ";"
            if value is None or item.is_range or item.last - item.first > 1 or (item.label and not in_supplement):
                continue
            found = self.year_strength(items, position)
            if self.known_year is not None and found < 3:
                continue
            if found > strength:
                best, strength = item, found
        if self.known_year is not None:
            # It may be printed twice; another year is a volume, or a page.
            return best if best is not None and year_of(self.at(best.first)) == self.known_year else None
        self.out.year_strength = strength
        return best

    def year_strength(self, items: list[Item], position: int) -> int:
        item = items[position]
        following = self.at(item.last)
        only = len(items) == 1
        if item.depth and item.before == "(" and (following in (")", "]", ",", ";") or following.lower() in MONTHS):
            glued_issue = (
                following == ")"
                and position
                and items[position - 1].last == item.first - 1
                and self.at(item.last + 1) == ":"
            )
            return 3 if glued_issue else 4
        if following == ";" or (following.lower() in MONTHS and position == 0):
            return 4
        if item.depth:
            return 1
        if position == 0 and not only and (following in (",", ":", ".", "(") or (following and following[0].isdigit())):
            return 3 if following != "(" else 2
        if position == len(items) - 1:
            return 3 if item.before in (",", ".", ";", "month", ")") and not only else 2
        return 1

    # -- volume, issue, pages ----------------------------------------------------------------------------------

    def assign(self, items: list[Item]) -> None:
        rest: list[Item] = []
        for item in items:
            if item.label == "supplement":
                self.supplement(item, rest)
            elif item.label == "part":
                if "issue" not in self.out.places and "volume" not in self.out.places and not rest:
                    rest.append(item)
            elif item.label == "article_number":
                self.put("article_number", item.first, item.last)
                self.out.places.setdefault("pages", self.out.places["article_number"])
            elif item.label:
                self.put(item.label, item.first, item.last)
            else:
                rest.append(item)
        self.unlabelled(rest)

    def supplement(self, item: Item, rest: list[Item]) -> None:
        start = item.first - 1
        while start > self.first and self.at(start).lower() not in SUPPLEMENT:
            start -= 1
        has_volume = bool(rest) or "volume" in self.out.places
        self.put("issue" if has_volume else "volume", start, item.last)

    def unlabelled(self, rest: list[Item]) -> None:
        places = self.out.places
        for position, item in enumerate(rest):
            following = self.at(item.last)
            after = rest[position + 1] if position + 1 < len(rest) else None
            if item.depth:
                alone = not position and following == ")" and self.leads_to_pages(item.last + 1)
                if alone or (position and self.is_before_pages(item) and self.follows_volume(item)):
                    self.put("issue", item.first, item.last)
                continue
            opens_issue = following in ("(", "[")
            if (
                not self.at(item.first)[0].isdecimal()
                and "volume" not in places
                and item.before != ":"
                and not item.is_range
            ):
                if self.is_lettered_page(item):
                    self.put("pages", item.first, item.last)
                continue
            if "volume" not in places and (opens_issue or following == ":" or self.heads(item, after, places)):
                self.put("volume", item.first, item.last)
            elif "pages" not in places and (
                item.before in (":", ")", ",", ".", ";", "")
                and ("volume" in places or item.is_range or self.must_be_page(item))
            ):
                self.put("pages", item.first, item.last)
                self.more_pages(rest, position)
            elif "volume" not in places:
                self.put("volume", item.first, item.last)

    def is_lettered_page(self, item: Item) -> bool:
        """``e12``, ``S3``, ``CD001431``; other letters before digits name genes rather than places."""
        word = self.at(item.first)
        return (word[0] in "eES" and word[1:].isdecimal()) or is_article_number(word)

    def leads_to_pages(self, index: int) -> bool:
        """Whether pages follow a bracket: ``(4): 117``, ``(4), pp. 117``."""
        return self.at(index) == ":" or (self.at(index) == "," and self.at(index + 1).lower() in PAGES)

    def is_before_pages(self, item: Item) -> bool:
        pages = self.out.places.get("pages")  # labelled ones are known already
        return pages is None or self.tokens[item.first].start < pages[0]

    def follows_volume(self, item: Item) -> bool:
        volume = self.out.places.get("volume")
        return volume is not None and 0 < self.tokens[item.first].start - volume[1] <= 3

    def heads(self, item: Item, after: Item | None, places: dict[str, tuple[int, int]]) -> bool:
        """Whether a number is a volume because what follows is the page."""
        if item.is_range or self.must_be_page(item):
            return False
        if after is not None:
            return True
        if "pages" in places:
            return self.tokens[item.first].start < places["pages"][0]
        return item.before != ":"

    def must_be_page(self, item: Item) -> bool:
        word = self.at(item.first)
        return item.before == ":" or (word[0] in "eE" and len(word) > 1) or (word.isdigit() and len(word) >= 5)

    def more_pages(self, rest: list[Item], position: int) -> None:
        """Pages that go on after a comma (``45-50, 62``, ``12-5; discussion 16``) belong to the range."""
        last = rest[position]
        for item in rest[position + 1 :]:
            if item.depth or item.before != "," or not (last.is_range or item.is_range):
                return
            start, _ = self.out.places["pages"]
            self.out.places["pages"] = (start, self.tokens[item.last - 1].end)
            last = item
