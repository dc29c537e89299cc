"""How well runs of wrong numbers are found: `python -m bench alignment [--articles N] [--cache FILE] [--style STYLE]`.

Articles of journals that were not used for fitting, untouched, whole and cut short, and with their list edited as
editors do. A threshold lets through a share of the untouched whole articles; what it finds of each fault is printed,
with the direction, the extent, how far confidence can be believed, what becomes of exchanged neighbours and misplaced
citations, and of the articles that were read by hand. With `--style "markdown brackets"` or another style of the
reading benchmark the articles are written and read in that style first. With `--titles missing` their lists print no
titles, with `--titles recorded` the works' records have them; with `--foreign` the claims share no words with them.
"""

from __future__ import annotations

import argparse
import random
import time
from pathlib import Path
from typing import TYPE_CHECKING

from bench import _alignment_cost, _alignment_singles, _articles, _material
from bench._alignment_outcomes import UNTOUCHED, measure
from bench._alignment_tables import reliability, strata, table
from bench._foreign import foreign
from bench._untitled import TITLES, with_titles
from refcheck.alignment import REPORTED, align
from refcheck.rules.shifted_citations import CERTAIN as ERROR

if TYPE_CHECKING:
    from collections.abc import Mapping

    from refcheck.article import Scope

SEED = 31
BASE_RATE = 0.012  # of articles that carry a run, as far as reading has found them


def read_by_hand(wild: Mapping[str, tuple[Scope, Mapping[str, str]]]) -> None:
    """Print what is reported in the articles that were read, and how much of it is real by that reading."""
    print("\narticles that were read by hand")
    reported: dict[float, list[bool]] = {REPORTED: [], ERROR: []}
    for name, (scope, read) in sorted(wild.items(), key=lambda entry: entry[1][1]["verdict"]):
        runs = align(scope).runs
        told = [f"{run.first}-{run.last} {run.shift:+} {run.confidence:.2f} {run.order}" for run in runs]
        extent = f"{read['first']}-{read['last']} {read['shift']}" if read["first"] else ""
        if read["verdict"] != "false" or (runs and runs[0].confidence >= 0.1):
            print(f"  {name:17}{read['verdict']:8}{extent:24.24}| {'; '.join(told)}")
        for least, real in reported.items():
            if runs and runs[0].confidence >= least:
                real.append(read["verdict"] in ("real", "partly"))
    for least, real in reported.items():
        print(f"  confidence {least} and above: {len(real)} articles, {sum(real)} of them really off")


def main(arguments: list[str]) -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(prog="alignment", description=__doc__)
    parser.add_argument("--data", type=Path, default=None, help="folder of material (default: $REFCHECK_MATERIAL)")
    parser.add_argument("--cache", type=Path, default=None, help="file to keep the articles in once read")
    parser.add_argument("--style", default="jats", help="format and style to write and read the articles in")
    parser.add_argument(
        "--titles", choices=TITLES, default="printed", help="what the lists have of their works' titles"
    )
    parser.add_argument("--foreign", action="store_true", help="claims in another language than the lists")
    parser.add_argument("--articles", type=int, default=10_000, help="articles at most")
    parser.add_argument("--top", type=int, default=6, help="how many of the highest untouched articles to name")
    options = parser.parse_args(arguments)
    material = _articles.load(options.data or _material.require(), options.cache, options.style)
    sampled = _articles.sample(material.measuring, options.articles, random.Random(SEED))
    articles = {name: with_titles(scope, options.titles) for name, scope in sampled.items()}
    if options.foreign:
        articles = {name: foreign(scope) for name, scope in articles.items()}
    began = time.process_time()
    outcomes = measure(articles, SEED)
    count = sum(map(len, outcomes.values()))
    print(f"{options.style}: {count} alignments, {(time.process_time() - began) / count * 1000:.0f} ms CPU each")
    table(outcomes)
    strata(outcomes)
    reliability(outcomes, BASE_RATE)
    print("\nhighest untouched:")
    highest = sorted(outcomes[UNTOUCHED], key=lambda entry: -entry.confidence)[: options.top]
    print("  " + ", ".join(f"{entry.name} {entry.confidence:.2f}" for entry in highest))
    _alignment_singles.report(articles, random.Random(SEED))
    _alignment_cost.report(articles.values())
    read_by_hand(material.wild)
    return 0
