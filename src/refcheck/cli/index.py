"""`refcheck index`: a local index of Crossref's public data file, so that references resolve without a network."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from refcheck.cli.exit_codes import ExitCode
from refcheck.wording import counted

if TYPE_CHECKING:
    from refcheck.resolution.index.dumps import Bad

#: so many places without a record are shown one by one, the others counted
_SHOWN = 20


@click.group("index")
def command() -> None:
    """Build and describe a local index of Crossref's public data file.

    With one, `refcheck check --index PATH` and `refcheck lock --index PATH` resolve references without a network.
    It needs the extra "index": article-refcheck[index].
    """


@command.command("build")
@click.argument("dumps", nargs=-1, required=True, metavar="CROSSREF_DUMP...", type=click.Path(readable=False))
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help="The folder of the index.")
@click.option(
    "--complete-until",
    type=click.IntRange(1900, 2100),
    metavar="YEAR",
    help="The dump has all of Crossref's records up to the end of this year: what it lacks is reported as not found.",
)
def build(dumps: tuple[str, ...], output: Path, complete_until: int | None) -> int:
    """Build an index of dumps: files of JSON lines or of {"items": [...]}, gzipped or not, and folders of such files.

    An index that is at the output already is replaced when the new one is whole.

    Exit codes: 0 done, 2 usage, or nothing can be written, 3 no dump, 4 built, but some places of the dump hold no
    record; they are named.
    """
    from refcheck.cli.clock import today  # noqa: PLC0415 (loaded when there is work)
    from refcheck.resolution.index.building import Builder  # noqa: PLC0415 (as above)
    from refcheck.resolution.index.dumps import dump_files  # noqa: PLC0415 (as above)

    said = _Said()
    builder = Builder(today(), complete_until or 0, report=said.bad, progress=said.progress)
    built = builder.build(dump_files(dumps), output)
    said.end()
    skipped = f", {counted(built.bad, 'place')} without one left out" if built.bad else ""
    click.echo(f"{output}: {counted(built.about.records, 'record')}{skipped}")
    return ExitCode.INCOMPLETE if built.bad else ExitCode.CLEAN


@command.command("info")
@click.argument("path", type=click.Path(path_type=Path))
def info(path: Path) -> None:
    """Say what an index holds, and when and how it was built."""
    from refcheck.resolution.index.engine import read_about  # noqa: PLC0415 (loaded when there is work)

    about = read_about(path)
    size = sum(file.stat().st_size for file in path.iterdir() if file.is_file())
    click.echo(f"records: {about.records:,}")
    click.echo(f"schema: {about.schema}")
    click.echo(f"built: {about.built}")
    click.echo(f"complete until: {about.complete_until or 'not said'}")
    click.echo(f"size: {size / 1e6:,.1f} MB")


class _Said:
    """What is said on standard error while an index is built."""

    def __init__(self) -> None:
        self._shown = 0
        self._line = ""

    def bad(self, place: Bad) -> None:
        """A place of a dump without a record."""
        self._shown += 1
        if self._shown > _SHOWN:
            return
        self.end()
        click.echo(f"refcheck: {place}", err=True)
        if self._shown == _SHOWN:
            click.echo("refcheck: more of these are counted, not shown", err=True)

    def progress(self, records: int, file: int, files: int) -> None:
        """How far it is, on a terminal."""
        if sys.stderr.isatty():
            self._line = f"\r{records:,} records, file {file} of {files}"
            click.echo(self._line, err=True, nl=False)

    def end(self) -> None:
        """Clear the line of the progress."""
        if self._line:
            click.echo("\r\033[K", err=True, nl=False)
            self._line = ""
