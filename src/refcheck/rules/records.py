"""Helpers of the rules that compare a reference with its record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from refcheck.comparing import side_by_side
from refcheck.finding import Edit, Fix, Safety, Severity
from refcheck.work import DoiState, Origin, Work

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from refcheck.article import Reference
    from refcheck.comparing import Disagreement
    from refcheck.finding import Finding
    from refcheck.rules.model import Examination, Rule
    from refcheck.work import Resolution


# What fields are called in a message, where that is not their name.
_SHOWN = {"container": "journal", "article_number": "article number"}


def field_findings(
    rule: Rule,
    examination: Examination,
    compare: Callable[[Reference, Work], Disagreement | None],
    *,
    fixable: Safety | None = None,
) -> Iterator[Finding]:
    """The findings of one comparison over every reference that has a record.

    Args:
        rule: whose findings they are.
        examination: what is examined.
        compare: the comparison.
        fixable: how safe it is to print the record's value instead where the record is certain (see `is_certain`);
            None offers no fix.
    """
    for reference, resolution in examination.resolved():
        record = resolution.record
        other = resolution.doi_work  # what a wrong DOI leads to is no measure of the words
        if record is None or (other is not None and other.doi == record.doi):
            continue
        disagreement = compare(reference, record)
        if disagreement is None:
            continue
        fixes: tuple[Fix, ...] = ()
        if fixable and disagreement.correction:
            safety = fixable if is_certain(resolution) else Safety.UNSAFE
            fixes = replacement(reference, disagreement.field, disagreement.correction, examination, safety)
        shown = _SHOWN.get(disagreement.field, disagreement.field)
        explained = f" ({disagreement.explanation})" if disagreement.explanation else ""
        place = reference.field_span(disagreement.field)
        values = side_by_side(disagreement.printed, disagreement.record)
        lines = [f"{label:9}{value}" for label, value in zip(("printed:", "record:"), values, strict=True)]
        yield rule.finding(
            examination,
            place,
            f"Reference {reference.number} prints the {shown} {_quoted(disagreement.printed)}; "
            f"{named(record)} has {_quoted(disagreement.record)}{explained}.",
            confidence=disagreement.confidence,
            severity=Severity.INFO if disagreement.minor else None,
            related=[examination.location(place, line, excerpt=False) for line in lines],
            data={
                "number": reference.number,
                "field": disagreement.field,
                "printed": disagreement.printed,
                "record": disagreement.record,
                "doi": record.doi,
            },
            fixes=fixes,
            key=f"{disagreement.field} {reference.raw}",
        )


def is_certain(resolution: Resolution) -> bool:
    """Whether the record is beyond doubt this reference's: the printed DOI was verified, no person typed it in."""
    record = resolution.record
    return resolution.doi is DoiState.VERIFIED and record is not None and record.origin is not Origin.MANUAL


def replacement(
    reference: Reference, field: str, text: str, examination: Examination, safety: Safety
) -> tuple[Fix, ...]:
    """A fix that prints `text` as the field; none where the field does not stand in the source in one piece."""
    span = reference.fields.spans.get(field)
    if span is None or not len(span) or not text:
        return ()
    place = reference.source_span(span)
    if examination.source.text[place.start : place.end] != reference.raw[span.start : span.end]:
        return ()
    return (Fix(safety, (Edit(place, text),)),)


def doi_replacement(reference: Reference, doi: str, examination: Examination, safety: Safety) -> tuple[Fix, ...]:
    """A fix that prints another DOI, what stands around the printed one left as it is; none if there is no other."""
    span = reference.fields.spans.get("doi")
    if span is None or not doi:
        return ()
    printed = reference.raw[span.start : span.end]
    at = printed.lower().find(reference.fields.doi)
    if at < 0:
        return ()
    text = printed[:at] + doi + printed[at + len(reference.fields.doi) :]
    return replacement(reference, "doi", text, examination, safety)


def named(record: Work) -> str:
    """What to call a record in a message: its DOI, so that it can be looked up."""
    name = f"the record {record.doi}" if record.doi else "the record"
    return f"{name} entered by hand" if record.origin is Origin.MANUAL else name


def described(record: Work) -> str:
    """A work in a few words: first author, year and title."""
    who = record.authors[0].family if record.authors else ""
    when = str(record.years[0]) if record.years else ""
    return ", ".join(part for part in (" ".join(filter(None, (who, when))), f'"{record.title}"') if part)


def _quoted(text: str) -> str:
    return f'"{text}"'
