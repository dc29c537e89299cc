"""How well references are parsed: precision, recall and F1 per field on labelled references, and references per second.

Three sets are read: references of published trial reports with labelled spans (`jats`), the labelled references of the
AnyStyle project (`anystyle-core`, `anystyle-good`), and references from PMC with the fields of their records (`pmc`).
Rules were written with the development half open; the figures are of the other half, told apart by a hash.
A field counts as right if it is the same after folding case, white space and punctuation at its ends; fields of `pmc`
come from records, so they are compared by letters and digits alone.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import random
import re
import time
import unicodedata
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from bench import _anystyle, _material, _reference_kinds
from refcheck.references import parse_reference
from refcheck.references.lexicon import PARTICLES
from refcheck.references.markup import see_through

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from refcheck.article import ReferenceFields

Labelled = tuple[str, dict[str, str]]
_ENDS = " \t\n.,;:()[]{}<>\"'“”‘’„«»*_–—-&/"
_DOI = re.compile(r"10\.\d{4,9}/[^\s\]]+")
_SPEED_SAMPLE = 3000


def fold(value: str) -> str:
    """A value without case, white space and punctuation at its ends, nor labels and declared cuts."""
    value = see_through(value).text.text
    folded = " ".join(unicodedata.normalize("NFKC", value).casefold().split()).strip(_ENDS)
    for cut in (" et al", " and others"):
        folded = folded.removesuffix(cut).strip(_ENDS)
    for label in ("doi", "in ", "in:"):
        folded = folded.removeprefix(label).strip(_ENDS)
    return folded


def letters(value: str) -> str:
    """A value's letters and digits alone, without diacritics."""
    return "".join(sign for sign in unicodedata.normalize("NFKD", value).casefold() if sign.isalnum())


def is_measuring(text: str) -> bool:
    """Whether a string belongs to the half that is measured on."""
    return hashlib.sha256(text.encode()).digest()[0] % 2 == 1


def jats(data: Path) -> Iterator[Labelled]:
    """Labelled spans of references in JATS."""
    with gzip.open(data / "labelled-references" / "jats.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            text = record["text"]
            spans: dict[str, list[tuple[int, int]]] = defaultdict(list)
            for start, end, name in record["spans"]:
                spans[name].append((start, end))
            names = {
                "title": "title",
                "container-title": "container",
                "year": "year",
                "volume": "volume",
                "issue": "issue",
            }
            names |= {"page-first": "first page", "page-last": "last page", "publisher": "publisher"}
            names |= {"publisher-place": "place", "edition": "edition"}
            truth = {names[name]: text[slice(*found[0])] for name, found in spans.items() if name in names}
            if "container" in truth and "publisher" in truth and "title" not in truth:
                truth["title"] = truth.pop("container")  # JATS calls a book's title a source
            if "author" in spans:
                truth["authors"] = text[spans["author"][0][0] : spans["author"][-1][1]]
            yield text, truth


def anystyle(data: Path, name: str) -> Iterator[Labelled]:
    """Labelled segments of the AnyStyle project; each carries its punctuation."""
    names = {"A": "authors", "T": "title", "C": "container", "P": "publisher", "L": "place", "E": "edition"}
    for pieces in _anystyle.anystyle(data / "labelled-references", name):
        text = "".join(piece for _, piece in pieces)
        truth: dict[str, str] = {}
        for label, part in pieces:
            if label in names:
                truth.setdefault(names[label], part)
            elif label == "D":
                year = next((word for word in _words(part) if len(word) >= 4 and word[:4].isdigit()), "")
                if year:
                    truth.setdefault("year", year[:4])
            elif label == "G":
                truth.setdefault("first page", next(filter(_is_page, _words(part.lower())), ""))
            elif doi := _DOI.search(part):
                truth.setdefault("doi", doi.group())
        yield text, truth


def pmc(data: Path) -> Iterator[Labelled]:
    """References of PMC articles; the truth is the record's, so what is not printed cannot be told."""
    with gzip.open(data / "reference-doi-pairs" / "pmc.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            names = {"atitle": "title", "firstAuthor": "first author", "jtitle": "container", "volume": "volume"}
            names |= {"firstPage": "first page"}
            truth = {names[name]: record[name] for name in names if record.get(name)}
            if truth.get("title", "").strip(" ,(") != truth.get("title", ""):
                del truth["title"]  # the record's title was cut at its mark-up
            yield record["reference"], truth


def _words(text: str) -> list[str]:
    return "".join(sign if sign.isalnum() else " " for sign in text).split()


def _is_page(word: str) -> bool:
    return any(map(str.isdigit, word)) or set(word) <= set("ivxlc")


def read(fields: ReferenceFields, text: str) -> dict[str, str]:
    """What was parsed, under the names that the truth uses."""
    block = fields.spans.get("authors")
    located = fields.pages or fields.article_number
    ends = _words(located)
    found = {
        "authors": text[block.start : block.end] if block else "",
        "first author": fields.authors[0].family if fields.authors else "",
        "year": str(fields.year) if fields.year else "",
        "first page": ends[0] if ends else "",
        "last page": ends[-1] if len(ends) > 1 else "",
    }
    for name in ("title", "container", "volume", "issue", "publisher", "place", "edition", "doi"):
        found[name] = getattr(fields, name)
    return found


def measure(
    sample: Sequence[Labelled],
    same: Callable[[str, str], bool],
    failures: list[tuple[str, str, str, str]],
    only: set[str] | None = None,
    parse: Callable[[str], ReferenceFields] = parse_reference,
) -> dict[str, Counter[str]]:
    """Count right, found and wanted values for each field."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for text, truth in sample:
        found = read(parse(text), text)
        for name in truth.keys() | (found.keys() if only is None else only & found.keys()):
            value, wanted = found.get(name, ""), truth.get(name, "")
            counts[name]["found"] += bool(value)
            counts[name]["wanted"] += bool(wanted)
            if value and wanted and same(value, wanted):
                counts[name]["right"] += 1
            elif value or wanted:
                failures.append((name, value, wanted, text))
    return counts


def show(title: str, counts: dict[str, Counter[str]], *, only_recall: bool) -> None:
    """Print one table."""
    print(f"\n{title}")
    total: Counter[str] = Counter()
    for field, count in sorted(counts.items()):
        if not count["wanted"]:
            continue
        total.update(count)
        print(f"  {field:<13}{_figures(count, only_recall)}  ({count['wanted']})")
    print(f"  {'all fields':<13}{_figures(total, only_recall)}")


def _figures(count: Counter[str], only_recall: bool) -> str:
    recall = count["right"] / max(1, count["wanted"])
    if only_recall:
        return f"recall {recall:.3f}"
    precision = count["right"] / max(1, count["found"])
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return f"precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}"


def same_folded(value: str, wanted: str) -> bool:
    """Equal after folding."""
    return fold(value) == fold(wanted)


def same_letters(value: str, wanted: str) -> bool:
    """Equal by letters and digits alone; records often have a family name without its particles."""
    bare = value.split()
    while len(bare) > 1 and bare[0].lower() in PARTICLES:
        bare = bare[1:]
    return letters(wanted) in {letters(value), letters(" ".join(bare))}


def main(argv: list[str]) -> int:
    """Measure and print; see the module's text."""
    options = argparse.ArgumentParser(prog="python -m bench parsing", description=__doc__.split("\n\n")[0])
    options.add_argument("--half", choices=("measuring", "development"), default="measuring")
    options.add_argument("--limit", type=int, default=0, metavar="N", help="at most N references of each set")
    options.add_argument("--set", dest="chosen", choices=("jats", "anystyle-core", "anystyle-good", "pmc"))
    options.add_argument("--failures", type=int, default=0, metavar="N", help="show N failures of the development half")
    options.add_argument("--field", help="failures of this field alone")
    chosen = options.parse_args(argv)
    if chosen.failures:
        chosen.half = "development"
    data = _material.require()
    sets: dict[str, Callable[[], Iterator[Labelled]]] = {
        "jats": lambda: jats(data),
        "anystyle-core": lambda: anystyle(data, "anystyle-core"),
        "anystyle-good": lambda: anystyle(data, "anystyle-good"),
        "pmc": lambda: pmc(data),
    }
    timed: list[str] = []
    for name, load in sets.items():
        if chosen.chosen not in {None, name}:
            continue
        half = [pair for pair in load() if is_measuring(pair[0]) == (chosen.half == "measuring")]
        random.Random(7).shuffle(half)
        sample = half[: chosen.limit or None]
        timed += [text for text, _ in sample]
        failures: list[tuple[str, str, str, str]] = []
        records = name == "pmc"
        counts = measure(sample, same_letters if records else same_folded, failures, set() if records else None)
        show(f"{name}: {len(sample)} references of the {chosen.half} half", counts, only_recall=records)
        wanted = [failure for failure in failures if not chosen.field or failure[0] == chosen.field]
        for field, value, truth, text in wanted[: chosen.failures]:
            print(f"\n{field}: {value!r}\n  not {truth!r}\n  in {text!r}")
        if name.startswith("anystyle"):
            kinds = list(_reference_kinds.judged(data / "labelled-references", name))
            _reference_kinds.show([pair for pair in kinds if is_measuring(pair[0])], parse_reference)
    random.Random(7).shuffle(timed)
    timed = timed[:_SPEED_SAMPLE]
    started = time.process_time()
    for text in timed:
        parse_reference(text)
    print(f"\n{len(timed) / (time.process_time() - started):.0f} references per second")
    return 0
