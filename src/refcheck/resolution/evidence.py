"""How well a record fits a printed reference, field by field, read from the raw string and not from its parse."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

from refcheck.references.pages import completed
from refcheck.resolution.abbreviations import found_in
from refcheck.resolution.normalise import compact, folded, tokens
from refcheck.resolution.printed import NUMBER, PAGE_RANGE, Printed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from refcheck.bibliography import Author
    from refcheck.work import Work

_ISSUE = re.compile(r"\d[a-z]? ?\((\d{1,4})(?:[-/]\d{1,4})?\)|\b(?:no|issue|iss)\.? ?(\d{1,4})\b")
_ROMAN = re.compile(r"[ivxlc]{1,9}\Z")
_IMPRINT_WORDS = (
    "available from accessed retrieved epub ahead print press online http https doi pmid pmcid vol volume issue "
    "pages suppl supplement edited editor editors edition published article english german french chinese abstract "
    "january february march april june july august september october november december"
)
_NO_WORDS_OF_THEIR_OWN = frozenset(_IMPRINT_WORDS.split())
SHORTER = 0.94  # what a title without its subtitle counts at most: sequels share it
HEAD = 8  # words at the beginning of a reference among which its first author is looked for at least
# Beside a title they make it the title of another item: the authors' reply, the notice about the article.
_NOTICES = frozenset(["reply", "erratum", "errata", "corrigendum", "correction", "retraction", "addendum"])


@dataclass(frozen=True, slots=True)
class Evidence:
    """The fit of one record, per field 0 (contradicted) to 1 (agrees); None where nothing can be said.

    Attributes:
        title: similarity of the title to its best place in the reference.
        title_letters: how long the title that fits is, in letters and digits.
        author: whether the first author stands at the head of the reference.
        year: 1 for a year of the record, 0.5 for one beside it.
        volume, first_page: 1 if the reference has that number, 0 if it has other numbers only.
        issue: the same, but None if the reference prints no issue.
        container: how much of the container's name stands in the reference.
        unexplained: share of the words after the title's beginning that the record has nothing of.
        strangers: how many words of the whole reference the record has nothing of.
        extended: whether the printed title visibly goes on before or behind the record's.
    """

    title: float | None
    title_letters: int
    author: float | None
    year: float | None
    volume: float | None
    first_page: float | None
    issue: float | None
    container: float | None
    unexplained: float
    strangers: int
    extended: bool

    @property
    def fields(self) -> Mapping[str, float]:
        """What is known, by the name of the field, for `Resolution.evidence`."""
        known = {
            "title": self.title,
            "author": self.author,
            "year": self.year,
            "volume": self.volume,
            "pages": self.first_page,
            "container": self.container,
        }
        return {name: round(value, 3) for name, value in known.items() if value is not None}


def gather(printed: Printed, work: Work) -> Evidence:
    """The evidence that a printed reference is a record's."""
    title, similarity, start, end = _best_title(printed, work)
    words = [word for word, at in zip(printed.words, printed.word_ends, strict=True) if at > start and _is_word(word)]
    unknown = _unexplained(work, words)
    return Evidence(
        title=similarity,
        title_letters=len(title),
        author=_author(printed, work.authors, start if similarity and similarity >= 0.8 else -1),
        year=_year(printed, work.years),
        volume=_number(printed, [work.volume]),
        first_page=_page(printed, work),
        issue=_issue(printed, work.issue),
        container=max((found_in(printed.words, name) for name in work.containers), default=None),
        unexplained=len(unknown) / len(words) if words else 0.0,
        strangers=len(_unexplained(work, filter(_is_word, printed.words))),
        extended=bool(title) and _extended(printed, work, start, end),
    )


def _best_title(printed: Printed, work: Work) -> tuple[str, float | None, int, int]:
    best: tuple[str, float | None, int, int] = ("", None, 0, 0)
    for name in (work.title, *work.alternative_titles):
        title = compact(name)
        if not title:
            continue
        place = fuzz.partial_ratio_alignment(title, printed.letters)
        if place is None:
            continue
        score = place.score / 100
        if len(title) > len(printed.letters):
            # Then the alignment looks for the reference in the title; what counts is how much of the title is there.
            score = LCSseq.normalized_similarity(title, printed.letters)
        if name != work.title:
            score = min(score, SHORTER)
        if best[1] is None or score > best[1] + 0.03:
            best = (title, score, place.dest_start, place.dest_end)
    return best


def _author(printed: Printed, authors: Iterable[Author], title_start: int) -> float | None:
    first = next(iter(authors), None)
    if first is None or title_start == 0:
        return None  # a reference that begins with its title prints no author
    # The head: what stands before the title, or the first words if the title was not found.
    head = [word for word, end in zip(printed.words, printed.word_ends, strict=True) if end <= title_start]
    if len(head) < HEAD or first.is_group:
        head = printed.words[:HEAD]
    family = compact(first.family)
    if first.is_group:
        return fuzz.partial_ratio(family, "".join(head)) / 100 if family else None
    parts = tokens(first.family)
    size = max(1, len(parts))
    best = 0.0
    for at in range(len(head) - size + 1):
        likeness = fuzz.ratio(family, "".join(head[at : at + size])) / 100
        # Initials may come before the name: "A C Wei". Further on it is another author's place.
        best = max(best, likeness if at <= 4 else likeness * 0.8)
    return best


def _year(printed: Printed, years: tuple[int, ...]) -> float | None:
    if not years or not printed.years:
        return None
    distance = min(abs(year - other) for year in years for other in printed.years)
    return {0: 1.0, 1: 0.5}.get(distance, 0.0)


def _number(printed: Printed, values: Iterable[str]) -> float | None:
    wanted = {number for value in values for number in (folded(value).lstrip("0"), *NUMBER.findall(folded(value)))}
    wanted.discard("")
    if not wanted or not printed.has_place:
        return None
    return 1.0 if wanted & printed.numbers else 0.0


def _issue(printed: Printed, issue: str) -> float | None:
    # Many styles leave the issue out: only another issue in its place speaks against a record.
    years = {str(year) for year in printed.years}  # "13 (2006) 668"
    found = [number for pair in _ISSUE.findall(printed.text) for number in pair if number and number not in years]
    if not issue or not found:
        return None
    wanted = {number.lstrip("0") for number in NUMBER.findall(folded(issue))}
    return 1.0 if wanted & {number.lstrip("0") for number in found} else 0.0


def _page(printed: Printed, work: Work) -> float | None:
    pages = PAGE_RANGE.search(folded(work.pages))
    first = pages[1] if pages else next(iter(tokens(work.pages)), "")
    if not any(char.isdigit() for char in first) and not _ROMAN.match(first):
        first = compact(work.pages)  # "e-10"
    wanted = {first.lstrip("0"), compact(work.article_number).lstrip("0")} - {""}
    if not wanted or not printed.has_place:
        return None
    # "713a" is printed as 713, "e12" as 12.
    bare = {re.sub(r"\A[a-z]+(?=\d)|(?<=\d)[a-z]+\Z", "", number) for number in wanted}
    roman = {number for number in wanted if _ROMAN.match(number)} & set(printed.words)
    if roman or (wanted | bare) & printed.starting_numbers:
        return 1.0
    if pages and pages[1] != pages[2] and _last_page_stands(printed, completed(pages[1], pages[2])):
        return 0.7  # the first page is misprinted, the last is right
    return 0.0


def _last_page_stands(printed: Printed, last: str) -> bool:
    # A shortened last page ("515-68") cannot be completed from a wrong first one: two digits are enough.
    endings = [end for _, end in PAGE_RANGE.findall(printed.text)]
    return last in endings or any(len(end) == 2 and last.endswith(end) for end in endings)


def _unexplained(work: Work, words: Iterable[str]) -> list[str]:
    """The words that a record has nothing of; abbreviations ("surg", "dermatol") are beginnings of its words."""
    known = set(tokens(" ".join((work.title, *work.alternative_titles, *work.containers, work.publisher))))
    known.update(word for author in work.authors for word in tokens(f"{author.family} {author.given}"))
    stems = {word[:5] for word in known}
    return [word for word in words if word[:5] not in stems and not any(other.startswith(word) for other in known)]


def _extended(printed: Printed, work: Work, start: int, end: int) -> bool:
    """Whether the title's place in the reference begins or ends within a phrase: then it is part of a longer title."""
    first = bisect_right(printed.word_ends, start)
    last = bisect_left(printed.word_ends, end)
    spans, words = printed.word_spans, printed.words
    known = set(tokens(work.title))
    if any(word in _NOTICES and word not in known for word in words[max(0, first - 3) : last + 4]):
        return True
    if first > 0 and _is_word(words[first - 1]) and printed.text[spans[first - 1][1] : spans[first][0]].isspace():
        return True
    if last + 1 < len(spans) and printed.text[spans[last][1] : spans[last + 1][0]].isspace():
        after = words[last + 1]
        heads = [tokens(name)[:2] for name in work.containers]
        return _is_word(after) and not any(word.startswith(after[:3]) for head in heads for word in head)
    return False


def _is_word(word: str) -> bool:
    return len(word) > 3 and word.isalpha() and word not in _NO_WORDS_OF_THEIR_OWN
