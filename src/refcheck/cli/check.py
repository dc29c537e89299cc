"""`refcheck check`: the lint command."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import click

from refcheck.cli.exit_codes import ExitCode, exit_code
from refcheck.cli.inputs import articles_in
from refcheck.cli.options import network_options
from refcheck.cli.writing import terminal_width, write_output
from refcheck.finding import Severity
from refcheck.output import FORMATS

if TYPE_CHECKING:
    from refcheck.alignment.scorer import Scorer
    from refcheck.report import Report

#: what `--fail-on` takes: severities that rules have, and never
_FAIL_ON = [Severity.ERROR.value, Severity.WARNING.value, Severity.INFO.value, "never"]


def _rules(context: click.Context, parameter: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:  # noqa: ARG001 (click passes them)
    return tuple(part.strip() for each in value for part in each.split(",") if part.strip())


@click.command("check")
@click.argument("paths", nargs=-1, type=click.Path(readable=False))
@click.option(
    "--select", multiple=True, callback=_rules, metavar="RULES", help="Only these rules (codes, names, REF2)."
)
@click.option("--extend-select", multiple=True, callback=_rules, metavar="RULES", help="These rules as well.")
@click.option("--ignore", multiple=True, callback=_rules, metavar="RULES", help="Not these rules.")
@click.option("--fail-on", type=click.Choice(_FAIL_ON), default="warning", show_default=True,
              help="The mildest severity that makes the exit code 1.")  # fmt: skip
@click.option("--min-confidence", type=click.FloatRange(0, 1), default=0.5, show_default=True,
              help="Leave out findings less sure than this.")  # fmt: skip
@click.option("--locked", is_flag=True, help="Fail if refcheck.lock does not cover every reference.")
@network_options
@click.option("-f", "--format", "format_name", type=click.Choice(list(FORMATS)), default="full", show_default=True)
@click.option("-o", "--output", type=click.Path(dir_okay=False), help="Write the report to a file.")
@click.option("-j", "--jobs", type=click.IntRange(1, 64), help="Processes to use (default: one for each core).")
@click.option("--stdin-filename", metavar="NAME", help="With PATH '-': the name whose ending tells the format.")
@click.option("--semantic", metavar="MODEL",
              help="Weigh claims by this model of sentence-transformers as well (name or folder).")  # fmt: skip
@click.option("--fix", is_flag=True, help="Make the safe fixes in the files; report what is left.")
@click.option(
    "--diff", "show_diff", is_flag=True, help="Show the fixes as a unified diff; write nothing into the files."
)
@click.option("--unsafe-fixes", is_flag=True, help="With --fix or --diff: also those that a person must look at.")
@click.option("--statistics", is_flag=True, help="Count the findings by rule instead of listing them.")
def command(
    paths: tuple[str, ...],
    select: tuple[str, ...],
    extend_select: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_on: str,
    min_confidence: float,
    *,
    locked: bool,
    offline: bool,
    mailto: str | None,
    crossref_url: str | None,
    format_name: str,
    output: str | None,
    jobs: int | None,
    stdin_filename: str | None,
    semantic: str | None,
    fix: bool,
    show_diff: bool,
    unsafe_fixes: bool,
    statistics: bool,
) -> int:
    """Check articles: files, folders, or '-' for standard input (default: this folder).

    Exit codes: 0 nothing found, 1 findings, 2 usage error, 3 no input, 4 something could not be checked.
    """
    from refcheck.check import select_rules  # noqa: PLC0415 (loaded once the options are known to be right)
    from refcheck.cli.fixing import FixChoice, fix_articles  # noqa: PLC0415 (loaded when there is work)
    from refcheck.cli.resolving import NetworkChoice  # noqa: PLC0415 (loaded when there is work)
    from refcheck.cli.run import Settings, run  # noqa: PLC0415 (loaded when there is work)

    choice = FixChoice(write=fix, show=show_diff, unsafe=unsafe_fixes)
    choice.must_agree(paths, format_name, statistics=statistics)
    settings = Settings(
        rules=select_rules(select, ignore, extend=extend_select),
        network=NetworkChoice(offline=offline, mailto=mailto, crossref_url=crossref_url),
        min_confidence=min_confidence,
        locked=locked,
        stdin_filename=stdin_filename,
        jobs=jobs,
        scorer=_scorer(semantic),
    )
    report = run(articles_in(paths or (".",)), settings)
    changes = b""
    if choice.wanted:
        report, changes = fix_articles(report, settings, choice)
    if choice.show:
        write_output(changes, output)
    else:
        _write(report, format_name, output, statistics=statistics)
    for failure in report.failures:
        click.echo(f"refcheck: {failure}", err=True)
    code = exit_code(report, None if fail_on == "never" else Severity(fail_on))
    # What would be mended is still there.
    return ExitCode.FINDINGS if choice.show and changes and code is ExitCode.CLEAN else code


def _scorer(model: str | None) -> Scorer | None:
    """What weighs claims, if not words alone; a model that cannot be loaded is told of before anything is read."""
    if model is None:
        return None
    from refcheck.alignment.semantic import SemanticScorer  # noqa: PLC0415 (loaded only where it is asked for)

    scorer = SemanticScorer(model)
    scorer.load()
    return scorer


def _write(report: Report, format_name: str, output: str | None, *, statistics: bool) -> None:
    from refcheck.output import render  # noqa: PLC0415 (loaded when there is work)

    text = _statistics(report) if statistics else render(report, format_name, width=terminal_width())
    write_output(text, output)


def _statistics(report: Report) -> str:
    from refcheck.output.summary import summary_line  # noqa: PLC0415 (loaded when there is work)

    counts = Counter((finding.code, finding.name, finding.severity) for finding in report.findings)
    lines = [f"{count:6}  {code}  {name:26}{severity}" for (code, name, severity), count in counts.most_common()]
    return "\n".join([*lines, summary_line(report)]) + "\n"
