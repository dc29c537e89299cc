"""How well fixes restore citation numbers: `python -m bench fixes [--articles N]`.

Real articles are written in Markdown, in all styles of citing in turn, each with one fault: a reference inserted,
deleted or moved, the text left as it was, or a stretch of the text that is older than the list. What
`refcheck check --fix --unsafe-fixes` makes of each is read again: whether every citation has the number it should have,
and whether any byte outside citations has changed.
"""

from __future__ import annotations

import argparse
import random
import re
import tempfile
from collections import Counter
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from bench import _material
from bench._articles import really_off, verdicts
from bench._fix_faults import KINDS, inject
from bench._manuscript import Manuscript
from bench._reading_run import SEED, render
from bench._reading_styles import STYLES
from bench._truth import manuscript
from refcheck.changes.history import History
from refcheck.changes.mending import with_remembered_fixes
from refcheck.check import check_article, select_rules
from refcheck.fixing import Fixer, Workspace
from refcheck.report import ArticleReport
from refcheck.resolution.resolver import OfflineResolver
from tests.support.repository import repository

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from bench._fix_faults import FaultyArticle
    from bench._reading_styles import Style
    from bench._render import Rendered
    from refcheck.article import Article
    from refcheck.finding import Finding
    from refcheck.work import Resolution

LEAST_CONFIDENCE = 0.5
TODAY = date(2026, 11, 29)
"""Articles are looked at as on this day, so that figures stay the same."""
LONGEST = 200
"""So many code points at most are the numbers of a citation."""
_NUMBERS = re.compile("[0-9⁰¹²³⁴⁵⁶⁷⁸⁹,;˒–⁻ -]+")
"""What a citation may have instead of its numbers."""
FEWEST, MOST = 8, 150
"""References of an article that is taken."""


@dataclass(frozen=True)
class Outcome:
    """What became of one article.

    Attributes:
        found: whether a shifted run is reported.
        offered: whether it comes with a fix.
        changed: whether a fix was made and kept.
        restored: whether every citation then has the number it should have.
        named: whether the citations that then do not have it are all among those that the fix says to look at.
        touched: whether a byte outside the citations changed.
        refused: why a fix was taken back.
    """

    found: bool = False
    offered: bool = False
    changed: bool = False
    restored: bool = False
    named: bool = False
    touched: bool = False
    refused: str = ""


def outcome(faulty: FaultyArticle, style: Style, path: Path, *, history: bool = False) -> Outcome | None:
    """Write an article, let it be fixed, and look at the result; None if it is not even read as it was written.

    Args:
        faulty: the article.
        style: how it is written.
        path: the file that it was made from.
        history: whether it stands in a repository that has what it was before its list was edited.
    """
    with tempfile.TemporaryDirectory() as folder:
        workspace = Workspace()
        fixer = Fixer(workspace, partial(_check_by_history, History()) if history else _check, unsafe=True)
        if history:
            repo = repository(Path(folder))
            _written(render(style, faulty.before, path), repo.root / "faulty")
            repo.commit()
        article, correct = (
            workspace.read(_written(render(style, each, path), Path(folder) / name))
            for each, name in ((faulty.article, "faulty"), (faulty.correct, "correct"))
        )
        if len(article.references) != len(faulty.article.references):
            return None
        resolutions = OfflineResolver().resolve(article.references)
        report = ArticleReport(article, resolutions, _check(article, resolutions))
        runs = [finding for finding in report.findings if finding.code == "REF301"]
        if not runs:
            return Outcome()
        # Only the run is looked at here: other rules have fixes, too.
        fixed = fixer.fix(ArticleReport(article, resolutions, tuple(runs)))
        result = fixed.report.article
        named = {number for finding, _ in fixed.remarks for number in _doubtful(finding)}
        return Outcome(
            found=True,
            offered=any(finding.fixes for finding in runs),
            changed=bool(fixed.mended["REF301"]),
            restored=_is_right(article, result, correct),
            named=_is_right(article, result, correct, named),
            touched=not _same_outside(article, result),
            refused="; ".join(refusal.why for refusal in fixed.refused),
        )


def _doubtful(finding: Finding) -> Sequence[int]:
    edit = finding.data.get("edit")
    found: Sequence[int] = finding.data["undecided"] if edit is None else edit["doubtful"]
    return found


def _check(article: Article, resolutions: Sequence[Resolution]) -> tuple[Finding, ...]:
    findings = check_article(article, resolutions, rules=select_rules(), today=TODAY)
    return tuple(finding for finding in findings if finding.confidence >= LEAST_CONFIDENCE)


def _check_by_history(history: History, article: Article, resolutions: Sequence[Resolution]) -> tuple[Finding, ...]:
    return with_remembered_fixes(article, _check(article, resolutions), history)


def _is_right(before: Article, after: Article, correct: Article, named: Container[int] = ()) -> bool:
    """Whether every citation, as it was read before, has the numbers that it should have, but for those `named`."""
    fixed, right = numbers_by_claim(before, after), numbers_by_claim(before, correct)
    return all(
        fixed[at] == right[at] or any(number in named for number in before.citations[at].numbers)
        for at in fixed.keys() & right.keys()
    )


def numbers_by_claim(before: Article, other: Article) -> dict[int, set[int]]:
    """What each citation of an article has in another: they are paired by their claims.

    What only looks like a citation may be read in one of the two alone.
    """
    claims, others = (
        [(each.claim.sentence, each.claim.clause) for each in article.citations] for article in (before, other)
    )
    blocks = SequenceMatcher(None, claims, others, autojunk=False).get_matching_blocks()
    return {old + at: set(other.citations[new + at].numbers) for old, new, length in blocks for at in range(length)}


def _written(rendered: Rendered, folder: Path) -> str:
    folder.mkdir(exist_ok=True)
    (folder / rendered.main).write_bytes(rendered.files[rendered.main])
    return str(folder / rendered.main)


def _same_outside(before: Article, after: Article) -> bool:
    """Whether everything but the numbers of citations, as they were read before, is as it was."""
    old, new = before.source.text, after.source.text
    digits = sorted({citation.digits for citation in before.citations})
    ends = [span.start for span in digits[1:]] + [len(old)]
    at = digits[0].start if digits else len(old)
    if old[:at] != new[:at]:
        return False
    for span, end in zip(digits, ends, strict=True):
        behind = old[span.end : end]
        # What is behind a citation is found again behind its numbers, be they more digits than before.
        found = new.find(behind, at + 1, at + LONGEST + len(behind)) if behind else at + len(span)
        # Numbers in tags of their own, raised one by one, may keep their tags.
        if found < 0 or _NUMBERS.sub("", new[at:found]) not in ("", _NUMBERS.sub("", old[span.start : span.end])):
            return False
        at = found + len(behind)
    return at == len(new)


def articles(folder: Path, most: int, rng: random.Random) -> dict[Path, Manuscript]:
    """So many articles at most whose references are numbered 1, 2, 3 ..., chosen by chance.

    Those that are off as they were published are left out: what they should be is not known.
    """
    off = really_off(verdicts(folder))
    paths = [path for path in sorted((folder / "jats").glob("*.nxml")) if path.name not in off]
    rng.shuffle(paths)
    found: dict[Path, Manuscript] = {}
    for path in paths:
        if len(found) == most:
            break
        article = manuscript(path)
        if isinstance(article, Manuscript) and FEWEST <= len(article.references) <= MOST:
            numbers = [entry.number for entry in article.references]
            if numbers == list(range(1, len(numbers) + 1)):
                found[path] = article
    return found


def main(arguments: list[str]) -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(prog="fixes", description=__doc__)
    parser.add_argument("--data", type=Path, default=None, help="folder of material (default: $REFCHECK_MATERIAL)")
    parser.add_argument("--articles", type=int, default=300, help="articles at most")
    parser.add_argument("--seed", type=int, default=SEED, help="another choice of articles and faults")
    parser.add_argument("--examples", type=int, default=0, help="how many of what is not restored to name")
    parser.add_argument("--history", action="store_true", help="git has what each article was before")
    options = parser.parse_args(arguments)
    rng = random.Random(options.seed)
    taken = articles(options.data or _material.require(), options.articles, rng)
    styles = [style for style in STYLES if style.format == "markdown"]
    everything = list(taken.values())
    counts: dict[str, Counter[str]] = {kind: Counter() for kind in KINDS}
    missed: list[str] = []
    for at, (path, article) in enumerate(taken.items()):
        kind, style = KINDS[at % len(KINDS)], styles[at // len(KINDS) % len(styles)]
        faulty = inject(kind, article, rng.choice(everything), rng)
        result = outcome(faulty, style, path, history=options.history) if faulty else None
        if result is None:
            continue
        counts[kind]["articles"] += 1
        for name in ("found", "offered", "changed", "restored", "named", "touched"):
            counts[kind][name] += getattr(result, name)
        if result.touched:
            missed.append(f"{path.stem} {kind} {style.title}: another byte changed")
        if result.found and not result.restored:
            done = "wrong" if result.changed else f"taken back: {result.refused}" if result.offered else "not offered"
            missed.append(f"{path.stem} {kind} {style.title}: {done}")
    _print(counts)
    print(*(f"  {line}" for line in missed[: options.examples]), sep="\n")
    return 0


def _print(counts: dict[str, Counter[str]]) -> None:
    total: Counter[str] = sum(counts.values(), Counter())
    columns = ("articles", "found", "fixed", "restored", "of found", "of fixed", "or named", "other bytes")
    print(f"{'a reference was':16}" + "".join(f"{column:>12}" for column in columns))
    for name, each in [*counts.items(), ("all", total)]:
        fixed = each["changed"]
        cells = [each["articles"], each["found"], fixed, each["restored"]]
        shares = [
            each["restored"] / (each["found"] or 1),
            each["restored"] / (fixed or 1),
            each["named"] / (fixed or 1),
        ]
        row = [f"{cell:12}" for cell in cells] + [f"{share:12.3f}" for share in shares]
        print(f"{name:16}{''.join(row)}{each['touched']:12}")
    print("bar: 0.97 of those found, no other byte in any; named: what is not right is what the fix says to look at")
