"""Years, volumes and issues."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from refcheck.bibliography import WorkKind
from refcheck.comparing.model import Disagreement
from refcheck.comparing.remainder import remainder

if TYPE_CHECKING:
    from refcheck.article import Reference
    from refcheck.work import Work

_DIGITS = re.compile(r"\d+")
_ROMAN = re.compile(r"m{0,3}(cm|cd|d?c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})", re.I)
_ROMAN_VALUES = {"m": 1000, "d": 500, "c": 100, "l": 50, "x": 10, "v": 5, "i": 1}
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_PLACED_YEAR = re.compile(r"(?:\(|\.[\s\"”’]{1,3}|,\s)((?:1[5-9]|20)\d\d)(?=\)|\.\s|,\s\d)")
# Parts of books and the like have one date, also where they read like books.
_DATED = frozenset((WorkKind.CHAPTER, WorkKind.CONFERENCE_PAPER, WorkKind.REPORT, WorkKind.THESIS))
MONTHS = 12
"""An issue up to this may well have the number of its volume; records with more mostly repeat the volume."""
_PLAIN_ISSUE = re.compile(r"\s*(no\.?|issue|nr\.?)?\s*\d{1,5}([a-z]|\s*[-–/,&]\s*\d{1,5})?\s*", re.I)


def compare_year(reference: Reference, record: Work) -> Disagreement | None:
    """Compare the printed year with every year that the record gives.

    Books are let pass: their editions and reprints carry years that one record does not have.
    """
    printed = reference.fields.year or _unread_year(reference, record)
    if printed is None or not record.years or printed in record.years:
        return None
    if record.kind is WorkKind.BOOK or (reference.fields.kind is WorkKind.BOOK and record.kind not in _DATED):
        return None
    volume = reference.fields.volume
    if volume != record.volume and (record.volume == str(printed) or volume in map(str, record.years)):
        return None  # the one was read as the other
    # The year in the name of a conference is not that of its proceedings, in a journal's it may be all that was read.
    named = ("container",) if record.kind is not WorkKind.ARTICLE else ()
    rest = remainder(reference, record, "volume", "issue", "pages", "article_number", *named)
    if any(re.search(rf"(?<!\d){year}(?!\d)", rest) for year in record.years):
        return None
    near = min(record.years, key=lambda year: abs(year - printed))
    recorded = " or ".join(map(str, record.years))
    return Disagreement(
        "year",
        str(printed),
        recorded,
        slip(str(printed), str(near)),
        confidence=0.8 if abs(near - printed) == 1 else 0.95,
        correction=str(near) if len(record.years) == 1 else "",
    )


def _unread_year(reference: Reference, record: Work) -> int | None:
    """The year where the parse took none: behind a title without authors, before the volume where there is no title.

    It is the only number of its kind beside the title, as far as that is the record's.
    """
    rest = remainder(reference, record, "volume", "issue", "pages", "article_number")
    found = _YEAR.findall(rest)
    placed = _PLACED_YEAR.findall(rest)
    return int(placed[0]) if len(found) == len(placed) == 1 else None


def compare_volume_and_issue(reference: Reference, record: Work) -> Disagreement | None:
    """Compare volume and issue; an issue that one of them leaves out, supplements and combined issues are let pass."""
    volume, issue = reference.fields.volume, reference.fields.issue
    printed, recorded = _number(volume), _number(record.volume)
    printed_issue, recorded_issue = _number(issue), _number(record.issue)
    if printed is not None and recorded is not None and printed != recorded:
        if (
            _is_in_place(record.volume, remainder(reference, record))
            or _is_year(printed, reference, record)
            or _is_year(recorded, reference, record)
        ):
            return None
        if printed == recorded_issue and printed_issue == recorded:
            return Disagreement(
                "volume", f"{volume}({issue})", f"{record.volume}({record.issue})", "volume and issue are exchanged"
            )
        told = "that is the issue" if printed == recorded_issue else slip(str(printed), str(recorded))
        return Disagreement("volume", volume, record.volume, told, correction=record.volume)
    if not (_PLAIN_ISSUE.fullmatch(issue) and _PLAIN_ISSUE.fullmatch(record.issue)) or printed != recorded:
        return None
    one_place = reference.fields.spans.get("issue") == reference.fields.spans.get("volume")
    doubled = recorded_issue == recorded and recorded_issue is not None and recorded_issue > MONTHS
    same = (printed_issue == printed and one_place) or doubled  # the volume in place of the issue
    if _numbers(issue) & _numbers(record.issue) or same:
        return None
    return Disagreement(
        "issue", issue, record.issue, slip(issue, record.issue), confidence=0.8, correction=record.issue
    )


def slip(printed: str, recorded: str) -> str:
    """What kind of slip turns one number into the other, in words; empty if it is none that a typist makes."""
    if len(printed) == len(recorded):
        differing = [at for at, (a, b) in enumerate(zip(printed, recorded, strict=True)) if a != b]
        if len(differing) == 1:
            return "one digit differs"
        if len(differing) == 2:
            first, second = differing
            if printed[first] == recorded[second] and printed[second] == recorded[first]:
                return "digits transposed"
    elif abs(len(printed) - len(recorded)) == 1:
        shorter, longer = sorted((printed, recorded), key=len)
        if any(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer))):
            return "a digit is missing" if shorter == printed else "a digit too many"
    return ""


def _is_in_place(volume: str, raw: str) -> bool:
    """Whether the record's volume stands where a volume stands, though the fields do not show it."""
    return re.search(rf"(?<![\w:]){re.escape(volume)}\s?[(:,]", raw) is not None


def _is_year(number: int, reference: Reference, record: Work) -> bool:
    """Whether the "volume" is the year, as journals without volumes have it."""
    return number == reference.fields.year or number in record.years


def _numbers(text: str) -> frozenset[int]:
    """The numbers of an issue, a short range of them ("3-5") written out."""
    found = [int(digits) for digits in _DIGITS.findall(text)]
    if len(found) == 2 and 0 < found[1] - found[0] < 12:
        return frozenset(range(found[0], found[1] + 1))
    return frozenset(found)


def _number(text: str) -> int | None:
    """The number that a volume or issue begins with; Roman numerals count, words do not."""
    digits = _DIGITS.search(text[:40])
    if digits:
        return int(digits[0][:9])
    letters = text.strip().rstrip(".")
    if not letters or not _ROMAN.fullmatch(letters):
        return None
    values = [_ROMAN_VALUES[letter] for letter in letters.lower()]
    return sum(
        -value if value < following else value for value, following in zip(values, [*values[1:], 0], strict=True)
    )
