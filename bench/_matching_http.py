"""Matching over real HTTP on the loopback: precision, recall, false matches and failures.

Real Crossref records are rendered as references in five styles, half of them with their DOI, some with the errors
that real references have. The server searches all records; habanero asks it, and it misbehaves on demand.
"""

from __future__ import annotations

import gzip
import json
import random
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bench._matching_records import described
from refcheck.resolution.crossref import CrossrefClient
from refcheck.resolution.online import CrossrefSource
from refcheck.resolution.source_resolver import SourceResolver
from refcheck.work import NotFound, Resolution, Unchecked, Work
from tests.support.crossref_server import CrossrefServer, Failure, Record, serving
from tests.support.errors import ERRORS
from tests.support.fixtures import quick
from tests.support.references import reference
from tests.support.render import STYLES, render, renderable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

PRECISION_BAR = 0.99
RECALL_BAR = 0.95


@dataclass
class Score:
    """How often the record was the right one, another one, or none."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    errors: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """The share of the records given that are right; 1 if none was given."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """The share of the references whose record was given; 1 if there were none."""
        total = self.right + self.wrong + self.missed
        return self.right / total if total else 1.0

    def add(self, doi: str, raw: str, answer: Resolution) -> None:
        """Count one answer.

        Args:
            doi: the right one, lower case.
            raw: the reference.
            answer: what it was resolved to.
        """
        if isinstance(answer.outcome, Work):
            if answer.outcome.doi == doi:
                self.right += 1
                return
            self.wrong += 1
            self.errors.append(f"wrong: {doi}, not {answer.outcome.doi}: {raw}")
        else:
            self.missed += 1
            why = answer.outcome.reasons if isinstance(answer.outcome, NotFound) else answer.outcome
            self.errors.append(f"missed: {doi}, {why}: {raw}")

    def __str__(self) -> str:
        if not self.right + self.wrong + self.missed:
            return "none to count"
        return f"precision {self.precision:.3f}  recall {self.recall:.3f}  ({self.right + self.wrong + self.missed})"


def load_records(folder: Path) -> list[Record]:
    """The Crossref records, each DOI once."""
    with gzip.open(folder / "crossref-works" / "works.jsonl.gz", "rt", encoding="utf-8") as file:
        records = {record["DOI"].lower(): record for record in map(json.loads, file)}
    return list(records.values())


def load_pairs(folder: Path) -> list[dict[str, Any]]:
    """Real reference strings with their DOI, or null."""
    rows: list[dict[str, Any]] = []
    for name in ("pmc", "crossref"):
        with gzip.open(folder / "reference-doi-pairs" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as file:
            rows.extend(map(json.loads, file))
    return rows


def resolve(server: CrossrefServer, raws: Sequence[str], **changes: Any) -> list[Resolution]:
    """What the references are resolved to."""
    resolver = SourceResolver(CrossrefSource(CrossrefClient(quick(server, **changes))))
    return resolver.resolve([reference(raw, number) for number, raw in enumerate(raws, start=1)])


def cases(records: Sequence[Record], count: int, chance: random.Random) -> Iterator[tuple[str, bool, Record]]:
    """Style, whether the DOI is printed, and the record: every style and both equally often."""
    chosen = chance.sample([record for record in records if renderable(record)], count)
    styles = list(STYLES)
    for place, record in enumerate(chosen):
        yield styles[place % len(styles)], (place // len(styles)) % 2 == 0, record


def measure_rendered(
    server: CrossrefServer, records: Sequence[Record], count: int, seed: int, error: str | None = None
) -> dict[str, Score]:
    """Scores by style and by DOI of rendered references, each with one error of the kind named, if one is."""
    chance = random.Random(seed)
    chosen = list(cases(records, count, chance))
    raws = [render(record, style, doi=doi) for style, doi, record in chosen]
    if error is not None:
        raws = [ERRORS[error](raw, chance) for raw in raws]
    scores: dict[str, Score] = {"all": Score()}
    for (style, doi, record), raw, answer in zip(chosen, raws, resolve(server, raws), strict=True):
        for name in ("all", style, "with DOI" if doi else "without DOI"):
            scores.setdefault(name, Score()).add(record["DOI"].lower(), raw, answer)
    return scores


def false_matches(server: CrossrefServer, records: Sequence[Record], count: int, seed: int) -> list[str]:
    """References whose record the server no longer has, and which got one all the same."""
    chosen = list(cases(records, count, random.Random(seed)))
    out: list[str] = []
    for style, _, record in chosen:
        server.hidden = frozenset({record["DOI"].lower()})
        raw = render(record, style)
        answer = resolve(server, [raw])[0]
        if isinstance(answer.outcome, Work):
            out.append(f"{answer.outcome.doi}, not {record['DOI']}: {raw}")
    server.hidden = frozenset()
    return out


def measure_pairs(server: CrossrefServer, pairs: Sequence[dict[str, Any]]) -> tuple[Score, list[str]]:
    """Of real strings: the score of those whose DOI the server has, and the false matches of the others."""
    score = Score()
    false: list[str] = []
    raws = [" ".join(pair["reference"].split()) for pair in pairs]
    for pair, raw, answer in zip(pairs, raws, resolve(server, raws), strict=True):
        doi = (pair["doi"] or "").lower()
        if doi in server.by_doi:
            score.add(doi, raw, answer)
        elif isinstance(answer.outcome, Work):
            false.append(f"{answer.outcome.doi}, not {pair['doi']}: {raw}")
    return score, false


def measure_described(pairs: Sequence[dict[str, Any]], count: int) -> tuple[Score, Score]:
    """Real strings against records described by their own metadata, and the same with their record removed."""
    records = [record for record in map(described, pairs) if record is not None]
    chosen = [pair for pair in pairs if described(pair) is not None][:count]
    there, gone = Score(), Score()
    with serving(records) as server:
        for pair in chosen:
            raw, doi = " ".join(pair["reference"].split()), pair["doi"].lower()
            there.add(doi, raw, resolve(server, [raw])[0])
            server.hidden = frozenset({doi})
            gone.add(doi, raw, resolve(server, [raw])[0])
            server.hidden = frozenset()
    return there, gone


def measure_failures(server: CrossrefServer, raws: Sequence[str]) -> dict[str, Counter[str]]:
    """What the references come to when the server fails in each of its ways."""
    outcomes: dict[str, Counter[str]] = {}
    for failure in Failure:
        server.failure = failure
        answers = resolve(server, raws, timeout=0.3, attempts=2)
        outcomes[failure.value] = Counter(
            f"unchecked, {answer.outcome.reason}" if isinstance(answer.outcome, Unchecked) else "CHECKED"
            for answer in answers
        )
    server.failure = None
    return outcomes


def run(folder: Path, count: int, pair_count: int, seed: int, *, errors: bool, show: bool) -> bool:
    """Print the figures; whether all bars are met.

    Args:
        folder: of the real material.
        count: how many records are rendered.
        pair_count: how many real strings are tried.
        seed: of every choice.
        errors: whether to measure with errors in the references as well.
        show: whether to print what went wrong.
    """
    records = load_records(folder)
    with serving(records) as server:
        scores = measure_rendered(server, records, count, seed)
        for name, score in scores.items():
            print(f"rendered, {name:15} {score}")
        shown = list(scores["all"].errors)
        for error in ERRORS if errors else ():
            score = measure_rendered(server, records, count, seed, error)["without DOI"]
            print(f"rendered without DOI, {error}: {score}")
            shown += score.errors
        pairs = random.Random(seed).sample(load_pairs(folder), pair_count)
        score, false_pairs = measure_pairs(server, pairs)
        print(f"real strings whose record is there: {score}")
        there, gone = measure_described(load_pairs(folder), pair_count)
        print(f"real strings, records described by their own metadata: {there}; removed: {gone.wrong} false matches")
        print(f"real strings whose record is not there: {len(false_pairs)} false matches of {len(pairs)}")
        false = false_matches(server, records, count, seed)
        print(f"rendered, record removed: {len(false)} false matches of {count}")
        raws = [render(record, "vancouver", doi=doi) for _, doi, record in cases(records, 6, random.Random(1))]
        failures = measure_failures(server, raws)
        for name, outcomes in failures.items():
            print(f"server fails ({name}): {dict(outcomes)}")
    if show:
        print("\n".join([*shown, *there.errors, *false_pairs, *false]))
    best = scores["all"]
    sound = not any("CHECKED" in outcomes for outcomes in failures.values())
    return best.precision >= PRECISION_BAR and best.recall >= RECALL_BAR and sound
