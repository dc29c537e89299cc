"""JUnit XML, as test reports of many services read it: a suite for each article, a case for each finding.

Errors and warnings are failures; a remark (info) is a case that passes and says so; references that could not be
checked are skipped, for that is neither passed nor failed; a file that could not be read is an error. What the
elements may hold is what the schema of Jenkins' xUnit plugin (junit-10.xsd) allows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from refcheck.finding import Severity
from refcheck.output.identity import fingerprints
from refcheck.output.markup import escaped
from refcheck.output.places import shown, told
from refcheck.output.summary import unchecked_lines
from refcheck.rules import unchecked_reference

if TYPE_CHECKING:
    from refcheck.errors import RefcheckError
    from refcheck.finding import Finding
    from refcheck.report import ArticleReport, Report
    from refcheck.source import Source

_UNCHECKED = f"{unchecked_reference.RULE.code} {unchecked_reference.RULE.name}"


def _case(path: str, name: str, content: str = "") -> str:
    start = f'  <testcase name="{escaped(name)}" classname="{escaped(path)}"'
    return f"{start}>{content}</testcase>\n" if content else f"{start}/>\n"


def _finding(source: Source, finding: Finding, fingerprint: str) -> str:
    place = shown(source, finding.location)
    # Services compare runs by these names: no line is in them, for it may move.
    name = f"{finding.code} {finding.name} {fingerprint}"
    text = "\n".join((f"{place}: {told(source, finding)}", *finding.advice))
    if finding.severity is Severity.INFO:
        return _case(source.path, name, f"<system-out>{escaped(text)}</system-out>")
    start = f'<failure type="{finding.severity}" message="{escaped(finding.message)}">'
    return _case(source.path, name, f"{start}{escaped(text)}</failure>")


def _suite(name: str, cases: list[str], *, failures: int = 0, errors: int = 0, skipped: int = 0) -> str:
    counts = f'tests="{len(cases)}" failures="{failures}" errors="{errors}" skipped="{skipped}"'
    return f' <testsuite name="{escaped(name)}" {counts}>\n{"".join(cases)} </testsuite>\n'


def _article(each: ArticleReport) -> str:
    source = each.article.source
    found = [finding for finding in each.findings if finding.severity is not Severity.NOTE]
    unchecked = unchecked_lines(each)
    cases = [_finding(source, *pair) for pair in zip(found, fingerprints(found), strict=True)]
    cases += [_case(source.path, _UNCHECKED, f'<skipped message="{escaped(line)}"/>') for line in unchecked]
    failures = sum(finding.severity is not Severity.INFO for finding in found)
    return _suite(source.path, cases or [_case(source.path, "citations")], failures=failures, skipped=len(unchecked))


def _failure(error: RefcheckError) -> str:
    path = error.path or "-"
    content = f'<error type="unreadable" message="{escaped(error.message)}">{escaped(str(error))}</error>'
    return _suite(path, [_case(path, "readable", content)], errors=1)


def render(report: Report, *, width: int) -> str:  # noqa: ARG001 (every format has the same signature)
    """A suite for each article, then one for each file that could not be read."""
    suites = [*map(_article, report.articles), *map(_failure, report.failures)]
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="refcheck">\n{"".join(suites)}</testsuites>\n'
