"""`refcheck check`: the lint command."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from refcheck.cli.baselines import against_baseline
from refcheck.cli.exit_codes import ExitCode, exit_code
from refcheck.cli.inputs import articles_in
from refcheck.cli.options import configured, declared, network_options
from refcheck.cli.writing import append_output, terminal_width, write_output
from refcheck.config.options import Scope
from refcheck.errors import UsageError
from refcheck.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from refcheck.alignment.scorer import Scorer
    from refcheck.changes.before import Revision
    from refcheck.cli.resolving import NetworkChoice
    from refcheck.cli.run import Settings
    from refcheck.cli.watching import Watch
    from refcheck.config.discovery import Configuration
    from refcheck.report import Report

#: where the context of a check keeps what it knows from earlier ones, while it watches
_WATCH = "refcheck.watch"


@click.command("check")
@click.argument("paths", nargs=-1, type=click.Path(readable=False))
@declared("select", "extend-select", "ignore", "fail-on", "min-confidence", "locked")
@network_options
@declared("retraction-list", also="--retractions")
@declared("baseline")
@click.option("--write-baseline", metavar="FILE", help="Write what is found to this file: from now on it is known.")
@click.option("--prune-baseline", is_flag=True, help="Take out of the baseline what is mended.")
@declared("changed-since")
@declared("format")
@click.option("-o", "--output", type=click.Path(dir_okay=False), help="Write the report to a file.")
@declared("jobs")
@click.option("--stdin-filename", metavar="NAME", help="With PATH '-': the name whose ending tells the format.")
@declared("semantic")
@click.option("--fix", is_flag=True, help="Make the safe fixes in the files; report what is left.")
@click.option(
    "--diff", "show_diff", is_flag=True, help="Show the fixes as a unified diff; write nothing into the files."
)
@click.option("--unsafe-fixes", is_flag=True, help="With --fix or --diff: also those that a person must look at.")
@click.option("--statistics", is_flag=True, help="Count the findings by rule instead of listing them.")
@click.option("--watch", "watching", is_flag=True, help="Check again whenever a file changes, until Ctrl-C.")
@configured(Scope.CHECK, Scope.NETWORK)
@click.pass_obj
def command(
    configuration: Configuration,
    *,
    paths: tuple[str, ...],
    fail_on: str,
    locked: bool,
    network: NetworkChoice,
    retraction_list: str | None,
    baseline: str | None,
    write_baseline: str | None,
    prune_baseline: bool,
    changed_since: str | None,
    format: str,  # noqa: A002 (as the option is called)
    output: str | None,
    jobs: int | None,
    stdin_filename: str | None,
    semantic: str | None,
    fix: bool,
    show_diff: bool,
    unsafe_fixes: bool,
    statistics: bool,
    watching: bool,
) -> int:
    """Check articles: files, folders, or '-' for standard input (default: this folder).

    What the command line does not say, the environment (REFCHECK_FAIL_ON=error) or the nearest refcheck.toml may.

    Exit codes: 0 nothing found, 1 findings, 2 usage error, 3 no input, 4 something could not be checked.
    """
    from refcheck.cli.fixing import FixChoice, fix_articles  # noqa: PLC0415 (loaded when there is work)
    from refcheck.cli.run import Settings, run  # noqa: PLC0415 (loaded when there is work)

    choice = FixChoice(write=fix, show=show_diff, unsafe=unsafe_fixes)
    choice.must_agree(paths, format, statistics=statistics)
    if watching:
        from refcheck.cli.watching import watch  # noqa: PLC0415 (loaded only where it is asked for)

        if choice.wanted or write_baseline or prune_baseline or "-" in paths:
            raise UsageError("--watch reads files and changes none: leave out what writes, and '-'")
        return watch(paths or (".",), (baseline, retraction_list, _config_file()), _check_again)
    watched = click.get_current_context().meta.get(_WATCH)
    scorer = _scorer(semantic)
    files = articles_in(paths or (".",))
    revision = _revision(changed_since, files)
    settings = Settings(
        policy_of=configuration.policy,
        network=network,
        locked=locked,
        stdin_filename=stdin_filename,
        jobs=jobs,
        scorer=scorer,
        retraction_list=retraction_list,
        behind=watched.resolver(network) if watched else None,
        before_of=revision.article if revision else None,
    )
    report = run(files, settings)
    if watched:
        watched.seen(report)
    report = against_baseline(report, baseline, write=write_baseline, prune=prune_baseline)
    if revision is not None:
        report = _touched(report, revision, settings)
    changes = b""
    if choice.wanted:  # of what is left: what is known already, or was not touched, stays as it is
        report, changes = fix_articles(report, settings, choice)
    if choice.show:
        write_output(changes, output)
    else:
        _write(report, format, output, statistics=statistics)
    for failure in report.failures:
        click.echo(f"refcheck: {failure}", err=True)
    code = exit_code(report, None if fail_on == "never" else Severity(fail_on))
    # What would be mended is still there.
    return ExitCode.FINDINGS if choice.show and changes and code is ExitCode.CLEAN else code


def _config_file() -> str | None:
    """The configuration file that the command line names."""
    named: str | None = click.get_current_context().params["config_file"]
    return named


def _check_again(kept: Watch) -> int:
    """Check as the command line says, by the configuration as it is now, as one of many times."""
    context = click.get_current_context()
    context.meta[_WATCH] = kept
    assert context.command.callback is not None  # noqa: S101 (it is this module's command)
    return int(context.command.callback(**{**context.params, "watching": False}))


def _scorer(model: str | None) -> Scorer | None:
    """What weighs claims, if not words alone; a model that cannot be loaded is told of before anything is read."""
    if model is None:
        return None
    from refcheck.alignment.semantic import SemanticScorer  # noqa: PLC0415 (loaded only where it is asked for)

    scorer = SemanticScorer(model)
    scorer.load()
    return scorer


def _revision(name: str | None, files: Sequence[str]) -> Revision | None:
    """The revision to compare with; one that git does not know is told of before anything is read."""
    if name is None:
        return None
    from refcheck.changes.before import Revision  # noqa: PLC0415 (loaded only where it is asked for)

    return Revision(name, files)


def _touched(report: Report, revision: Revision, settings: Settings) -> Report:
    """A run without what has not been touched since a revision."""
    from refcheck.changes.touching import leave_out_untouched  # noqa: PLC0415 (as above)
    from refcheck.cli.clock import today  # noqa: PLC0415 (as above)

    day = today()
    articles = (
        leave_out_untouched(each, revision.before(each.article), today=day, scorer=settings.scorer)
        for each in report.articles
    )
    return replace(report, articles=tuple(articles))


def _write(report: Report, format_name: str, output: str | None, *, statistics: bool) -> None:
    from refcheck.output import render  # noqa: PLC0415 (loaded when there is work)

    text = _statistics(report) if statistics else render(report, format_name, width=terminal_width())
    write_output(text, output)
    if format_name == "github" and not statistics and (path := os.environ.get("GITHUB_STEP_SUMMARY")):
        from refcheck.output.job_summary import job_summary  # noqa: PLC0415 (as above)

        append_output(job_summary(report), path)


def _statistics(report: Report) -> str:
    from refcheck.output.summary import summary_line  # noqa: PLC0415 (loaded when there is work)

    counts = Counter((finding.code, finding.name, finding.severity) for finding in report.findings)
    lines = [f"{count:6}  {code}  {name:26}{severity}" for (code, name, severity), count in counts.most_common()]
    return "\n".join([*lines, summary_line(report)]) + "\n"
