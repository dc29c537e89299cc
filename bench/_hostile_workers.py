"""Reading files in processes of their own, with a limit for time and one for memory."""

from __future__ import annotations

import io
import os
import resource
import signal
import sys
import time
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import wait
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from multiprocessing.connection import Connection

MEMORY = 1_000_000_000
"""What reading may take, beside what Python and the libraries take themselves, in bytes."""
SLOWEST = 10.0
"""How long ten megabytes may take, in seconds of processor time."""
_STUCK = 20
"""After so many times the limit on the clock a process is ended that uses no processor time."""


@dataclass(frozen=True)
class Case:
    """One file to read.

    Attributes:
        number: which one it is.
        name: what was done to it.
        ending: of its name.
        data: the file.
        whole: whether `check` and `show` are run on it as well.
        scale: how many times the usual limit of time it may take.
    """

    number: int
    name: str
    ending: str
    data: bytes
    whole: bool = False
    scale: float = 1.0

    @property
    def limit(self) -> float:
        """How much processor time it may take: ten seconds, and more only beyond ten megabytes."""
        return max(SLOWEST, SLOWEST * len(self.data) / 10_000_000) * (3 if self.whole else 1) * self.scale


@dataclass(frozen=True)
class Outcome:
    """What became of a case.

    Attributes:
        verdict: ``read``, ``refused`` or ``FAULT``.
        message: the error's line, or what is wrong.
        seconds: the processor time it took.
        megabytes: the most memory it took beyond what the process had before.
    """

    verdict: str
    message: str
    seconds: float
    megabytes: float


def run(cases: Iterable[Case], processes: int) -> Iterator[tuple[Case, Outcome]]:
    """Read cases, several at once, each with its outcome as soon as it is known."""
    pending = iter(cases)
    workers = [_Worker() for _ in range(processes)]
    try:
        for worker in workers:
            worker.give(next(pending, None))
        while busy := [worker for worker in workers if worker.case is not None]:
            wait([worker.connection for worker in busy], timeout=1)
            for worker in busy:
                done = worker.outcome()
                if done is not None and worker.case is not None:
                    yield worker.case, done
                    worker.give(next(pending, None))
    finally:
        for worker in workers:
            worker.stop()


class _Worker:
    """A process that reads one case after the other, started anew where one ended it."""

    def __init__(self) -> None:
        self.case: Case | None = None
        self._start()

    def _start(self) -> None:
        context = get_context("spawn")
        self.connection, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(theirs,), daemon=True)
        self.process.start()
        theirs.close()

    def give(self, case: Case | None) -> None:
        self.case = case
        self.since = time.monotonic()
        if case is not None:
            self.connection.send(case)

    def outcome(self) -> Outcome | None:
        """What became of the case, None while it runs."""
        assert self.case is not None  # noqa: S101 (the caller looked)
        stuck = time.monotonic() - self.since > _STUCK * self.case.limit
        if not stuck and not self.connection.poll():
            return None
        try:
            if not stuck:
                found: Outcome = self.connection.recv()
                return found
        except (EOFError, ConnectionError):
            pass
        self.process.kill() if stuck else None
        self.process.join()
        code = -(self.process.exitcode or 0)
        self._start()
        if stuck:
            return Outcome("FAULT", "stuck without using the processor", 0, 0)
        if code == signal.SIGPROF:
            return Outcome("FAULT", f"more than {self.case.limit:.0f} s", self.case.limit, 0)
        return Outcome("FAULT", f"the process ended by signal {code}", 0, 0)

    def stop(self) -> None:
        self.process.kill()
        self.process.join()


def _serve(connection: Connection[Any, Case]) -> None:
    from bench._hostile_files import article  # noqa: PLC0415 (not before the process is there)
    from bench._hostile_mutations import ENDINGS  # noqa: PLC0415 (the same)
    from refcheck.cli.check import command as _check  # noqa: F401, PLC0415 (loaded before memory is measured)
    from refcheck.cli.show import command as _show  # noqa: F401, PLC0415 (the same)

    read = _reader()
    with TemporaryDirectory() as folder:
        os.chdir(folder)
        for form, ending in ENDINGS.items():  # loads what readers load when they are first called
            read(f"warm{ending}", article(form, ["So it is [1]."], ["Bell A. Fever. J Med. 2004;1:2."]))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        while True:
            try:
                case = connection.recv()
            except EOFError:
                return
            connection.send(_outcome(case))


def _reader() -> Any:
    from refcheck.errors import UnreadableArticle  # noqa: PLC0415 (loaded in the process that reads)
    from refcheck.reading import read_file  # noqa: PLC0415 (the same)

    def read(path: str, data: bytes) -> str:
        Path(path).write_bytes(data)
        try:
            read_file(path)
        except UnreadableArticle as error:
            line = str(error)
            if not line.startswith(path) or len(line.splitlines()) != 1 or len(line) > 300:
                raise AssertionError(f"not one clear line: {line[:500]!r}") from error
            return line
        return ""

    return read


def _outcome(case: Case) -> Outcome:
    path = f"a{case.ending}"
    before = _memory("VmRSS")
    _forget_peak()
    _limit_memory()
    signal.setitimer(signal.ITIMER_PROF, case.limit)
    start = time.process_time()
    try:
        line = _reader()(path, case.data)
        if case.whole:
            _whole(path, refused=bool(line))
    except MemoryError:
        return Outcome("FAULT", "out of memory", time.process_time() - start, MEMORY / 1e6)
    except BaseException as error:  # noqa: BLE001 (whatever it is, it is what is looked for)
        return Outcome("FAULT", _where(error), time.process_time() - start, 0)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    taken = (_memory("VmHWM") - before) / 1e6
    verdict = "FAULT" if taken > MEMORY / 1e6 else "refused" if line else "read"
    return Outcome(verdict, line, time.process_time() - start, taken)


def _where(error: BaseException) -> str:
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    place = f" at {Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else ""
    return f"{type(error).__name__}: {' '.join(str(error).split())[:300]}{place}"


def _whole(path: str, *, refused: bool) -> None:
    """Run the commands themselves; they end with a code that they promise, and never with a traceback."""
    from refcheck.cli import main  # noqa: PLC0415 (loaded in the process that reads)

    for arguments in (["check", "--offline", path], ["check", "--offline", "-f", "json", path], ["show", path]):
        out, told = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
        code: object = 0
        with redirect_stdout(out), redirect_stderr(told):
            try:
                main(arguments)
            except SystemExit as error:
                code = error.code
        told.flush()
        lines = told.buffer.getvalue().decode().splitlines()
        expected = (4,) if refused else (0, 1, None)
        if code not in expected or (refused and not any(line.startswith(f"refcheck: {path}") for line in lines)):
            raise AssertionError(f"{' '.join(arguments)}: exit code {code}, {lines[:3]}")


def _limit_memory() -> None:
    """Let this file take so much beyond what the process has: what the heap keeps of files before is not its doing."""
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    resource.setrlimit(resource.RLIMIT_AS, (_memory("VmSize") + MEMORY, hard))


def _memory(name: str) -> int:
    """A size that Linux tells of this process, in bytes."""
    if sys.platform != "linux":
        return 0
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    return next(int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith(name + ":"))


def _forget_peak() -> None:
    """Let Linux count the most memory taken from now on (proc(5), clear_refs)."""
    if sys.platform == "linux":
        Path("/proc/self/clear_refs").write_text("5", encoding="utf-8")
