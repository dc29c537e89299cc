"""Titles."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from rapidfuzz.distance import DamerauLevenshtein

from refcheck.comparing.model import Disagreement
from refcheck.comparing.text import STOP_WORDS, joined, key, plain, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from refcheck.article import Reference
    from refcheck.work import Work

_NOTICE = re.compile(
    r"^\W*(retract(ed|ion)( article| paper)?|withdrawn|removed|erratum|corrigendum|reprint of)\s*[:.\-–—]\s*", re.I
)
_TRAILING_NOTE = re.compile(r"\s*[\[(][^\[\]()]{1,80}[\])]\W*$")
_BOUNDARY = re.compile(r"[:;.?!]\s|\s[-–—]\s?|—|\s[(\[]")
_TRANSLATED = re.compile(r"^\W{0,2}\[.{10,}\]\W{0,2}$", re.S)

# Below this share of common words two titles are in two languages, or the title was not read right: no accusation.
_UNRELATED = 0.3


def compare_title(reference: Reference, record: Work) -> Disagreement | None:
    """Compare the printed title with the record's title and its alternative titles.

    Case, punctuation, mark-up, Greek letters, British and American spelling, numerals, small words, a subtitle that
    one of them leaves out and a note at the end are no disagreement. A content word that differs is.
    """
    printed = reference.fields.title
    titles = [plain(title) for title in (record.title, *record.alternative_titles) if len(words(title)) > 0]
    if not words(printed) or not titles or "�" in record.title or _TRANSLATED.match(printed):
        return None
    raw = joined(reference.raw)
    differences = []
    for title in titles:
        if len(words(title)) > 2 and any(joined(form) in raw for form in _whole_and_noteless(title)):
            return None
        difference = _difference(printed, title)
        if difference is None:
            return None
        differences.append(difference)
    difference, title = min(zip(differences, titles, strict=True), key=lambda pair: pair[0].size)
    if difference.common < _UNRELATED:
        return None
    return Disagreement(
        "title",
        printed,
        title,
        difference.told,
        confidence=0.7 if difference.minor else 0.9,
        minor=difference.minor,
        correction=title,
    )


def same_title(one: str, other: str) -> bool:
    """Whether two titles are the same but for what `compare_title` lets pass."""
    return bool(words(one)) and bool(words(other)) and _difference(one, other) is None


class _Difference:
    """What differs between two titles: the words left out and put in, and how much they have in common."""

    def __init__(self, left_out: list[list[str]], put_in: list[list[str]], common: float, minor: bool) -> None:
        self.size = sum(map(len, left_out)) + sum(map(len, put_in))
        self.common = common
        self.minor = minor
        out, new = (" ... ".join(" ".join(part) for part in parts if part) for parts in (left_out, put_in))
        if out and new:
            self.told = f"'{_shown(new)}' stands for '{_shown(out)}'"
        else:
            self.told = f"'{_shown(out)}' is left out" if out else f"'{_shown(new)}' is added"


def _shown(text: str) -> str:
    return text if len(text) <= 80 else text[:77].rsplit(" ", 1)[0] + " ..."


def _whole_and_noteless(title: str) -> Iterator[str]:
    title = _NOTICE.sub("", title)
    yield title
    shorter = _TRAILING_NOTE.sub("", title)
    if len(words(shorter)) > 2:
        yield shorter


def _difference(printed: str, title: str) -> _Difference | None:
    for one in _whole_and_noteless(plain(printed)):
        for other in _whole_and_noteless(title):
            if joined(one) == joined(other) or _subtitle_left_out(one, other) or _subtitle_left_out(other, one):
                return None
    ours, theirs = words(_NOTICE.sub("", printed)), words(_NOTICE.sub("", title))
    matcher = SequenceMatcher(a=list(map(key, theirs)), b=list(map(key, ours)), autojunk=False)
    left_out: list[list[str]] = []
    put_in: list[list[str]] = []
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != "equal" and not _tolerable(theirs[a:b], ours[c:d]):
            left_out.append(theirs[a:b])
            put_in.append(ours[c:d])
    if not left_out:
        return None
    common = sum(block.size for block in matcher.get_matching_blocks()) / min(len(ours), len(theirs))
    minor = all(_misspelt("".join(out), "".join(new)) for out, new in zip(left_out, put_in, strict=True))
    return _Difference(left_out, put_in, common, minor)


def _subtitle_left_out(shorter: str, longer: str) -> bool:
    """Whether `longer` is `shorter` and a subtitle or a note more, at the end or (a series' name) at the start."""
    short = joined(shorter)
    if len(short) < 8:
        return False
    for boundary in _BOUNDARY.finditer(longer):
        if joined(longer[: boundary.start() + 1]) == short or joined(longer[boundary.end() :]) == short:
            return True
    return False


def _tolerable(out: list[str], new: list[str]) -> bool:
    if "".join(map(key, out)) == "".join(map(key, new)):
        return True
    return STOP_WORDS.issuperset(out) and STOP_WORDS.issuperset(new)


def _misspelt(one: str, other: str) -> bool:
    """Whether two runs of letters are one word with a slip of the pen in it (no digit in which differs)."""
    if min(len(one), len(other)) < 4 or re.sub(r"\D", "", one) != re.sub(r"\D", "", other):
        return False
    return DamerauLevenshtein.distance(one, other) <= 1 + (len(one) > 8)
