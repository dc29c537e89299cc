"""Matching over a local index, side by side with Crossref's rules: precision, recall, F1, references a second.

The index holds the real records, those that the pairs describe but a fifth of them, and distractors (see
`_matching_records`). A reference whose record is withheld has no right answer: every match of it is wrong.
"""

from __future__ import annotations

import gzip
import json
import random
import re
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from bench import _sbmv
from bench._matching_http import load_records
from bench._matching_records import Distractors, Record, described
from refcheck.article import ReferenceFields
from refcheck.bibliography import WorkKind
from refcheck.resolution.index.building import Builder
from refcheck.resolution.index.engine import Engine
from refcheck.resolution.index.keys import author_keys_in, keys_in, words_in
from refcheck.resolution.index.packing import unpacked
from refcheck.resolution.index.source import ROWS, IndexSource
from refcheck.resolution.printed import Printed
from refcheck.resolution.search import Finder
from refcheck.work import Work
from tests.support.references import reference

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from refcheck.article import Reference

WITHHELD = 0.2
PRECISION_BAR = 0.995
RECALL_BAR = 0.97
SPEED_BAR = 1000  # references a second
_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:?\s?)?10\.\d{4,9}/\S+", re.IGNORECASE)


@dataclass
class Tally:
    """How often a reference was matched rightly, wrongly, or missed.

    Attributes:
        right: matched to its record.
        wrong: matched to another, or matched although its record is not there.
        missed: not matched to its record, which is there.
        spared: not matched, and its record is not there.
        count: of references in all.
        seconds: of processor time that the matching took.
        errors: what went wrong, for a person to read.
    """

    right: int = 0
    wrong: int = 0
    missed: int = 0
    spared: int = 0
    count: int = 0
    seconds: float = 0.0
    errors: list[str] = field(default_factory=list)

    def add(self, raw: str, doi: str, found: str | None, *, there: bool) -> None:
        """Count one answer."""
        self.count += 1
        if found == doi and there:
            self.right += 1
            return
        self.wrong += found is not None
        self.missed += there
        self.spared += found is None and not there
        if there or found:
            self.errors.append(f"{'missed' if found is None else 'wrong'}\t{doi if there else '-'}\t{found}\t{raw}")

    @property
    def precision(self) -> float:
        """The share of the matches that are right."""
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        """The share of the references with a record that are matched to it."""
        return self.right / max(1, self.right + self.missed)

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        return 2 * self.precision * self.recall / max(1e-9, self.precision + self.recall)

    @property
    def speed(self) -> float:
        """References a second of processor time."""
        return self.count / max(1e-9, self.seconds)

    def __str__(self) -> str:
        return (
            f"precision {self.precision:.4f}  recall {self.recall:.4f}  F1 {self.f1:.4f}  {self.speed:,.0f}/s"
            f"  (right {self.right:,}, wrong {self.wrong}, missed {self.missed}, rightly none {self.spared:,})"
        )


@dataclass(frozen=True)
class Case:
    """A reference with the DOI of its record.

    Attributes:
        raw: as printed, white space folded, DOIs taken out: the matching is measured, not the look-up.
        doi: lower case; empty if it has none.
        there: whether the record is in the index.
    """

    raw: str
    doi: str
    there: bool


def withheld(pairs: Iterable[dict[str, Any]], seed: int) -> frozenset[str]:
    """The DOIs whose records stay out of the index."""
    chance = random.Random(seed)
    dois = sorted({pair["doi"].lower() for pair in pairs if pair["doi"]})
    return frozenset(doi for doi in dois if chance.random() < WITHHELD)


def write_dump(
    path: Path, records: Sequence[Record], pairs: Sequence[dict[str, Any]], distractors: int, seed: int
) -> Counter[str]:
    """Write the records of the index as a dump of Crossref's; how many of which sort.

    Args:
        path: the file.
        records: real ones.
        pairs: that describe the records referred to.
        distractors: how many are made.
        seed: of every choice.
    """
    out = withheld(pairs, seed)
    targets = {one["DOI"].lower(): one for one in map(described, pairs) if one is not None}
    maker = Distractors([*records, *targets.values()], seed)
    near = [other for target in targets.values() for other in maker.near(target)]
    counts = Counter(
        {"real": len(records), "targets": len(targets.keys() - out), "near": len(near), "withheld": len(out)}
    )
    counts["others"] = max(0, distractors - len(near))
    kept = (one for doi, one in targets.items() if doi not in out)
    with path.open("w", encoding="utf-8") as file:
        for record in chain(records, kept, near, maker.others(counts["others"])):
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
    return counts


def pmc_cases(pairs: Sequence[dict[str, Any]], seed: int) -> list[Case]:
    """The strings from PMC whose metadata describe a record."""
    out = withheld(pairs, seed)
    return [
        Case(_without_doi(pair["reference"]), pair["doi"].lower(), pair["doi"].lower() not in out)
        for pair in pairs
        if described(pair) is not None and _is_sound(pair)
    ]


def _is_sound(pair: dict[str, Any]) -> bool:
    """Whether a pair is not plainly wrong: its volume or its first page stands in its string."""
    printed = set(re.findall(r"\d+", pair["reference"]))
    return any(
        number in printed for name in ("volume", "firstPage") for number in re.findall(r"\d+", pair.get(name) or "")
    )


def crossref_cases(folder: Path, indexed: frozenset[str]) -> list[Case]:
    """The strings deposited with Crossref, of which few have their record in the index."""
    with gzip.open(folder / "reference-doi-pairs" / "crossref.jsonl.gz", "rt", encoding="utf-8") as file:
        pairs = list(map(json.loads, file))
    return [
        Case(_without_doi(pair["reference"]), (pair["doi"] or "").lower(), (pair["doi"] or "").lower() in indexed)
        for pair in pairs
    ]


def by_refcheck(index: Path) -> Callable[[Reference], str | None]:
    """How refcheck matches: without any parsed field."""
    finder = Finder(IndexSource(index))

    def matched(one: Reference) -> str | None:
        outcome = finder.find(one).outcome
        return outcome.doi if isinstance(outcome, Work) else None

    return matched


def by_sbmv(index: Path) -> Callable[[Reference], str | None]:
    """How Crossref's rules match, over the same candidates."""
    engine = Engine(index)
    work_at = lru_cache(20_000)(lambda address: unpacked(engine.stored(address)))

    def matched(one: Reference) -> str | None:
        printed = Printed(one.raw)
        keys = [*keys_in(printed), *author_keys_in(printed)]
        hits = engine.search(keys, words_in(printed), ROWS)
        return _sbmv.best(one.raw, [(hit.score, work_at(hit.address)) for hit in hits])

    return matched


def measure(cases: Sequence[Case], matched: Callable[[Reference], str | None]) -> Tally:
    """Match every reference, one after the other in one thread."""
    bare = ReferenceFields(kind=WorkKind.ARTICLE)
    references = [reference(case.raw, number, bare) for number, case in enumerate(cases, start=1)]
    tally = Tally()
    start = time.process_time()
    found = [matched(one) for one in references]
    tally.seconds = time.process_time() - start
    for case, doi in zip(cases, found, strict=True):
        tally.add(case.raw, case.doi, doi, there=case.there)
    return tally


def _without_doi(raw: str) -> str:
    return " ".join(_DOI.sub(" ", raw).split())


def run(folder: Path, distractors: int, seed: int, *, index: Path | None = None, show: bool = False) -> bool:
    """Print the figures; whether all bars are met.

    Args:
        folder: of the real material.
        distractors: how many records are made.
        seed: of every choice.
        index: where the index is kept; it is used if it is there already.
        show: whether to print what went wrong.
    """
    with gzip.open(folder / "reference-doi-pairs" / "pmc.jsonl.gz", "rt", encoding="utf-8") as file:
        pairs = list(map(json.loads, file))
    with TemporaryDirectory() as made:
        place = index or Path(made) / "index"
        if not place.exists():
            _build(folder, pairs, distractors, seed, Path(made) / "dump.jsonl", place)
        print(f"index: {Engine(place).about.records:,} records")
        out = withheld(pairs, seed)
        indexed = frozenset(one["DOI"].lower() for one in map(described, pairs) if one is not None) - out
        sets = {"PMC": pmc_cases(pairs, seed), "Crossref": crossref_cases(folder, indexed)}
        print(
            f"PMC: {sum(described(pair) is not None for pair in pairs) - len(sets['PMC'])} plainly wrong pairs left out"
        )
        tallies = {}
        for name, cases in sets.items():
            for rules, matched in (("refcheck", by_refcheck(place)), ("SBMV", by_sbmv(place))):
                tallies[name, rules] = tally = measure(cases, matched)
                print(f"{name}, {rules}: {tally}", flush=True)
                if show:
                    print("\n".join(tally.errors))
    ours, theirs = tallies["PMC", "refcheck"], tallies["PMC", "SBMV"]
    return (
        ours.precision >= PRECISION_BAR
        and ours.recall >= RECALL_BAR
        and ours.f1 >= theirs.f1
        and ours.speed >= SPEED_BAR
    )


def _build(folder: Path, pairs: Sequence[dict[str, Any]], distractors: int, seed: int, dump: Path, place: Path) -> None:
    """Build the index, and print what is in it and how long it took."""
    counts = write_dump(dump, load_records(folder), pairs, distractors, seed)
    print("records: " + ", ".join(f"{name} {count:,}" for name, count in counts.items()))
    start = time.process_time()
    built = Builder(datetime.now(UTC).date()).build([dump], place)
    seconds = time.process_time() - start
    size = sum(file.stat().st_size for file in place.iterdir())
    speed = built.about.records / seconds
    print(f"built in {seconds:.0f} s of processor time, {speed:,.0f} records/s, {size / 1e6:,.0f} MB")
