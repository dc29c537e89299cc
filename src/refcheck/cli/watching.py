"""`refcheck check --watch`: checks again whenever something changes that the report depends on.

Files are looked at, not subscribed to: a few hundred of them cost less than a millisecond a second, on every file
system, and however an editor saves (in place, or a new file that is renamed over the old one).
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import click

from refcheck.cli.inputs import articles_in
from refcheck.config.reading import OWN_NAME, PROJECT_NAME
from refcheck.errors import RefcheckError
from refcheck.resolution.compose import find_lock
from refcheck.resolution.retractions.places import PINNED_NAME
from refcheck.wording import counted
from refcheck.work import Unchecked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from refcheck.article import Reference
    from refcheck.cli.resolving import NetworkChoice
    from refcheck.report import Report
    from refcheck.resolution import Resolver
    from refcheck.work import Resolution

    State = dict[str, tuple[int, int, int]]

INTERVAL = 0.25
"""Seconds between two looks at the files: nobody sees less."""
SETTLED = 0.05
"""Seconds for which nothing may change before files count as saved: an editor that empties a file and then writes it is
in between for less."""


class RememberingResolver:
    """Asks once about each reference: what was found is known for as long as this process runs.

    Args:
        behind: who is asked. About what could not be checked he is asked again, for the network may be back.
    """

    def __init__(self, behind: Resolver) -> None:
        self._behind = behind
        self._known: dict[tuple[str, str], Resolution] = {}

    def resolve(
        self, references: Sequence[Reference], progress: Callable[[int, int], None] | None = None
    ) -> list[Resolution]:
        """One resolution for each reference, in order."""
        new = [reference for reference in references if _identity(reference) not in self._known]
        found = {}
        if new:
            answers = self._behind.resolve(new, progress)
            found = {_identity(reference): answer for reference, answer in zip(new, answers, strict=True)}
            self._known.update({key: each for key, each in found.items() if not isinstance(each.outcome, Unchecked)})
        known = {**self._known, **found}
        return [known[_identity(reference)] for reference in references]


def _identity(reference: Reference) -> tuple[str, str]:
    return reference.raw, reference.embedded.doi if reference.embedded else ""


@dataclass
class Watch:
    """What is kept between two checks of the same articles.

    Attributes:
        read: the files that the articles were read from: themselves, what they input, their bibliographies.
    """

    read: set[str] = field(default_factory=set)
    _resolvers: dict[NetworkChoice, RememberingResolver] = field(default_factory=dict)

    def resolver(self, network: NetworkChoice) -> Resolver:
        """Who is asked, and asked about nothing twice."""
        if network not in self._resolvers:
            self._resolvers[network] = RememberingResolver(network.resolver())
        return self._resolvers[network]

    def seen(self, report: Report) -> None:
        """Remember what a report was made from; what cannot be read at the moment is still watched."""
        sources = [each.article.source for each in report.articles]
        self.read.update(part.path for source in sources for part in source.parts)


def watch(paths: Sequence[str], more: Iterable[str | None], check: Callable[[Watch], int]) -> int:
    """Check, and check again after every change, until somebody presses Ctrl-C.

    Args:
        paths: the files and folders that are checked.
        more: other files that the report depends on (a named configuration, a baseline).
        check: checks, prints the report and gives the exit code.

    Returns:
        The exit code of the last check.
    """
    kept = Watch()
    named = [path for path in more if path]
    code = None
    try:
        while True:
            # What changes during a check is checked again.
            before, began = _state(_files(paths, kept, named)), time.time_ns()
            click.clear()
            code = _checked(check, kept)
            # Files that it has read for the first time were not looked at before it: they count if they are older.
            new = _state(kept.read - before.keys())
            before |= {path: state for path, state in new.items() if state[0] < began}
            click.echo(f"refcheck: watching {counted(_articles(paths), 'article')}; Ctrl-C ends", err=True)
            _wait(paths, kept, named, before)
    except KeyboardInterrupt:
        if code is None:
            raise
        return code


def _checked(check: Callable[[Watch], int], kept: Watch) -> int:
    try:
        return check(kept)
    except RefcheckError as error:  # half a configuration, no article for a moment: the next state may be better
        click.echo(f"refcheck: {error}", err=True)
        return error.exit_code


def _wait(paths: Sequence[str], kept: Watch, named: Sequence[str], before: State) -> None:
    """Wait until the files are no longer as they were, and are not changing any more."""
    while (now := _state(_files(paths, kept, named))) == before:
        time.sleep(INTERVAL)
    while True:
        time.sleep(SETTLED)
        settled = _state(_files(paths, kept, named))
        if settled == now:
            return
        now = settled


def _articles(paths: Sequence[str]) -> int:
    try:
        return len(articles_in(paths))
    except RefcheckError:
        return 0


def _files(paths: Sequence[str], kept: Watch, named: Sequence[str]) -> Iterator[str]:
    """The files that a report depends on, whether or not they exist."""
    yield from named
    yield from kept.read
    try:
        articles = articles_in(paths)
    except RefcheckError:
        articles = []  # in the middle of being renamed
        yield from paths
    yield from articles
    for folder in dict.fromkeys(Path(article).resolve().parent for article in articles):
        yield str(find_lock(folder / "article"))
        yield str(folder / PINNED_NAME)
        for above in (folder, *folder.parents):
            yield str(above / OWN_NAME)
            yield str(above / PROJECT_NAME)


def _state(files: Iterable[str]) -> State:
    """What tells whether a file is another than before: when it was written, its size, and which file it is."""
    found = {}
    for path in dict.fromkeys(files):
        try:
            status = Path(path).stat()
        except (OSError, ValueError):
            continue
        if not Path(path).is_dir():
            found[path] = (status.st_mtime_ns, status.st_size, status.st_ino)
    return found
