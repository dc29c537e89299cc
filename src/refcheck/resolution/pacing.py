"""Asking a service gently: a pace, repetitions that wait longer each time, and a limit to the patience."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from refcheck.errors import ServiceError
from refcheck.work import UncheckedReason

if TYPE_CHECKING:
    from collections.abc import Callable

    from refcheck.resolution.settings import CrossrefSettings

Answer = TypeVar("Answer")

# Worth asking again: the service may do better in a moment. Garbage and refusals stay what they are.
PASSING = frozenset(
    {
        UncheckedReason.TIMEOUT,
        UncheckedReason.CONNECTION,
        UncheckedReason.RATE_LIMITED,
        UncheckedReason.SERVER_ERROR,
    }
)
FIRST_PAUSE = 1.0  # seconds; doubled with every repetition
LONGEST_PAUSE = 20.0


class ServiceFailure(ServiceError):  # noqa: N818 (as the errors beside it are named)
    """A question that got no usable answer. Never leaves the resolution package.

    Args:
        reason: the sort of obstacle.
        detail: one line for a person.
        retry_after: seconds that the service asked to wait, if it did.
        rate: requests per second that the service said it allows, if it did.
    """

    def __init__(
        self, reason: UncheckedReason, detail: str, *, retry_after: float | None = None, rate: float | None = None
    ) -> None:
        super().__init__(detail)
        self.reason = reason
        self.retry_after = retry_after
        self.rate = rate


class Pace:
    """Keeps a distance between requests of one sort.

    Args:
        rate: requests per second; infinity for no distance.
        settings: the clock and the sleep to use.
    """

    def __init__(self, rate: float, settings: CrossrefSettings) -> None:
        self._settings = settings
        self._distance = 1 / rate
        self._free_at = float("-inf")

    def wait(self) -> None:
        """Wait until the next request may go out."""
        now = self._settings.clock()
        if now < self._free_at:
            self._settings.sleep(self._free_at - now)
        self._free_at = max(now, self._free_at) + self._distance

    def slow_to(self, rate: float) -> None:
        """Keep at least the distance of this rate (requests per second) from now on."""
        self._distance = max(self._distance, 1 / rate)


class Circuit:
    """Asks again where that helps, and stops asking a service that is down.

    Args:
        settings: attempts, patience, and after how many failures in a row to give up.
    """

    def __init__(self, settings: CrossrefSettings) -> None:
        self._settings = settings
        self._failures = 0
        self._answered = False
        self._open: ServiceFailure | None = None

    def ask(self, question: Callable[[], Answer], pace: Pace) -> Answer:
        """The answer to a question that may fail in passing.

        Args:
            question: asks once; raises `ServiceFailure`.
            pace: the pace of its sort.

        Raises:
            ServiceFailure: no answer after all attempts, or the circuit is open.
        """
        if self._open is not None:
            raise self._open
        started = self._settings.clock()
        attempt = 1
        while True:
            pace.wait()
            try:
                answer = question()
            except ServiceFailure as failure:
                pause = self._pause(failure, attempt, pace)
                spent = self._settings.clock() - started
                if pause is None or spent + pause > self._settings.patience:
                    raise self._failed(failure, attempt) from failure
                self._settings.sleep(pause)
                attempt += 1
            else:
                self._failures = 0
                self._answered = True
                return answer

    def _pause(self, failure: ServiceFailure, attempt: int, pace: Pace) -> float | None:
        """Seconds to wait before asking again; None if that is no use."""
        if failure.rate:
            pace.slow_to(failure.rate)
        if failure.reason not in PASSING or attempt >= self._settings.attempts:
            return None
        backoff = min(LONGEST_PAUSE, FIRST_PAUSE * 2.0 ** (attempt - 1)) * (0.5 + self._settings.jitter())
        return max(backoff, failure.retry_after or 0.0)

    def _failed(self, failure: ServiceFailure, attempts: int) -> ServiceFailure:
        self._failures += 1
        # A service that cannot be reached at all from the start is not worth the other questions' patience.
        unreachable = failure.reason is UncheckedReason.CONNECTION and not self._answered
        if unreachable or self._failures >= self._settings.give_up_after:
            self._open = ServiceFailure(failure.reason, f"not asked any more after: {failure}")
        tried = f" after {attempts} attempts" if attempts > 1 else ""
        return ServiceFailure(failure.reason, f"{failure}{tried}")
