"""What `refcheck check` does with `--fix` and `--diff`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

import click

from refcheck.changes.history import History
from refcheck.changes.mending import may_be_remembered, with_remembered_fixes
from refcheck.cli.run import check_with
from refcheck.errors import RefcheckError, UsageError
from refcheck.fixing import Fixer, Workspace, diff
from refcheck.wording import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from refcheck.article import Article
    from refcheck.cli.run import Settings
    from refcheck.finding import Finding
    from refcheck.fixing import Fixed
    from refcheck.report import ArticleReport, Report
    from refcheck.work import Resolution


@dataclass(frozen=True)
class FixChoice:
    """What is to be done with fixes.

    Attributes:
        write: whether they are written into the files.
        show: whether they are only shown, as a diff.
        unsafe: whether those are made as well that a person must look at.
    """

    write: bool = False
    show: bool = False
    unsafe: bool = False

    @property
    def wanted(self) -> bool:
        """Whether there is anything to do."""
        return self.write or self.show

    def must_agree(self, paths: Sequence[str], format_name: str, *, statistics: bool) -> None:
        """Refuse options that contradict each other.

        Raises:
            UsageError: with what is to be left out.
        """
        if self.write and self.show:
            raise UsageError("--fix writes and --diff does not: give one of the two")
        if self.unsafe and not self.wanted:
            raise UsageError("--unsafe-fixes is for --fix or --diff: give one of them as well")
        if self.wanted and "-" in paths:
            raise UsageError("standard input cannot be fixed: give a file")
        if self.show and (statistics or format_name != "full"):
            raise UsageError("--diff writes a diff and no report: leave out --format and --statistics")


def fix_articles(report: Report, settings: Settings, choice: FixChoice) -> tuple[Report, bytes]:
    """Make the fixes of a run, and say on standard error what was done.

    Args:
        report: what the run found.
        settings: what it was asked to do.
        choice: what is to be done.

    Returns:
        What is left to be found, and the diff; with `choice.show` nothing is written.

    Raises:
        UsageError: if a file cannot be written.
    """
    workspace = Workspace()
    fixer = Fixer(workspace, partial(_checked, settings, History()), unsafe=choice.unsafe)
    left = tuple(_fixed(each, fixer, done="would mend" if choice.show else "mended") for each in report.articles)
    shown = b"".join(diff(path, before, after) for path, before, after in workspace.changes())
    if choice.write:
        workspace.write()
    return replace(report, articles=left), shown


def _checked(
    settings: Settings, history: History, article: Article, resolutions: Sequence[Resolution]
) -> tuple[Finding, ...]:
    """What is found in an article, with the fixes that its history tells."""
    return with_remembered_fixes(article, check_with(settings, article, resolutions), history)


def _fixed(each: ArticleReport, fixer: Fixer, *, done: str) -> ArticleReport:
    source = each.article.source
    if not (fixer.fixable(each.findings) or (fixer.unsafe and may_be_remembered(each.findings))):
        return each
    if source.format == "word":
        click.echo(f"refcheck: {source.path}: fixes are not written into Word files", err=True)
        return each
    try:
        fixed = fixer.fix(each)
    except RefcheckError as error:
        click.echo(f"refcheck: {error}", err=True)
        return each
    _tell(fixed, done)
    return fixed.report


def _tell(fixed: Fixed, done: str) -> None:
    path = fixed.report.article.source.path
    if fixed.mended:
        codes = ", ".join(f"{code} {count}" for code, count in sorted(fixed.mended.items()))
        count = counted(sum(fixed.mended.values()), "finding")
        click.echo(f"refcheck: {path}: {done} {count} ({codes})", err=True)
    for finding, remark in fixed.remarks:
        _say(finding, remark)
    for refusal in fixed.refused:
        _say(refusal.finding, f"not fixed: {refusal.why}")


def _say(finding: Finding, words: str) -> None:
    place = f"{finding.location.path}:{finding.location.start.line}"
    click.echo(f"refcheck: {place}: {finding.code} {finding.name}: {words}", err=True)
