"""Repetitions and the circuit that opens."""

from __future__ import annotations

import pytest

from refcheck.errors import UsageError
from refcheck.resolution.pacing import Circuit, ServiceFailure
from refcheck.resolution.settings import CrossrefSettings
from refcheck.resolution.turns import Turns
from refcheck.work import UncheckedReason
from tests.support.clock import Clock


class Service:
    """Fails as often as it is told to, then answers."""

    def __init__(self, *failures: ServiceFailure) -> None:
        self.failures = list(failures)
        self.asked = 0

    def __call__(self) -> str:
        self.asked += 1
        if self.failures:
            raise self.failures.pop(0)
        return "answer"


def failure(reason: UncheckedReason = UncheckedReason.TIMEOUT, **details: float) -> ServiceFailure:
    return ServiceFailure(reason, "as told", **details)


def unlimited(settings: CrossrefSettings) -> Turns:
    return Turns("crossref", "single", float("inf"), settings)


class TestSettings:
    @pytest.mark.parametrize("url", ["", "api.crossref.org", "file:///etc/passwd", "http://", "http://[x"])
    def test_an_address_of_no_server_is_refused(self, url: str) -> None:
        with pytest.raises(UsageError, match="not the address"):
            CrossrefSettings(base_url=url)

    @pytest.mark.parametrize("mailto", ["nobody", "a@b\r\nHost: x", "ä@example.org", "(x)<a@b>"])
    def test_a_contact_that_is_no_mail_address_is_refused(self, mailto: str) -> None:
        with pytest.raises(UsageError, match="not a mail address"):
            CrossrefSettings(mailto=mailto)


class TestRates:
    def test_are_crossrefs_public_ones(self) -> None:
        assert (CrossrefSettings().single_rate, CrossrefSettings().list_rate) == (5, 1)

    def test_are_the_polite_ones_with_a_contact_address(self) -> None:
        polite = CrossrefSettings(mailto="editor@example.org")
        assert (polite.single_rate, polite.list_rate) == (10, 3)

    def test_of_a_server_on_this_machine_are_unlimited(self) -> None:
        assert CrossrefSettings(base_url="http://127.0.0.1:8080").list_rate == float("inf")


class TestCircuit:
    def ask(self, clock: Clock, service: Service, **changes: float) -> str:
        settings = clock.settings(**changes)
        return Circuit(settings).ask(service, unlimited(settings))

    def test_asks_again_and_waits_longer_each_time(self) -> None:
        clock = Clock()
        assert self.ask(clock, Service(failure(), failure(), failure())) == "answer"
        assert clock.naps == [1.0, 2.0, 4.0]

    def test_waits_as_long_as_it_is_asked_to(self) -> None:
        clock = Clock()
        self.ask(clock, Service(failure(UncheckedReason.RATE_LIMITED, retry_after=7.0)))
        assert clock.naps == [7.0]

    def test_takes_up_the_rate_that_the_service_names(self) -> None:
        clock = Clock()
        settings = clock.settings()
        turns = Turns("crossref", "single", 100.0, settings)
        circuit = Circuit(settings)
        circuit.ask(Service(failure(UncheckedReason.RATE_LIMITED, rate=0.5)), turns)
        before = clock.now
        circuit.ask(Service(), turns)
        assert clock.now - before == pytest.approx(2.0)

    def test_leaves_a_service_alone_that_asked_for_more_than_its_patience(self) -> None:
        clock = Clock()
        settings = clock.settings(patience=45.0)
        turns = Turns("crossref", "single", 100.0, settings)
        circuit, service = Circuit(settings), Service(failure(UncheckedReason.RATE_LIMITED, retry_after=3600.0))
        for _ in range(2):
            with pytest.raises(ServiceFailure) as raised:
                circuit.ask(service, turns)
        assert (service.asked, str(raised.value)) == (1, "the service asked not to be asked for 3600 s")
        clock.now += 3600.0
        assert circuit.ask(service, turns) == "answer"

    def test_does_not_wait_longer_than_its_patience(self) -> None:
        clock = Clock()
        with pytest.raises(ServiceFailure):
            self.ask(clock, Service(failure(UncheckedReason.RATE_LIMITED, retry_after=3600.0)), patience=45.0)
        assert clock.naps == []

    def test_gives_up_after_so_many_attempts(self) -> None:
        service = Service(*[failure() for _ in range(9)])
        with pytest.raises(ServiceFailure, match="after 4 attempts") as raised:
            self.ask(Clock(), service)
        assert (service.asked, raised.value.reason) == (4, UncheckedReason.TIMEOUT)

    def test_does_not_repeat_what_will_not_change(self) -> None:
        service = Service(failure(UncheckedReason.BAD_ANSWER))
        with pytest.raises(ServiceFailure):
            self.ask(Clock(), service)
        assert service.asked == 1

    def test_opens_after_failures_in_a_row_and_asks_no_more(self) -> None:
        clock = Clock()
        settings = clock.settings(attempts=1, give_up_after=2)
        circuit, turns = Circuit(settings), unlimited(settings)
        service = Service(*[failure(UncheckedReason.SERVER_ERROR) for _ in range(9)])
        for _ in range(5):
            with pytest.raises(ServiceFailure) as raised:
                circuit.ask(service, turns)
        assert service.asked == 2
        assert raised.value.reason is UncheckedReason.SERVER_ERROR
        assert "not asked" in str(raised.value)

    def test_an_answer_between_closes_it_again(self) -> None:
        settings = Clock().settings(attempts=1, give_up_after=2)
        circuit, turns = Circuit(settings), unlimited(settings)
        for _ in range(3):
            with pytest.raises(ServiceFailure):
                circuit.ask(Service(failure()), turns)
            assert circuit.ask(Service(), turns) == "answer"

    def test_an_open_one_lets_one_question_through_after_a_while(self) -> None:
        clock = Clock()
        settings = clock.settings(give_up_after=1, attempts=2, cool_down=30.0)
        circuit, turns = Circuit(settings), unlimited(settings)
        service = Service(*[failure() for _ in range(3)])
        for asked in (2, 2):  # the second time nobody asks
            with pytest.raises(ServiceFailure):
                circuit.ask(service, turns)
            assert service.asked == asked
        clock.now += 30.0
        with pytest.raises(ServiceFailure):
            circuit.ask(service, turns)
        assert service.asked == 3  # a try is not repeated
        clock.now += 30.0
        assert circuit.ask(service, turns) == circuit.ask(service, turns) == "answer"
