"""Two entries of the reference list are one work.

## What it finds

Two references with the same DOI, PMID, PMCID or arXiv number; two that resolved to the same record; two with the
same title, year and first author; two entries that are word for word the same.

## Why it matters

One of the two must go, and every number after it changes. Where a duplicate was taken out of the list but not out of
the text, the citation numbers after it are off by one.

## Example

    3. Wei AC, Greig PD, Grant D, et al. Survival after hepatic resection for colorectal metastases: a 10-year
       experience. Ann Surg Oncol. 2006;13:668-76.
    7. Wei A. Survival After Hepatic Resection for Colorectal Metastases: A 10-Year Experience. Annals of Surgical
       Oncology 2006;13(5):668-676.

Reference 7 is the same work as reference 3.

## What it cannot see

A preprint and its published version, or a conference abstract and the article, are two works here. Parts I and II,
yearly reports under one title, and an article with its erratum are told apart by title, year, volume and first page;
where an entry leaves all of these out it is let pass.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from refcheck.comparing import PageRange, same_title
from refcheck.comparing.names import family_keys
from refcheck.comparing.text import joined, words
from refcheck.finding import Severity
from refcheck.rules.model import Examination, Needs, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from refcheck.article import Reference, ReferenceFields
    from refcheck.finding import Finding
    from refcheck.work import Resolution

_IDENTIFIERS = {"doi": "DOI", "pmid": "PMID", "pmcid": "PMCID", "arxiv": "arXiv number"}
#: of the entries that share a key, so many are compared: time must not grow with the square of a hostile list
_MOST_ALIKE = 20


#: an entry is compared with many others, but its key is found once
_joined = lru_cache(maxsize=4096)(joined)


def check(rule: Rule, examination: Examination) -> Iterator[Finding]:
    """Yield a finding for each reference that is the same work as one before it in its list."""
    resolved = list(examination.resolved())
    for scope in examination.article.scopes:
        entries = [(reference, resolution) for reference, resolution in resolved if reference.scope == scope.index]
        seen: dict[tuple[str, ...], list[tuple[Reference, Resolution]]] = {}
        for entry in entries:
            reference = entry[0]
            keys = set(_keys(*entry))
            alike = [other for key in keys for other in seen.get(key, ())[:_MOST_ALIKE]]
            alike.sort(key=lambda other: other[0].span)
            match = next(((first, why) for first, why in ((other, _why(other, entry)) for other in alike) if why), None)
            if match is None:
                for key in keys:
                    seen.setdefault(key, []).append(entry)
                continue
            (original, _), why = match
            message = f"Reference {reference.number} is the same work as reference {original.number} ({why})."
            conflict = why in _IDENTIFIERS.values()
            if conflict:
                message = (
                    f"References {original.number} and {reference.number} print the same {why}, but their titles are "
                    "those of two works; one of the two is wrong."
                )
            yield rule.finding(
                examination,
                reference.label_span,
                message,
                confidence=0.8 if conflict else 0.95,
                related=[examination.location(original.span, f"reference {original.number}")],
                data={"numbers": [original.number, reference.number]},
                key=reference.raw,
            )


def _keys(reference: Reference, resolution: Resolution) -> Iterator[tuple[str, ...]]:
    """What two entries have in common if they are one work: only those that share a key need be compared."""
    fields = reference.fields
    yield ("entry", _joined(reference.raw))
    for name in _IDENTIFIERS:
        if value := getattr(fields, name):
            yield (name, value)
    if resolution.record and resolution.record.doi:
        yield ("record", resolution.record.doi)
    page = _first_page(fields)
    for family in _first_family(fields):
        yield ("title", family, str(fields.year), _joined(fields.title))
        if page:
            yield ("page", family, str(fields.year), page)


def _why(one: tuple[Reference, Resolution], other: tuple[Reference, Resolution]) -> str:
    """Why two entries are one work, or the name of an identifier that two works share; empty if neither is so."""
    (first, first_resolution), (second, second_resolution) = one, other
    a, b = first.fields, second.fields
    if _joined(first.raw) == _joined(second.raw) and len(words(first.raw)) > 4:
        return "the same entry twice"
    for name, shown in _IDENTIFIERS.items():
        if getattr(a, name) and getattr(a, name) == getattr(b, name):
            return shown if _titles_differ(a, b) else f"the same {shown}"
    if (a.doi and b.doi) or _pages_differ(a, b):
        return ""
    record, other_record = first_resolution.record, second_resolution.record
    if record and other_record and record.doi and record.doi == other_record.doi:
        return f"both resolve to {record.doi}"
    same = (
        a.year is not None
        and a.year == b.year
        and _first_family(a) & _first_family(b)
        # Without a page that both print, not even a subtitle may differ.
        and (
            _joined(a.title) == _joined(b.title)
            or (_first_page(a) == _first_page(b) != "" and same_title(a.title, b.title))
        )
        and len(words(a.title)) >= 4
    )
    return "the same title, year and first author" if same else ""


def _pages_differ(a: ReferenceFields, b: ReferenceFields) -> bool:
    pages = _first_page(a), _first_page(b)
    return all(pages) and pages[0] != pages[1]


def _first_page(fields: ReferenceFields) -> str:
    pages = PageRange.parse(fields.pages)
    return "" if pages is None else pages.first


def _titles_differ(a: ReferenceFields, b: ReferenceFields) -> bool:
    """Whether two titles have less than half of the shorter one's words in common."""
    one, other = set(words(a.title)), set(words(b.title))
    return 2 * len(one & other) < min(len(one), len(other))


def _first_family(fields: ReferenceFields) -> frozenset[str]:
    return family_keys(fields.authors[0].family) if fields.authors else frozenset()


RULE = Rule("REF104", "duplicate-reference", Severity.WARNING, Needs.ARTICLE, check, __doc__)
