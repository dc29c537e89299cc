"""Real references with their records, each of which can be printed again with something in it changed.

- ``styles``: records of Crossref, each printed in one of 30 styles (`_csl`).
- ``jats``: references of published articles as the reader of JATS reads them out; what their elements say is the
  record. (Of the DOIs that they print only three are among the records at hand, so those are not used.)
"""

from __future__ import annotations

import gzip
import hashlib
import json
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

from bench._csl import STYLES, item_of, rendered
from bench._jats_printing import ElementPrinter, name_in, names_in
from bench.printings import fields_of, read, record_of, text
from refcheck.resolution.records import work_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from refcheck.work import Work


@dataclass(frozen=True)
class Values:
    """What is printed of a work, as its source holds it; empty where it holds nothing.

    `pages` are first and last, `journal` is name and abbreviation, `people` are pairs of family and given name; `cut`
    says whether the source itself ends them with "et al.".
    """

    title: str = ""
    journal: tuple[str, str] = ("", "")
    issns: frozenset[str] = frozenset()
    year: str = ""
    volume: str = ""
    issue: str = ""
    pages: tuple[str, str] = ("", "")
    people: tuple[tuple[str, str], ...] = ()
    doi: str = ""
    cut: bool = False


class Printer(Protocol):
    """Prints a work with some of its values changed, `changes` by the names of `Values`."""

    def __call__(self, changes: Mapping[str, Any]) -> str:
        """The reference on one line; empty if it cannot be printed so."""


@dataclass
class Sample:
    """One reference.

    Attributes:
        key: what it is told apart by; the half it belongs to depends on it.
        style: the style that it is printed in, or the element that it is marked up with.
        record: what is known of the work.
        values: what its source holds.
        print: prints it.
        neighbour: the record of the work beside it (by DOI, or in the list) that has another title.
    """

    key: str
    style: str
    record: Work
    values: Values
    print: Printer = field(repr=False)
    neighbour: Work | None = None

    @cached_property
    def untouched(self) -> str:
        """The reference as it is."""
        return self.print({})


def is_measuring(key: str) -> bool:
    """Whether a reference belongs to the half that is measured on; the other half was open during development."""
    return hashlib.sha256(key.encode()).digest()[0] % 2 == 1


def styles(folder: Path) -> Iterator[Sample]:
    """Every record that lists may cite, printed in one style, which its DOI chooses."""
    with gzip.open(folder / "crossref-works" / "works.jsonl.gz", "rt", encoding="utf-8") as lines:
        records = sorted(map(json.loads, lines), key=lambda record: record["DOI"].lower())
    samples = []
    for record in records:
        item = item_of(record)
        if item is not None:
            doi = record["DOI"].lower()
            style = STYLES[int.from_bytes(hashlib.sha256(doi.encode()).digest()[1:5]) % len(STYLES)]
            # Of the names of its journal the record keeps the longest, so that abbreviations have to be understood.
            work = work_of(record)
            work = replace(work, containers=tuple(sorted(work.containers, key=len)[-1:]))
            samples.append(Sample(doi, style, work, _item_values(item, record), _StylePrinter(item, style)))
    return with_neighbours(samples)


def jats(folder: Path) -> Iterator[Sample]:
    """Every reference to an article in a journal; its half is its article's."""
    for path in sorted((folder / "jats").glob("*.nxml")):
        samples = []
        for element in read(path).iter("ref"):
            citation = next(element.iter("mixed-citation", "element-citation", "citation", "nlm-citation"), None)
            if citation is None or len(list(element.iter("article-title"))) != 1 or len(list(element.iter("year"))) > 1:
                continue
            fields = fields_of(citation)
            if not fields.container or len(list(element.iter("source"))) != 1:
                continue
            values = Values(
                fields.title,
                (fields.container, ""),
                year="" if fields.year is None else str(fields.year),
                volume=fields.volume,
                issue=fields.issue,
                pages=(text(element.find(".//fpage")), text(element.find(".//lpage"))),
                people=tuple((name, given) for name, given in map(name_in, names_in(citation)) if name),
                doi=fields.doi,
                cut=fields.authors_truncated,
            )
            record = record_of(fields.doi, fields)
            samples.append(Sample(path.name, citation.tag, record, values, ElementPrinter(element)))
        yield from with_neighbours(samples)


def with_neighbours(samples: Sequence[Sample]) -> Iterator[Sample]:
    """The same, each with the next work that has a DOI and another title."""
    for sample, other in zip(samples, [*samples[1:], *samples[:1]], strict=True):
        if other.record.doi and _letters(other.record.title) != _letters(sample.record.title):
            sample.neighbour = other.record
        yield sample


def _letters(title: str) -> str:
    return "".join(sign for sign in title.casefold() if sign.isalnum())[:40]


def _item_values(item: dict[str, Any], record: dict[str, Any]) -> Values:
    first, _, last = item.get("page", "").partition("-")
    return Values(
        item["title"],
        (item.get("container-title", ""), item.get("container-title-short", "")),
        frozenset(record.get("ISSN", ())),
        str(item["issued"]["date-parts"][0][0]),
        item.get("volume", ""),
        item.get("issue", ""),
        (first, last),
        tuple((person.get("family", ""), person.get("given", "")) for person in item.get("author", ())),
        item["DOI"],
    )


@dataclass
class _StylePrinter:
    item: dict[str, Any]
    style: str

    def __call__(self, changes: Mapping[str, Any]) -> str:
        item = dict(self.item)
        for name, value in changes.items():
            match name:
                case "year":
                    item["issued"] = {"date-parts": [[int(value), *item["issued"]["date-parts"][0][1:]]]}
                case "pages":
                    item["page"] = "-".join(filter(None, value))
                case "journal":
                    item |= {"container-title": value[0], "container-title-short": value[1] or value[0]}
                case "without":
                    item["author"] = [person for at, person in enumerate(item["author"]) if at != value]
                case "first":
                    item["author"] = [{"family": value[0], "given": value[1]}, *item["author"][1:]]
                case "doi":
                    item["DOI"] = value
                case _:
                    item[name] = value
        return rendered(item, self.style)
