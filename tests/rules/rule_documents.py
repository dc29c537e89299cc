"""Reads the documents that test the rules, and runs their cases. README.md beside it says what they look like."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markdown_it import MarkdownIt

from refcheck.bibliography import Author, WorkKind
from refcheck.check import check_article
from refcheck.reading import read_bytes
from refcheck.rules import RULES
from refcheck.work import (
    DoiState,
    NotCrossrefKind,
    NotFound,
    Origin,
    Resolution,
    Unchecked,
    UncheckedReason,
    Update,
    UpdateKind,
    Work,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from refcheck.finding import Finding

HERE = Path(__file__).parent
SUFFIXES = {"text": ".txt", "markdown": ".md", "html": ".html", "latex": ".tex", "jats": ".xml"}
DEFAULT_TODAY = "2026-06-30"
NEUTRAL = Resolution(NotCrossrefKind(WorkKind.UNKNOWN))


@dataclass
class Case:
    """One case of a document."""

    code: str
    title: str
    format: str = ""
    article: str = ""
    records: Mapping[str, Any] = field(default_factory=dict)
    settings: Mapping[str, Any] = field(default_factory=dict)
    expected: list[str] | None = None
    fixed: str | None = None

    def findings(self) -> tuple[Finding, ...]:
        """What refcheck finds in the case's article."""
        article = read_bytes(self.article.encode(), f"article{SUFFIXES[self.format]}")
        known = {str(reference.number) for reference in article.references}
        assert known.issuperset(self.records), (
            f"records for references that were not read: {self.records.keys() - known}"
        )
        resolutions = [
            resolution(self.records[str(reference.number)]) if str(reference.number) in self.records else NEUTRAL
            for reference in article.references
        ]
        asked = {self.code, *self.settings.get("select", ())}
        rules = [rule for rule in RULES if rule.default or rule.code in asked]
        today = date.fromisoformat(self.settings.get("today", DEFAULT_TODAY))
        return check_article(article, resolutions, rules=rules, today=today)


def documents() -> dict[str, Path]:
    """The documents there are, by the code of their rule."""
    return {path.stem: path for path in sorted(HERE.glob("REF*.md"))}


def cases(path: Path) -> list[Case]:
    """The cases of one document, in order."""
    found: list[Case] = []
    heading = ""
    tokens = MarkdownIt().parse(path.read_text(encoding="utf-8"))
    for at, token in enumerate(tokens):
        if token.type == "heading_open":
            heading = tokens[at + 1].content
        elif token.type == "fence":
            place = f"{path.name}, {heading!r}"
            words = token.info.split()
            match words:
                case [name] if name in SUFFIXES:
                    assert all(case.title != heading for case in found), f"{place}: two articles in one case"
                    found.append(Case(path.stem, heading, name, token.content))
                case ["json", "records"]:
                    _current(found, heading, place).records = json.loads(token.content)
                case ["json", "settings"]:
                    _current(found, heading, place).settings = json.loads(token.content)
                case ["findings"]:
                    lines = token.content.splitlines()
                    _current(found, heading, place).expected = [] if lines == ["(none)"] else lines
                case ["fixed"]:
                    _current(found, heading, place).fixed = token.content
                case _:
                    raise AssertionError(f"{place}: a block of an unknown kind: {token.info!r}")
    return found


def _current(found: Sequence[Case], heading: str, place: str) -> Case:
    assert found, f"{place}: a block before any article"
    assert found[-1].title == heading, f"{place}: a block without an article"
    return found[-1]


def rendered(finding: Finding) -> str:
    """A finding as the documents write it."""
    start = finding.location.start
    return f"{finding.code} {finding.severity} {start.line}:{start.column} {finding.message}"


def mended(text: str, findings: Sequence[Finding]) -> str:
    """The text with every fix of the findings applied."""
    edits = [edit for finding in findings for fix in finding.fixes for edit in fix.edits]
    for edit in sorted(edits, key=lambda edit: edit.span, reverse=True):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    return text


def resolution(entry: Mapping[str, Any]) -> Resolution:
    """A resolution from its short form."""
    entry = dict(entry)
    state = DoiState(entry.pop("doi_state", "not printed"))
    other = entry.pop("doi_work", None)
    doi_work = None if other is None else work(other)
    notices = updates(entry.pop("notices", ()))
    outcome: Work | NotFound | NotCrossrefKind | Unchecked
    if entry.pop("not_found", False):
        nearest = entry.pop("nearest", None)
        outcome = NotFound(None if nearest is None else work(nearest), tuple(entry.pop("reasons", ())))
    elif "not_crossref" in entry:
        outcome = NotCrossrefKind(WorkKind(entry.pop("not_crossref")))
    elif "unchecked" in entry:
        outcome = Unchecked(UncheckedReason(entry.pop("unchecked")), entry.pop("detail", ""))
    else:
        outcome, entry = work(entry), {}
    assert not entry, f"not understood: {entry}"
    return Resolution(outcome, state, doi_work, notices=notices)


def work(entry: Mapping[str, Any]) -> Work:
    """A record from its short form."""
    values: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in entry.items()}
    values["authors"] = tuple(
        Author(name[0], is_group=True) if len(name) == 1 else Author(*name) for name in entry.get("authors", ())
    )
    for short, name in (("container", "containers"), ("year", "years")):
        value = values.pop(short, ())
        values[name] = value if isinstance(value, tuple) else (value,)
    if "kind" in values:
        values["kind"] = WorkKind(entry["kind"])
    if "origin" in values:
        values["origin"] = Origin(entry["origin"])
    values["updates"] = updates(entry.get("updates", ()))
    return Work(**{"doi": "", **values})


def updates(entries: Sequence[Mapping[str, Any]]) -> tuple[Update, ...]:
    """Notices from their short forms."""
    return tuple(
        Update(
            UpdateKind(entry["kind"]),
            entry.get("doi", ""),
            date.fromisoformat(entry["date"]) if "date" in entry else None,
            entry.get("source", ""),
            tuple(entry.get("reasons", ())),
            entry.get("about", ""),
        )
        for entry in entries
    )
