"""How often the comparisons of fields find that two published printings of one work differ, and in what.

The published articles at hand cite hardly any of the records at hand, so a reference is compared with what else is
printed about the same work:

- ``twice``: a reference in one article against the reference of another article with the same DOI or PMID.
  Fields come from the mark-up of the articles, so the parser has no part in it. A disagreement says that
  one of the two is wrong.
- ``strings``: a reference string from a PDF, its fields parsed, against the mark-up of a reference to the same work.
- ``front``: a reference against the front matter of the article that it cites (which is what publishers deposit).

What is printed is accusations, not faults: `--show` lists them to be read.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from lxml import etree

from bench import _material
from refcheck.article import Reference, ReferenceFields
from refcheck.bibliography import Author, WorkKind
from refcheck.comparing import (
    compare_authors,
    compare_container,
    compare_pages,
    compare_title,
    compare_volume_and_issue,
    compare_year,
)
from refcheck.references import parse_reference
from refcheck.source import MappedText, Span
from refcheck.work import Work

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from refcheck.comparing import Disagreement

COMPARISONS = {
    "REF204": compare_title,
    "REF205": compare_authors,
    "REF206": compare_container,
    "REF207": compare_year,
    "REF208": compare_volume_and_issue,
    "REF209": compare_pages,
}
SEED = 20261123

Pair = tuple[Reference, Work]


def main(argv: list[str]) -> int:
    """Print accusations per 100 references for each kind of pair, and list them if asked."""
    parser = argparse.ArgumentParser(prog="python -m bench printings", description=__doc__)
    parser.add_argument("--sample", type=int, default=0, help="at most so many pairs of each kind (0: all)")
    parser.add_argument("--show", type=int, default=0, help="list so many accusations of each kind")
    parser.add_argument("--only", help="one kind of pair")
    parser.add_argument("--code", help="list accusations of one rule only")
    options = parser.parse_args(argv)
    folder = _material.require()
    for name, pairs in kinds(folder).items():
        if options.only in (None, name):
            chosen = list(pairs)
            random.Random(SEED).shuffle(chosen)
            measure(name, chosen[: options.sample or None], options.show, options.code)
    return 0


def kinds(folder: Path) -> dict[str, Iterable[Pair]]:
    """The kinds of pairs, by name."""
    printed = list(jats_references(folder))
    return {
        "twice": twice(printed),
        "strings": strings(folder, printed),
        "front": front(folder, printed),
    }


def measure(name: str, pairs: list[Pair], show: int, code: str | None) -> None:
    """Compare every pair and print what came of it."""
    accusations: list[tuple[str, Disagreement, Pair]] = []
    for pair in pairs:
        for rule, compare in COMPARISONS.items():
            found = compare(*pair)
            if found is not None:
                accusations.append((rule, found, pair))
    minor = sum(found.minor for _, found, _ in accusations)
    accused = len({id(pair[0]) for _, found, pair in accusations if not found.minor})
    per_rule = Counter(rule for rule, found, _ in accusations if not found.minor)
    print(f"{name}: {len(pairs)} references, {accused} accused ({100 * accused / max(1, len(pairs)):.2f} per 100)")
    for rule in COMPARISONS:
        print(f"  {rule} {per_rule[rule]:5} ({100 * per_rule[rule] / max(1, len(pairs)):.2f} per 100)")
    print(f"  of spelling only: {minor}")
    shown = [entry for entry in accusations if code in (None, entry[0])]
    for rule, found, (reference, record) in shown[:show]:
        mark = " (spelling)" if found.minor else ""
        print(f"- {rule}{mark} {record.doi}: {found.printed!r} against {found.record!r}: {found.explanation}")
        print(f"    {reference.raw[:260]}")


def jats_references(folder: Path) -> Iterator[tuple[str, str, Reference]]:
    """Every journal reference with an identifier: its file, its identifier, and its fields from the mark-up."""
    for path in sorted((folder / "jats").glob("*.nxml")):
        for element in read(path).iter("ref"):
            fields = fields_of(element)
            identifier = fields.doi or fields.pmid
            if identifier and fields.title:
                yield path.name, identifier, reference_of(" ".join(" ".join(element.itertext()).split()), fields)


def strings(folder: Path, printed: list[tuple[str, str, Reference]]) -> Iterator[Pair]:
    """Every reference string of a PDF against the first reference to the same work in the articles' mark-up."""
    records: dict[str, Work] = {}
    for _, identifier, reference in printed:
        for name in filter(None, (reference.fields.doi, reference.fields.pmid)):
            records.setdefault(name, record_of(identifier, reference.fields))
    with gzip.open(folder / "reference-doi-pairs" / "pmc.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            item = json.loads(line)
            record = records.get(item["doi"].lower()) or records.get(str(item.get("pmid")))
            if record is not None:
                # Words that were divided at the end of a line are put together again.
                raw = " ".join(re.sub(r"(?<=[a-z])-\s*\n(?=[a-z])", "", item["reference"]).split())
                yield parsed(reference_of(raw, ReferenceFields())), record


def twice(printed: list[tuple[str, str, Reference]]) -> list[Pair]:
    """Every reference against the next one, in another article, with the same identifier."""
    by_work: dict[str, list[tuple[str, Reference]]] = defaultdict(list)
    for file, identifier, reference in printed:
        by_work[identifier].append((file, reference))
    pairs = []
    for identifier, found in by_work.items():
        for at, (file, reference) in enumerate(found):
            other_file, other = found[(at + 1) % len(found)]
            if other_file != file:
                pairs.append((reference, record_of(identifier, other.fields)))
    return pairs


def front(folder: Path, printed: list[tuple[str, str, Reference]]) -> list[Pair]:
    """Every reference to one of the articles against that article's front matter."""
    records: dict[str, Work] = {}
    for path in sorted((folder / "jats").glob("*.nxml")):
        root = read(path)
        meta = root.find(".//article-meta")
        fields = fields_of(meta)
        names = tuple(text(item) for item in root.iterfind(".//journal-meta//journal-title"))
        years = sorted({int(text(item)) for item in meta.iterfind("pub-date/year")})
        record = replace(record_of(fields.doi, fields), containers=names, years=tuple(years))
        for item in meta.iterfind("article-id"):
            records[text(item).lower()] = record
    return [(reference, records[identifier]) for _, identifier, reference in printed if identifier in records]


def parsed(reference: Reference) -> Reference:
    """The same reference, its fields parsed from its text."""
    return replace(reference, fields=parse_reference(reference.raw))


def reference_of(raw: str, fields: ReferenceFields) -> Reference:
    """A reference of which only text and fields matter."""
    return Reference(1, "1.", MappedText.of(raw), Span(0, len(raw)), Span(0, 0), fields)


def record_of(identifier: str, fields: ReferenceFields) -> Work:
    """What a printed reference says, as if it were the record."""
    return Work(
        identifier,
        title=fields.title,
        authors=fields.authors,
        authors_complete=not fields.authors_truncated,
        containers=(fields.container,),
        years=() if fields.year is None else (fields.year,),
        volume=fields.volume,
        issue=fields.issue,
        pages=fields.pages,
    )


def fields_of(element: Any) -> ReferenceFields:
    """The fields of a marked-up reference (or of an article's front matter)."""
    identifiers = {item.get("pub-id-type"): text(item) for item in element.iter("pub-id", "article-id")}
    year = text(element.find(".//year"))[:4]
    first, last = text(element.find(".//fpage")), text(element.find(".//lpage"))
    people = [*element.iterfind(".//contrib[@contrib-type='author']")] or [element]
    return ReferenceFields(
        kind=WorkKind.ARTICLE,
        authors=tuple(author for person in people for author in authors_of(person)),
        authors_truncated=element.find(".//etal") is not None or "et al" in " ".join(element.itertext()),
        title=text(element.find(".//article-title")),
        container=text(element.find(".//source")),
        year=int(year) if year.isdigit() else None,
        volume=text(element.find(".//volume")),
        issue=text(element.find(".//issue")),
        pages=f"{first}-{last}" if last else first,
        doi=identifiers.get("doi", "").lower(),
        pmid=identifiers.get("pmid", ""),
    )


def authors_of(element: Any) -> Iterator[Author]:
    """The authors below an element, groups included."""
    for item in element.iter("name", "string-name", "collab"):
        if item.tag == "collab":
            yield Author(text(item), is_group=True)
        elif item.find("surname") is not None and item.getparent().get("person-group-type") != "editor":
            yield Author(text(item.find("surname")), text(item.find("given-names")))


def text(element: Any) -> str:
    """All text of an element on one line; empty if there is no element."""
    return "" if element is None else " ".join("".join(element.itertext()).split())


def read(path: Path) -> Any:
    """One article, read without entities and without the network."""
    return etree.parse(str(path), etree.XMLParser(load_dtd=False, no_network=True, resolve_entities=False)).getroot()
