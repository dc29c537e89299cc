"""A reference lacks what a reader needs to find the work.

## What it finds

An entry that is empty or breaks off (ends with a comma, a dash, "and", an opening bracket), one without a year, and
an article without a title in a list in which the others have one.

## Why it matters

The work cannot be found, or not with certainty.

## Example

    4. Benson AB, Venook AP, Al-Hawary MM, et al. Colon cancer. J Natl Compr Canc Netw.

Reference 4 has no year.

## What it cannot see

Web pages, product information, software, data and personal communications are excused a year and authors; works in
press are excused the year. In a style that prints no titles none is missed. Missing volumes and pages are not
reported: many articles have none.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from refcheck.bibliography import WorkKind
from refcheck.finding import Severity
from refcheck.rules.model import Examination, Needs, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from refcheck.article import Reference
    from refcheck.finding import Finding


_UNDATED = frozenset(
    (WorkKind.WEB_PAGE, WorkKind.PRODUCT_INFORMATION, WorkKind.SOFTWARE, WorkKind.DATASET, WorkKind.STANDARD)
)
_ANY_YEAR = re.compile(r"(?<!\d)(?:1[4-9]|20)\d\d(?!\d)|[’']\d\d\b")
_EXCUSED = re.compile(
    r"in press|forthcoming|submitted|in preparation|ahead of print|accepted|unpublished|personal communication|"
    r"\bn\.\s?d\.|no date|https?:|www\.|available (?:at|from)",
    re.I,
)
_NO_DOI = re.compile(r"\bdoi:?[)\]]?$", re.I)
_BREAKS_OFF = re.compile(r"(?:[,(\[&–—:]|\s-|\b(?:and|the|of|in))$")


def check(rule: Rule, examination: Examination) -> Iterator[Finding]:
    """Yield a finding for each reference that lacks something."""
    for scope in examination.article.scopes:
        titled = sum(bool(reference.fields.title) for reference in scope.references)
        titles_usual = 2 * titled > len(scope.references)
        for reference in scope.references:
            lacking, told = _lack(reference, titles_usual)
            if lacking:
                yield rule.finding(
                    examination,
                    reference.span,
                    f"Reference {reference.number} {told}.",
                    confidence=0.8,
                    data={"number": reference.number, "lacking": lacking},
                    key=reference.raw,
                )


def _lack(reference: Reference, titles_usual: bool) -> tuple[str, str]:
    """What is lacking, and the same in words that follow the reference's number; empty if nothing is."""
    raw, fields = reference.raw.strip(), reference.fields
    if not any(char.isalnum() for char in raw):
        return "everything", "is empty"
    if _NO_DOI.search(raw):
        return "doi", 'ends with "doi:" and no DOI after it'
    if _BREAKS_OFF.search(raw):
        return "end", f'breaks off after "... {raw[-40:].partition(" ")[2] or raw[-40:]}"'
    if fields.year is None and fields.kind not in _UNDATED and not _ANY_YEAR.search(raw) and not _EXCUSED.search(raw):
        return "year", "has no year"
    if titles_usual and not fields.title and fields.kind is WorkKind.ARTICLE and fields.container:
        return "title", "has no title"
    return "", ""


RULE = Rule("REF406", "incomplete-reference", Severity.INFO, Needs.ARTICLE, check, __doc__)
