"""The report for an editor: one page that needs no other file, to be read in a browser, mailed or printed.

Nothing is loaded from anywhere, which the page forbids itself (its Content-Security-Policy allows its own style and its
own script, each by its hash, and nothing else); all that comes from an article is escaped. Without scripts everything
can still be read and followed.
"""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections import Counter
from importlib.resources import files
from string import Template
from typing import TYPE_CHECKING

from refcheck import __version__
from refcheck.finding import Severity
from refcheck.output.drawing import svg
from refcheck.output.drawing.shapes import PALETTE, Role
from refcheck.output.html.article import section
from refcheck.output.markup import escaped
from refcheck.output.summary import summary_line
from refcheck.wording import counted

if TYPE_CHECKING:
    from refcheck.finding import Finding
    from refcheck.report import ArticleReport, Report

_SHOWN = (Severity.ERROR, Severity.WARNING, Severity.INFO)
_PLURALS = {Severity.ERROR: "errors", Severity.WARNING: "warnings", Severity.INFO: "infos"}


def render(report: Report, *, width: int) -> str:  # noqa: ARG001 (every format has the same signature)
    """The report as one HTML page."""
    style = _colours() + _resource("page.css") + svg.style() + "\n"
    script = _resource("page.js")
    sources = f"script-src '{_hash(script)}'; style-src '{_hash(style)}'"
    paths = [each.article.source.path for each in report.articles]
    return Template(_resource("page.html")).substitute(
        policy=f"default-src 'none'; {sources}; base-uri 'none'; form-action 'none'",
        title=escaped(paths[0] if len(paths) == 1 else counted(len(paths), "article")),
        style=style,
        script=script,
        summary=escaped(summary_line(report)),
        failures=_failures(report),
        contents=_contents(report),
        filters=_filters(report),
        sections="".join(section(each, at) for at, each in enumerate(report.articles)),
        version=escaped(__version__),
    )


def _resource(name: str) -> str:
    return files(__name__).joinpath(name).read_text("utf-8")


def _hash(content: str) -> str:
    """What a policy knows a style or a script by."""
    return "sha256-" + b64encode(hashlib.sha256(content.encode()).digest()).decode()


def _colours() -> str:
    """The colours of pictures as variables, so that page and picture are of one piece."""
    light, dark = (
        "".join(f"--{role}:{PALETTE[role][at]};" for role in (Role.GROUND, Role.INK, Role.MUTED, Role.GRID, Role.BAND))
        for at in (0, 1)
    )
    return f":root{{{light}}}\n@media (prefers-color-scheme: dark){{:root{{{dark}}}}}\n"


def _of(each: ArticleReport) -> Counter[Severity]:
    return Counter(finding.severity for finding in each.findings if finding.severity in _SHOWN)


def _failures(report: Report) -> str:
    """The files that could not be read."""
    items = "".join(f"<li>could not be read: {escaped(str(each))}</li>\n" for each in report.failures)
    return f'<ul class="failures">\n{items}</ul>\n' if items else ""


def _contents(report: Report) -> str:
    """A table of the articles, where there are several."""
    if len(report.articles) < 2:
        return ""
    rows = []
    for at, each in enumerate(report.articles):
        counts = _of(each)
        cells = "".join(f"<td>{counts[severity] or ''}</td>" for severity in _SHOWN)
        path = escaped(each.article.source.path)
        rows.append(f'<tr><th scope="row"><a href="#a{at}">{path}</a></th>{cells}</tr>\n')
    heads = "".join(f'<th scope="col">{_PLURALS[severity]}</th>' for severity in _SHOWN)
    return (
        '<nav aria-label="Articles">\n<table>\n<thead><tr><th scope="col">article</th>'
        f"{heads}</tr></thead>\n<tbody>\n{''.join(rows)}</tbody>\n</table>\n</nav>\n"
    )


def _filters(report: Report) -> str:
    """What findings to see, by severity and rule; of use only with scripts, which show it."""
    found: list[Finding] = [finding for finding in report.findings if finding.severity in _SHOWN]
    severities = Counter(finding.severity for finding in found)
    boxes = "".join(
        f'<label><input type="checkbox" name="severity" value="{severity}" checked> '
        f"{_PLURALS[severity]} ({severities[severity]})</label>\n"
        for severity in _SHOWN
        if severities[severity]
    )
    rules = Counter((finding.code, finding.name) for finding in found)
    options = "".join(
        f'<option value="{code}">{code} {name} ({count})</option>\n' for (code, name), count in sorted(rules.items())
    )
    if not found:
        return ""
    return (
        '<section id="filters" aria-label="Filter the findings" hidden>\n'
        f'<fieldset><legend>Show</legend>\n{boxes}</fieldset>\n<label>Rule <select name="rule">\n'
        f'<option value="">all rules</option>\n{options}</select></label>\n'
        '<p role="status" id="count"></p>\n</section>\n'
    )
