"""An end to a call that takes too long.

An HTTP client's time limit is for each part of an answer: one that drips a byte at a time never reaches it.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, TypeVar

from refcheck.resolution.pacing import Unfinished

if TYPE_CHECKING:
    from collections.abc import Callable

Answer = TypeVar("Answer")


def within(seconds: float, call: Callable[[], Answer]) -> Answer:
    """What a call returns, if it does so in time.

    Args:
        seconds: the time that it has.
        call: runs in a thread of its own; what it raises is raised here.

    Raises:
        Unfinished: it did not end in time. The thread is left to itself and does not keep the program from ending.
    """
    answers: list[Answer] = []
    errors: list[BaseException] = []

    def run() -> None:
        try:
            answers.append(call())
        except BaseException as error:  # noqa: BLE001 (raised where the call was made)
            errors.append(error)

    thread = threading.Thread(target=run, name="refcheck request", daemon=True)
    thread.start()
    thread.join(seconds)
    if errors:
        raise errors[0]
    if not answers:
        raise Unfinished
    return answers[0]
