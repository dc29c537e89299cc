"""Resolving at a service that fails, in several processes at once, and killed again and again: what it comes to.

Real Crossref records are rendered as references; the service is on the loopback, asked over real HTTP.
"""

from __future__ import annotations

import argparse
import random
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from bench import _material
from bench._fault_plan import under_faults
from bench._kills import killed_runs
from bench._matching_http import load_records
from bench._pool import together
from bench._pool_worker import AT_ONCE, LISTS, SINGLES
from refcheck.resolution.cache import Cache
from refcheck.resolution.compose import crossref_resolver
from tests.support.crossref_server import serving
from tests.support.fixtures import quick
from tests.support.references import reference
from tests.support.render import render, renderable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tests.support.crossref_server import Record

PARTS = ("faults", "pool", "kills", "cost")


def requests_of(records: Sequence[Record], *, doi: bool) -> tuple[int, int]:
    """How many requests a list of references costs, and the same list in a second run."""
    raws = [render(record, "vancouver", doi=doi) for record in records]
    counts = []
    with serving(records) as server, TemporaryDirectory() as folder:
        for _ in range(2):
            server.requests.clear()
            resolver = crossref_resolver(quick(server), Cache(Path(folder)))
            resolver.resolve([reference(raw, number) for number, raw in enumerate(raws, start=1)])
            counts.append(len(server.requests))
    return counts[0], counts[1]


def _faults(records: Sequence[Record], options: argparse.Namespace) -> bool:
    started = time.monotonic()
    outcome = under_faults(records[: options.references], records[options.references :][:1000])
    for (fate, told), count in sorted(outcome.counts.items()):
        print(f"{count:5}  {fate:10} {told}")
    print(f"requests that failed: {outcome.failed.total()}, in {len(outcome.failed)} ways")
    print(f"{time.monotonic() - started:.0f} s, and {outcome.waited:.0f} s of pauses that were skipped")
    print(f"not as it should be: {len(outcome.wrong)} of {options.references}")
    print("".join(f"  {line[:400]}\n" for line in outcome.wrong), end="")
    return not outcome.wrong


def _pool(records: Sequence[Record], options: argparse.Namespace) -> bool:
    seen = together(records[: options.pool], options.processes, latency=options.latency)
    allowed = f"{SINGLES:.0f} and {LISTS:.0f}, {AT_ONCE} at once"
    print(f"{options.processes} processes: {seen.singles} singles and {seen.lists} lists in {seen.seconds:.1f} s")
    print(f"most in any second: {seen.most_singles} and {seen.most_lists}, {seen.most_at_once} at once ({allowed})")
    print(f"could not be checked: {seen.unchecked}")
    return (
        seen.most_singles <= SINGLES
        and seen.most_lists <= LISTS
        and seen.most_at_once <= AT_ONCE
        and not seen.unchecked
    )


def _kills(records: Sequence[Record], options: argparse.Namespace) -> bool:
    killed = killed_runs(records[:60], options.kills, random.Random(options.seed), latency=0.02)
    print(f"{killed.kills} kills, {killed.ended} runs that were done before, {killed.litter} temporary files left")
    print(f"lock or cache unreadable: {len(killed.unreadable)}; answers lost: {killed.lost}")
    again = killed.requests - killed.questions
    print(f"{killed.requests} requests for {killed.questions} questions: {again} were on their way at a kill")
    return not killed.unreadable and not killed.lost and again <= killed.kills


def _cost(records: Sequence[Record], options: argparse.Namespace) -> bool:  # noqa: ARG001 (every part has the same signature)
    sound = True
    for doi, most in ((True, 2), (False, 50)):
        first, second = requests_of(records[:50], doi=doi)
        print(f"50 references {'with' if doi else 'without'} DOI: {first} requests, in a second run {second}")
        sound &= first <= most and second == 0
    return sound


def main(argv: list[str]) -> int:
    """Print the figures; exit 1 if one of the bars is missed."""
    parser = argparse.ArgumentParser(prog="python -m bench faults", description=__doc__)
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=PARTS)
    parser.add_argument("--references", type=int, default=500, help="how many meet a service that fails")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--processes", type=int, default=4)
    parser.add_argument("--pool", type=int, default=160, help="how many references the processes share")
    parser.add_argument("--latency", type=float, default=0.1, help="seconds of an answer in the part `pool`")
    parser.add_argument("--seed", type=int, default=20261129)
    options = parser.parse_args(argv)
    records = [record for record in load_records(_material.require()) if renderable(record)]
    random.Random(options.seed).shuffle(records)
    parts: dict[str, Callable[[Sequence[Record], argparse.Namespace], bool]] = dict(
        zip(PARTS, (_faults, _pool, _kills, _cost), strict=True)
    )
    sound = True
    for name in options.parts:
        print(f"{name}:")
        sound &= parts[name](records, options)
    return 0 if sound else 1
