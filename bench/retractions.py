"""Retractions: what is reported of the references of real articles, from the article files and the list alone.

The truth is `retractions/cited-in-jats.csv`: references of `jats/` that are on the list. Each is to be reported with
its number and DOI; nothing else is, unless its DOI is on the list. What is on the list was read from the file by a line
of code of the benchmark's own, not by refcheck's reader.
"""

from __future__ import annotations

import argparse
import csv
import time
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from bench import _listed_references, _material
from refcheck.check import check_article, select_rules
from refcheck.reading import read_bytes
from refcheck.resolution.resolver import OfflineResolver
from refcheck.resolution.retractions.noticing import with_notices
from refcheck.resolution.retractions.pinned import packed
from refcheck.resolution.retractions.reading import list_of, read_list

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from refcheck.finding import Finding
    from refcheck.resolution.retractions.listing import RetractionList

RULES = select_rules(["REF210", "REF211", "REF212"])
TODAY = date(2026, 11, 29)


@dataclass(frozen=True)
class Cited:
    """A reference of an article by its printed number, with its DOI."""

    file: str
    number: int
    doi: str


@dataclass
class Run:
    """What was reported, of how many references, and the seconds of CPU that finding it took (reading is apart)."""

    reported: dict[Cited, Finding]
    articles: int = 0
    references: int = 0
    seconds: float = 0.0


def truth(folder: Path) -> tuple[set[Cited], list[str]]:
    """The references that are on the list, and the rows that name no DOI, which can be on no list."""
    with (folder / "retractions" / "cited-in-jats.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    named = {Cited(row["file"], int(row["ref_position"]), row["doi"].lower()) for row in rows if row["doi"]}
    return named, [f"{row['file']} reference {row['ref_position']}" for row in rows if not row["doi"]]


def listed_dois(folder: Path) -> dict[str, str]:
    """The DOIs on the list with the natures of their notices."""
    with (folder / "retractions" / "retraction-watch.csv").open(encoding="utf-8", newline="") as file:
        return {row["doi"].lower(): row["retractionwatch"] for row in csv.DictReader(file) if row["doi"]}


def measure(paths: Iterable[Path], content: RetractionList) -> Run:
    """Everything that is reported of articles."""
    run = Run({})
    for path in paths:
        article = read_bytes(path.read_bytes(), path.name)
        run.articles += 1
        run.references += len(article.references)
        started = time.process_time()
        answers = OfflineResolver().resolve(article.references)
        answers = [with_notices(*pair, content) for pair in zip(article.references, answers, strict=True)]
        findings = check_article(article, answers, rules=RULES, today=TODAY)
        run.seconds += time.process_time() - started
        run.reported |= {Cited(path.name, each.data["number"], each.data["doi"]): each for each in findings}
    return run


def lines(folder: Path, run: Run) -> Iterator[str]:
    """The figures, and after them whatever is not as it should be."""
    wanted, unnamed = truth(folder)
    listed = listed_dois(folder)
    found = wanted & run.reported.keys()
    false = [one for one in run.reported if one.doi not in listed]
    yield f"{run.articles:,} articles, {run.references:,} references, {run.seconds:.2f} s CPU beside the reading"
    yield f"on the list and reported: {len(found)} of {len(wanted)} that have a DOI"
    yield f"reported and not on the list: {len(false)}"
    yield f"reported, on the list, and not in cited-in-jats.csv: {len(run.reported.keys() - wanted) - len(false)}"
    for place in unnamed:
        yield f"named in cited-in-jats.csv without a DOI, so on no list, and not reported: {place}"
    for one, each in sorted(run.reported.items(), key=lambda item: (item[0].file, item[0].number)):
        yield f"  {one.file} {each.code} {each.severity}: reference {one.number}, {one.doi} ({listed.get(one.doi)})"
    for one in sorted(wanted - run.reported.keys(), key=lambda one: one.file):
        yield f"MISSED {one.file} reference {one.number}, {one.doi}"
    for one in false:
        yield f"FALSE {one.file} reference {one.number}, {one.doi}"


def main(argv: list[str]) -> int:
    """Print the figures; exit 1 if a reference that is on the list is missed, or one that is not is reported."""
    parser = argparse.ArgumentParser(prog="python -m bench retractions", description=__doc__)
    parser.add_argument("--show", action="store_true", help="print the works that were found wrongly by their words")
    options = parser.parse_args(argv)
    folder = _material.require()
    source = folder / "retractions" / "retraction-watch.csv"
    started = time.process_time()
    read = read_list(source)
    print(f"list: {len(list(read.content.works())):,} works, {read.passed_over} rows passed over, ", end="")
    print(f"read in {time.process_time() - started:.2f} s CPU")
    data = packed(list_of(source.read_bytes(), source.name, source=source.name, retrieved=TODAY).content)
    started = time.process_time()
    pinned = read_list_of(data)
    print(f"pinned copy: {len(data):,} bytes, read in {time.process_time() - started:.2f} s CPU")
    run = measure(sorted((folder / "jats").glob("*.nxml")), pinned)
    print("\n".join(lines(folder, run)))
    words = _listed_references.measure(folder)
    print(
        f"{words.references:,} references by their words, as if what several articles cite were on the list: "
        f"{words.right:,} right, {len(words.wrong)} another DOI (precision {words.precision:.4f}), "
        f"{words.missed:,} not found"
    )
    if options.show:
        print("\n".join(words.wrong))
    wanted, _ = truth(folder)
    listed = listed_dois(folder)
    return 0 if wanted <= run.reported.keys() and all(one.doi in listed for one in run.reported) else 1


def read_list_of(data: bytes) -> RetractionList:
    """The list of a pinned copy's bytes."""
    return list_of(data, "retractions.tsv.gz", source="").content
