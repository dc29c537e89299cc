"""Hostile and broken files: nothing crashes, hangs or takes all memory, and what cannot be read is said in one line.

    python -m bench hostile [--formats text,jats] [--count 2000] [--seed 1] [--keep FOLDER]
    python -m bench hostile scaling [--formats text] [--megabytes 8]

Of every format so many files are made (all bait there is, the rest mutated articles) and read in processes of their
own; a share goes through `check` and `show`. Bait that is slow for its length is made four times as long: reading it
may take six times as long, not sixteen.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from bench import _hostile_scaling
from bench._hostile_files import bait
from bench._hostile_mutations import ENDINGS, mutated, seeds
from bench._hostile_workers import Case, Outcome, run
from bench._material import folder
from refcheck.reading import FORMATS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SLOW = 0.4
"""Seconds of processor time from which bait is made longer to see how time grows."""
SLOW_FOR_ITS_LENGTH = 6.0
"""The same for each megabyte, which is less than `SLOW` where bait is made short."""
TOO_SLOW_FOR_ITS_LENGTH = 0.7
"""The same for each megabyte of bait made long: near what ten megabytes may take."""
LONGER = 4
STEEPEST = 6.0
"""How much more time four times the length may take."""
TELLING = 2.0
"""Seconds of processor time from which the ratio tells something: of less, warming up is a large part."""


def main(arguments: Sequence[str]) -> int:
    """Run the benchmark; 1 if anything was at fault."""
    parser = argparse.ArgumentParser(prog="bench hostile", description=__doc__)
    parser.add_argument("what", nargs="?", choices=["files", "scaling"], default="files")
    parser.add_argument("--formats", default=",".join(form.name for form in FORMATS))
    parser.add_argument("--count", type=int, default=2000, help="files per format")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--size", type=int, default=200_000, help="bytes of each bait")
    parser.add_argument("--only", choices=["bait", "mutated"], help="only these files")
    parser.add_argument("--part", default="1/1", help="of the files only every n-th, begun at the k-th: k/n")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--keep", type=Path, help="a folder for the files that were at fault")
    parser.add_argument("--content", default="", help="scaling: only contents with these words")
    parser.add_argument("--megabytes", type=float, default=8, help="scaling: the longest file")
    options = parser.parse_args(arguments)
    formats = [name for name in options.formats.split(",") if name in ENDINGS]
    if options.what == "scaling":
        return _hostile_scaling.measure(formats, options.megabytes, options.content)
    faults = [_files(name, options) for name in formats]
    return int(any(faults))


def _files(form: str, options: argparse.Namespace) -> bool:
    """Read the hostile files of one format, print what became of them; whether any was at fault."""
    done: list[tuple[Case, Outcome]] = []
    for case, outcome in run(_cases(form, options), options.jobs):
        done.append((case, outcome))
        if outcome.verdict == "FAULT":
            _tell(case, outcome, options.keep, form)
        if len(done) % 100 == 0:
            print(f"{form}: {len(done)}", file=sys.stderr, flush=True)
    growing = {
        case.number: (case, outcome)
        for case, outcome in done
        if outcome.seconds > max(_slow(len(case.data) / 1e6), 0.1) and outcome.verdict != "FAULT" and "\0" in case.name
    }
    steep = list(_growth(form, growing, options))
    counts = Counter(outcome.verdict for _, outcome in done)
    print(f"{form}: {len(done)} files: " + ", ".join(f"{counts[verdict]} {verdict}" for verdict in sorted(counts)))
    _top("slowest", "s", [(outcome.seconds, case) for case, outcome in done])
    _top(
        "slowest for their length",
        "s/MB",
        [(outcome.seconds / max(len(case.data) / 1e6, 0.1), case) for case, outcome in done],
    )
    _top("biggest", "MB", [(outcome.megabytes, case) for case, outcome in done])
    for ratio, case in steep:
        print(f"  FAULT: {ratio:.1f} times the time for {LONGER} times the length: {_name(case)}")
    return bool(counts["FAULT"] or steep)


def _slow(megabytes: float) -> float:
    """Seconds of processor time from which so much bait is made longer."""
    return max(min(SLOW, SLOW_FOR_ITS_LENGTH * megabytes), TOO_SLOW_FOR_ITS_LENGTH * megabytes)


def _cases(form: str, options: argparse.Namespace) -> Iterator[Case]:
    ending = ENDINGS[form]
    first, step = map(int, options.part.split("/"))
    baits = bait(form) if options.only != "mutated" else []
    for number, each in list(enumerate(baits[: options.count]))[first - 1 :: step]:
        # The mark tells bait that can be made longer from what can not.
        yield Case(number, each.name + ("\0" if each.grows else ""), ending, each.make(options.size), number % 7 == 0)
    originals = seeds(form, folder())
    for number in range(len(baits), options.count if options.only != "bait" else 0)[first - 1 :: step]:
        rng = random.Random(f"{options.seed} {form} {number}")
        name, data = mutated(form, originals, rng)
        yield Case(number, name, ending, data, number % 3 == 0)


def _growth(
    form: str, slow: dict[int, tuple[Case, Outcome]], options: argparse.Namespace
) -> Iterator[tuple[float, Case]]:
    """The bait that takes far more time when it is longer."""
    baits = bait(form)
    again = (
        Case(number, case.name, case.ending, baits[number].make(size), whole=False)
        for number, (case, _) in sorted(slow.items())
        for size in (options.size, LONGER * options.size)
    )
    short: dict[int, float] = {}
    for case, outcome in run(again, 1):
        if case.number not in short:
            short[case.number] = outcome.seconds
            continue
        ratio = outcome.seconds / max(short[case.number], 0.01)
        if outcome.verdict == "FAULT" or (ratio > STEEPEST and outcome.seconds > TELLING):
            _tell(case, outcome, options.keep, form)
            yield ratio, case


def _tell(case: Case, outcome: Outcome, keep: Path | None, form: str) -> None:
    print(f"  {outcome.verdict}: {outcome.message or f'{outcome.seconds:.1f} s'} - {_name(case)}", flush=True)
    if keep is not None:
        keep.mkdir(parents=True, exist_ok=True)
        (keep / f"{form}-{case.number}{case.ending}").write_bytes(case.data)


def _name(case: Case) -> str:
    return f"{case.number} ({len(case.data) / 1e6:.2f} MB{', whole' if case.whole else ''}): {case.name.rstrip(chr(0))}"


def _top(title: str, unit: str, found: list[tuple[float, Case]]) -> None:
    print(f"  {title}:")
    for value, case in sorted(found, key=lambda pair: -pair[0])[:5]:
        print(f"    {value:8.2f} {unit}  {_name(case)}")
