"""Real articles for fitting and measuring alignment: read, split by journal, cut into short pieces."""

from __future__ import annotations

import csv
import hashlib
import pickle
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lxml import etree

from bench._faults import renumbered
from refcheck.article import NumberRange, Scope
from refcheck.reading import jats

if TYPE_CHECKING:
    import random
    from collections.abc import Mapping
    from pathlib import Path

MOST_REFERENCES = 80
REALLY_OFF = frozenset({"real", "partly", "unclear"})
CONFIRMED_HERE = frozenset({"PMC1592109.nxml", "PMC1626453.nxml", "PMC3376123.nxml"})
"""Articles that the benchmark itself found to be off and that reading confirmed; `wild.tsv` does not list them."""


@dataclass(frozen=True)
class Material:
    """Numbered articles without known faults, by part; no journal is in two parts.

    Attributes:
        fitting: for the weights of a pair.
        calibration: for the odds of a run.
        measuring: for figures.
        wild: articles whose numbers really are off, with what was found by reading them.
    """

    fitting: Mapping[str, Scope]
    calibration: Mapping[str, Scope]
    measuring: Mapping[str, Scope]
    wild: Mapping[str, tuple[Scope, Mapping[str, str]]]


def load(folder: Path, cache: Path | None = None) -> Material:
    """Read the articles of a folder laid out as the material is: `jats/index.csv`, `jats/*.nxml`, `wild.tsv`.

    Args:
        folder: the material.
        cache: a file to keep what was read in (a pickle, so one's own only).
    """
    if cache is not None and cache.exists():
        scopes: dict[str, Scope] = pickle.loads(cache.read_bytes())  # noqa: S301 (written by this program)
    else:
        files = sorted((folder / "jats").glob("*.nxml"))
        scopes = {file.name: jats.read(file.read_bytes(), file.name).scopes[0] for file in files}
        if cache is not None:
            cache.write_bytes(pickle.dumps(scopes))
    with (folder / "jats" / "index.csv").open(encoding="utf-8", newline="") as index:
        journals = {row["file"]: row["journal"] for row in csv.DictReader(index)}
    with (folder / "wild.tsv").open(encoding="utf-8", newline="") as listed:
        read = {row["file"]: row for row in csv.DictReader(listed, delimiter="\t")}
    off = {name for name, row in read.items() if row["verdict"] in REALLY_OFF} | CONFIRMED_HERE
    parts: dict[str, dict[str, Scope]] = {"fitting": {}, "calibration": {}, "measuring": {}}
    for name, scope in scopes.items():
        if name not in off and name in journals and _usable(scope):
            parts[_part(journals[name])][name] = scope
    wild = {name: (scopes[name], row) for name, row in read.items() if name in scopes}
    return Material(**parts, wild=wild)


def _part(journal: str) -> str:
    share = int(hashlib.sha256(journal.encode()).hexdigest(), 16) % 100
    return "fitting" if share < 55 else "calibration" if share < 75 else "measuring"


def _usable(scope: Scope) -> bool:
    numbers = [reference.number for reference in scope.references]
    return (
        8 <= len(numbers) <= MOST_REFERENCES
        and numbers == list(range(1, len(numbers) + 1))
        and len(scope.citations) >= 6
    )


def sample(articles: Mapping[str, Scope], most: int, rng: random.Random) -> dict[str, Scope]:
    """At most so many of the articles."""
    names = sorted(articles)
    return {name: articles[name] for name in sorted(rng.sample(names, min(most, len(names))))}


def texts(folder: Path, articles: Mapping[str, Scope]) -> list[str]:
    """The paragraphs of articles and the titles of their references."""
    found: list[str] = []
    for name, scope in articles.items():
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        root = etree.parse(folder / "jats" / name, parser).getroot()
        paragraphs = (each for each in root.iter("p") if each.find(".//ref-list") is None)
        found.extend(" ".join("".join(each.itertext()).split()) for each in paragraphs)
        found.extend(reference.fields.title for reference in scope.references)
    return found


def piece(scope: Scope, rng: random.Random) -> Scope | None:
    """A short article: 9 to 20 neighbouring references of a longer one, with the citations of only those."""
    count = len(scope.references)
    length = min(rng.randint(9, 20), count)
    first = rng.randint(0, count - length)
    kept = {reference.number for reference in scope.references[first : first + length]}
    citations = [
        replace(citation, items=tuple(NumberRange(number - first, number - first) for number in citation.numbers))
        for citation in scope.citations
        if citation.numbers and kept.issuperset(citation.numbers)
    ]
    if len(citations) < 5:
        return None
    return Scope(scope.index, tuple(citations), renumbered(list(scope.references[first : first + length])))
