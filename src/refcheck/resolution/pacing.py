"""Asking a service gently: repetitions that wait longer each time, and a limit to the patience."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from refcheck.errors import ServiceError
from refcheck.resolution.turns import AnswerOutstanding
from refcheck.work import UncheckedReason

if TYPE_CHECKING:
    from collections.abc import Callable

    from refcheck.resolution.settings import CrossrefSettings
    from refcheck.resolution.turns import Turns

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


class Unfinished(ServiceFailure, AnswerOutstanding):
    """An answer that was still coming in when the time for it was over."""

    def __init__(self) -> None:
        super().__init__(UncheckedReason.TIMEOUT, "the answer did not end in time")


class Circuit:
    """Asks again where that helps, and stops asking a service that is down.

    An open circuit lets a single question through after a while: an answer closes it.

    Args:
        settings: attempts, patience, and after how many failures in a row to give up, and for how long.
    """

    def __init__(self, settings: CrossrefSettings) -> None:
        self._settings = settings
        self._failures = 0
        self._answered = False
        self._open: ServiceFailure | None = None
        self._opened_at = 0.0

    def ask(self, question: Callable[[], Answer], turns: Turns) -> Answer:
        """The answer to a question that may fail in passing.

        Args:
            question: asks once; raises `ServiceFailure`.
            turns: when a question of its sort may go out.

        Raises:
            ServiceFailure: no answer after all attempts, or the circuit is open.
        """
        started = self._settings.clock()
        if self._open is not None and started < self._opened_at + self._settings.cool_down:
            raise self._open
        held = turns.held_for()
        if held > self._settings.patience:
            raise ServiceFailure(UncheckedReason.RATE_LIMITED, f"the service asked not to be asked for {held:.0f} s")
        attempt = 1
        while True:
            try:
                with turns.turn():
                    answer = question()
            except ServiceFailure as failure:
                pause = self._pause(failure, attempt, turns)
                spent = self._settings.clock() - started
                if pause is None or spent + pause > self._settings.patience:
                    raise self._failed(failure, attempt) from failure
                self._settings.sleep(pause)
                attempt += 1
            else:
                self._failures = 0
                self._answered = True
                self._open = None
                return answer

    def _pause(self, failure: ServiceFailure, attempt: int, turns: Turns) -> float | None:
        """Seconds to wait before asking again; None if that is no use."""
        if failure.rate:
            turns.slow_to(failure.rate)
        if failure.retry_after:
            turns.hold(failure.retry_after)
        if self._open is not None:
            return None  # it was only a try
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
            self._opened_at = self._settings.clock()
        tried = f" after {attempts} attempts" if attempts > 1 else ""
        return ServiceFailure(failure.reason, f"{failure}{tried}")
