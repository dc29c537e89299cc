"""What the server needs of refcheck, and what is made of one state of a document; each part once, when asked for."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from refcheck.errors import RefcheckError
from refcheck.server.languages import read_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from refcheck.article import Article
    from refcheck.report import ArticleReport
    from refcheck.work import Resolution


class Examiner(Protocol):
    """Checks articles as `refcheck check --offline` does, by the configuration as it is at the moment."""

    def resolve(self, article: Article) -> list[Resolution]:
        """What is known of each reference without asking anybody.

        Raises:
            RefcheckError: if a lock file, a list of retractions or the configuration cannot be read.
        """
        ...

    def check(self, article: Article, resolutions: Sequence[Resolution]) -> ArticleReport:
        """What is found in an article, and shown.

        Raises:
            RefcheckError: if the configuration, or a baseline, cannot be read.
        """
        ...

    def forget(self) -> None:
        """Read anew what files hold that are kept in memory: one of them has changed."""
        ...


@dataclass(frozen=True)
class Reading:
    """An article and what is known of its references.

    Attributes:
        article: as it stands in the editor.
        resolutions: one for each of its references; empty if they cannot be known.
        error: why they cannot.
    """

    article: Article
    resolutions: Sequence[Resolution]
    error: RefcheckError | None = None


class Workers:
    """Two threads: one reads, so that whoever points at something need not wait for the other, which checks."""

    def __init__(self, examiner: Examiner) -> None:
        self.examiner = examiner
        self.reader = ThreadPoolExecutor(1, "reading")
        self.checker = ThreadPoolExecutor(1, "checking")

    def stop(self) -> None:
        """Begin nothing more."""
        self.reader.shutdown(wait=False, cancel_futures=True)
        self.checker.shutdown(wait=False, cancel_futures=True)


class Analysis:
    """One state of a document: its article, and what is found in it.

    Args:
        text: the text in the editor.
        path: its file.
        language: what the editor takes it for.
        others: what the other documents hold; asked when the text is read.
        workers: who reads and checks.

    Attributes:
        stale: whether the document has changed since; what is found is of no use then.
        latest: the reading, once it is made.
    """

    def __init__(
        self, text: str, path: str, language: str, others: Callable[[], Mapping[Path, bytes]], workers: Workers
    ) -> None:
        self.stale = False
        self.latest: Reading | None = None
        self._text = text
        self._path = path
        self._language = language
        self._others = others
        self._workers = workers
        self._reading: asyncio.Future[Reading | RefcheckError | None] | None = None
        self._report: asyncio.Future[ArticleReport | RefcheckError | None] | None = None

    async def reading(self) -> Reading | RefcheckError | None:
        """The article; the error if it cannot be read, None if the document has changed before it was."""
        if self._reading is None:
            loop = asyncio.get_running_loop()
            self._reading = loop.run_in_executor(self._workers.reader, self._read, self._others())
        # Others wait for the same: whoever stops waiting must not stop the work.
        return await asyncio.shield(self._reading)

    async def report(self) -> ArticleReport | RefcheckError | None:
        """What is found; the error if it cannot be checked, None if the document has changed before it was."""
        reading = await self.reading()
        if not isinstance(reading, Reading):
            return reading
        if reading.error is not None:
            return reading.error
        if self._report is None:
            loop = asyncio.get_running_loop()
            self._report = loop.run_in_executor(self._workers.checker, self._check, reading)
        return await asyncio.shield(self._report)

    def _read(self, others: Mapping[Path, bytes]) -> Reading | RefcheckError | None:
        if self.stale:
            return None
        try:
            article = read_text(self._text, self._path, self._language, others)
        except RefcheckError as error:
            return error
        try:
            self.latest = Reading(article, self._workers.examiner.resolve(article))
        except RefcheckError as error:
            self.latest = Reading(article, (), error)
        return self.latest

    def _check(self, reading: Reading) -> ArticleReport | RefcheckError | None:
        if self.stale:
            return None
        try:
            return self._workers.examiner.check(reading.article, reading.resolutions)
        except RefcheckError as error:
            return error
