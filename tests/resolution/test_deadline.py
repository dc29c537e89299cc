"""An end to a call that takes too long."""

from __future__ import annotations

import threading

import pytest

from refcheck.resolution.deadline import within
from refcheck.resolution.pacing import Unfinished
from refcheck.work import UncheckedReason


class TestWithin:
    def test_gives_what_the_call_gives(self) -> None:
        assert within(5.0, lambda: "answer") == "answer"

    def test_raises_what_the_call_raises(self) -> None:
        def call() -> None:
            raise ValueError("as told")

        with pytest.raises(ValueError, match="as told"):
            within(5.0, call)

    def test_a_call_that_does_not_end_is_left(self) -> None:
        released = threading.Event()
        with pytest.raises(Unfinished) as raised:
            within(0.05, released.wait)
        released.set()
        assert raised.value.reason is UncheckedReason.TIMEOUT
