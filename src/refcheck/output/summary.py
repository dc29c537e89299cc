"""The words that end a run: how much was read, how much resolved, what could not be checked and why."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from refcheck.finding import Severity
from refcheck.report import LeftOut
from refcheck.rules import unchecked_reference
from refcheck.wording import counted, number_list
from refcheck.work import NotCrossrefKind, UncheckedReason

if TYPE_CHECKING:
    from collections.abc import Sequence

    from refcheck.finding import Finding
    from refcheck.report import ArticleReport, Report
    from refcheck.resolution.retractions.listed import ListSource
    from refcheck.source import Source

REASONS = {
    UncheckedReason.OFFLINE: "offline, and not in the lock file",
    UncheckedReason.TIMEOUT: "no answer in time",
    UncheckedReason.CONNECTION: "no connection to it",
    UncheckedReason.RATE_LIMITED: "asked too often (HTTP 429)",
    UncheckedReason.SERVER_ERROR: "the server failed",
    UncheckedReason.BAD_ANSWER: "the answer made no sense",
    UncheckedReason.INTERRUPTED: "interrupted",
    UncheckedReason.NOT_INDEXED: "not in the index",
}


def notes(each: ArticleReport) -> list[str]:
    """What a person should know of how an article was read and looked up, beside its findings; a line each."""
    lines = []
    if not each.article.citations:
        left = "only the reference list was checked" if each.article.references else "nothing was checked"
        lines.append(f"no numbered citations were found; {left}")
    lines += [*each.article.notes, *unchecked_lines(each)]
    # That a reference was not checked is said above, of all of them at once.
    lines += [
        finding.message
        for finding in each.findings
        if finding.severity is Severity.NOTE and finding.code != unchecked_reference.RULE.code
    ]
    kinds = [
        f"{outcome.kind} {reference.number}"
        for reference, resolution in zip(each.article.references, each.resolutions, strict=True)
        if isinstance(outcome := resolution.outcome, NotCrossrefKind)
    ]
    if kinds:
        count = counted(len(kinds), "reference")
        lines.append(f"{count} of a kind Crossref does not hold, not compared ({', '.join(kinds)})")
    if each.not_found:
        numbers = number_list(reference.number for reference in each.not_found)
        lines.append(f"looked for in Crossref and not found: {numbers}")
    lines += [f"reference {number} confirmed by hand: {why}" for number, why in each.confirmed]
    return lines


def unchecked_lines(each: ArticleReport) -> list[str]:
    """One line for each reason for which references of an article could not be checked, with their numbers."""
    by_reason: dict[UncheckedReason, list[tuple[int, str]]] = defaultdict(list)
    for reference, outcome in each.unchecked:
        by_reason[outcome.reason].append((reference.number, outcome.detail))
    lines = []
    for reason, entries in by_reason.items():
        # What follows a first failure repeats it: one detail tells enough, and JSON has them all.
        detail = next((detail for _, detail in entries if detail), "")
        why = REASONS[reason] + (f": {detail}" if detail else "")
        which = _which(each, [number for number, _ in entries])
        lines.append(f"not checked against Crossref ({why}): {which}")
    return lines


def _which(each: ArticleReport, numbers: Sequence[int]) -> str:
    """References by their numbers; by how many they are where several lists have the same numbers."""
    if len(each.article.scopes) > 1:
        total = len(each.article.references)
        share = "all" if len(numbers) == total else f"{len(numbers):,} of"
        return f"{share} {counted(total, 'reference')}, in {len(each.article.scopes)} lists"
    return f"{'reference' if len(numbers) == 1 else 'references'} {number_list(numbers)}"


def worst_first(report: Report) -> list[tuple[Source, Finding]]:
    """The findings, each with its source, for services that show only so many: the worst first, then the surest.

    What could not be checked is none of them; `notes` and `summary_line` tell of it.
    """
    found = [
        (each.article.source, finding)
        for each in report.articles
        for finding in each.findings
        if finding.severity is not Severity.NOTE
    ]
    return sorted(found, key=lambda pair: (-pair[1].severity.rank, -pair[1].confidence))


def summary_line(report: Report) -> str:
    """The line that ends a run: articles, citations, references, resolved, unchecked, findings by severity."""
    articles = report.articles
    parts = [
        counted(len(articles), "article"),
        counted(sum(len(each.article.citations) for each in articles), "citation"),
        counted(sum(len(each.article.references) for each in articles), "reference"),
    ]
    fates = [f"{sum(len(each.resolved) for each in articles):,} resolved"]
    if not_crossref := sum(len(each.not_crossref) for each in articles):
        fates.append(f"{not_crossref:,} of a kind Crossref does not hold")
    if not_found := sum(len(each.not_found) for each in articles):
        fates.append(f"{not_found:,} not found")
    if report.by_reason:
        reasons = ", ".join(f"{count:,} {reason}" for reason, count in report.by_reason.most_common())
        fates.append(f"{report.by_reason.total():,} not checked ({reasons})")
    counts = report.by_severity
    found = [
        counted(counts[severity], noun)
        for severity, noun in ((Severity.ERROR, "error"), (Severity.WARNING, "warning"), (Severity.INFO, "info"))
        if counts[severity]
    ]
    failed = f" {counted(len(report.failures), 'file')} could not be read." if report.failures else ""
    silent = "".join(
        f" {counted(report.by_left_out[reason], 'finding')} {reason.value}, not shown."
        for reason in (LeftOut.KNOWN, LeftOut.UNTOUCHED)
        if report.by_left_out[reason]
    )
    lists = "".join(f" Retractions: {_dated(each)}." for each in report.retraction_lists)
    return f"{', '.join(parts)}: {', '.join(fates)}. {', '.join(found) or 'Nothing found'}.{silent}{failed}{lists}"


def _dated(source: ListSource) -> str:
    return f"list of {source.retrieved.isoformat()}" if source.retrieved else f"list without a date ({source.path})"
