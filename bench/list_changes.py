"""What a change of the list that is remembered gives: `python -m bench list_changes [--articles N]`.

Real articles are written in Markdown, and their list is changed: by somebody who forgets the text, by somebody who
renumbers it, and by somebody who mends by it what was off. Only the first should be told of. Each is checked with what
the article was before, as `--changed-since` does, and without.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bench import _material
from bench._fix_faults import KINDS, inject
from bench._reading_run import SEED
from bench.changed_since import SHOWN, TODAY, read, written
from bench.fixes import articles, numbers_by_claim
from refcheck.check import check_article, select_rules
from refcheck.resolution.resolver import OfflineResolver

if TYPE_CHECKING:
    from refcheck.article import Article
    from refcheck.finding import Finding

_RULES = select_rules(["REF301"])
MENDED = ("inserted", "added", "moved")
"""What is mended by the list alone, the text being left as it was."""


@dataclass(frozen=True)
class _Told:
    """What was told of a change.

    Attributes:
        reported: whether a run is, with what the article was before.
        alone: whether one is without that.
        right: whether the numbers of the former are all that are off, and what they should be.
    """

    reported: bool
    alone: bool
    right: bool = False


def main(arguments: list[str]) -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(prog="list_changes", description=__doc__)
    parser.add_argument("--data", type=Path, default=None, help="folder of material (default: $REFCHECK_MATERIAL)")
    parser.add_argument("--articles", type=int, default=300, help="articles at most")
    parser.add_argument("--seed", type=int, default=SEED, help="another choice of articles and faults")
    options = parser.parse_args(arguments)
    rng = random.Random(options.seed)
    taken = articles(options.data or _material.require(), options.articles, rng)
    everything = list(taken.values())
    counts: dict[str, Counter[str]] = {}
    for path, article in taken.items():
        for kind in KINDS:
            fault = inject(kind, article, rng.choice(everything), rng)
            if fault is None:
                continue
            versions = (fault.before, fault.article, fault.correct)
            before, faulty, correct = (read(written(each, path)) for each in versions)
            _add(counts, f"{kind}, text forgotten", _told(before, faulty, correct))
            _add(counts, f"{kind}, text renumbered", _told(before, correct, correct))
            if kind in MENDED:
                _add(counts, f"{kind}, mended by the list", _told(faulty, before, before))
    print(f"{'':28}{'changes':>10}{'reported':>10}{'share':>8}{'without':>10}{'share':>8}{'all right':>11}")
    for title, count in sorted(counts.items(), key=lambda each: each[0].partition(", ")[2]):
        many, reported, alone = count["changes"], count["reported"], count["alone"]
        shares = f"{reported / many:8.3f}{alone:10}{alone / many:8.3f}{count['right'] / (reported or 1):11.3f}"
        print(f"{title:28}{many:10}{reported:10}{shares}")
    return 0


def _add(counts: dict[str, Counter[str]], title: str, told: _Told) -> None:
    count = counts.setdefault(title, Counter())
    count.update(changes=1, reported=told.reported, alone=told.alone, right=told.right)


def _told(before: Article, now: Article, correct: Article) -> _Told:
    runs = _runs(now, before)
    return _Told(bool(runs), bool(_runs(now)), bool(runs) and _is_right(now, correct, runs[0]))


def _runs(article: Article, before: Article | None = None) -> list[Finding]:
    resolutions = OfflineResolver().resolve(article.references)
    found = check_article(article, resolutions, rules=_RULES, today=TODAY, before=before)
    return [finding for finding in found if finding.confidence >= SHOWN]


def _is_right(now: Article, correct: Article, run: Finding) -> bool:
    """Whether a run accuses just the citations that are off."""
    printed, right = numbers_by_claim(now, now), numbers_by_claim(now, correct)
    off = {now.citations[at].span.start for at in printed.keys() & right.keys() if printed[at] != right[at]}
    return off == {each["offset"] for each in run.data["citations"]}
