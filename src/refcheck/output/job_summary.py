"""The summary of a job on GitHub, in Markdown: all of the findings, where annotations show ten of a kind."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from refcheck.output.places import shown, told
from refcheck.output.summary import notes, summary_line, worst_first

if TYPE_CHECKING:
    from refcheck.finding import Finding
    from refcheck.report import Report
    from refcheck.source import Source

MOST_BYTES = 1_000_000
"""A little less than the 1 MiB that GitHub takes of a step; of a longer summary it takes nothing."""
_MARKUP = re.compile(r"([\\`*_{}\[\]()#+!|<>~&@$-])")


def _plain(text: str) -> str:
    """A text in one line in which nothing is Markdown, a mention or a tag."""
    return _MARKUP.sub(r"\\\1", " ".join(text.split()))


def _row(source: Source, finding: Finding) -> str:
    cells = (
        finding.severity.value,
        f"{finding.code} {finding.name}",
        shown(source, finding.location),
        told(source, finding),
    )
    return f"| {' | '.join(map(_plain, cells))} |\n"


def _that_fit(lines: list[str], room: int) -> list[str]:
    """The first of some lines, as many as fit into so many bytes."""
    for at, line in enumerate(lines):
        room -= len(line.encode("utf-8", "replace"))
        if room < 0:
            return lines[:at]
    return lines


def job_summary(report: Report) -> str:
    """What could not be read, the findings as a table, the worst first, and notes; no longer than GitHub takes."""
    lines = [f"## refcheck\n\n{_plain(summary_line(report))}\n\n"]
    lines += [f"- could not be read: {_plain(str(error))}\n" for error in report.failures]
    if found := worst_first(report):
        lines += ["\n| severity | rule | place | what |\n|---|---|---|---|\n", *(_row(*pair) for pair in found), "\n"]
    lines += [
        f"- {_plain(each.article.source.path)}: {_plain(note)}\n" for each in report.articles for note in notes(each)
    ]
    kept = _that_fit(lines, MOST_BYTES)
    if len(kept) < len(lines):
        kept.append("\nThere is no room here for the rest; `--format html` has all of it.\n")
    return "".join(kept)
