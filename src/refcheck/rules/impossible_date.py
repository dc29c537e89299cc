"""A date in a reference cannot be right.

## What it finds

A year of publication in the future or before there was printing (for a journal article: before there were journals),
and a date of access that lies in the future or is not in the calendar.

## Why it matters

A digit was mistyped, and the reference cannot be found by its year.

## Example

    Wei AC, Greig PD, Grant D, et al. Survival after hepatic resection ... Ann Surg Oncol. 2060;13:668-76.

The year 2060 is in the future.

## What it cannot see

A wrong year that was possible: with a record, `year-mismatch` (REF207) sees that. Journals date issues ahead, so next
year is accepted from July on. Where another, possible year stands in the entry, nothing is reported.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from refcheck.bibliography import WorkKind
from refcheck.finding import Severity
from refcheck.rules.model import Examination, Needs, Rule
from refcheck.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from refcheck.finding import Finding


# Gutenberg's Bible; the Philosophical Transactions.
_FIRST_PRINT, _FIRST_JOURNAL = 1450, 1665
_AHEAD_FROM_MONTH = 7
_FOUR_DIGITS = re.compile(r"(?<![\d.,:/-])\d{4}(?![\d/])")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?P<month>[A-Z][a-z]{2,8})\.?"
_ACCESS = re.compile(
    r"\b(?:accessed|cited|retrieved|viewed|last (?:visited|update[d]?|checked))\b[\s:,]{0,3}(?:on )?", re.I
)
_DATES = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?P<year>\d{4})[-/](?P<number>\d{1,2})[-/](?P<day>\d{1,2})(?!\d)",
        rf"(?P<year>\d{{4}}) {_MONTH} (?P<day>\d{{1,2}})(?!\d)",
        rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?{_MONTH},? (?P<year>\d{{4}})(?!\d)",
        rf"{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>\d{{4}})(?!\d)",
    )
)


def check(rule: Rule, examination: Examination) -> Iterator[Finding]:
    """Yield a finding for each date that cannot be right."""
    today = examination.today
    for reference in examination.article.references:
        year = reference.fields.year
        problem = _year_problem(year, reference.fields.kind, today) if year is not None else ""
        if problem and not _has_other_year(reference.raw, today):
            yield rule.finding(
                examination,
                reference.field_span("year"),
                f"The year {year} of reference {reference.number} {problem}.",
                data={"number": reference.number, "date": str(year)},
                key=reference.raw,
            )
        for span, problem in _access_problems(reference.raw, today):
            printed = reference.raw[span.start : span.end]
            yield rule.finding(
                examination,
                reference.source_span(span),
                f"The date {printed} of reference {reference.number} {problem}.",
                data={"number": reference.number, "date": printed},
                key=f"access {reference.raw}",
            )


def _has_other_year(raw: str, today: date) -> bool:
    """Whether a possible year stands in the reference too: then the impossible one was more likely a page."""
    return any(_FIRST_JOURNAL <= int(number) <= today.year for number in _FOUR_DIGITS.findall(raw))


def _year_problem(year: int, kind: WorkKind, today: date) -> str:
    if year > today.year + (today.month >= _AHEAD_FROM_MONTH):
        return "is in the future"
    if kind is WorkKind.ARTICLE and year < _FIRST_JOURNAL:
        return "is before there were journals"
    return "is before there was printing" if year < _FIRST_PRINT else ""


def _access_problems(raw: str, today: date) -> Iterator[tuple[Span, str]]:
    for access in _ACCESS.finditer(raw):
        match = next((match for pattern in _DATES if (match := pattern.match(raw, access.end()))), None)
        if match is None:
            continue
        groups = match.groupdict()
        name = (groups.get("month") or "")[:3].lower()
        if "number" not in groups and name not in _MONTHS:
            continue
        month = int(groups["number"]) if "number" in groups else 1 + _MONTHS.index(name)
        try:
            accessed = date(int(groups["year"]), month, int(groups["day"]))
        except ValueError:
            yield Span(match.start(), match.end()), "is not in the calendar"
            continue
        if accessed > today:
            yield Span(match.start(), match.end()), "is in the future"


RULE = Rule("REF404", "impossible-date", Severity.WARNING, Needs.ARTICLE, check, __doc__)
