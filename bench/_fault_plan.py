"""A list of references at a service that fails: which request fails how, and what each reference must come to."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, unquote, urlsplit

from refcheck.resolution.compose import crossref_resolver
from refcheck.resolution.online import query_text
from refcheck.resolution.pacing import PASSING
from refcheck.work import NotFound, Unchecked, Work
from tests.support.crossref_server import Failure, serving
from tests.support.fixtures import quick
from tests.support.misbehaving import REASONS
from tests.support.references import reference
from tests.support.render import STYLES, render

if TYPE_CHECKING:
    from collections.abc import Sequence

    from refcheck.work import Resolution
    from tests.support.crossref_server import CrossrefServer, Record

TRANSIENT = [failure for failure, reason in REASONS.items() if reason in PASSING]
# Of ten references six are answered at once, two after some failures, one never, one has no record. What never
# succeeds stands apart: three in a row would, rightly, end the asking.
FATES = ("sound", "transient", "sound", "lasting", "sound", "transient", "sound", "withheld", "sound", "sound")


@dataclass
class Planned:
    """References with their fates.

    Attributes:
        records: of each reference, in order.
        raws: the references; those of every other ten print their DOI.
        failures: by the position of a reference, how requests about it fail.
        left: by the position, how often they still do; none for ever.
        asked: how many requests failed, by failure.
    """

    records: Sequence[Record]
    raws: list[str] = field(default_factory=list)
    failures: dict[int, Failure] = field(default_factory=dict)
    left: dict[int, int] = field(default_factory=dict)
    failed: Counter[Failure] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        styles, lasting = list(STYLES), list(REASONS)
        self._about: dict[str, int] = {}
        self._lists = 0
        for place, record in enumerate(self.records):
            raw = render(record, styles[place % len(styles)], doi=place // len(FATES) % 2 == 0)
            self.raws.append(raw)
            self._about[record["DOI"].lower()] = self._about[query_text(raw)] = place
            turn = place // len(FATES)
            if self.fate(place) == "transient":
                self.failures[place] = TRANSIENT[(2 * turn + place % 2) % len(TRANSIENT)]
                self.left[place] = 1 + turn % 2
            elif self.fate(place) == "lasting":
                self.failures[place] = lasting[turn % len(lasting)]

    def fate(self, place: int) -> str:
        """What is to become of a reference."""
        return FATES[place % len(FATES)]

    def dois(self, *fates: str) -> frozenset[str]:
        """The DOIs of the references with these fates."""
        return frozenset(one["DOI"].lower() for place, one in enumerate(self.records) if self.fate(place) in fates)

    def failure(self, path: str) -> Failure | None:
        """How a request fails, if it does. The first of every list of DOIs fails in passing."""
        url = urlsplit(path)
        query = parse_qs(url.query)
        if "filter" in query:
            self._lists += 1
            return self._counted(TRANSIENT[self._lists % len(TRANSIENT)]) if self._lists % 2 else None
        about = query["query.bibliographic"][0] if query else unquote(url.path).split("/", 2)[2].removesuffix("/agency")
        place = self._about.get(about if query else about.lower(), -1)
        if place not in self.failures or self.left.get(place) == 0:
            return None
        if place in self.left:
            self.left[place] -= 1
        return self._counted(self.failures[place])

    def _counted(self, failure: Failure) -> Failure:
        self.failed[failure] += 1
        return failure


class SkippingClock:
    """A clock that does not sleep but moves on."""

    def __init__(self) -> None:
        self.skipped = 0.0

    def now(self) -> float:
        """Seconds, those included that nobody slept."""
        return time.monotonic() + self.skipped

    def sleep(self, seconds: float) -> None:
        """Move on."""
        self.skipped += seconds


@dataclass
class Outcome:
    """What the references came to.

    Attributes:
        counts: references by fate and what they came to.
        wrong: those that came to something else than they should.
        failed: requests that failed, by failure.
        waited: seconds that would have been slept.
    """

    counts: Counter[tuple[str, str]]
    wrong: list[str]
    failed: Counter[Failure]
    waited: float


def under_faults(records: Sequence[Record], others: Sequence[Record] = ()) -> Outcome:
    """Resolve a list of references at a service that fails, and compare with the same at one that does not.

    Args:
        records: of the references.
        others: what the service has besides.
    """
    planned = Planned(records)
    with serving([*records, *others]) as server:
        server.hidden = planned.dois("withheld")
        expected = _resolved(server, planned.raws, SkippingClock())
        server.plan, server.unlisted = planned.failure, planned.dois("transient", "lasting")
        clock = SkippingClock()
        answers = _resolved(server, planned.raws, clock)
    outcome = Outcome(Counter(), [], planned.failed, clock.skipped)
    for place, (answer, should) in enumerate(zip(answers, expected, strict=True)):
        fate = planned.fate(place)
        outcome.counts[fate, _told(answer)] += 1
        wanted = f"unchecked, {REASONS[planned.failures[place]]}" if fate == "lasting" else _told(should)
        if _told(answer) != wanted or (fate != "lasting" and _doi(answer) != _doi(should)):
            how = f" ({planned.failures[place].value})" if place in planned.failures else ""
            outcome.wrong.append(f"{fate}{how}: {_told(answer)}, not {wanted}: {answer.outcome}: {planned.raws[place]}")
    return outcome


def _resolved(server: CrossrefServer, raws: Sequence[str], clock: SkippingClock) -> list[Resolution]:
    # Long enough for a busy machine: a sound answer must not count as one that did not come.
    settings = quick(server, timeout=2.0, deadline=4.0, attempts=3, sleep=clock.sleep, clock=clock.now)
    return crossref_resolver(settings).resolve([reference(raw, number) for number, raw in enumerate(raws, start=1)])


def _told(answer: Resolution) -> str:
    if isinstance(answer.outcome, Unchecked):
        return f"unchecked, {answer.outcome.reason}"
    if isinstance(answer.outcome, Work):
        return "resolved"
    return "not found" if isinstance(answer.outcome, NotFound) else "not of Crossref's kind"


def _doi(answer: Resolution) -> str:
    return answer.record.doi if answer.record else ""
