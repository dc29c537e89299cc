"""Fixes that git's history tells: where the list was edited and the text was not, no number has to be guessed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from refcheck.alignment.remembered import numberings, remembered
from refcheck.finding import Fix, Safety
from refcheck.renumbering import Renumbering
from refcheck.rules.shift_fixes import by_history

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from refcheck.alignment import ListEdit
    from refcheck.article import Article, Scope
    from refcheck.changes.history import History
    from refcheck.finding import Finding

_RUN = "REF301"


class _Told(NamedTuple):
    commit: str
    scope: Scope
    edit: ListEdit


def may_be_remembered(findings: Iterable[Finding]) -> bool:
    """Whether history may have a fix for any of some findings, and they do not have it already."""
    return any(map(_is_open, findings))


def _is_open(finding: Finding) -> bool:
    return finding.code == _RUN and not finding.data.get("remembered", False)


def with_remembered_fixes(article: Article, findings: tuple[Finding, ...], history: History) -> tuple[Finding, ...]:
    """Findings, those of shifted runs with the fix that history tells before those that claims tell.

    The fix renumbers the citations that are as they were before the list was edited. It is offered if that explains any
    of the run's numbers; else the findings stay as they are. History is asked only where there is such a run.

    Args:
        article: the article.
        findings: what is found in it.
        history: what articles were.
    """
    if not may_be_remembered(findings):
        return findings
    told = list(_told(article, history))
    return tuple(_with_fix(article, finding, told) if _is_open(finding) else finding for finding in findings)


def _told(article: Article, history: History) -> Iterator[_Told]:
    for version in history.versions(article):
        for scope, before in numberings(article, version.article):
            found = remembered(scope, before) if before else None
            if found is not None:
                yield _Told(version.commit, scope, found.edit)


def _with_fix(article: Article, finding: Finding, told: Iterable[_Told]) -> Finding:
    at = {each["offset"] for each in finding.data.get("citations", ())}
    run = {int(number): right for number, right in finding.data.get("mapping", {}).items()}
    own = (each for each in told if any(citation.span.start in at for citation in each.scope.citations))
    # Where several edits of the list may have done it, the one that explains most, and of those the newest.
    best = max(own, key=lambda each: each.edit.explained(run), default=None)
    if best is None or not best.edit.explained(run):
        return finding
    edits = Renumbering(article.source, best.scope).all_edits(best.edit.mapping_for)
    if not edits:
        return finding
    fix = Fix(Safety.UNSAFE, edits, by_history(best.edit.doubtful, best.commit))
    return replace(finding, fixes=(fix, *finding.fixes))
