"""Helpers of the rules about what happened to a work after its publication."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from refcheck.finding import Severity
from refcheck.rules.numbering import written_out
from refcheck.work import UpdateKind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from refcheck.article import Reference
    from refcheck.finding import Finding, Location
    from refcheck.rules.model import Examination, Rule
    from refcheck.work import Resolution, Update

# So many citing places are shown with a finding.
_MOST_SHOWN = 20
_MOST_REASONS = 4


# How the title of a notice begins, be it after a group of authors ("The Editors. Retraction: ..."). Some words begin
# the titles of studies as well ("Withdrawal of antipsychotics"): they need the colon, the dash or the name of the work
# after them.
_NOTICE = re.compile(
    r"""(?:\A|\.\s)["“‘«\[]?(?:
        (?:notice|statement) \s of \s (?:\w{1,12}\s)? (?:retraction|withdrawal|removal|concern|correction)
      | (?:retraction|withdrawal|removal|correction|reinstatement) \s (?:note|notice|statement)\b
      | (?:retraction|withdrawal|removal|correction|addendum)
        (?: \s? [:.—–] | \s-\s | \s to: | \s (?:of|to|for) \s ["“‘«] | \s for \s [\w\s.'’-]{1,60}, | \Z )
      | (?:publisher|author)s? ['’]? s? \s correction\b
      | (?:editorial \s)? expressions? \s of \s concern\b
      | (?:erratum|errata|corrigend(?:um|a)) (?: \s (?:to|for|in) \b | \s? [:.—–(] | \Z )
    )""",
    re.VERBOSE | re.IGNORECASE,
)


def noticed(
    examination: Examination, kinds: Collection[UpdateKind]
) -> Iterator[tuple[Reference, Resolution, list[Update]]]:
    """Every reference to a work with standing notices of these kinds, with its resolution and the notices.

    References that are the notice itself are left out: nobody retracted that.
    """
    for reference, resolution in examination.resolved():
        notices = standing_notices(resolution, kinds)
        if notices and not _is_notice(reference, resolution):
            yield reference, resolution, notices


def standing_notices(resolution: Resolution, kinds: Collection[UpdateKind]) -> list[Update]:
    """The notices of these kinds that no later reinstatement takes back, the latest first.

    A correction stands in any case. Of notices without dates nobody knows which was the last: the work that was
    reinstated is not accused.
    """
    updates = resolution.updates
    reinstated = [update for update in updates if update.kind is UpdateKind.REINSTATEMENT]
    found = []
    for update in updates:
        after = (not update.date or not back.date or back.date >= update.date for back in reinstated)
        if update.kind in kinds and (update.kind is UpdateKind.CORRECTION or not any(after)):
            found.append(update)
    return sorted(found, key=lambda update: str(update.date or ""), reverse=True)


# Crossref's names for who told it of a notice, for notices of which nothing else is known.
_SOURCES = {"retraction-watch": "according to Retraction Watch", "publisher": "according to its publisher"}


def notice_findings(
    rule: Rule,
    examination: Examination,
    reference: Reference,
    resolution: Resolution,
    notices: Sequence[Update],
    verb: str,
    *,
    said: re.Pattern[str] | None = None,
) -> Iterator[Finding]:
    """One finding about a work's notices, with the places that cite it.

    Args:
        rule: whose finding it is.
        examination: what is examined.
        reference: the reference to the work.
        resolution: what it resolved to.
        notices: its notices, the most important first.
        verb: what they say ("was retracted").
        said: finds words by which the reference shows that it knows; then the finding is information only.
    """
    notice = next((notice for notice in notices if notice.doi), notices[0])
    told = ", ".join(part for part in (f"notice {notice.doi}" if notice.doi else "", _when(notice)) if part)
    told = told or _SOURCES.get(notice.source, "")
    known = said is not None and said.search(reference.raw) is not None
    yield rule.finding(
        examination,
        reference.span,
        f"{_subject(reference, resolution, notice)} {verb}{f' ({told})' if told else ''}"
        + (", as the reference says." if known else "."),
        confidence=0.95,
        severity=Severity.INFO if known else None,
        related=_citing(examination, reference),
        advice=_reasons(notice),
        data={
            "number": reference.number,
            "doi": notice.about or (resolution.record.doi if resolution.record else reference.fields.doi),
            "kind": notice.kind.value,
            "notice": notice.doi,
            "date": notice.date.isoformat() if notice.date else None,
            "source": notice.source,
            "reasons": list(notice.reasons),
        },
        key=reference.raw,
    )


def _is_notice(reference: Reference, resolution: Resolution) -> bool:
    """Whether a reference is the notice itself, not the work that the notice is about: by its title, or by its DOI."""
    fields, record = reference.fields, resolution.record
    if _NOTICE.search(fields.title):
        return True
    if record is None or not fields.doi or fields.doi == record.doi:
        return False
    return any(update.doi == fields.doi for update in resolution.updates)


def _subject(reference: Reference, resolution: Resolution, notice: Update) -> str:
    """What was retracted: the reference, or by its DOI one of several works in it."""
    printed = reference.fields.doi
    known = (printed, resolution.record.doi if resolution.record else "")
    if printed and notice.about and notice.about not in known and not printed.startswith(notice.about):
        return f"{notice.about} in reference {reference.number}"
    return f"Reference {reference.number}"


def _reasons(notice: Update) -> list[str]:
    if not notice.reasons:
        return []
    shown = "; ".join(notice.reasons[:_MOST_REASONS]) + ("; ..." if len(notice.reasons) > _MOST_REASONS else "")
    return [f"Reasons, according to Retraction Watch: {shown}."]


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
