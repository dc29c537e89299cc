"""What REF302 and REF303 say about published articles: `python -m bench named_authors [--cache FILE] [--show N]`.

Real faults in published articles exist, so the figures are read with the findings beside them.
"""

from __future__ import annotations

import argparse
import random
from datetime import date
from pathlib import Path

from bench import _articles, _material
from refcheck.article import Article
from refcheck.bibliography import WorkKind
from refcheck.rules import named_author_mismatch, swapped_citations
from refcheck.rules.model import Examination
from refcheck.source import Source
from refcheck.work import DoiState, NotCrossrefKind, Resolution

RULES = (named_author_mismatch.RULE, swapped_citations.RULE)


def main(arguments: list[str]) -> int:
    """Print how many articles have a finding, and some of them."""
    parser = argparse.ArgumentParser(prog="named_authors", description=__doc__)
    parser.add_argument("--data", type=Path, default=None)
    parser.add_argument("--cache", type=Path, default=None)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--show", type=int, default=30)
    options = parser.parse_args(arguments)
    material = _articles.load(options.data or _material.require(), options.cache)
    everything = {**material.vectors, **material.fitting, **material.measuring}
    rng = random.Random(7)
    articles = _articles.sample(everything, options.articles, rng)
    for rule in RULES:
        shown: list[str] = []
        with_finding = 0
        for name, scope in articles.items():
            text = " " * (1 + max(reference.span.end for reference in scope.references))
            article = Article(Source(name, text, "jats"), scope.citations, scope.references)
            unknown = [Resolution(NotCrossrefKind(WorkKind.UNKNOWN), DoiState.NOT_PRINTED)] * len(scope.references)
            examination = Examination(article, unknown, date(2026, 1, 1))
            findings = list(rule.check(rule, examination))
            with_finding += bool(findings)
            for finding in findings:
                claim = next(c.claim for c in scope.citations if c.span.start == finding.location.start.offset)
                around = claim.sentence[max(0, claim.anchor - 110) : claim.anchor]
                places = " | ".join(place.message for place in finding.related)
                shown.append(f"{name} {finding.confidence} {finding.message}\n      ...{around}\n      {places}")
        print(f"{rule.code}: {with_finding} of {len(articles)} articles have a finding, {len(shown)} findings")
        for entry in rng.sample(shown, min(options.show, len(shown))):
            print("  ", entry)
    return 0
