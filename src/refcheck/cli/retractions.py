"""`refcheck retractions`: a pinned list of retractions, so that they are found without a network."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from refcheck.cli.exit_codes import ExitCode
from refcheck.cli.options import configured, declared
from refcheck.config.options import Scope
from refcheck.errors import RetractionListError, UsageError
from refcheck.wording import counted
from refcheck.work import UpdateKind

if TYPE_CHECKING:
    from refcheck.resolution.retractions.listing import RetractionList
    from refcheck.resolution.retractions.reading import ReadList


@click.group("retractions")
def command() -> None:
    """Keep a list of retractions, concerns, corrections and reinstatements.

    `check` and `lock` use the list named by --retractions (`lock`: --retraction-list) or $REFCHECK_RETRACTIONS, else
    retractions.tsv.gz beside the articles, else the one in your data folder.
    """


@command.command("update", short_help="Pin a compact copy of a list, with its date.")
@click.argument("source")
@click.option("-o", "--output", type=click.Path(dir_okay=False), metavar="PATH",
              help="Write there, not into your data folder; retractions.tsv.gz beside articles is found.")  # fmt: skip
def update(source: str, output: str | None) -> None:
    """Read the list at SOURCE, a file or an address, and pin a compact copy with its date.

    SOURCE is the Retraction Watch list as Crossref publishes it (https://gitlab.com/crossref/retraction-watch-data),
    or reduced to the columns doi and retractionwatch; packed by gzip or not.

    Exit codes: 0 done, 2 no such list, or it cannot be written, 4 it could not be downloaded.
    """
    from refcheck.resolution.retractions.pinned import packed  # noqa: PLC0415 (loaded when there is work)
    from refcheck.resolution.retractions.places import user_list  # noqa: PLC0415 (as above)

    read = _read(source)
    path = Path(output) if output else user_list()
    before = _works_in(path)
    _write(path, packed(read.content))
    click.echo(f"{path}: {_counted(read.content)}{before}")
    click.echo(_origin(read.content))
    if read.passed_over:
        click.echo(f"passed over: {counted(read.passed_over, 'row')} of no use (no work is named, or no known notice)")


@command.command("info", short_help="Say which list is used, and what is in it.")
@click.argument("folder", default=".", type=click.Path(exists=True, file_okay=False, path_type=Path))
@declared("retraction-list", also="--retractions")
@configured(Scope.NETWORK)
def info(folder: Path, *, retraction_list: str | None) -> int:
    """Say which list is used for the articles in FOLDER (default: this one), and what is in it.

    Exit codes: 0 there is one, 2 it is broken, 3 there is none.
    """
    from refcheck.resolution.retractions.places import PINNED_NAME, find_list, user_list  # noqa: PLC0415 (as above)
    from refcheck.resolution.retractions.reading import read_list  # noqa: PLC0415 (as above)

    path = find_list(folder, retraction_list)
    if path is None:
        click.echo(f"no list of retractions: neither {folder / PINNED_NAME} nor {user_list()}")
        return ExitCode.NO_INPUT
    content = read_list(path).content
    click.echo(f"{path}: {_counted(content)}")
    click.echo(_origin(content))
    return ExitCode.CLEAN


def _read(source: str) -> ReadList:
    from refcheck.cli.clock import today  # noqa: PLC0415 (loaded when there is work)
    from refcheck.resolution.retractions.download import address_shown, download, is_address  # noqa: PLC0415 (as above)
    from refcheck.resolution.retractions.reading import list_of, read_bytes  # noqa: PLC0415 (as above)

    if is_address(source):
        shown = address_shown(source)
        return list_of(download(source), shown, source=shown, retrieved=today())
    # Only the file's name is kept: the copy may be published, and where it was made is nobody's business.
    return list_of(read_bytes(source), source, source=Path(source).name, retrieved=today())


def _works_in(path: Path) -> str:
    """How many works the copy has that is replaced: a list that shrinks is worth a look."""
    from refcheck.resolution.retractions.reading import read_list  # noqa: PLC0415 (loaded when there is work)

    try:
        return f" (before: {counted(len(list(read_list(path).content.works())), 'work')})"
    except RetractionListError:
        return ""


def _write(path: Path, content: bytes) -> None:
    from refcheck.files import write_atomically  # noqa: PLC0415 (loaded when there is work)

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, content)
    except OSError as error:
        raise UsageError(f"cannot be written: {error.strerror}", path=str(path)) from error


def _counted(content: RetractionList) -> str:
    works = list(content.works())
    kinds = Counter(kind for work in works for kind in {update.kind for update in work.updates})
    shares = ", ".join(f"{kind} {kinds[kind]:,}" for kind in UpdateKind if kinds[kind])
    return f"{counted(len(works), 'work')}: {shares}"


def _origin(content: RetractionList) -> str:
    source = content.source
    dates = [f"pinned on {source.retrieved}" if source.retrieved else "not pinned, without a date"]
    if source.latest:
        dates.append(f"its latest notice is of {source.latest}")
    return f"from {source.source}, {', '.join(dates)}\nsha256 of the source: {source.sha256}"
