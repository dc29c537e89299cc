"""`refcheck lock`, killed again and again: what is on the disk afterwards, and what had to be asked twice."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from refcheck.errors import LockError
from refcheck.resolution.cache import CACHE_NAME
from refcheck.resolution.lock import LOCK_NAME, Lock
from tests.support.crossref_server import serving
from tests.support.render import render

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence

    from tests.support.crossref_server import CrossrefServer, Record

ROOT = Path(__file__).parents[1]
TEXT = "# An article made for a benchmark\n\nAll of it is known [1-{count}].\n\n## References\n\n{references}\n"


@dataclass
class Killed:
    """What killing came to.

    Attributes:
        kills: runs that were killed while they worked.
        ended: runs that were done before.
        unreadable: how often the lock or the cache could not be read afterwards.
        lost: answers or entries that were there before a run and not after it.
        requests: how many the service saw.
        questions: how many different ones.
        litter: files of a write that was killed, left in the article's folder.
    """

    kills: int = 0
    ended: int = 0
    unreadable: list[str] = field(default_factory=list)
    lost: int = 0
    requests: int = 0
    questions: int = 0
    litter: int = 0


def killed_runs(records: Sequence[Record], kills: int, chance: random.Random, *, latency: float) -> Killed:
    """Run `refcheck lock` on an article with these records until it was killed so often; begin anew when it is done.

    Args:
        records: of the references, every other one printed with its DOI.
        kills: how often.
        chance: when.
        latency: seconds that an answer takes: the shorter, the more is resolved between two kills.
    """
    killed = Killed()
    raws = [render(record, "vancouver", doi=place % 2 == 0) for place, record in enumerate(records)]
    listed = "\n".join(f"{number}. {raw}" for number, raw in enumerate(raws, start=1))
    with serving(records) as server, TemporaryDirectory() as folder:
        server.latency, server.unlisted = latency, frozenset(server.by_doi)
        while killed.kills < kills:
            place = Path(folder) / str(killed.ended)
            place.mkdir()
            (place / "article.md").write_text(TEXT.format(count=len(raws), references=listed), "utf-8")
            server.requests.clear()
            kept: set[str] = set()
            while killed.kills < kills:
                ended = _run(place, server, chance)
                now = _kept(place, killed)
                killed.lost += len(kept - now)
                kept = now
                if ended:
                    killed.ended += 1
                    break
                killed.kills += 1
            killed.requests += len(server.requests)
            killed.questions += len(set(server.requests))
            killed.litter += len(list(place.glob(f".{LOCK_NAME}.*")))
    return killed


def _run(place: Path, server: CrossrefServer, chance: random.Random) -> bool:
    """One run, killed soon after its first request, or some time after its start; whether it was done before."""
    command = [sys.executable, "-m", "refcheck", "lock", "--crossref-url", server.url, str(place)]
    asked = len(server.requests)
    starting = chance.uniform(0.3, 2.5) if chance.random() < 0.3 else 60.0
    environment = os.environ | {"REFCHECK_CACHE": str(place / "cache")}
    with subprocess.Popen(  # noqa: S603 (this interpreter, this package)
        command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        until = time.monotonic() + starting
        while process.poll() is None and len(server.requests) == asked and time.monotonic() < until:
            time.sleep(0.01)
        try:
            process.wait(chance.uniform(0.0, 1.5))
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
        return process.wait() != -signal.SIGKILL


def _kept(place: Path, killed: Killed) -> set[str]:
    """What the lock and the cache know, by reference and by question."""
    known: set[str] = set()
    try:
        known |= set((Lock.read(place / LOCK_NAME) or Lock()).entries)
    except LockError as error:
        killed.unreadable.append(str(error))
    path = place / "cache" / CACHE_NAME
    if path.exists():
        try:
            with closing(sqlite3.connect(path)) as file:
                if file.execute("PRAGMA integrity_check").fetchone() != ("ok",):
                    killed.unreadable.append(f"{path}: not whole")
                if file.execute("SELECT COUNT(*) FROM sqlite_master WHERE name = 'answers'").fetchone() == (1,):
                    known |= {question for (question,) in file.execute("SELECT question FROM answers")}
        except sqlite3.DatabaseError as error:
            killed.unreadable.append(f"{path}: {error}")
    return known
