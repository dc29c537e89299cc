"""Real articles for fitting and measuring alignment: read, split by journal, cut into short pieces."""

from __future__ import annotations

import csv
import hashlib
import pickle
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree

from bench._faults import renumbered
from bench._reading_run import on_disk, render
from bench._reading_styles import STYLES
from bench._truth import manuscript
from refcheck.article import NumberRange, Scope
from refcheck.reading import jats, read_bytes

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable, Mapping

MOST_REFERENCES = 80
REALLY_OFF = frozenset({"real", "partly", "unclear"})
VERDICTS = Path(__file__).with_name("verdicts.tsv")
"""What reading found in the articles that alignment suspected most; the material's own `wild.tsv` counts as well."""


@dataclass(frozen=True)
class Material:
    """Numbered articles without known faults, by part; no journal is in two parts.

    Attributes:
        vectors: for what the vectors of words are worth.
        fitting: for the weights of a pair, and for the odds of a run by vectors that were tuned on other journals.
        measuring: for figures.
        journals: of each article.
        wild: articles whose numbers really are off, with what was found by reading them.
    """

    vectors: Mapping[str, Scope]
    fitting: Mapping[str, Scope]
    measuring: Mapping[str, Scope]
    journals: Mapping[str, str]
    wild: Mapping[str, tuple[Scope, Mapping[str, str]]]


def load(folder: Path, cache: Path | None = None, style: str = "jats") -> Material:
    """Read the articles of a folder laid out as the material is: `jats/index.csv`, `jats/*.nxml`, `wild.tsv`.

    Args:
        folder: the material.
        cache: a file to keep what was read in (a pickle, so one's own only).
        style: format and style of the reading benchmark in which the articles are written and read.
    """
    if cache is not None and cache.exists():
        scopes: dict[str, Scope] = pickle.loads(cache.read_bytes())  # noqa: S301 (written by this program)
    else:
        files = sorted((folder / "jats").glob("*.nxml"))
        scopes = {file.name: scope for file in files if (scope := _read(file, style)) is not None}
        if cache is not None:
            cache.write_bytes(pickle.dumps(scopes))
    with (folder / "jats" / "index.csv").open(encoding="utf-8", newline="") as index:
        journals = {row["file"]: row["journal"] for row in csv.DictReader(index)}
    read = verdicts(folder)
    off = really_off(read)
    parts: dict[str, dict[str, Scope]] = {"vectors": {}, "fitting": {}, "measuring": {}}
    for name, scope in scopes.items():
        if name not in off and name in journals and _usable(scope):
            parts[_part(journals[name])][name] = scope
    wild = {name: (scopes[name], row) for name, row in read.items() if name in scopes}
    return Material(**parts, journals=journals, wild=wild)


def verdicts(folder: Path) -> dict[str, dict[str, str]]:
    """What reading found in articles as they were published, by the file."""
    read: dict[str, dict[str, str]] = {}
    for path in (VERDICTS, folder / "wild.tsv"):
        with path.open(encoding="utf-8", newline="") as listed:
            read |= {row["file"]: row for row in csv.DictReader(listed, delimiter="\t")}
    return read


def really_off(read: Mapping[str, Mapping[str, str]]) -> set[str]:
    """The files of which that says that their numbers are off, or may be."""
    return {name for name, row in read.items() if row["verdict"] in REALLY_OFF}


def _read(path: Path, title: str) -> Scope | None:
    """The numbering of an article, as it is read when it is written in a style."""
    if title == "jats":
        return jats.read(path.read_bytes(), path.name).scopes[0]
    style = next(style for style in STYLES if style.title == title)
    article = manuscript(path)
    if isinstance(article, str):
        return None
    rendered = render(style, article, path)
    with on_disk(rendered) as name:
        scopes = read_bytes(rendered.files[rendered.main], name).scopes
    return max(scopes, key=lambda scope: len(scope.citations), default=None)


def _part(journal: str) -> str:
    share = _share(journal)
    return "vectors" if share < 36 else "fitting" if share < 75 else "measuring"


def folds(names: Iterable[str], journals: Mapping[str, str], count: int) -> list[frozenset[str]]:
    """Articles in so many groups; no journal is in two."""
    groups: list[set[str]] = [set() for _ in range(count)]
    for name in names:
        groups[_share(f"fold {journals[name]}") % count].add(name)
    return [frozenset(group) for group in groups]


def _share(journal: str) -> int:
    return int(hashlib.sha256(journal.encode()).hexdigest(), 16) % 100


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
