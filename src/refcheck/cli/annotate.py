"""`refcheck annotate`: findings as comments in a copy of a Word file."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from refcheck.cli.baselines import against_baseline
from refcheck.cli.exit_codes import exit_code
from refcheck.cli.inputs import articles_in
from refcheck.cli.options import configured, declared, network_options
from refcheck.cli.writing import write_output
from refcheck.config.options import Scope
from refcheck.errors import UnreadableArticle, UsageError
from refcheck.finding import Severity
from refcheck.wording import counted

if TYPE_CHECKING:
    from refcheck.cli.exit_codes import ExitCode
    from refcheck.cli.resolving import NetworkChoice
    from refcheck.config.discovery import Configuration
    from refcheck.report import Report


@click.command("annotate")
@click.argument("article", metavar="FILE", type=click.Path(readable=False, dir_okay=False))
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(dir_okay=False),
    help="Where the copy is written (default: NAME.checked.docx beside it).",
)
@declared("select", "extend-select", "ignore", "fail-on", "min-confidence", "locked")
@network_options
@declared("retraction-list", also="--retractions")
@declared("baseline")
@configured(Scope.CHECK, Scope.NETWORK)
@click.pass_obj
def command(
    configuration: Configuration,
    *,
    article: str,
    output: str | None,
    fail_on: str,
    locked: bool,
    network: NetworkChoice,
    retraction_list: str | None,
    baseline: str | None,
) -> ExitCode:
    """Check a Word FILE, and write a copy with each finding as a comment at its citation or reference.

    Everything else stays as it is, comments of other people too; those of an earlier run of refcheck are replaced.

    Exit codes: as `refcheck check`.
    """
    from refcheck.cli.run import Settings, run  # noqa: PLC0415 (the same)

    target = _target(article, output)
    _must_be_word(article)
    settings = Settings(
        policy_of=configuration.policy,
        network=network,
        locked=locked,
        retraction_list=retraction_list,
    )
    report = run([article], settings)
    for failure in report.failures:
        raise failure
    report = against_baseline(report, baseline, write=None, prune=False)
    _write(report, target)
    return exit_code(report, None if fail_on == "never" else Severity(fail_on))


def _target(article: str, output: str | None) -> Path:
    """Where the copy is written.

    Raises:
        UsageError: if it would be written over the file itself.
    """
    if article == "-":
        raise UsageError("standard input cannot be annotated: give a file")
    path = Path(article)
    target = path.with_suffix(f".checked{path.suffix}") if output is None else Path(output)
    if target.exists() and path.exists() and os.path.samefile(path, target):  # noqa: PTH121 (as its twin in inputs)
        raise UsageError("would be written over: give another name with -o", path=article)
    return target


def _must_be_word(article: str) -> None:
    """Refuse what is no Word file before anybody is asked about its references.

    Raises:
        NoInput: if there is no such file.
        UnreadableArticle: if it cannot be read.
        UsageError: if it is no Word file.
    """
    from refcheck.reading.registry import format_of  # noqa: PLC0415 (readers are loaded when there is work)

    articles_in([article])
    if format_of(article, _content(article)).name != "word":
        raise UsageError("no Word file; `refcheck check --format html` writes a report on it", path=article)


def _content(path: str) -> bytes:
    from refcheck.reading.limits import MOST_BYTES_PACKED  # noqa: PLC0415 (readers are loaded when there is work)

    if not Path(path).is_file():  # a pipe can be read only once
        raise UsageError("is no file that a copy could be made of", path=path)
    try:
        with Path(path).open("rb") as file:
            return file.read(MOST_BYTES_PACKED + 1)
    except OSError as error:
        raise UnreadableArticle(error.strerror or "cannot be read", path=path) from error


def _write(report: Report, target: Path) -> None:
    """Write the copy with its comments, and say what is in it."""
    from refcheck.annotating import annotate, comments_of  # noqa: PLC0415 (loaded when there is work)
    from refcheck.cli.clock import today  # noqa: PLC0415 (the same)
    from refcheck.output.summary import summary_line  # noqa: PLC0415 (the same)

    (each,) = report.articles
    source = each.article.source
    annotated = annotate(_content(source.path), source, comments_of(each), today())
    write_output(annotated.data, str(target))
    made = counted(annotated.made, "comment") if annotated.made else "nothing found, copied without comments"
    replaced = f" ({counted(annotated.replaced, 'comment')} of an earlier run taken out)" if annotated.replaced else ""
    click.echo(f"refcheck: {target}: {made}{replaced}", err=True)
    click.echo(summary_line(report))
