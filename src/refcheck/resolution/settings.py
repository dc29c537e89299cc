"""How Crossref is asked: plain settings, so that nothing heavy is loaded to make them."""

from __future__ import annotations

import math
import random
import re
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from refcheck.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

PUBLIC_API = "https://api.crossref.org"
_ADDRESS = re.compile(r"[!-;=?A-~]{1,100}@[\w.-]{1,100}", re.ASCII)  # it goes into a header
_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


def _sleep(seconds: float) -> None:
    time.sleep(seconds)


@dataclass(frozen=True, slots=True)
class CrossrefSettings:
    """How Crossref is asked, and how long.

    Crossref's limits since 1 December 2025: without a contact address 5 single records and 1 list per second, with
    one ("polite") 10 and 3.

    Attributes:
        base_url: where the REST API is.
        mailto: a contact address, which opens the polite pool; empty for none.
        timeout: seconds to wait for each answer.
        attempts: how often one question is asked at most.
        patience: seconds that one question may take in all, its repetitions and pauses included.
        give_up_after: so many questions failing one after the other open the circuit: the rest fail at once.
        singles_per_second: requests for one record; None for Crossref's present limit, or none on the loopback.
        lists_per_second: searches and other lists; the same.
        batch_size: how many DOIs are asked for in one list.
        rows: how many candidates a search is to bring.
        sleep: waits so many seconds.
        clock: seconds, ascending.
        jitter: a number from 0 to 1, to spread repetitions.

    Raises:
        UsageError: the server's or the contact address is none.
    """

    base_url: str = PUBLIC_API
    mailto: str = ""
    timeout: float = 10.0
    attempts: int = 4
    patience: float = 45.0
    give_up_after: int = 3
    singles_per_second: float | None = None
    lists_per_second: float | None = None
    batch_size: int = 50
    rows: int = 5
    sleep: Callable[[float], None] = field(default=_sleep, repr=False)
    clock: Callable[[], float] = field(default=time.monotonic, repr=False)
    jitter: Callable[[], float] = field(default=random.random, repr=False)

    def __post_init__(self) -> None:
        try:
            url = urlsplit(self.base_url)
            sound = url.scheme in ("http", "https") and bool(url.hostname)
        except ValueError:
            sound = False
        if not sound:
            raise UsageError(f"not the address of a server: {self.base_url!r}")
        if self.mailto and not _ADDRESS.fullmatch(self.mailto):
            raise UsageError(f"not a mail address: {self.mailto!r}")

    @property
    def single_rate(self) -> float:
        """Requests per second for single records."""
        return self.singles_per_second or self._limit(10.0 if self.mailto else 5.0)

    @property
    def list_rate(self) -> float:
        """Requests per second for lists."""
        return self.lists_per_second or self._limit(3.0 if self.mailto else 1.0)

    def _limit(self, crossrefs: float) -> float:
        # A server on this machine is nobody's shared resource; any other may hand on to Crossref.
        return math.inf if urlsplit(self.base_url).hostname in _LOOPBACK else crossrefs
