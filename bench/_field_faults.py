"""One field of a reference made wrong, as authors get it wrong.

A draw that would be no fault is left out, and so is one that nobody could see:

- a year that another date of the record has, and the year of a book, which has editions;
- another name of the same journal (by ISSN; where that is not known, a name whose first word begins with the same
  letter), and initials alone, which could be any journal's;
- a word whose first four letters stay the same;
- an author whose family name the list has twice, or who stands last before an "et al.";
- pages where the record counts the article's own ("1-9"), a last page where it has the first one twice;
- numbers of more than four digits in place of an issue, and a volume that is the year;
- whatever leaves the printed reference as it was (Nature's style prints no issue).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from refcheck.folding import base_letters

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from bench._jats_printing import Person
    from bench._printed_works import Sample

_LONG_WORD = re.compile(r"\b[A-Za-z][a-z]{4,20}\b")
_TRIES = 20


@dataclass(frozen=True)
class Fault:
    """A fault in one reference.

    Attributes:
        code: the rule that should find it.
        changes: the changed values, as `Printer` takes them.
        said: words that the finding should say it in; empty if any will do.
    """

    code: str
    changes: Mapping[str, Any]
    said: str = ""


@dataclass(frozen=True)
class Pool:
    """What other references have: first authors, journals with their ISSNs, words of titles."""

    people: Sequence[Person]
    journals: Sequence[tuple[tuple[str, str], frozenset[str]]]
    words: Sequence[str]
    issns: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, samples: Iterable[Sample]) -> Pool:
        """Collect what the samples have."""
        values = [sample.values for sample in samples]
        journals: dict[tuple[str, str], frozenset[str]] = {}
        issns: dict[str, frozenset[str]] = {}
        for full, short in [each.journal for each in values if each.journal[0] and each.issns]:
            # Initials alone ("AMR") could be any journal's.
            if full.isupper():
                continue
            journals[full, short if " " in short else ""] = frozenset()
        for each in values:
            for name in filter(None, map(_letters, each.journal)):
                issns[name] = issns.get(name, frozenset()) | each.issns
        for names in journals:
            journals[names] = frozenset().union(*(issns.get(_letters(name), ()) for name in names))
        return cls(
            [each.people[0] for each in values if each.people and all(each.people[0])],
            list(journals.items()),
            [word for each in values for word in _LONG_WORD.findall(each.title)],
            issns,
        )


def another_year(sample: Sample, draw: random.Random, _: Pool) -> Fault | None:
    """A year up to five off."""
    year = 0 if sample.record.kind == "book" else int(sample.values.year or 0)
    others = [year + by for by in range(-5, 6) if year + by not in {year, *sample.record.years} and year + by < 2026]
    return Fault("REF207", {"year": str(draw.choice(others))}) if year else None


def another_volume(sample: Sample, draw: random.Random, _: Pool) -> Fault | None:
    """A volume up to nine off."""
    return _another_number(sample, draw, "volume")


def another_issue(sample: Sample, draw: random.Random, _: Pool) -> Fault | None:
    """An issue up to nine off."""
    return _another_number(sample, draw, "issue")


def _another_number(sample: Sample, draw: random.Random, name: str) -> Fault | None:
    value = getattr(sample.values, name)
    if not value.isdecimal() or len(value) > 4 or value in (sample.values.year, *map(str, sample.record.years)):
        return None
    others = [number for number in range(max(1, int(value) - 9), int(value) + 10) if number != int(value)]
    return Fault("REF208", {name: str(draw.choice(others))})


def _has_pages(sample: Sample) -> bool:
    """Whether the source has pages of the volume, and not only the article's own ("1-9")."""
    first, last = sample.values.pages
    return first.isdecimal() and int(first) > 1 and (last.isdecimal() or not last)


def other_pages(sample: Sample, draw: random.Random, _: Pool) -> Fault | None:
    """The pages of another article in the volume: all of them moved on or back by 5 to 300."""
    pages = sample.values.pages
    if not _has_pages(sample):
        return None
    by = draw.randint(5, 300) * draw.choice((1, -1))
    by = abs(by) if int(pages[0]) + by < 2 else by
    first = int(pages[0]) + by
    last = int(_completed(pages)) + by if pages[1] else 0
    return Fault("REF209", {"pages": (str(first), str(last) if last else "")})


def transposed(sample: Sample, draw: random.Random, _: Pool) -> Fault | None:
    """Two neighbouring digits exchanged in the year, the volume, the first or the last page."""
    values = sample.values
    first, last = values.pages
    ways: list[tuple[str, str, Callable[[str], Mapping[str, Any]]]] = [
        ("REF207", values.year[2:], lambda number: {"year": values.year[:2] + number}),
        ("REF208", values.volume, lambda number: {"volume": number}),
        ("REF209", first, lambda number: {"pages": (number, last)}),
        ("REF209", _completed(values.pages), lambda number: {"pages": (first, number)}),
    ]
    code, number, changes = draw.choice(ways)
    if code == "REF209" and not (_has_pages(sample) and first != _completed(values.pages)):
        return None
    if not number.isdecimal() or (code == "REF208" and number == values.year):
        return None
    at = draw.randrange(max(1, len(number) - 1))
    exchanged = number[:at] + number[at : at + 2][::-1] + number[at + 2 :]
    if exchanged == number or (exchanged[0] == "0" and code != "REF207"):
        return None
    if code == "REF207" and sample.record.kind == "book":
        return None
    if code == "REF207" and (
        int(values.year[:2] + exchanged) > 2025 or int(values.year[:2] + exchanged) in sample.record.years
    ):
        return None
    return Fault(code, changes(exchanged), "digits transposed")


def author_left_out(sample: Sample, draw: random.Random, _: Pool) -> Fault | None:
    """One author of several left out."""
    people = sample.values.people
    if len(people) < 2:
        return None
    at = draw.randrange(min(len(people), 8))
    if sample.values.cut and at == len(people) - 1:
        return None
    families = [_letters(family) for family, _ in people]
    return Fault("REF205", {"without": at}) if families.count(families[at]) == 1 and people[at][0] else None


def wrong_first_author(sample: Sample, draw: random.Random, pool: Pool) -> Fault | None:
    """The first author of another work in place of this one's."""
    families = {_letters(family) for family, _ in sample.values.people}
    if not sample.values.people or not sample.values.people[0][0]:
        return None
    for _ in range(_TRIES):
        other = draw.choice(pool.people)
        if _letters(other[0]) not in families:
            return Fault("REF205", {"first": other})
    return None


def another_journal(sample: Sample, draw: random.Random, pool: Pool) -> Fault | None:
    """Another journal's name, abbreviated where that journal's records have an abbreviation."""
    names = sample.values.journal
    own = sample.values.issns.union(*(pool.issns.get(_letters(name), frozenset()) for name in names))
    if not names[0] or sample.record.kind != "article":
        return None
    for _ in range(_TRIES):
        other, issns = draw.choice(pool.journals)
        if own & issns or _beginnings(other[0])[:2] == _beginnings(names[0])[:2]:
            continue
        if not own and _beginnings(other[0])[:1] == _beginnings(names[0])[:1]:
            continue
        return Fault("REF206", {"journal": other})
    return None


def title_word(sample: Sample, draw: random.Random, pool: Pool) -> Fault | None:
    """A word of the title, of five letters or more, replaced by one of another title."""
    title = sample.values.title
    words = [found.span() for found in _LONG_WORD.finditer(title)]
    if not words:
        return None
    start, end = draw.choice(words)
    for _ in range(_TRIES):
        other = draw.choice(pool.words)
        if other.lower()[:4] != title[start:end].lower()[:4]:
            other = other.capitalize() if title[start].isupper() else other.lower()
            return Fault("REF204", {"title": title[:start] + other + title[end:]})
    return None


def neighbour_doi(sample: Sample, _: random.Random, __: Pool) -> Fault | None:
    """The DOI of the next work."""
    if not sample.values.doi or sample.neighbour is None:
        return None
    return Fault("REF202", {"doi": sample.neighbour.doi})


KINDS: Mapping[str, Callable[[Sample, random.Random, Pool], Fault | None]] = {
    "another year": another_year,
    "another volume": another_volume,
    "another issue": another_issue,
    "other pages": other_pages,
    "digits transposed": transposed,
    "author left out": author_left_out,
    "wrong first author": wrong_first_author,
    "another journal": another_journal,
    "title word changed": title_word,
    "DOI of a neighbour": neighbour_doi,
}


def _completed(pages: tuple[str, str]) -> str:
    first, last = pages
    return first[: len(first) - len(last)] + last if last.isdecimal() and len(last) < len(first) else last


def _letters(text: str) -> str:
    return "".join(sign for sign in base_letters(text).casefold() if sign.isalnum())


def _beginnings(name: str) -> str:
    """The first letters of the words of a journal's name that an abbreviation keeps."""
    return "".join(
        word[0] for word in re.findall(r"\w+", name.lower()) if word not in ("the", "of", "and", "for", "in")
    )
