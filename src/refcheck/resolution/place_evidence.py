"""How well the numbers of a record fit a printed reference: years, volume, issue, first page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from refcheck.references.pages import completed
from refcheck.resolution.normalise import compact, folded, tokens
from refcheck.resolution.printed import NUMBER, PAGE_RANGE

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from refcheck.resolution.printed import Printed
    from refcheck.work import Work

_ROMAN = re.compile(r"[ivxlc]{1,9}\Z")
_LETTERS_AROUND = re.compile(r"\A[a-z]+(?=\d)|(?<=\d)[a-z]+\Z")
LAST_PAGE = 0.7  # what the last page counts where the first is misprinted


def year_fit(printed: Printed, years: tuple[int, ...]) -> float | None:
    """1 for a year of the record, 0.5 for one beside it, 0 for others only; None if one side has none."""
    if not years or not printed.years:
        return None
    if not printed.years.isdisjoint(years):
        return 1.0
    return 0.5 if any(abs(year - other) == 1 for year in years for other in printed.years) else 0.0


def volume_fit(printed: Printed, volume: str, numbers: AbstractSet[str]) -> float | None:
    """1 if the volume is printed, 0 if only other numbers are; None if one side has none.

    Args:
        printed: the reference.
        volume: the record's.
        numbers: of the reference, those that may be a volume.
    """
    if not volume or not printed.has_place:
        return None
    whole = volume.lstrip("0").lower()
    if whole in numbers:
        return 1.0
    whole = folded(volume).lstrip("0")
    wanted = {whole, *NUMBER.findall(whole)} - {""}
    return (1.0 if wanted & numbers else 0.0) if wanted else None


def issue_fit(printed: Printed, issue: str) -> float | None:
    """1 if the issue is printed, 0 if another is in its place; None if none is: many styles leave it out."""
    if not issue or not printed.issues:
        return None
    wanted = {number.lstrip("0") for number in NUMBER.findall(folded(issue))}
    return 1.0 if wanted & printed.issues else 0.0


def page_fit(printed: Printed, work: Work, numbers: AbstractSet[str]) -> float | None:
    """1 if the first page or the article number is printed, 0.7 if only the last page is, 0 if only other numbers are.

    Args:
        printed: the reference.
        work: the record.
        numbers: of the reference, those that may be a first page.

    Returns:
        The fit, or None if one side has none.
    """
    if not (work.pages or work.article_number) or not printed.has_place:
        return None
    if work.pages.isdigit() and work.pages.lstrip("0") in numbers:
        return 1.0
    pages = PAGE_RANGE.search(folded(work.pages))
    first = pages[1] if pages else next(iter(tokens(work.pages)), "")
    if not any(char.isdigit() for char in first) and not _ROMAN.match(first):
        first = compact(work.pages)  # "e-10"
    wanted = {first.lstrip("0"), compact(work.article_number).lstrip("0")} - {""}
    if not wanted:
        return None
    # "713a" is printed as 713, "e12" as 12.
    bare = {_LETTERS_AROUND.sub("", number) for number in wanted}
    roman = {number for number in wanted if _ROMAN.match(number)} & set(printed.words)
    if roman or (wanted | bare) & numbers:
        return 1.0
    if pages and pages[1] != pages[2] and _last_page_stands(printed, completed(pages[1], pages[2])):
        return LAST_PAGE
    return 0.0


def _last_page_stands(printed: Printed, last: str) -> bool:
    # A shortened last page ("515-68") cannot be completed from a wrong first one: two digits are enough.
    endings = [end for _, end in PAGE_RANGE.findall(printed.text)]
    return last in endings or any(len(end) == 2 and last.endswith(end) for end in endings)
