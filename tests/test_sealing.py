"""Sealed values are frozen dataclasses in all but how they are made."""

from __future__ import annotations

import copy
import inspect
import pickle
from dataclasses import FrozenInstanceError, dataclass, field, replace
from typing import TYPE_CHECKING

import pytest

from refcheck.sealing import Deferring, Later, deferring, maker, sealed

if TYPE_CHECKING:
    from collections.abc import Callable


@sealed
@dataclass(frozen=True, slots=True, order=True)
class Stay:
    """A stay of some nights."""

    town: str
    nights: int = 1
    notes: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        if self.nights < 0:
            raise ValueError(f"not a stay: {self.nights}")


def test_takes_its_fields_in_order_by_name_or_by_default() -> None:
    assert Stay("Bern", 2, ["late"]) == Stay(nights=2, notes=["late"], town="Bern")
    assert (Stay("Bern").nights, Stay("Bern").notes) == (1, [])
    assert Stay("Bern").notes is not Stay("Bern").notes


def test_checks_what_it_is_made_of() -> None:
    with pytest.raises(ValueError, match="not a stay"):
        Stay("Bern", -1)
    with pytest.raises(TypeError, match="town"):
        Stay()  # type: ignore[call-arg]


def test_cannot_be_changed() -> None:
    stay = Stay("Bern")
    with pytest.raises(FrozenInstanceError):
        stay.town = "Chur"  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        del stay.town
    with pytest.raises((AttributeError, TypeError)):
        stay.guests = 2  # type: ignore[attr-defined]
    assert stay == Stay("Bern")


def test_is_told_compared_copied_and_kept_as_any_dataclass() -> None:
    stay = Stay("Bern", 2)
    assert repr(stay) == "Stay(town='Bern', nights=2, notes=[])"
    assert Stay("Bern", 2) < Stay("Bern", 3)
    assert replace(stay, nights=3) == Stay("Bern", 3)
    assert pickle.loads(pickle.dumps(stay)) == copy.deepcopy(stay) == stay  # noqa: S301 (made here)
    assert list(inspect.signature(Stay).parameters) == ["town", "nights", "notes"]


@sealed
@dataclass(frozen=True, slots=True)
class Trip(Deferring):
    """A trip with what it costs."""

    town: str
    nights: int
    price: int
    currency: str = "CHF"


def test_finds_deferred_fields_once_when_one_of_them_is_asked_for() -> None:
    asked: list[str] = []

    def rest() -> dict[str, object]:
        asked.append("price")
        return {"price": 90, "currency": "EUR"}

    trip = deferring(Trip, "town", "nights")(rest, "Bern", 2)
    assert (trip.town, trip.nights, asked) == ("Bern", 2, [])
    assert (trip.price, trip.currency, trip.price, asked) == (90, "EUR", 90, ["price"])
    with pytest.raises(AttributeError, match="guests"):
        trip.guests  # type: ignore[attr-defined]  # noqa: B018 (asked for)


@pytest.mark.parametrize(
    "see", [repr, hash, copy.copy, copy.deepcopy, pickle.dumps, lambda trip: replace(trip, nights=3)]
)
def test_a_value_with_deferred_fields_is_as_any_other(see: Callable[[Trip], object]) -> None:
    make = deferring(Trip, "town", "nights")
    known = Trip("Bern", 2, 90, "EUR")
    assert see(make(lambda: {"price": 90, "currency": "EUR"}, "Bern", 2)) == see(known)
    assert make(lambda: {"price": 90, "currency": "EUR"}, "Bern", 2) == known
    with pytest.raises(FrozenInstanceError):
        make(dict, "Bern", 2).price = 3  # type: ignore[misc]


def test_a_value_made_of_all_its_fields_has_no_others() -> None:
    with pytest.raises(AttributeError, match="guests"):
        Trip("Bern", 2, 90).guests  # type: ignore[attr-defined]  # noqa: B018 (asked for)


def test_a_maker_makes_the_same_without_checks() -> None:
    make = maker(Stay)
    assert make("Bern", notes=["late"]) == Stay("Bern", 1, ["late"])
    assert type(make("Bern")) is Stay
    assert make("Bern").notes is not make("Bern").notes
    assert make("Bern", -1).nights == -1


class TestLater:
    def test_is_made_when_it_is_looked_into_and_once(self) -> None:
        made: list[int] = []

        def make() -> list[int]:
            made.append(1)
            return [3, 4, 5]

        items = Later(make)
        assert made == []
        assert (len(items), items[1], items[1:], list(items), 5 in items) == (3, 4, (4, 5), [3, 4, 5], True)
        assert made == [1]

    def test_of_nothing_is_false(self) -> None:
        assert not Later(list)

    def test_is_sent_to_another_process_as_its_items(self) -> None:
        assert pickle.loads(pickle.dumps(Later(lambda: [1, 2]))) == (1, 2)  # noqa: S301 (made here)
        assert list(copy.copy(Later(lambda: [1]))) == [1]
