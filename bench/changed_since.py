"""What `--changed-since` reports of real articles that are changed in a few ways: what it should, and nothing old.

Articles are written in Markdown and changed: a sentence is added elsewhere, also in an article that is off already; a
reference is inserted and nobody renumbers; a reference is inserted and everybody renumbers. Of what a whole check
finds, a change should report what is new and the run that is off, and nothing that was found before.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from bench import _material
from bench._reading_run import SEED, render
from bench._reading_styles import STYLES
from bench._truth import manuscript
from refcheck.bibliography import WorkKind
from refcheck.changes.before import Before
from refcheck.changes.touching import leave_out_untouched
from refcheck.check import check_article
from refcheck.reading import read_bytes
from refcheck.report import ArticleReport
from refcheck.rules import RULES
from refcheck.work import NotCrossrefKind, Resolution

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from bench._manuscript import Manuscript
    from refcheck.article import Article, Scope
    from refcheck.finding import Finding

TODAY = date(2026, 11, 29)
SHOWN = 0.5
RUN = "REF301"
STYLE = "markdown brackets"
BESIDE = ", beside an old run"
ADDED = "What follows was read once more by all authors. "
_NUMBER = re.compile(r"\d+")


@dataclass
class Outcome:
    """What was reported of articles changed in one way."""

    articles: int = 0
    found: int = 0
    reported: int = 0
    old: int = 0
    runs: int = 0
    runs_reported: int = 0
    codes_of_old: Counter[str] = field(default_factory=Counter)


def main(arguments: list[str]) -> int:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(prog="python -m bench changed_since", description=__doc__)
    parser.add_argument("--count", type=int, default=300, help="how many articles")
    options = parser.parse_args(arguments)
    folder = _material.require() / "jats"
    outcomes = {name: Outcome() for name in CHANGES}
    rng = random.Random(SEED)
    for path in rng.sample(sorted(folder.glob("*.nxml")), options.count):
        text = _written(path)
        if text is None:
            continue
        before = read(text)
        if len(before.scopes) != 1:
            continue
        off = inserted(text, before.scopes[0], rng)
        for name, change in CHANGES.items():
            base, was = (text, before) if not name.endswith(BESIDE) or off is None else (off, read(off))
            changed = change(base, was.scopes[0], rng) if len(was.scopes) == 1 else None
            if changed is not None:
                _measure(was, read(changed), outcomes[name])
    for name, outcome in outcomes.items():
        print(
            f"{name}: {outcome.articles} articles, {outcome.found} findings, {outcome.reported} reported, "
            f"{outcome.old} of them old {dict(outcome.codes_of_old) or ''}; "
            f"{outcome.runs} runs that are off are new, {outcome.runs_reported} of them reported"
        )
    return 0


def _written(path: Path) -> str | None:
    article = manuscript(path)
    return None if isinstance(article, str) else written(article, path)


def written(article: Manuscript, path: Path) -> str:
    """An article in Markdown; `path` is the file that it was made from."""
    style = next(style for style in STYLES if style.title == STYLE)
    rendered = render(style, article, path)
    return rendered.files[rendered.main].decode()


def read(text: str) -> Article:
    """The article that a text is."""
    return read_bytes(text.encode(), "article.md")


def _found(article: Article, before: Article | None = None) -> tuple[Finding, ...]:
    resolutions = [Resolution(NotCrossrefKind(WorkKind.UNKNOWN))] * len(article.references)
    rules = [rule for rule in RULES if rule.default]
    found = check_article(article, resolutions, rules=rules, today=TODAY, before=before)
    return tuple(finding for finding in found if finding.confidence >= SHOWN)


def _measure(before: Article, now: Article, outcome: Outcome) -> None:
    old = Counter(finding.fingerprint for finding in _found(before))
    found = _found(now, before)
    resolutions = [Resolution(NotCrossrefKind(WorkKind.UNKNOWN))] * len(now.references)
    rules = tuple(rule for rule in RULES if rule.default)
    report = ArticleReport(now, resolutions, found, rules=rules)
    reported = leave_out_untouched(report, Before(changed=True, article=before), today=TODAY).findings
    repeated = [finding.code for finding in reported if old[finding.fingerprint] > 0]
    runs = [finding for finding in found if finding.code == RUN and old[finding.fingerprint] == 0]
    outcome.articles += 1
    outcome.found += len(found)
    outcome.reported += len(reported)
    outcome.old += len(repeated)
    outcome.codes_of_old.update(repeated)
    outcome.runs += len(runs)
    outcome.runs_reported += sum(finding in reported for finding in runs)


def sentence(text: str, scope: Scope, rng: random.Random) -> str | None:
    """A sentence added at the beginning of a paragraph that cites."""
    if not scope.citations:
        return None
    cited = rng.choice(scope.citations)
    start = text.rfind("\n", 0, cited.claim.span.start) + 1
    return text[:start] + ADDED + text[start:] if text[start : start + 1].isupper() else None


def inserted(text: str, scope: Scope, rng: random.Random) -> str | None:
    """A reference inserted and the list labelled anew, no citation renumbered."""
    place = _place(scope, rng)
    return None if place is None else _edited(text, _with_reference(text, scope, place))


def renumbered(text: str, scope: Scope, rng: random.Random) -> str | None:
    """A reference inserted, the list labelled anew, and every citation renumbered."""
    place = _place(scope, rng)
    if place is None:
        return None
    edits = _with_reference(text, scope, place)
    first = scope.references[place].number
    for citation in scope.citations:
        span = citation.digits
        edits[span.start, span.end] = _NUMBER.sub(
            lambda number: str(int(number[0]) + (int(number[0]) >= first)), text[span.start : span.end]
        )
    return _edited(text, edits)


CHANGES: Mapping[str, Callable[[str, Scope, random.Random], str | None]] = {
    "a sentence elsewhere": sentence,
    f"a sentence elsewhere{BESIDE}": sentence,
    "inserted, not renumbered": inserted,
    "inserted and renumbered": renumbered,
}


def _place(scope: Scope, rng: random.Random) -> int | None:
    """Where in the list a reference is inserted: in its first half, before one that has its own line."""
    numbers = [reference.number for reference in scope.references]
    if len(numbers) < 10 or numbers != list(range(1, len(numbers) + 1)):
        return None
    return rng.randrange(1, len(numbers) // 2)


def _with_reference(text: str, scope: Scope, place: int) -> dict[tuple[int, int], str]:
    """The edits that insert a reference before the one at a place of the list, and move the labels after it."""
    first = scope.references[place]
    edits = {}
    for reference in scope.references[place:]:
        span = reference.label_span
        edits[span.start, span.end] = reference.label.replace(str(reference.number), str(reference.number + 1))
    start = first.label_span.start
    entry = f"{first.label} Made AB. Made for the measurement, and like nothing else. J Measurements. 2011;4:1-2.\n"
    end = first.label_span.end
    edits[start, end] = entry + text[first.span.start : start] + edits[start, end]
    return edits


def _edited(text: str, edits: Mapping[tuple[int, int], str]) -> str:
    for (start, end), replacement in sorted(edits.items(), reverse=True):
        text = text[:start] + replacement + text[end:]
    return text
