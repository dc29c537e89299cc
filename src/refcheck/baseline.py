"""Findings that are known, in a file beside the articles: what is in it is silent, so that only what is new is told.

A finding is known by its fingerprint, which is made of content: it survives edits elsewhere in its file.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from refcheck.errors import UsageError
from refcheck.files import write_atomically
from refcheck.finding import Severity
from refcheck.report import LeftOut
from refcheck.rules import RULES, Needs
from refcheck.work import DoiState, Unchecked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from refcheck.finding import Finding
    from refcheck.report import ArticleReport, Report

Key: TypeAlias = tuple[str, str, str]
"""Path, code and fingerprint."""

_FORMAT, _VERSION = "refcheck-baseline", 1
_MOST_BYTES = 50_000_000
_TEXTS = ("path", "code", "fingerprint", "message")


@dataclass(frozen=True, slots=True)
class KnownFinding:
    """One entry of a baseline.

    Attributes:
        path: the file it stands in, relative to the baseline's folder, with slashes.
        code: its rule.
        fingerprint: its fingerprint, for that path.
        message: what it said when it was written, for whoever reads the file.
        count: how many findings of this fingerprint there are.
    """

    path: str
    code: str
    fingerprint: str
    message: str
    count: int = 1

    @property
    def key(self) -> Key:
        """What it is known by."""
        return self.path, self.code, self.fingerprint


@dataclass(frozen=True)
class Baseline:
    """A baseline file.

    Attributes:
        path: the file.
        known: its entries, in the order of their keys.
    """

    path: str
    known: tuple[KnownFinding, ...] = ()

    def dumps(self) -> str:
        """The file: one entry on a line, sorted, so that a change is a change of few lines."""
        lines = [
            json.dumps(
                {name: getattr(each, name) for name in _TEXTS} | ({"count": each.count} if each.count > 1 else {}),
                ensure_ascii=False,
            )
            for each in self.known
        ]
        known = "".join(f"\n  {line}," for line in lines)[:-1]
        head = f'{{\n "format": "{_FORMAT}",\n "version": {_VERSION},\n "findings": '
        return f"{head}[{known}\n ]\n}}\n" if known else f"{head}[]\n}}\n"

    def write(self) -> None:
        """Write the file in one step.

        Raises:
            UsageError: if it cannot be written.
        """
        try:
            # What of a file's name is no Unicode is escaped as JSON escapes it.
            write_atomically(self.path, self.dumps().encode("utf-8", "backslashreplace"))
        except OSError as error:
            raise UsageError(f"cannot be written: {error.strerror}", path=self.path) from error

    def key(self, finding: Finding) -> Key:
        """What a finding is known by in this file."""
        path = _relative(finding.location.path, self.path)
        return path, finding.code, finding.fingerprint_in(path)


def read_baseline(path: str, *, must: bool = True) -> Baseline:
    """Read a baseline.

    Args:
        path: the file.
        must: whether it has to be there; else an empty one takes its place.

    Raises:
        UsageError: if it cannot be read, or is no baseline.
    """
    try:
        with Path(path).open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
    except FileNotFoundError as error:
        if not must:
            return Baseline(path)
        raise UsageError("there is no such baseline; --write-baseline makes one", path=path) from error
    except OSError as error:
        raise UsageError(error.strerror or "cannot be read", path=path) from error
    if len(data) > _MOST_BYTES:
        raise UsageError(f"larger than {_MOST_BYTES // 1_000_000} MB: this is no baseline", path=path)
    try:
        content = json.loads(data.decode())
    except json.JSONDecodeError as error:
        raise UsageError(f"is no JSON: {error.msg}", path=path, line=error.lineno) from error
    except (UnicodeDecodeError, RecursionError) as error:
        raise UsageError("is no JSON", path=path) from error
    if not isinstance(content, dict) or content.get("format") != _FORMAT or content.get("version") != _VERSION:
        raise UsageError(f"is no baseline of version {_VERSION}", path=path)
    findings = content.get("findings")
    if not isinstance(findings, list):
        raise UsageError("has no list of findings", path=path)
    return Baseline(path, _sorted(_known(path, number, entry) for number, entry in enumerate(findings, 1)))


def _known(path: str, number: int, entry: object) -> KnownFinding:
    read = entry if isinstance(entry, dict) else {}
    texts = {name: str(read[name]) for name in _TEXTS if isinstance(read.get(name), str)}
    count = read.get("count", 1)
    if len(texts) < len(_TEXTS) or not isinstance(count, int) or count < 1:
        raise UsageError(f"finding {number} is not what --write-baseline writes", path=path)
    return KnownFinding(texts["path"], texts["code"], texts["fingerprint"], texts["message"], count)


@dataclass(frozen=True)
class Comparison:
    """A run against a baseline.

    Attributes:
        report: the run, known findings left out.
        mended: what the baseline knows and the run would have found, had it still been there.
    """

    report: Report
    mended: tuple[KnownFinding, ...]


def compare(report: Report, baseline: Baseline) -> Comparison:
    """Leave out what a baseline knows, and see what of it is mended."""
    left = Counter({each.key: each.count for each in baseline.known})
    articles = []
    for each in report.articles:
        known = []
        for finding in _findings(each, LeftOut.UNSURE):
            key = baseline.key(finding)
            if left[key] > 0:
                left[key] -= 1
                known.append(finding)
        articles.append(each.leaving_out(LeftOut.KNOWN, known))
    tellable = {key for each in report.articles for key in _tellable(each, baseline.path)}
    mended = tuple(
        replace(each, count=left[each.key])
        for each in baseline.known
        if left[each.key] > 0 and ((each.path, each.code) in tellable or _gone(each, baseline.path))
    )
    return Comparison(replace(report, articles=tuple(articles)), mended)


def without(baseline: Baseline, mended: Iterable[KnownFinding]) -> Baseline:
    """A baseline without what is mended."""
    gone = {each.key: each.count for each in mended}
    left = (replace(each, count=each.count - gone.get(each.key, 0)) for each in baseline.known)
    return replace(baseline, known=_sorted(each for each in left if each.count > 0))


def updated(baseline: Baseline, comparison: Comparison) -> Baseline:
    """A baseline without what is mended, and with everything else that a run found.

    An entry that stays keeps the words it was written with, though the numbers in them may have changed since.
    """
    known = {each.key: each for each in without(baseline, comparison.mended).known}
    for each in comparison.report.articles:
        for finding in each.findings:
            if finding.severity is not Severity.NOTE:
                key = baseline.key(finding)
                old = known.get(key)
                message = " ".join(finding.message.split())
                known[key] = replace(old, count=old.count + 1) if old else KnownFinding(*key, message=message)
    return replace(baseline, known=_sorted(known.values()))


def _findings(each: ArticleReport, *reasons: LeftOut) -> Iterator[Finding]:
    """What was found, notes left out; what was left out for these reasons as well."""
    for findings in (each.findings, *(each.left_out.get(reason, ()) for reason in reasons)):
        yield from (finding for finding in findings if finding.severity is not Severity.NOTE)


def _tellable(each: ArticleReport, baseline: str) -> Iterator[tuple[str, str]]:
    """The files of an article with the codes whose rules ran and could look at everything in it."""
    source = each.article.source
    unchecked = any(
        isinstance(resolution.outcome, Unchecked) or resolution.doi is DoiState.UNCHECKED
        for resolution in each.resolutions
    )
    codes = [rule.code for rule in each.rules if rule.needs is Needs.ARTICLE or not unchecked]
    for path in {source.path, *(part.path for part in source.parts)}:
        yield from ((_relative(path, baseline), code) for code in codes)


def _gone(known: KnownFinding, baseline: str) -> bool:
    """Whether there is no such file any more, or no such rule."""
    path = Path(baseline).parent / known.path
    return not os.path.lexists(path) or all(rule.code != known.code for rule in RULES)


def _relative(path: str, baseline: str) -> str:
    folder = os.path.realpath(Path(baseline).parent)
    whole = os.path.join(os.path.realpath(Path(path).parent), Path(path).name)  # noqa: PTH118 (a link stays)
    return Path(os.path.relpath(whole, folder)).as_posix()


def _sorted(known: Iterable[KnownFinding]) -> tuple[KnownFinding, ...]:
    return tuple(sorted(known, key=lambda each: each.key))
