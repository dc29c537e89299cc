"""Fixing an article: the surest fixes first, in rounds, each looked at again before it is kept.

A fix is kept if the article reads as before but for what was edited, the findings that it mends are gone, and no rule
finds more than it did. Every round has fewer findings than the one before, so there is a last one; fixing what was
fixed changes nothing.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import accumulate
from typing import TYPE_CHECKING

from refcheck.errors import RefcheckError
from refcheck.finding import Safety
from refcheck.work import DoiState

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

    from refcheck.article import Article, Reference
    from refcheck.finding import Edit, Finding, Fix
    from refcheck.fixing.workspace import Workspace
    from refcheck.report import ArticleReport
    from refcheck.source import Span
    from refcheck.work import Resolution

    Check = Callable[[Article, Sequence[Resolution]], tuple[Finding, ...]]


class _Refused(Exception):  # noqa: N818 (it says what became of it)
    """A fix that is not kept; the message says why."""


@dataclass(frozen=True)
class Refusal:
    """A fix that was taken back.

    Attributes:
        finding: what it was to mend.
        why: in a few words.
    """

    finding: Finding
    why: str


@dataclass(frozen=True)
class Fixed:
    """What became of an article.

    Attributes:
        report: the article as it is now, and what is still found in it.
        mended: how many findings of each code were mended.
        refused: fixes that were taken back.
        remarks: what to look at after a fix that was made: the finding as it was, and the words.
    """

    report: ArticleReport
    mended: Counter[str] = field(default_factory=Counter)
    refused: tuple[Refusal, ...] = ()
    remarks: tuple[tuple[Finding, str], ...] = ()


@dataclass(frozen=True)
class Fixer:
    """Fixes the articles of one run.

    Attributes:
        workspace: the files; nothing is written.
        check: finds what is wrong in an article, as the run does.
        unsafe: whether fixes that a person must look at are made as well.
    """

    workspace: Workspace
    check: Check
    unsafe: bool = False

    def fixable(self, findings: Sequence[Finding]) -> bool:
        """Whether any of some findings has a fix that may be made."""
        return any(self._fix(finding, ()) is not None for finding in findings)

    def fix(self, report: ArticleReport) -> Fixed:
        """Make the fixes of one article in the workspace.

        Args:
            report: the article with its findings; those that it leaves out are not mended.

        Raises:
            RefcheckError: if the article can no longer be read, or its file cannot be edited.
        """
        article = self.workspace.read(report.article.source.path)
        if article.source.text != report.article.source.text:
            raise RefcheckError("was changed while it was being checked: not fixed", path=article.source.path)
        found = self.check(article, report.resolutions)
        hidden = {finding.fingerprint for finding in found} - {finding.fingerprint for finding in report.findings}
        now = replace(report, article=article, findings=found)
        mended: Counter[str] = Counter()
        done: set[str] = set()
        refused: dict[tuple[str, ...], Refusal] = {}
        remarks: list[tuple[Finding, str]] = []
        together = True
        while batch := self._batch(now, hidden, refused.keys()):
            tried = batch if together else batch[:1]
            try:
                now = self._tried(now, tried)
            except _Refused as error:
                together = False  # which of them it was is told by one at a time
                if len(tried) == 1:
                    refused[_identity(*tried[0])] = Refusal(tried[0][0], str(error))
                continue
            mended.update(finding.code for finding, _ in tried)
            done |= {finding.fingerprint for finding, _ in tried}
            remarks += [(finding, fix.remark) for finding, fix in tried if fix.remark]
        shown = tuple(finding for finding in now.findings if finding.fingerprint not in hidden)
        return Fixed(replace(now, findings=shown), mended, _left(refused, done), tuple(remarks))

    def _fix(self, finding: Finding, refused: Collection[tuple[str, ...]]) -> Fix | None:
        """The first fix of a finding that may be made and was not taken back."""
        allowed = (fix for fix in finding.fixes if self.unsafe or fix.safety is Safety.SAFE)
        return next((fix for fix in allowed if _identity(finding, fix) not in refused), None)

    def _batch(
        self, now: ArticleReport, hidden: set[str], refused: Collection[tuple[str, ...]]
    ) -> list[tuple[Finding, Fix]]:
        """The fixes to be made next: the surest, and of the others those that touch none surer."""
        possible = [
            (finding, fix)
            for finding in now.findings
            if (fix := self._fix(finding, refused)) is not None and finding.fingerprint not in hidden
        ]
        possible.sort(key=lambda pair: (pair[1].safety is not Safety.SAFE, -pair[0].confidence))
        chosen: list[tuple[Finding, Fix]] = []
        for finding, fix in possible:
            if not any(_touch(fix, other) for _, other in chosen):
                chosen.append((finding, fix))
        return chosen

    def _tried(self, now: ArticleReport, batch: Sequence[tuple[Finding, Fix]]) -> ArticleReport:
        edits = [edit for _, fix in batch for edit in fix.edits]
        try:
            changed = self.workspace.with_edits(now.article.source, edits)
            article = self.workspace.read(now.article.source.path, changed)
        except RefcheckError as error:
            raise _Refused(error.message) from error
        _must_read_alike(now.article, article, edits)
        pairs = zip(now.article.references, article.references, now.resolutions, strict=True)
        resolutions = [_carried(*pair) for pair in pairs]
        findings = self.check(article, resolutions)
        _must_be_better(now.findings, findings, [finding for finding, _ in batch])
        self.workspace.keep(changed)
        return replace(now, article=article, resolutions=resolutions, findings=findings)


def _left(refused: Mapping[tuple[str, ...], Refusal], done: Collection[str]) -> tuple[Refusal, ...]:
    """Why findings were not mended that have fixes: of several fixes what spoke against the last one."""
    last = {refusal.finding.fingerprint: refusal for refusal in refused.values()}
    return tuple(refusal for fingerprint, refusal in last.items() if fingerprint not in done)


def _identity(finding: Finding, fix: Fix) -> tuple[str, ...]:
    return (finding.fingerprint, *(edit.text for edit in fix.edits))


def _touch(one: Fix, other: Fix) -> bool:
    """Whether two fixes edit the same place, or places next to each other."""
    return any(
        mine.span.start <= yours.span.end and yours.span.start <= mine.span.end
        for mine in one.edits
        for yours in other.edits
    )


def _must_read_alike(before: Article, after: Article, edits: Sequence[Edit]) -> None:
    """Raise unless every reference, and every citation that was edited, is still read in its place.

    What only looks like a citation (0.44, where the list has a 44) may be read or not, as the numbers around it are.
    """
    if len(before.references) != len(after.references):
        raise _Refused("other references would be read")
    places = _Places(edits)
    for one, other in zip(before.references, after.references, strict=True):
        if (one.number, one.raw) != (other.number, other.raw) and not places.are_edited(one.span):
            raise _Refused(f"reference {one.number} would be read otherwise")
    read = {citation.span.start for citation in after.citations}
    for citation in before.citations:
        if places.are_edited(citation.digits) and places.after(citation.span.start) not in read:
            raise _Refused(f"{citation.text} would no longer be read as a citation")


class _Places:
    """Where edits, whose spans do not overlap, leave what they do not touch."""

    def __init__(self, edits: Sequence[Edit]) -> None:
        ordered = sorted(edits, key=lambda edit: edit.span)
        self._starts = [edit.span.start for edit in ordered]
        self._ends = [edit.span.end for edit in ordered]
        self._grown = [0, *accumulate(len(edit.text) - len(edit.span) for edit in ordered)]

    def are_edited(self, span: Span) -> bool:
        """Whether an edit touches a span."""
        return bisect_left(self._ends, span.start) < bisect_right(self._starts, span.end)

    def after(self, offset: int) -> int:
        """Where what stood at an offset stands now."""
        return offset + self._grown[bisect_right(self._ends, offset)]


def _must_be_better(before: Sequence[Finding], after: Sequence[Finding], mended: Sequence[Finding]) -> None:
    """Raise unless what was to be mended is gone and no rule finds more than before."""
    had, has = (Counter(finding.code for finding in findings) for findings in (before, after))
    names = {finding.code: finding.name for finding in after}
    for code in _codes(has - had):
        raise _Refused(f"it would bring {code} {names[code]}")
    for code in _codes(has - (had - Counter(finding.code for finding in mended))):
        raise _Refused(f"{code} {names[code]} would still be found")


def _codes(counts: Counter[str]) -> Iterator[str]:
    return (code for code, count in sorted(counts.items()) if count)


def _carried(before: Reference, after: Reference, resolution: Resolution) -> Resolution:
    """What a reference resolves to after a fix: to what it did; a DOI that the fix printed is its record's."""
    doi, record = after.fields.doi, resolution.record
    if doi and doi != before.fields.doi and record is not None and doi.casefold() == record.doi.casefold():
        return replace(resolution, doi=DoiState.VERIFIED, doi_work=None)
    return resolution
