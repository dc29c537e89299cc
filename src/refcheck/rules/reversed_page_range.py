"""A page range ends before it begins.

## What it finds

Pages whose last page, written out, is smaller than the first. If exchanging the two pages, or two neighbouring digits
of one of them, makes a range of ordinary length, that is said.

## Why it matters

One of the two pages is wrong, most often by two digits that were exchanged, and the first page is what an article is
found by.

## Example

    Alsina J, Choti MA. Liver-directed therapies in colorectal cancer. Seminars in Oncology. 2011;38:651-567.

The page range 651-567 runs backward.

## What it cannot see

Which of the two is wrong: with a record, `pages-mismatch` (REF209) says what it has. A shortened last page (`656-68`)
is no backward range, and neither is one that may be short for a page in the next hundred.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from refcheck.comparing import PageRange
from refcheck.finding import Severity
from refcheck.rules.model import Examination, Needs, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from refcheck.finding import Finding


# An article longer than this is rarer than a slip.
_LONGEST = 60


def check(rule: Rule, examination: Examination) -> Iterator[Finding]:
    """Yield a finding for each reference whose pages run backward."""
    for reference in examination.article.references:
        pages = PageRange.parse(reference.fields.pages)
        if pages is None or not pages.is_reversed or pages.is_electronic:
            continue
        yield rule.finding(
            examination,
            reference.field_span("pages"),
            f"The page range {pages.text} of reference {reference.number} runs backward{_idea(pages)}.",
            data={"number": reference.number, "field": "pages", "printed": reference.fields.pages},
            key=reference.raw,
        )


def _idea(pages: PageRange) -> str:
    """What was most likely exchanged, as the end of a sentence: the two pages, or two digits of one of them."""
    first, last = pages.first, pages.full_last
    if len(pages.last) == len(first) and int(first) - int(last) <= _LONGEST // 2:
        return "; the two pages may be exchanged"
    ranges = [(other, last) for other in _exchanges(first)] + [(first, other) for other in _exchanges(last)]
    ideas = [f"{one}-{other}" for one, other in dict.fromkeys(ranges) if 0 <= int(other) - int(one) <= _LONGEST]
    if len(ideas) == 1:
        return f"; {ideas[0]} would run forward"
    return "; two digits may be exchanged" if ideas else ""


def _exchanges(number: str) -> list[str]:
    return [
        number[:at] + number[at + 1] + number[at] + number[at + 2 :]
        for at in range(len(number) - 1)
        if number[at] != number[at + 1]
    ]


RULE = Rule("REF401", "reversed-page-range", Severity.WARNING, Needs.ARTICLE, check, __doc__)
