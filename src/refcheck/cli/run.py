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
from refcheck.errors import RefcheckError, UnreadableArticle
from refcheck.report import ArticleReport, Report

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from refcheck.alignment.scorer import Scorer
    from refcheck.article import Article
    from refcheck.finding import Finding
    from refcheck.rules import Rule
    from refcheck.work import Resolution

    Apply = Callable[..., Iterable[Any]]

#: fewer files than this are not worth starting processes for
_WORTH_PROCESSES = 4


@dataclass(frozen=True)
class Settings:
    """What a run was asked to do.

    Attributes:
        rules: the rules to run.
        network: whether and how to ask Crossref.
        min_confidence: findings below it are left out.
        locked: whether the lock must cover every reference.
        stdin_filename: what to call standard input.
        jobs: processes to use; None for one for each core.
        scorer: what weighs claims against references; None for words alone.
    """

    rules: tuple[Rule, ...]
    network: NetworkChoice
    min_confidence: float = 0.0
    locked: bool = False
    stdin_filename: str | None = None
    jobs: int | None = None
    scorer: Scorer | None = None


def run(paths: Sequence[str], settings: Settings) -> Report:
    """Check articles.

    A file that cannot be read does not keep the others from being checked: it is among the report's failures.

    Args:
        paths: files, or ``-``.
        settings: what to do.

    Raises:
        StaleLock: if `settings.locked` and a lock does not cover every reference.
        LockError: if a lock file cannot be read.
    """
    with _workers(settings.jobs, len(paths)) as apply:
        read = list(apply(partial(_read, stdin_filename=settings.stdin_filename), paths))
        articles = [article for article in read if not isinstance(article, RefcheckError)]
        resolutions = resolve_articles(articles, settings.network, locked=settings.locked)
        checked = apply(partial(check_with, settings), articles, resolutions)
        reports = tuple(map(ArticleReport, articles, resolutions, checked))
    return Report(reports, tuple(error for error in read if isinstance(error, RefcheckError)))


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


def check_with(settings: Settings, article: Article, resolutions: Sequence[Resolution]) -> tuple[Finding, ...]:
    """What is found in one article.

    Args:
        settings: what to do.
        article: the article.
        resolutions: one for each of its references, in order.
    """
    findings = check_article(article, resolutions, rules=settings.rules, today=today(), scorer=settings.scorer)
    return tuple(finding for finding in findings if finding.confidence >= settings.min_confidence)
