"""One module per output format. Each turns a report into text; only the command line prints."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    from refcheck.report import Report

#: Every format by its name, with the module that makes it; modules are loaded when asked for.
FORMATS = {
    "full": "refcheck.output.full",
    "concise": "refcheck.output.concise",
    "json": "refcheck.output.json_report",
    "json-lines": "refcheck.output.json_lines",
    "github": "refcheck.output.github",
    "gitlab": "refcheck.output.gitlab",
    "sarif": "refcheck.output.sarif",
    "junit": "refcheck.output.junit",
    "rdjson": "refcheck.output.rdjson",
    "html": "refcheck.output.html",
}


class Format(Protocol):
    """A module that makes one output format."""

    def render(self, report: Report, *, width: int) -> str:
        """The report as text, ending in a line end; `width` is that of the terminal, in columns."""
        ...


def render(report: Report, format_name: str, *, width: int = 100) -> str:
    """A report in the named format (a key of `FORMATS`), for a terminal of `width` columns."""
    return cast("Format", import_module(FORMATS[format_name])).render(report, width=width)
