"""Several processes at once at one service: how many requests it sees in any second."""

from __future__ import annotations

import json
import subprocess
import sys
from bisect import bisect_left
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from tests.support.crossref_server import serving
from tests.support.render import render

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.support.crossref_server import Record

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Seen:
    """What the service saw.

    Attributes:
        singles: requests for one record.
        lists: searches and other lists.
        most_singles: the most of the former in any window of one second, by the service's clock.
        most_lists: the same of the latter.
        most_at_once: the most requests on their way at once.
        seconds: from the first request to the last.
        unchecked: references that could not be checked.
    """

    singles: int
    lists: int
    most_singles: int
    most_lists: int
    most_at_once: int
    seconds: float
    unchecked: int


def together(records: Sequence[Record], processes: int, *, latency: float) -> Seen:
    """Resolve references in several processes that share a cache folder, at the limits of Crossref's polite pool.

    Args:
        records: of the references. Every other one prints its DOI, which the service does not give in lists, so that
            both sorts of requests are many.
        processes: how many; each has its own share of the references.
        latency: seconds that an answer takes.
    """
    raws = [render(record, "vancouver", doi=place % 2 == 0) for place, record in enumerate(records)]
    with serving(records) as server, TemporaryDirectory() as folder:
        server.unlisted, server.latency = frozenset(server.by_doi), latency
        running = []
        for number in range(processes):
            file = Path(folder) / f"{number}.json"
            file.write_text(json.dumps(raws[number::processes]), "utf-8")
            command = [sys.executable, "-m", "bench._pool_worker", folder, server.url, str(file)]
            running.append(subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True))  # noqa: S603 (this interpreter, this package)
        told = [process.communicate()[0] for process in running]
        times = {kind: sorted(time for time, is_list in server.arrivals if is_list is kind) for kind in (True, False)}
        both = sorted(time for time, _ in server.arrivals)
        return Seen(
            len(times[False]),
            len(times[True]),
            most_in_a_second(times[False]),
            most_in_a_second(times[True]),
            server.most_at_once,
            both[-1] - both[0],
            sum(int(line) for line in told),
        )


def most_in_a_second(times: Sequence[float]) -> int:
    """The most of these moments that lie in any window of one second.

    Args:
        times: ascending, in seconds.
    """
    return max((bisect_left(times, begin + 1.0) - place for place, begin in enumerate(times)), default=0)
