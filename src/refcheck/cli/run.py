"""One run over many articles: read, resolve, check. Reading and checking use all cores, resolving has one door."""

from __future__ import annotations

import os
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from refcheck.check import check_article
from refcheck.cli.clock import today
from refcheck.cli.inputs import read_input
from refcheck.cli.resolving import NetworkChoice, resolve_articles
from refcheck.cli.retraction_lists import RetractionLists
from refcheck.errors import RefcheckError, UnreadableArticle
from refcheck.report import ArticleReport, LeftOut, Report

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import date

    from refcheck.alignment.scorer import Scorer
    from refcheck.article import Article
    from refcheck.config.policy import Policy
    from refcheck.finding import Finding
    from refcheck.resolution import Resolver
    from refcheck.work import Resolution

    Apply = Callable[..., Iterable[Any]]

#: fewer files than this are not worth starting processes for
_WORTH_PROCESSES = 4


@dataclass(frozen=True)
class Settings:
    """What a run was asked to do.

    Attributes:
        policy_of: what is done with an article, by its path.
        network: whether and how to ask Crossref.
        locked: whether the lock must cover every reference.
        stdin_filename: what to call standard input.
        jobs: processes to use; None for one for each core.
        scorer: what weighs claims against references; None for words alone.
        retraction_list: the list of retractions that the user names, or "none".
        behind: who is asked for what no lock file knows; None for whoever `network` says.
        before_of: what an article was before the change that is looked at; None where no change is.
    """

    policy_of: Callable[[str], Policy]
    network: NetworkChoice
    locked: bool = False
    stdin_filename: str | None = None
    jobs: int | None = None
    scorer: Scorer | None = None
    retraction_list: str | None = None
    behind: Resolver | None = None
    before_of: Callable[[Article], Article | None] | None = None


def run(paths: Sequence[str], settings: Settings) -> Report:
    """Check articles.

    A file that cannot be read does not keep the others from being checked: it is among the report's failures.

    Args:
        paths: files, or ``-``.
        settings: what to do.

    Raises:
        StaleLock: if `settings.locked` and a lock does not cover every reference.
        LockError: if a lock file cannot be read.
        RetractionListError: if a list of retractions cannot be read.
        UsageError: if a configuration file cannot be read.
    """
    lists = RetractionLists(settings.retraction_list)
    with _workers(settings.jobs, len(paths)) as apply:
        read = list(apply(partial(_read, stdin_filename=settings.stdin_filename), paths))
        articles = [article for article in read if not isinstance(article, RefcheckError)]
        # What is off in a configuration is told before anybody is asked.
        policies = [settings.policy_of(article.source.path) for article in articles]
        resolutions = resolve_articles(articles, settings.network, locked=settings.locked, behind=settings.behind)
        resolutions = list(map(lists.applied, articles, resolutions))
        check = partial(_check, today=today(), scorer=settings.scorer)
        checked = apply(check, articles, resolutions, policies, [_before(settings, article) for article in articles])
        reports = tuple(map(_report, articles, resolutions, policies, checked))
    failures = tuple(error for error in read if isinstance(error, RefcheckError))
    return Report(reports, failures, lists.used)


@contextmanager
def _workers(jobs: int | None, files: int) -> Iterator[Apply]:
    count = min(jobs or os.cpu_count() or 1, files)
    if count < 2 or (jobs is None and files < _WORTH_PROCESSES):
        yield map
        return
    with ProcessPoolExecutor(count) as pool:
        yield pool.map


def _read(path: str, stdin_filename: str | None) -> Article | UnreadableArticle:
    try:
        return read_input(path, stdin_filename)
    except UnreadableArticle as error:
        return error


def _check(
    article: Article,
    resolutions: list[Resolution],
    policy: Policy,
    before: Article | None,
    today: date,
    scorer: Scorer | None,
) -> tuple[Finding, ...]:
    found = check_article(article, resolutions, rules=policy.rules, today=today, scorer=scorer, before=before)
    return policy.applied(found)


def _before(settings: Settings, article: Article) -> Article | None:
    return None if settings.before_of is None else settings.before_of(article)


def _report(
    article: Article, resolutions: list[Resolution], policy: Policy, findings: tuple[Finding, ...]
) -> ArticleReport:
    report = ArticleReport(article, resolutions, findings, rules=policy.rules)
    return report.leaving_out(LeftOut.UNSURE, policy.unsure(findings))


def report_with(settings: Settings, article: Article, resolutions: Sequence[Resolution]) -> ArticleReport:
    """One article, what its references resolved to, and what is found in it.

    Args:
        settings: what to do.
        article: the article.
        resolutions: one for each of its references, in order.
    """
    policy = settings.policy_of(article.source.path)
    known = list(resolutions)
    found = _check(article, known, policy, _before(settings, article), today(), settings.scorer)
    return _report(article, known, policy, found)


def check_with(settings: Settings, article: Article, resolutions: Sequence[Resolution]) -> tuple[Finding, ...]:
    """What is found in one article and shown; as `report_with`."""
    return report_with(settings, article, resolutions).findings
