"""`refcheck lock`: resolve the references of articles and write the lock file beside them."""

from __future__ import annotations

import sys
from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from refcheck.errors import NoInput, RefcheckError, UnreadableArticle, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from refcheck.article import Reference
    from refcheck.resolution import Resolver
    from refcheck.resolution.locking import LockUpdate

STALE = 1
NOT_CHECKED = 4
SHOWN = 88  # characters of a reference in the summary


@click.command("lock", short_help="Write the lock file beside the articles.")
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--check", "check_only", is_flag=True, help="Write nothing; exit 1 if a lock file is out of date.")
@click.option("--upgrade", is_flag=True, help="Ask again for everything but records that a person confirmed.")
@click.option("--offline", is_flag=True, help="Open no socket: only enter records and take out what is no longer used.")
@click.option(
    "--manual",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A JSON file of records to enter by hand, for one article.",
)
@click.option("--mailto", envvar="REFCHECK_MAILTO", default="", help="Contact address: Crossref's polite pool.")
@click.option("--crossref-url", envvar="REFCHECK_CROSSREF_URL", default="", help="Another server than Crossref's.")
def command(
    paths: tuple[Path, ...],
    *,
    check_only: bool,
    upgrade: bool,
    offline: bool,
    manual: Path | None,
    mailto: str,
    crossref_url: str,
) -> None:
    """Resolve the references of articles (files, or folders of them) and write refcheck.lock in their folder.

    What the lock file knows already is not asked for again. A record entered by hand is replaced by Crossref's, and
    the summary says so, unless it is marked as confirmed.

    Exit codes: 0 done, 1 out of date (with --check), 2 usage or a broken lock file, 3 no article, 4 some references
    could not be checked.
    """
    try:
        if manual and (len(paths) != 1 or not paths[0].is_file()):
            raise UsageError("--manual needs exactly one article, to know whose numbers they are")
        if check_only and (upgrade or manual):
            raise UsageError("--check writes nothing: leave --upgrade and --manual out")
        run = _Run(_resolver(mailto, crossref_url, offline=offline), check_only=check_only, upgrade=upgrade)
        for folder, files in _by_folder(paths).items():
            run.folder(folder, files, complete=_covers(paths, folder), manual=manual)
    except RefcheckError as error:
        click.echo(f"refcheck: {error}", err=True)
        raise click.exceptions.Exit(error.exit_code) from error
    raise click.exceptions.Exit(run.exit_code)


class _Run:
    """One run of the command over several folders.

    Args:
        resolver: who is asked; the same for all folders, so that no work is asked for twice.
        check_only: whether nothing is written.
        upgrade: whether what is known is asked for again.
    """

    def __init__(self, resolver: Resolver, *, check_only: bool, upgrade: bool) -> None:
        self._resolver = resolver
        self._check_only = check_only
        self._upgrade = upgrade
        self.exit_code = 0

    def folder(self, folder: Path, files: Sequence[Path], *, complete: bool, manual: Path | None) -> None:
        """Bring the lock file of one folder up to date."""
        from refcheck.resolution.lock import LOCK_NAME, Lock  # noqa: PLC0415 (`--help` loads click alone)
        from refcheck.resolution.locking import unused, update_lock  # noqa: PLC0415 (as above)
        from refcheck.resolution.manual import read_manual  # noqa: PLC0415 (as above)

        path = folder / LOCK_NAME
        old = Lock.read(path)
        content = old or Lock()
        references, all_read = self._references(files)
        complete = complete and all_read
        today = datetime.now(UTC).date()
        if self._check_only:
            self._report_staleness(path, content.missing(references), unused(content, references) if complete else [])
            return
        update = update_lock(
            content,
            references,
            self._resolver,
            today=today,
            entered=read_manual(manual, references, today) if manual else (),
            upgrade=self._upgrade,
            prune=complete,
            progress=_progress(folder),
        )
        if old is None or update.lock.dumps() != old.dumps():
            update.lock.write(path)
        _report(path, update)
        if update.unchecked:
            self.exit_code = NOT_CHECKED

    def _references(self, files: Sequence[Path]) -> tuple[list[Reference], bool]:
        """The references of all files, and whether every file could be read."""
        from refcheck.reading import read_file  # noqa: PLC0415 (loads the parsers of all formats)

        references: list[Reference] = []
        unreadable = 0
        for file in files:
            try:
                references.extend(read_file(str(file)).references)
            except UnreadableArticle as error:
                click.echo(f"refcheck: {error}", err=True)
                self.exit_code = NOT_CHECKED
                unreadable += 1
        return references, not unreadable

    def _report_staleness(self, path: Path, missing: Sequence[Reference], left_over: Sequence[str]) -> None:
        for reference in missing:
            click.echo(f"{path}: not in the lock file: {reference.label} {_shown(reference.raw)}")
        for key in left_over:
            click.echo(f"{path}: no longer used: {_shown(key)}")
        if missing or left_over:
            self.exit_code = max(self.exit_code, STALE)
        else:
            click.echo(f"{path}: up to date")


def _resolver(mailto: str, crossref_url: str, *, offline: bool) -> Resolver:
    from refcheck.resolution.compose import build_resolver  # noqa: PLC0415 (`--help` loads click alone)
    from refcheck.resolution.settings import PUBLIC_API, CrossrefSettings  # noqa: PLC0415 (as above)

    settings = CrossrefSettings(base_url=crossref_url or PUBLIC_API, mailto=mailto)
    return build_resolver(None, offline=offline, settings=settings)


def _by_folder(paths: Sequence[Path]) -> dict[Path, list[Path]]:
    folders: dict[Path, list[Path]] = defaultdict(list)
    for file in dict.fromkeys(file for path in paths for file in _files(path)):
        folders[file.parent].append(file)
    if not folders:
        raise NoInput(f"no article in {', '.join(map(str, paths))}")
    return folders


def _files(path: Path) -> Iterator[Path]:
    if path.is_file():
        yield path
        return
    from refcheck.reading import SUPPORTED_EXTENSIONS  # noqa: PLC0415 (`--help` loads click alone)

    for file in sorted(path.rglob("*")):
        hidden = any(part.startswith(".") for part in file.relative_to(path).parts)
        if file.suffix.lower() in SUPPORTED_EXTENSIONS and not hidden and file.is_file():
            yield file


def _covers(paths: Sequence[Path], folder: Path) -> bool:
    """Whether all articles of a folder are looked at: only then it is known what its lock file no longer needs."""
    return any(path.is_dir() and folder.resolve().is_relative_to(path.resolve()) for path in paths)


def _progress(folder: Path) -> Callable[[int, int], None]:
    """Says how far it is, on the standard error of a terminal."""

    def show(done: int, total: int) -> None:
        if total and sys.stderr.isatty():
            click.echo(f"\r{folder}: {done} of {total}" + ("\n" if done == total else ""), err=True, nl=False)

    return show


def _report(path: Path, update: LockUpdate) -> None:
    lists: tuple[tuple[str, list[str]], ...] = (
        ("entered by hand", update.entered),
        ("not entered, Crossref's record stands and yours is not confirmed", update.refused),
        ("new", update.new),
        ("changed", update.changed),
        ("entered by hand, now replaced by Crossref's record", update.replaced),
        ("removed", update.removed),
    )
    for words, keys in lists:
        for key in keys:
            click.echo(f"{words}: {_shown(key)}")
    for key, obstacle in update.unchecked:
        detail = f" ({obstacle.detail})" if obstacle.detail else ""
        click.echo(f"could not be checked, {obstacle.reason}{detail}: {_shown(key)}")
    counts = {
        "entered": len(update.entered),
        "new": len(update.new),
        "changed": len(update.changed),
        "replaced": len(update.replaced),
        "removed": len(update.removed),
        "by hand and not confirmed": len(update.kept),
        "unchanged": update.unchanged,
        "unchecked": len(update.unchecked),
    }
    click.echo(f"{path}: " + ", ".join(f"{count} {name}" for name, count in counts.items()))


def _shown(reference: str) -> str:
    return reference if len(reference) <= SHOWN else reference[: SHOWN - 3] + "..."
