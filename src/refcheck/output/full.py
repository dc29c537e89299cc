"""The default output: for each finding both places, why, and what to do. Read by people who have five minutes."""

from __future__ import annotations

import re
import textwrap
from typing import TYPE_CHECKING

from click import style

from refcheck.finding import Severity
from refcheck.output.concise import head
from refcheck.output.excerpt import excerpt
from refcheck.output.summary import notes, summary_line

if TYPE_CHECKING:
    from refcheck.finding import Finding
    from refcheck.report import Report
    from refcheck.source import Source

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan", Severity.NOTE: "blue"}

#: what a line of a claim's table begins with, "cited:  12  "; lines that follow are set below what comes after it
_LABEL = re.compile(r"\w+: +(?:\d+ +)?")
#: below this a finding is a judgement, and says how sure it is
_CERTAIN = 0.995


def _wrapped(text: str, width: int, indent: str, hanging: str = "") -> list[str]:
    return textwrap.wrap(
        text,
        width=max(40, width),
        initial_indent=indent,
        subsequent_indent=indent + hanging,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _finding(source: Source, finding: Finding, width: int) -> list[str]:
    confidence = f", confidence {finding.confidence:.2f}" if finding.confidence < _CERTAIN else ""
    lines = [style(head(source, finding) + confidence, fg=_COLOURS[finding.severity], bold=True)]
    lines += [line for part in finding.message.splitlines() for line in _wrapped(part, width, "  ")]
    lines.append("")
    places = [finding.location, *finding.related]
    gutter = max(len(str(place.start.line)) for place in places)
    lines += excerpt(source, finding.location, width=width, gutter=gutter)
    shown = finding.location
    for place in finding.related:
        if place.excerpt and (place.start, place.end) != (shown.start, shown.end):
            if place.path != shown.path:
                lines.append(f"  {'':>{gutter}} > {place.path}")
            lines += excerpt(source, place, width=width, gutter=gutter)
            shown = place
        label = _LABEL.match(place.message)
        lines += _wrapped(place.message, width, f"  {'':>{gutter}} | ", " " * (label.end() if label else 0))
    for advice in finding.advice:
        lines += _wrapped(advice, width, "  ", "  ")
    return [*lines, ""]


def render(report: Report, *, width: int) -> str:
    """Every finding with its excerpts, then what could not be checked, then one line that sums up."""
    lines: list[str] = []
    for each in report.articles:
        shown = [finding for finding in each.findings if finding.severity is not Severity.NOTE]
        for finding in shown:
            lines += _finding(each.article.source, finding, width)
        head_of_note = f"{each.article.source.path}: note: "
        said = [line for note in notes(each) for line in _wrapped(head_of_note + note, width, "", "  ")]
        lines += [*said, ""] if said else []
    return "\n".join([*lines, style(summary_line(report), bold=True)]) + "\n"
