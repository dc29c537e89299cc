"""How Crossref and DataCite are asked: plain settings, so that nothing heavy is loaded to make them."""

from __future__ import annotations

import math
import random
import re
import time
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from refcheck.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PUBLIC_API = "https://api.crossref.org"
PUBLIC_DATACITE = "https://api.datacite.org"
_ADDRESS = re.compile(r"[!-;=?A-~]{1,100}@[\w.-]{1,100}", re.ASCII)  # it goes into a header
_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


def _sleep(seconds: float) -> None:
    time.sleep(seconds)


@dataclass(frozen=True, slots=True)
class CrossrefSettings:
    """How Crossref is asked, and how long.

    Crossref's limits since 1 December 2025: without a contact address 5 single records and 1 list per second, one
    request at a time; with one ("polite") 10 and 3, three at a time.

    Attributes:
        base_url: where the REST API is.
        mailto: a contact address, which opens the polite pool; empty for none.
        datacite_url: where DataCite's REST API is; None for the public one, or, where Crossref's is on the loopback,
            for the same server.
        timeout: seconds to wait for each part of an answer.
        deadline: seconds in which an answer must be whole; None for three times the timeout.
        attempts: how often one question is asked at most.
        patience: seconds that one question may take in all, its repetitions and pauses included.
        give_up_after: so many questions failing one after the other open the circuit: the rest fail at once.
        cool_down: seconds after which a single question is tried again on an open circuit.
        singles_per_second: requests for one record; None for Crossref's present limit, or none on the loopback.
        lists_per_second: searches and other lists; the same.
        at_once: requests on their way at once; None for Crossref's present limit.
        pace_file: where the processes of a user agree on who asks when; None if this one is alone.
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
    datacite_url: str | None = None
    timeout: float = 10.0
    deadline: float | None = None
    attempts: int = 4
    patience: float = 45.0
    give_up_after: int = 3
    cool_down: float = 30.0
    singles_per_second: float | None = None
    lists_per_second: float | None = None
    at_once: int | None = None
    pace_file: Path | None = None
    batch_size: int = 50
    rows: int = 5
    sleep: Callable[[float], None] = field(default=_sleep, repr=False)
    clock: Callable[[], float] = field(default=time.monotonic, repr=False)
    jitter: Callable[[], float] = field(default=random.random, repr=False)

    def __post_init__(self) -> None:
        for address in (self.base_url, self.datacite_url or PUBLIC_DATACITE):
            if not _is_server(address):
                raise UsageError(f"not the address of a server: {address!r}")
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

    @property
    def most_at_once(self) -> int:
        """Requests that may be on their way at once, those of all processes together."""
        return self.at_once or (3 if self.mailto else 1)

    @property
    def answer_within(self) -> float:
        """Seconds in which an answer must be whole, however steadily it drips."""
        return 3 * self.timeout if self.deadline is None else self.deadline

    @property
    def datacite(self) -> str:
        """Where DataCite's REST API is."""
        if self.datacite_url is not None:
            return self.datacite_url
        return self.base_url if self._is_local() else PUBLIC_DATACITE

    def for_datacite(self) -> CrossrefSettings:
        """How DataCite is asked: 3,000 requests in five minutes are its limit, far more than a list of references."""
        rate = None if self._is_local() else 5.0
        return replace(self, base_url=self.datacite, singles_per_second=rate, lists_per_second=rate, at_once=3)

    def _limit(self, crossrefs: float) -> float:
        # A server on this machine is nobody's shared resource; any other may hand on to Crossref.
        return math.inf if self._is_local() else crossrefs

    def _is_local(self) -> bool:
        return urlsplit(self.base_url).hostname in _LOOPBACK


def _is_server(address: str) -> bool:
    try:
        url = urlsplit(address)
    except ValueError:
        return False
    return url.scheme in ("http", "https") and bool(url.hostname)
