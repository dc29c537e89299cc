"""The HTML report of long articles: how much it weighs, and how long a real Chromium takes to open it.

Articles of `jats/` with many references, in three ways: without a network (`offline`); with a record for each
reference, as after a run online (`records`); and with all the findings that such records give (`findings`). The records
are real ones, but of any other works, so in the last way nearly every field disagrees: no article has as many findings.
Only the first two are held to the bars. Times are medians of several openings, the browser already running.
"""

from __future__ import annotations

import argparse
import gzip
import json
import statistics
import time
from datetime import date
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from bench import _chromium, _material
from refcheck.check import check_article, select_rules
from refcheck.finding import Severity
from refcheck.output import render
from refcheck.reading import read_file
from refcheck.report import ArticleReport, Report
from refcheck.resolution.records import work_of
from refcheck.work import Resolution, Unchecked, UncheckedReason

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from playwright.sync_api import Browser

    from refcheck.article import Article
    from refcheck.work import Work

WEIGHT_BAR = 1_000_000  # bytes
TIME_BAR = 2_000  # milliseconds
_PAINTED = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime"
TODAY = date(2026, 1, 1)


def _works(folder: Path, count: int) -> list[Work]:
    with gzip.open(folder / "crossref-works" / "works.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [work_of(json.loads(line)) for line in islice(lines, count)]


def _articles(folder: Path, fewest: int, most: int) -> Iterator[Article]:
    for path in sorted((folder / "jats").glob("*.nxml")):
        if path.read_bytes().count(b"<ref ") >= fewest:
            article = read_file(str(path))
            if fewest <= len(article.references) <= most:
                yield article


def _reports(article: Article, works: Sequence[Work]) -> Iterator[tuple[str, Report]]:
    """The reports of an article, each with the way it is made."""
    count = len(article.references)
    unchecked = [Resolution(Unchecked(UncheckedReason.OFFLINE))] * count
    records = [Resolution(work) for work in works[:count]]
    few, many = (
        check_article(article, resolutions, rules=select_rules(), today=TODAY) for resolutions in (unchecked, records)
    )
    own = tuple(finding for finding in few if finding.severity is not Severity.NOTE)
    for way, resolutions, findings in (
        ("offline", unchecked, few),
        ("records", records, own),
        ("findings", records, many),
    ):
        yield way, Report((ArticleReport(article, resolutions, findings),))


def _milliseconds_to_open(browser: Browser, path: Path, times: int) -> tuple[float, float]:
    """Medians: until the page is loaded, by the clock, and until something is painted, by the browser."""
    loaded, painted = [], []
    for _ in range(times):
        with browser.new_context(viewport={"width": 1366, "height": 850}) as context:
            page = context.new_page()
            began = time.perf_counter()
            page.goto(path.as_uri())
            loaded.append((time.perf_counter() - began) * 1000)
            while (paint := page.evaluate(_PAINTED)) is None:
                page.wait_for_timeout(20)
            painted.append(paint)
    return statistics.median(loaded), statistics.median(painted)


def main(arguments: list[str]) -> int:
    """Print a line for each article, then the worst against the bars; 1 if one is not reached."""
    parser = argparse.ArgumentParser(prog="bench html_report", description=__doc__)
    parser.add_argument("--fewest", type=int, default=130, help="references of an article, at least")
    parser.add_argument("--most", type=int, default=180, help="references of an article, at most")
    parser.add_argument("--times", type=int, default=5, help="how often each report is opened")
    options = parser.parse_args(arguments)
    folder = _material.require()
    if missing := _chromium.missing():
        raise SystemExit(missing)
    works = _works(folder, options.most)
    worst = [0.0, 0.0, 0.0]
    print("  article       way       references  findings  kB    made in s  loaded ms  painted ms")
    with TemporaryDirectory() as scratch, _chromium.running() as browser:
        path = Path(scratch) / "report.html"
        for article in _articles(folder, options.fewest, options.most):
            for way, report in _reports(article, works):
                began = time.perf_counter()
                path.write_text(render(report, "html"), "utf-8")
                made = time.perf_counter() - began
                weight = path.stat().st_size
                loaded, painted = _milliseconds_to_open(browser, path, options.times)
                if way != "findings":
                    worst = [max(pair) for pair in zip(worst, (weight, loaded, painted), strict=True)]
                shown = sum(finding.severity is not Severity.NOTE for finding in report.findings)
                print(
                    f"  {Path(article.source.path).stem:14}{way:10}{len(article.references):>10}{shown:>10}"
                    f"{weight / 1000:>6.0f}{made:>11.2f}{loaded:>11.0f}{painted:>12.0f}"
                )
    print(
        f"\nheaviest {worst[0] / 1000:.0f} kB (bar {WEIGHT_BAR / 1000:.0f}), "
        f"slowest loaded {worst[1]:.0f} ms, painted {worst[2]:.0f} ms (bar {TIME_BAR})"
    )
    return int(worst[0] > WEIGHT_BAR or max(worst[1:]) > TIME_BAR)
