"""How well runs of wrong numbers are found: `python -m bench alignment [--articles N] [--cache FILE]`.

Articles of journals that were not used for fitting, untouched, whole and cut short, and with their list edited as
editors do. A threshold lets through a share of the untouched whole articles; what it finds of each fault is printed,
with the direction, the extent, how far confidence can be believed, and what becomes of articles known to be off.
"""

from __future__ import annotations

import argparse
import random
import statistics
import time
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from bench import _articles, _material
from bench._faults import KINDS, Fault, inject
from refcheck.alignment import align

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from refcheck.alignment import ShiftedRun
    from refcheck.article import Scope

SEED = 31
FALSE_ALARMS = (0.002, 0.005, 0.01)
BINS = (0.01, 0.1, 0.3, 0.5, 0.7, 0.9, 1.01)


@dataclass(frozen=True)
class Outcome:
    """What was found in one article.

    Attributes:
        confidence: of the best run, 0 if there is none.
        direction: whether its shift is right.
        overlap: of its citations with the wrong ones, intersection over union.
        contrary: whether its mapping has a number that is not off, or off by something else.
        name: of the article.
    """

    confidence: float
    direction: bool = False
    overlap: float = 0.0
    contrary: bool = False
    name: str = ""


def outcome(name: str, scope: Scope, fault: Fault | None) -> Outcome:
    """Align one article and compare with what is wrong in it."""
    runs = align(scope).runs
    if not runs:
        return Outcome(0.0, name=name)
    run = runs[0]
    if fault is None:
        return Outcome(run.confidence, name=name)
    found = _numbers(scope, run)
    wrong = fault.wrong
    return Outcome(
        run.confidence,
        run.shift == fault.shift,
        len(found & wrong) / len(found | wrong),
        run.shift != fault.shift or bool({number for _, number in found} - {number for _, number in wrong}),
        name,
    )


def _numbers(scope: Scope, run: ShiftedRun) -> set[tuple[int, int]]:
    inside = {citation.span.start for citation in run.citations}
    return {
        (at, number)
        for at, citation in enumerate(scope.citations)
        if citation.span.start in inside
        for number in citation.numbers
        if number in run.mapping
    }


def measure(articles: Mapping[str, Scope], rng: random.Random) -> dict[str, list[Outcome]]:
    """The outcomes by what was done to the articles; "untouched" and "untouched, short" among them."""
    outcomes: dict[str, list[Outcome]] = defaultdict(list)
    names = sorted(articles)
    for name in names:
        short = _articles.piece(articles[name], rng)
        for scope, label in ((articles[name], ""), (short, ", short")):
            if scope is None:
                continue
            outcomes["untouched" + label].append(outcome(name, scope, None))
            other = articles[rng.choice(names)]
            for kind in KINDS:
                fault = inject(kind, scope, other, rng)
                if fault is not None:
                    outcomes[kind + label].append(outcome(name, fault.scope, fault))
    return outcomes


def table(outcomes: Mapping[str, Sequence[Outcome]]) -> None:
    """Print what is found at each rate of false alarms."""
    untouched = sorted((entry.confidence for entry in outcomes["untouched"]), reverse=True)
    thresholds = [untouched[int(rate * len(untouched))] for rate in FALSE_ALARMS]
    print(f"\n{len(untouched)} untouched articles; thresholds " + ", ".join(f"{at:.3f}" for at in thresholds))
    head = "".join(f"{rate:7.1%}" for rate in FALSE_ALARMS)
    print(f"{'fault':22}{'n':>5}{head}   >=0.5   >=0.9  direction  extent  contrary")
    for kind, entries in sorted(outcomes.items()):
        shares = [sum(entry.confidence > at for entry in entries) / len(entries) for at in thresholds]
        shares += [sum(entry.confidence >= at for entry in entries) / len(entries) for at in (0.5, 0.9)]
        line = f"{kind:22}{len(entries):5}" + "".join(f"{share:7.3f}" for share in shares[:3])
        line += "".join(f"{share:8.3f}" for share in shares[3:])
        found = [entry for entry in entries if entry.confidence > thresholds[1]]
        if found and not kind.startswith("untouched"):
            right = sum(entry.direction for entry in found) / len(found)
            contrary = sum(entry.contrary for entry in found) / len(found)
            line += f"{right:11.3f}{statistics.median(entry.overlap for entry in found):8.2f}{contrary:10.3f}"
        print(line)


def reliability(outcomes: Mapping[str, Sequence[Outcome]], base_rate: float) -> None:
    """Print how often a confidence is right, at the rate at which published articles carry a run."""
    print("\nreliability, weighted to the base rate")
    weighted: list[tuple[float, float, bool]] = []
    for label in ("", ", short"):
        kinds = [kind + label for kind in KINDS if outcomes.get(kind + label)]
        for kind in kinds:
            entries = outcomes[kind]
            share = base_rate / len(kinds) / len(entries)
            weighted += [(entry.confidence, share, entry.direction and entry.overlap > 0.3) for entry in entries]
        clean = outcomes["untouched" + label]
        weighted += [(entry.confidence, (1 - base_rate) / len(clean), False) for entry in clean]
    for low, high in pairwise(BINS):
        inside = [entry for entry in weighted if low <= entry[0] < high]
        total = sum(share for _, share, _ in inside)
        if total:
            mean = sum(confidence * share for confidence, share, _ in inside) / total
            right = sum(share for _, share, true in inside if true) / total
            chance = sum(1 for _, share, true in inside if not true and share > base_rate / 100)
            print(
                f"  {low:4.2f} to {min(high, 1):4.2f}: says {mean:.2f}, is {right:.2f}"
                f" ({len(inside)} articles, {chance} untouched)"
            )


def main(arguments: list[str]) -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(prog="alignment", description=__doc__)
    parser.add_argument("--data", type=Path, default=None, help="folder of material (default: $REFCHECK_MATERIAL)")
    parser.add_argument("--cache", type=Path, default=None, help="file to keep the articles in once read")
    parser.add_argument("--articles", type=int, default=10_000, help="articles at most")
    parser.add_argument("--top", type=int, default=6, help="how many of the highest untouched articles to name")
    options = parser.parse_args(arguments)
    material = _articles.load(options.data or _material.require(), options.cache)
    rng = random.Random(SEED)
    articles = _articles.sample(material.measuring, options.articles, rng)
    began = time.perf_counter()
    outcomes = measure(articles, rng)
    count = sum(map(len, outcomes.values()))
    print(f"{count} alignments, {(time.perf_counter() - began) / count * 1000:.0f} ms each")
    table(outcomes)
    reliability(outcomes, 0.006)
    print("\nhighest untouched:")
    highest = sorted(outcomes["untouched"], key=lambda entry: -entry.confidence)[: options.top]
    print("  " + ", ".join(f"{entry.name} {entry.confidence:.2f}" for entry in highest))
    print("\narticles that were read by hand")
    for name, (scope, read) in sorted(material.wild.items(), key=lambda entry: entry[1][1]["verdict"]):
        runs = [f"{run.first}-{run.last} {run.shift:+} {run.confidence:.2f} {run.order}" for run in align(scope).runs]
        print(
            f"  {name:17}{read['verdict']:8}{read['first']:>3}-{read['last']:3}{read['shift']:>4} | {'; '.join(runs)}"
        )
    return 0
