"""Where a work stands: the year, volume, issue and pages that most references carry as one knot of numbers.

The knot is found by its make-up alone, so every style is read by the same rules: a run of numbers, punctuation
and locator words (``2006;13:668-676``, ``23 (2): 121-30, 2014``, ``vol. 4, no. 2, pp. 12–20, Mar. 2004``,
``12, 13116 (2016)``). Every run in a reference is read, and the one that says most is taken.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from refcheck.references.tokens import DASHES

if TYPE_CHECKING:
    from refcheck.references.tokens import Token

_MONTHS = (
    "january february march april june july august september october november december jan feb mar apr may jun jul aug "
    "sep sept oct nov dec spring summer autumn fall winter"
)
MONTHS = frozenset(_MONTHS.split())
_VOLUME = frozenset({"vol", "vols", "volume", "volumes", "v", "bd", "band", "tome", "jg"})
_ISSUE = frozenset(
    {"no", "nos", "nr", "issue", "iss", "number", "num", "n", "n°", "heft", "nº", "numéro", "numero", "fasc"}
)
_PAGES = frozenset({"p", "pp", "pg", "pgs", "page", "pages", "s"})
_SUPPLEMENT = frozenset({"suppl", "supplement", "supp", "supplements", "suppls", "sup"})
_PART = frozenset({"pt", "part"})
_ARTICLE = frozenset({"article", "art", "artn", "id"})
_WORDS = MONTHS | _VOLUME | _ISSUE | _PAGES | _SUPPLEMENT | _PART | _ARTICLE | {"special", "and", "spec"}
# What is counted in titles: "Version 2.2023", "Phase 3", "Type 2".
_COUNTED = frozenset(
    {"version", "release", "phase", "type", "grade", "stage", "part", "chapter", "table", "figure", "class"}
)
_PUNCTUATION = DASHES | set(",;:.()[]/&'’+*°")
_PAGE = re.compile(r"[A-Za-z]{0,4}\d{1,8}[A-Za-z]{0,3}\d{0,3}$")
_ROMAN = re.compile(r"(?:[ivxlc]{2,8}|[IVXLC]{2,8})$")
_YEAR = re.compile(r"((?:1[5-9]|20)\d\d)[a-z]?$")
_LATEST_YEAR = 2100


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
        """Whether it is that of a journal article: a volume with pages or year, or pages with a colon."""
        return "volume" in self.places and ("pages" in self.places or self.year is not None)


def year_of(word: str) -> int | None:
    """The year that a token is, a letter after it aside, or None."""
    found = _YEAR.match(word)
    return int(found.group(1)) if found and int(found.group(1)) <= _LATEST_YEAR else None


def find_locator(tokens: list[Token], first: int, *, known_year: int | None = None) -> Locator | None:
    """The most telling locator from the token `first` on, the last of equals; None if no number stands there."""
    best: Locator | None = None
    for start, end in _runs(tokens, first):
        if start > first and tokens[start - 1].text.lower() in _COUNTED:
            continue
        locator = _Reading(tokens, start, end, known_year).locator()
        if locator.score > 0 and (best is None or locator.score >= best.score):
            best = locator
    return best


def _runs(tokens: list[Token], first: int) -> list[tuple[int, int]]:
    """Stretches of locator tokens with at least one number in each."""
    runs: list[tuple[int, int]] = []
    at = first
    count = len(tokens)
    while at < count:
        if not _belongs(tokens, at):
            at += 1
            continue
        start = at
        numbers = False
        while at < count:
            if _belongs(tokens, at):
                numbers = numbers or tokens[at].text[-1].isdigit() or any(map(str.isdigit, tokens[at].text))
                at += 1
            elif at > start and tokens[at - 1].text == "(" and at - 2 >= start and (close := _closes(tokens, at)):
                at = close  # words in brackets right after a number: (Suppl Proceedings), (Database issue)
            else:
                break
        numbered = _after_stray_bracket(tokens, start, at)
        if any(tokens[index].text[-1].isdigit() for index in range(numbered, at)):
            start = numbered
        while start < at and not _opens(tokens, start):
            start += 1
        if numbers and start < at:
            runs.append((start, at))
    return runs


def _belongs(tokens: list[Token], at: int) -> bool:
    word = tokens[at].text
    if word in _PUNCTUATION or word.isdigit():
        return True
    lower = word.lower()
    return lower in _WORDS or bool(_PAGE.match(word)) or bool(_ROMAN.match(word)) or _is_abstract_letter(tokens, at)


def _is_abstract_letter(tokens: list[Token], at: int) -> bool:
    """The letter of an abstract's number, ``A-7018``."""
    return (
        len(tokens[at].text) == 1
        and tokens[at].text.isupper()
        and at + 2 < len(tokens)
        and tokens[at + 1].text in DASHES
        and tokens[at + 2].text.isdecimal()
        and tokens[at + 2].start == tokens[at].end + 1
    )


def _after_stray_bracket(tokens: list[Token], start: int, end: int) -> int:
    """Past a bracket that opened before the run, as in ``Spine (Phila Pa 1976) 2004, 29``."""
    depth = 0
    for at in range(start, end):
        if tokens[at].text == "(":
            depth += 1
        elif tokens[at].text == ")":
            depth -= 1
            if depth < 0:
                return at + 1
    return start


def _closes(tokens: list[Token], at: int) -> int:
    """The index of the bracket that closes a short parenthesis of words after a number, or 0."""
    if not tokens[at - 2].text[-1].isdigit():
        return 0
    for index in range(at, min(at + 7, len(tokens))):
        if tokens[index].text == ")":
            return index
        if tokens[index].text in "(.;:" and tokens[index].text != ".":
            return 0
    return 0


def _opens(tokens: list[Token], at: int) -> bool:
    """Whether a run may begin here: at a number, a label before one, or a bracket before one."""
    word = tokens[at].text
    if any(map(str.isdigit, word)):
        return True
    following = tokens[at + 1].text if at + 1 < len(tokens) else ""
    if word in "([":
        return bool(following[:1].isdigit() or following.lower() in MONTHS or following.lower() in _WORDS)
    lower = word.lower()
    if lower in _VOLUME | _PAGES | _SUPPLEMENT | _ISSUE | _PART | _ARTICLE or lower in MONTHS:
        after = tokens[at + 2].text if at + 2 < len(tokens) and following in (".", ":", ",") else following
        return bool(any(map(str.isdigit, after)) or _ROMAN.match(after) or (after in ("(",) and lower in _VOLUME))
    return False


@dataclass(slots=True)
class _Item:
    """A number or range in a run: its tokens, the mark before it, what it was labelled as, whether in brackets."""

    first: int
    last: int
    before: str
    label: str
    depth: int
    is_range: bool


class _Reading:
    """One run, read."""

    def __init__(self, tokens: list[Token], first: int, last: int, known_year: int | None) -> None:
        self.tokens = tokens
        self.first = first
        self.last = last
        self.known_year = known_year
        self.out = Locator(first, last)

    def at(self, index: int) -> str:
        return self.tokens[index].text if self.first <= index < self.last else ""

    def locator(self) -> Locator:
        items = [item for item in self.items() if not self.spans_years(item)]
        year = self.year(items)
        if year is not None:
            items.remove(year)
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

    def spans_years(self, item: _Item) -> bool:
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

    def repeats_year(self, item: _Item) -> bool:
        return not item.is_range and item.depth > 0 and year_of(self.at(item.first)) == self.known_year

    # -- items -------------------------------------------------------------------------------------------------

    def items(self) -> list[_Item]:
        out: list[_Item] = []
        index, depth = self.first, 0
        before, label = "", ""
        while index < self.last:
            word = self.at(index)
            lower = word.lower()
            if word in "([":
                depth += 1
                end = self.supplement_group(index) if depth == 1 and out else 0
                if end:
                    out.append(_Item(index + 1, end, "(", "issue", 1, False))
                    index, depth, before, label = end + 1, 0, ")", ""
                    continue
                before, label = "(", ""
            elif word in ")]":
                depth = max(0, depth - 1)
                before, label = ")", ""
            elif word in _PUNCTUATION:
                before = word if word not in ".'’*" or not before else before
            elif lower in MONTHS:
                index = self.day_after(index)
                before = "month"
            elif (
                any(map(str.isdigit, word)) or _is_abstract_letter(self.tokens, index) or (label and _ROMAN.match(word))
            ) and not self.is_day(index):
                end = self.number_end(index)
                if not self.is_page_count(index, end, label):
                    out.append(_Item(index, end, before, label, depth, self.has_dash(index, end)))
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
        if lower in _VOLUME:
            return "volume"
        if lower in _ISSUE:
            return "issue"
        if lower in _PAGES:
            return "pages"
        if lower in _SUPPLEMENT:
            return "supplement"
        if lower in _ARTICLE:
            return "article_number"
        return "part" if lower in _PART else ""

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
            words = words or lower in _SUPPLEMENT or lower in _PART or (word[0].isalpha() and not _PAGE.match(word))
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
        word = self.at(index)
        return self.may_be_day(word) and self.at(index + 1).lower() in MONTHS

    def number_end(self, index: int) -> int:
        """The end of the number or range that begins at `index`: ``229–245``, ``1425.e1-e5``, ``S1-S5``, ``12/13``."""
        at = self.dotted(index)
        while True:
            step = at
            while self.at(step) in DASHES:
                step += 1
            if step == at and self.at(at) == "/" and self.at(at + 1).isdigit():
                step = at + 1
            if step == at or step - at > 2 or not (_PAGE.match(self.at(step)) or _ROMAN.match(self.at(step))):
                return at
            if any(mark == "/" for mark in (self.at(at),)) and not self.touching(at):
                return at
            at = self.dotted(step)

    def dotted(self, index: int) -> int:
        """Over a number with a part after a point that touches it (``1425.e1``, ``12.5``)."""
        if (
            self.at(index + 1) == "."
            and self.touching(index + 1)
            and self.touching(index + 2)
            and _PAGE.match(self.at(index + 2))
        ):
            following = self.at(index + 2)
            if not following.isdigit() or len(following) <= 2:
                return index + 3
        return index + 1

    def touching(self, index: int) -> bool:
        return self.first < index < self.last and self.tokens[index].start == self.tokens[index - 1].end

    def has_dash(self, first: int, last: int) -> bool:
        return last - first > 1 and any(self.at(index) in DASHES for index in range(first + 1, last))

    # -- the year ----------------------------------------------------------------------------------------------

    def year(self, items: list[_Item]) -> _Item | None:
        best: _Item | None = None
        strength = 0
        for position, item in enumerate(items):
            value = year_of(self.at(item.first))
            if value is None or item.is_range or item.last - item.first > 1 or item.label:
                continue
            found = self.year_strength(items, position)
            if self.known_year is not None and found < 3:
                continue
            if found > strength:
                best, strength = item, found
        if best is not None and self.known_year is not None:
            value = year_of(self.at(best.first))
            if value != self.known_year:
                return None
            self.out.year_strength = 0
            return best
        self.out.year_strength = strength
        return best

    def year_strength(self, items: list[_Item], position: int) -> int:
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

    def assign(self, items: list[_Item]) -> None:
        rest: list[_Item] = []
        for item in items:
            if item.label == "supplement":
                self.supplement(item, rest)
            elif item.label == "part":
                if "issue" not in self.out.places and "volume" not in self.out.places and not rest:
                    rest.append(item)
            elif item.label == "article_number":
                self.put("pages", item.first, item.last)
                self.out.places["article_number"] = self.out.places["pages"]
            elif item.label and not (
                item.label == "pages" and item.first == self.first + 1 and self.at(self.first) == "s"
            ):
                self.put(item.label, item.first, item.last)
            else:
                rest.append(item)
        self.unlabelled(rest)

    def supplement(self, item: _Item, rest: list[_Item]) -> None:
        start = item.first - 1
        while start > self.first and self.at(start).lower() not in _SUPPLEMENT:
            start -= 1
        has_volume = bool(rest) or "volume" in self.out.places
        self.put("issue" if has_volume else "volume", start, item.last)

    def unlabelled(self, rest: list[_Item]) -> None:
        places = self.out.places
        for position, item in enumerate(rest):
            following = self.at(item.last)
            after = rest[position + 1] if position + 1 < len(rest) else None
            if item.depth:
                if not position and self.at(item.last) == ")" and self.at(item.last + 1) == ":":
                    self.put("issue", item.first, item.last)
                elif position and "issue" not in places and "pages" not in places and self.follows_volume(item):
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

    def is_lettered_page(self, item: _Item) -> bool:
        """``e12``, ``S3``, ``CD001431``; other letters before digits name genes rather than places."""
        word = self.at(item.first)
        return (word[0] in "eES" and word[1:].isdecimal()) or is_article_number(word)

    def follows_volume(self, item: _Item) -> bool:
        volume = self.out.places.get("volume")
        return volume is not None and 0 < self.tokens[item.first].start - volume[1] <= 3

    def heads(self, item: _Item, after: _Item | None, places: dict[str, tuple[int, int]]) -> bool:
        """Whether a number is a volume because what follows is the page."""
        if item.is_range or self.must_be_page(item):
            return False
        if after is not None:
            return True
        if "pages" in places:
            return self.tokens[item.first].start < places["pages"][0]
        return item.before != ":"

    def must_be_page(self, item: _Item) -> bool:
        word = self.at(item.first)
        return item.before == ":" or (word[0] in "eE" and len(word) > 1) or (word.isdigit() and len(word) >= 5)

    def more_pages(self, rest: list[_Item], position: int) -> None:
        """Pages that go on after a comma (``45-50, 62``, ``12-5; discussion 16``) belong to the range."""
        last = rest[position]
        for item in rest[position + 1 :]:
            if item.depth or item.before != "," or not (last.is_range or item.is_range):
                return
            start, _ = self.out.places["pages"]
            self.out.places["pages"] = (start, self.tokens[item.last - 1].end)
            last = item


_ARTICLE_NUMBER = re.compile(r"(?:CD\d{6}|[eE]\d{4,10}|\d{5,9}|[A-Z]{1,3}\d{4,8})(?:\.pub\d{1,2})?$")


def is_article_number(pages: str) -> bool:
    """Whether what stands in place of pages is an article's number (``e1000097``, ``13116``, ``CD001431``)."""
    return bool(_ARTICLE_NUMBER.match(pages))
