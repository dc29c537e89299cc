"""What a record is found by in an index: exact keys, and the words of its title, its authors and its container.

The same keys are made of a record and of a printed reference. A reference is not parsed for them: every place that
could be a volume before a page, or the beginning of a title, gives a key, and those that are none find nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from refcheck.resolution.abbreviations import initials, is_small
from refcheck.resolution.normalise import compact, folded, tokens

if TYPE_CHECKING:
    from collections.abc import Iterator

    from refcheck.resolution.printed import Printed
    from refcheck.work import Work

TITLE = 40  # letters of a title that are its fingerprint; a shorter title is its own
SHORTEST_TITLE = 12  # letters; "Editorial" is nobody's fingerprint
TITLE_BEGINS = 16  # letters that two phrases have together if a title may begin with them
MOST_TITLES = 8  # places of a reference where a title may begin
MOST_NUMBERS = 10  # the last ones of a reference, among which volume and first page are looked for
REACH = 3  # so many numbers behind the volume the first page may stand, and so many phrases a short title may have
JOURNAL_WORDS = 6  # before the volume
HEAD = 4  # words among which the first author stands
AUTHORS = 8  # whose names are words of the record; a reference rarely prints more
SHORTEST_WORD = 3
_DIGITS = re.compile(r"\d+")
_STOP = re.compile(r"[.?!:;,\"“”)\]]")


def doi_key(doi: str) -> str:
    """The key of a DOI."""
    return f"d/{doi.lower()}"


def keys_of(work: Work) -> list[str]:
    """The exact keys of a record: DOI, places in its container, title's fingerprint, first author with year."""
    keys = [doi_key(work.doi)]
    volume, page = _number(work.volume), _number(work.pages or work.article_number)
    if volume and page:
        keys += [_place(volume, page, str(year)) for year in work.years]
        keys += [_journal(name, volume, page) for name in {initials(container) for container in work.containers}]
    for title in (work.title, *work.alternative_titles):
        letters = compact(title)
        if len(letters) >= SHORTEST_TITLE:
            keys.append(_title(letters))
    if work.authors:
        name = compact(work.authors[0].family)
        keys += [_author(name, year) for year in work.years]
    return list(dict.fromkeys(keys))


def keys_in(printed: Printed) -> list[str]:
    """The keys of few records that a printed reference may mean: its place, its title."""
    return list(dict.fromkeys((*_places(printed), *_titles(printed))))


def author_keys_in(printed: Printed) -> Iterator[str]:
    """The keys of first author and year that a printed reference may mean; many records have each."""
    head = printed.words[:HEAD]
    names = [word for word in head if len(word) >= SHORTEST_WORD - 1 and not word.isdigit()]
    if len(head) > 1:
        names.append(head[0] + head[1])  # "van Hazel", "Al-Sayed"
    if len(head) > 2:
        names.append("".join(head[:3]))
    for year in printed.years:
        for name in names:
            yield _author(name, year)


def words_of(work: Work) -> list[str]:
    """The words of a record that a search by words looks at."""
    names = [author.family for author in work.authors[:AUTHORS]]
    return tokens(" ".join((work.title, *work.alternative_titles, *work.containers, *names)))


def words_in(printed: Printed) -> list[str]:
    """The words of a reference that are worth searching for, each once; years, volumes and pages have keys."""
    return [word for word in dict.fromkeys(printed.words) if len(word) >= SHORTEST_WORD and not word.isdigit()]


def _place(volume: str, page: str, year: str) -> str:
    return f"p/{volume}/{page}/{year}"


def _journal(name: str, volume: str, page: str) -> str:
    return f"j/{name}/{volume}/{page}"


def _title(letters: str) -> str:
    return f"t/{letters[:TITLE]}"


def _author(name: str, year: int) -> str:
    return f"a/{name}/{year}"


def _number(text: str) -> str:
    """The first number of a volume or page without letters or zeros around it: "e33693" is also printed as 33693."""
    if text.isdecimal() and text.isascii():
        return text.lstrip("0")
    found = _DIGITS.search(folded(text))
    return found[0].lstrip("0") if found else ""


def _places(printed: Printed) -> Iterator[str]:
    years = [str(year) for year in sorted(printed.years)]
    starts = {_number(first) for first, _ in printed.ranges}
    # The end of a page range is neither a volume nor a first page, its beginning is no volume.
    found = [(_number(number), at) for number, at in printed.number_places if number not in printed.only_ends]
    kept = [(number, at) for number, at in found if number][-MOST_NUMBERS:]
    names: list[str] = []
    for place, (volume, at) in enumerate(kept):
        if volume in years or volume in starts:
            continue
        names = names or _initials_before(printed, at)
        for page, _ in kept[place + 1 : place + 1 + REACH]:
            if page not in years:
                yield from (_place(volume, page, year) for year in years)
            if page in starts or not starts:
                yield from (_journal(name, volume, page) for name in names)


def _initials_before(printed: Printed, at: int) -> list[str]:
    """The initials of the words before a place, the last one, the last two, and so on: one of them is the journal."""
    words = [word for word, (_, end) in zip(printed.words, printed.word_spans, strict=True) if end <= at]
    kept = [word for word in words[-2 * JOURNAL_WORDS :] if not word.isdigit() and not is_small(word)]
    name, names = "", []
    for word in reversed(kept[-JOURNAL_WORDS:]):
        name = word[0] + name
        names.append(name)
    return names


def _titles(printed: Printed) -> Iterator[str]:
    places = [*_phrases(printed), len(printed.letters)]
    # Names of authors are short phrases one after the other; a title is long, or goes on behind its colon.
    starts = [
        place
        for place, start in enumerate(places[:-1])
        if places[min(place + 2, len(places) - 1)] - start >= TITLE_BEGINS
    ]
    for place in starts[:MOST_TITLES]:
        start = places[place]
        letters = printed.letters[start : start + TITLE]
        if len(letters) == TITLE:
            yield _title(letters)
        for end in places[place + 1 : place + 1 + REACH]:
            if SHORTEST_TITLE <= end - start < TITLE:
                yield _title(printed.letters[start:end])


def _phrases(printed: Printed) -> list[int]:
    """Where in `Printed.letters` a phrase begins."""
    places, last = [], 0
    for (start, end), at in zip(printed.word_spans, printed.word_ends, strict=True):
        if last and _STOP.search(printed.text, last, start):
            places.append(at - (end - start))
        last = end
    return places
