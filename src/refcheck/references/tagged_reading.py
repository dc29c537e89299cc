"""From the tagger's labels to fields, joined with what rules read.

Rules are surer where a journal's numbers stand as one complete knot (year, volume and pages): what they say of those
is kept. Everywhere else the labels decide.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from refcheck.references.locator_words import ISSUE, PAGES, ROMAN, VOLUME, has_digit, year_of
from refcheck.references.monographs import unwrapped
from refcheck.references.names import read_authors
from refcheck.references.ruled_reading import Reading

if TYPE_CHECKING:
    from refcheck.references.tokens import Token

Stretch = tuple[int, int]

_WORDED = {"T": "title", "C": "container", "P": "publisher", "L": "place", "E": "edition"}
_COUNTED = {"V": ("volume", VOLUME), "I": ("issue", ISSUE), "G": ("pages", PAGES)}
# What a sentence behind a title begins with that is none of it.
_NOT_TITLES = frozenset(
    {"report", "talk", "paper", "presented", "poster", "lecture", "reprint", "reprinted", "retrieved"}
)
_NOTICE_BEFORE = re.compile(
    r"\b(?:retraction|withdrawal|removal|correction|erratum|corrigendum|addendum|expression of concern)\s?[:.—–]\s?\Z",
    re.IGNORECASE,
)
LONGEST_NOTICE = 30
"""More than the longest of these has, in code points, to see where it begins."""
_KNOT = ("volume", "issue", "pages", "article_number", "year")


def correct(ruled: Reading, labels: str, tokens: list[Token], core: str) -> Reading:
    """The reading of a reference by its labels, where they may overrule the rules.

    Args:
        ruled: what rules read.
        labels: a label (`tagging.LABELS`) for each token.
        tokens: of the reference without identifiers and notes.
        core: the text they were made from.
    """
    stretches = _stretches(labels)
    if stretches.keys().isdisjoint("TC") or _is_uncased(tokens):
        return ruled
    reading = Reading(first=ruled.first, located=ruled.located, serial=ruled.serial, hosted=ruled.hosted)
    locked = {"volume", "pages"} <= ruled.located and ruled.year is not None and ruled.serial
    if locked:
        reading.places = {name: ruled.places[name] for name in _KNOT if name in ruled.places}
        reading.year = ruled.year
        pages = ruled.places["pages"][0] if "pages" in ruled.places else -1
        if "issue" not in ruled.places and any(
            tokens[first].start <= pages < tokens[last - 1].end for first, last in stretches.get("I", ())
        ):
            _count(reading, stretches, tokens)  # an issue taken for the pages: 28: 3, 710-740
    else:
        _count(reading, stretches, tokens)
        _date(reading, ruled, stretches, labels, tokens)
    for label, name in _WORDED.items():
        if label in stretches:
            _put(reading, name, _worded(tokens, *_chosen(label, stretches[label]), label), tokens)
    _let_stand(reading, ruled, core, locked=locked)
    _take_notice(reading, core)
    if "A" in stretches:
        _name(reading, ruled, stretches["A"][0], tokens, core)
    elif "authors" in ruled.places and _are_other(ruled.places["authors"], labels, tokens):
        reading.authors, reading.truncated = ruled.authors, ruled.truncated
        reading.places["authors"] = ruled.places["authors"]
    _place_in_kind(reading, ruled, stretches, tokens, locked=locked)
    return reading


def _is_uncased(tokens: list[Token]) -> bool:
    """Whether a reference is in a script without capitals, of which the tagger has hardly seen any."""
    words = [token.text for token in tokens if token.text.isalpha()]
    return 3 * sum(map(_has_no_case, words)) > len(words)


def _has_no_case(word: str) -> bool:
    return word.lower() == word.upper()


def _are_other(place: tuple[int, int], labels: str, tokens: list[Token]) -> bool:
    """Whether the tagger takes all of a stretch for nothing."""
    return all(label == "O" for token, label in zip(tokens, labels, strict=True) if place[0] <= token.start < place[1])


def _let_stand(reading: Reading, ruled: Reading, core: str, *, locked: bool) -> None:
    """Keep what rules say of title, container and publisher where marks or words leave no doubt of it."""
    places, said = reading.places, ruled.places
    if "title" in places and "title" in said and _ends_sooner(core, places["title"], said["title"]):
        places["title"] = said["title"]
    if "container" in places and "container" in said:
        (start, end), (ruled_start, ruled_end) = places["container"], said["container"]
        beyond, before = core[end:ruled_end].strip(), core[ruled_start:start]
        if locked and start == ruled_start and beyond.startswith("(") and beyond.endswith(")"):
            places["container"] = said["container"]  # Spine (Phila Pa 1976)
        elif locked and end == ruled_end and "." in before and "title" in said:
            places["container"], places["title"] = said["container"], said["title"]  # Perspect. Psychol. Sci
        elif (
            not locked
            and start == ruled_start
            and core[ruled_end:end].startswith(", ")
            and core[ruled_end + 2 : end].isalpha()
        ):
            places["container"] = said["container"]  # Proceedings of a conference, and where it was
    if locked and "publisher" in said and "publisher" not in places and "container" in places:
        follows = said["publisher"][0] >= places["container"][1]
        places |= {"publisher": said["publisher"]} if follows else {}


def _take_notice(reading: Reading, core: str) -> None:
    """Give a title the word before it that says it is a notice about the work ("The Editors. Retraction: ...")."""
    start, end = reading.places.get("title", (0, 0))
    word = _NOTICE_BEFORE.search(core, max(0, start - LONGEST_NOTICE), start)
    if word:
        reading.places["title"] = (word.start(), end)


def _ends_sooner(core: str, title: tuple[int, int], said: tuple[int, int]) -> bool:
    """Whether a title ends where rules say: with its quotation, or before a sentence that says what it is."""
    if not title[0] <= said[0] < said[1] <= title[1] or title == said:
        return False
    if core[: said[0]].rstrip()[-1:] in ("“", "«", "‘", '"'):
        return core[said[1] : said[1] + 2].strip(".,")[:1] in ("”", "»", "’", '"')
    rest = core[said[1] : title[1]]
    return title[0] == said[0] and rest.startswith(". ") and rest[2:].split(" ")[0].strip(".,").lower() in _NOT_TITLES


def _stretches(labels: str) -> dict[str, list[Stretch]]:
    """The stretches of tokens of one label, by label, in their order."""
    found: dict[str, list[Stretch]] = {}
    at = 0
    for label, group in groupby(labels):
        end = at + sum(1 for _ in group)
        found.setdefault(label, []).append((at, end))
        at = end
    return found


def _chosen(label: str, stretches: list[Stretch]) -> Stretch:
    """The stretch that is the field: of titles the longest, else the first."""
    return max(stretches, key=lambda each: each[1] - each[0]) if label == "T" else stretches[0]


def _put(reading: Reading, name: str, stretch: Stretch, tokens: list[Token]) -> None:
    first, last = stretch
    if first < last:
        reading.places[name] = (tokens[first].start, tokens[last - 1].end)


def _worded(tokens: list[Token], first: int, last: int, label: str) -> Stretch:
    """A stretch without its marks and the word that leads to it."""
    first, last = unwrapped(tokens, first, last)
    if label == "C" and last - first > 1 and tokens[first].text in ("In", "in", "IN", "En", "Dans"):
        return unwrapped(tokens, first + 1, last)
    return first, last


def _count(reading: Reading, stretches: dict[str, list[Stretch]], tokens: list[Token]) -> None:
    """Volume, issue and pages."""
    for label, (name, leads) in _COUNTED.items():
        for first, last in stretches.get(label, ()):
            start, end = unwrapped(tokens, first, last)
            while start < end and (tokens[start].text.lower() in leads or not tokens[start].text[0].isalnum()):
                start += 1
            while end > start and (tokens[end - 1].text.lower() in leads or not tokens[end - 1].text[-1].isalnum()):
                end -= 1
            said = [token.text for token in tokens[start:end]]
            if any(has_digit(word) or ROMAN.match(word) for word in said):
                _put(reading, name, (start, end), tokens)
                break


def _date(
    reading: Reading, ruled: Reading, stretches: dict[str, list[Stretch]], labels: str, tokens: list[Token]
) -> None:
    """The year of publication: the first that is in a date."""
    for first, last in stretches.get("D", ()):
        for token in tokens[first:last]:
            year = year_of(token.text)
            if year is not None:
                reading.year, reading.places["year"] = year, (token.start, token.end)
                return
    if ruled.year is not None:
        start, _ = ruled.places["year"]
        at = next((at for at, token in enumerate(tokens) if token.start == start), 0)
        if labels[at] in "DO":
            reading.year, reading.places["year"] = ruled.year, ruled.places["year"]


def _name(reading: Reading, ruled: Reading, stretch: Stretch, tokens: list[Token], core: str) -> None:
    """The authors."""
    first, last = unwrapped(tokens, max(stretch[0], ruled.first), stretch[1])
    if first >= last:
        return
    place = (tokens[first].start, tokens[last - 1].end)
    known = ruled.places.get("authors")
    if (
        known is not None
        and known[0] == place[0]
        and core[min(known[1], place[1]) : max(known[1], place[1])].strip(" .,:;") == ""
    ):
        reading.authors, reading.truncated, reading.places["authors"] = ruled.authors, ruled.truncated, known
        return
    reading.places["authors"] = place
    block = read_authors(tokens[: stretch[1]], core, first)
    if block is not None:
        # Names behind what is not understood are not made up; the list is then as good as cut.
        reading.authors, reading.truncated = block.authors, block.truncated or block.next < last


def _place_in_kind(
    reading: Reading, ruled: Reading, stretches: dict[str, list[Stretch]], tokens: list[Token], *, locked: bool
) -> None:
    """Whether it reads as an article in a journal, or as a part of a book."""
    places = reading.places
    if "container" not in places:
        reading.hosted = False
        reading.serial = ruled.serial and locked
        return
    leads = any(
        tokens[at].text in ("In", "IN")
        for label in "RC"
        for first, last in stretches.get(label, ())
        for at in range(first, last)
    )
    published = "publisher" in places or "place" in places
    reading.hosted = ruled.hosted or (leads and not ruled.serial) or ("R" in stretches and published)
    if not locked:
        reading.serial = not reading.hosted and not published and ("volume" in places or "pages" in places)
