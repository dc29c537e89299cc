"""Helpers of the rules about what happened to a work after its publication."""

from __future__ import annotations

from typing import TYPE_CHECKING

from refcheck.finding import Severity
from refcheck.rules.numbering import written_out
from refcheck.work import UpdateKind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from refcheck.article import Reference
    from refcheck.finding import Finding, Location
    from refcheck.rules.model import Examination, Rule
    from refcheck.work import Update, Work

GONE = (UpdateKind.RETRACTION, UpdateKind.WITHDRAWAL, UpdateKind.REMOVAL)

# So many citing places are shown with a finding.
_MOST_SHOWN = 20


def standing_notices(record: Work | None, kinds: Collection[UpdateKind]) -> list[Update]:
    """The notices of these kinds that no later reinstatement takes back, the latest first."""
    if record is None:
        return []
    reinstated = [update for update in record.updates if update.kind is UpdateKind.REINSTATEMENT]
    found = []
    for update in record.updates:
        after = (not update.date or not back.date or back.date >= update.date for back in reinstated)
        if update.kind in kinds and not any(after):
            found.append(update)
    return sorted(found, key=lambda update: str(update.date or ""), reverse=True)


# Crossref's names for who told it of a notice, for notices of which nothing else is known.
_SOURCES = {"retraction-watch": "according to Retraction Watch", "publisher": "according to its publisher"}


def notice_findings(
    rule: Rule,
    examination: Examination,
    reference: Reference,
    notices: Sequence[Update],
    verb: str,
    *,
    said: Collection[str] = (),
) -> Iterator[Finding]:
    """One finding about a work's notices, with the places that cite it.

    Args:
        rule: whose finding it is.
        examination: what is examined.
        reference: the reference to the work.
        notices: its notices, the most important first.
        verb: what they say ("was retracted").
        said: words by which the reference shows that it knows; then the finding is information only.
    """
    notice = next((notice for notice in notices if notice.doi), notices[0])
    told = ", ".join(part for part in (f"notice {notice.doi}" if notice.doi else "", _when(notice)) if part)
    told = told or _SOURCES.get(notice.source, "")
    known = any(word in reference.raw.casefold() for word in said)
    yield rule.finding(
        examination,
        reference.span,
        f"Reference {reference.number} {verb}{f' ({told})' if told else ''}"
        + (", as the reference says." if known else "."),
        confidence=0.95,
        severity=Severity.INFO if known else None,
        related=_citing(examination, reference),
        data={
            "number": reference.number,
            "kind": notice.kind.value,
            "notice": notice.doi,
            "date": notice.date.isoformat() if notice.date else None,
            "source": notice.source,
        },
        key=reference.raw,
    )


def _when(notice: Update) -> str:
    return notice.date.isoformat() if notice.date else ""


def _citing(examination: Examination, reference: Reference) -> list[Location]:
    scope = examination.article.scopes[reference.scope]
    citing = (
        citation
        for citation in scope.citations
        if any(reference.number in written_out(item) for item in citation.items)
    )
    found = [examination.location(citation.digits, "cited here") for citation in citing]
    return found[:_MOST_SHOWN]
