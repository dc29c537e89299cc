"""Where a record's title stands in a printed reference, and whether it is the title of another item beside it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

from refcheck.resolution.normalise import compact, tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from refcheck.resolution.printed import Printed
    from refcheck.work import Work

SHORTER = 0.94  # what a title without its subtitle counts at most: sequels share it
_BETTER = 0.03  # by how much an alternative title must fit better than the title itself
# Beside a title they make it the title of another item: the authors' reply, the notice about the article.
NOTICES = frozenset(
    ["reply", "erratum", "errata", "corrigendum", "corrigenda", "correction", "retraction", "retracted", "addendum"]
)
_NOTICE_WORDS = 3  # at either end of a title, among which a notice says what it is
_PART = frozenset(["part", "parts", "pt", "chapter", "section", "paper", "report", "note"])
_NUMERAL = re.compile(r"(?:\d{1,3}|[ivx]{1,5}|[abc])\Z")
_ROMAN = re.compile(r"(?:[ivx]{2,5})\Z")


@dataclass(frozen=True, slots=True)
class TitlePlace:
    """The best place of a title.

    Attributes:
        letters: the title that fits, without anything between its letters and digits.
        fit: 0 to 1; None if the record has no title.
        start, end: of the place, in `Printed.letters`.
    """

    letters: str = ""
    fit: float | None = None
    start: int = 0
    end: int = 0


def title_place(printed: Printed, work: Work) -> TitlePlace:
    """Where the title, or else an alternative one, fits best."""
    best = TitlePlace()
    for name in (work.title, *work.alternative_titles):
        title = compact(name)
        if not title:
            continue
        at = printed.letters.find(title)
        if at >= 0:
            fit, start, end = 1.0, at, at + len(title)
        else:
            place = fuzz.partial_ratio_alignment(title, printed.letters)
            if place is None:
                continue
            fit, start, end = place.score / 100, place.dest_start, place.dest_end
        if len(title) > len(printed.letters):
            # Then the alignment looks for the reference in the title; what counts is how much of the title is there.
            fit = LCSseq.normalized_similarity(title, printed.letters)
        if name != work.title:
            fit = min(fit, SHORTER)
        if best.fit is None or fit > best.fit + _BETTER:
            best = TitlePlace(title, fit, start, end)
    return best


def names_another(printed: Printed, work: Work) -> bool:
    """Whether the record's title says that it is a notice, or a part of a series, and the reference does not."""
    title = tokens(work.title)
    if not title:
        return False
    words = printed.word_set
    if any(word in NOTICES and word not in words for word in (*title[:_NOTICE_WORDS], *title[-_NOTICE_WORDS:])):
        return True
    marks = _marks(title)
    return any(title.count(mark) > printed.words.count(mark) for mark in marks)


def _marks(title: Sequence[str]) -> set[str]:
    """What tells the parts of a series apart: "Part 2", "II", a number at the end."""
    marks = {word for word in title if _ROMAN.match(word)}
    marks.update(after for name, after in pairwise(title) if name in _PART and _NUMERAL.match(after))
    if len(title) > 1 and _NUMERAL.match(title[-1]):
        marks.add(title[-1])
    return marks


def extended(printed: Printed, work: Work, place: TitlePlace) -> bool:
    """Whether the title's place in the reference begins or ends within a phrase: then it is part of a longer title."""
    first = bisect_right(printed.word_ends, place.start)
    last = bisect_left(printed.word_ends, place.end)
    spans, words = printed.word_spans, printed.words
    known = set(tokens(work.title))
    if any(word in NOTICES and word not in known for word in words[max(0, first - 3) : last + 4]):
        return True
    behind = words[last + 1 : last + 3]
    if any((word in _PART or _ROMAN.match(word)) and word not in known for word in behind):
        return True
    if first > 0 and printed.is_word[first - 1] and printed.text[spans[first - 1][1] : spans[first][0]].isspace():
        return True
    if last + 1 < len(spans) and printed.text[spans[last][1] : spans[last + 1][0]].isspace():
        after = words[last + 1]
        heads = [tokens(name)[:2] for name in work.containers]
        return printed.is_word[last + 1] and not any(word.startswith(after[:3]) for head in heads for word in head)
    return False
