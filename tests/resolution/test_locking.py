"""Bringing a lock up to date, with records entered by hand."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from refcheck.article import ReferenceFields
from refcheck.bibliography import Author, WorkKind
from refcheck.errors import UsageError
from refcheck.resolution.lock import Lock
from refcheck.resolution.lock_format import LockEntry
from refcheck.resolution.locking import LockUpdate, confirm, unused, update_lock
from refcheck.resolution.manual import read_manual
from refcheck.work import (
    DoiState,
    NotCrossrefKind,
    NotFound,
    Origin,
    Resolution,
    Unchecked,
    UncheckedReason,
    Work,
)
from tests.support.references import reference

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from refcheck.article import Reference

OLD_DAY, TODAY = date(2026, 1, 1), date(2026, 11, 23)
A, B, C = (reference(text, number, ReferenceFields()) for number, text in enumerate(("A. 2001.", "B. 2002.", "C."), 1))
WORK = Work("10.5555/1", title="Made for the test", retrieved=TODAY)
BY_HAND = Work("10.5555/1", title="Typed in", origin=Origin.MANUAL, retrieved=OLD_DAY, note="from paper")
OFFLINE = Resolution(Unchecked(UncheckedReason.OFFLINE))


class Told:
    """A resolver that says what it is told to."""

    def __init__(self, **answers: Resolution) -> None:
        self.answers = answers
        self.asked: list[str] = []

    def resolve(
        self, references: Sequence[Reference], progress: Callable[[int, int], None] | None = None
    ) -> list[Resolution]:
        assert progress is None
        self.asked += [one.raw[0] for one in references]
        return [self.answers[one.raw[0]] for one in references]


def entry(raw: str, outcome: Work | NotFound | NotCrossrefKind, *, confirmed: bool = False) -> LockEntry:
    return LockEntry(raw, Resolution(outcome), OLD_DAY, confirmed)


def update(lock: Lock, references: list[Reference], resolver: Told, **options: Any) -> LockUpdate:
    return update_lock(lock, references, resolver, today=TODAY, **options)


class TestUpdate:
    def test_only_what_is_new_is_asked_for(self) -> None:
        told = Told(B=Resolution(WORK))
        done = update(Lock.of([entry("A. 2001.", WORK)]), [A, B], told)
        assert told.asked == ["B"]
        assert (done.new, done.unchanged) == (["B. 2002."], 1)
        assert done.lock.entries["B. 2002."].retrieved == TODAY

    def test_a_reference_of_two_articles_is_asked_for_once(self) -> None:
        told = Told(A=Resolution(WORK))
        update(Lock(), [A, A], told)
        assert told.asked == ["A"]

    def test_what_could_not_be_checked_is_not_written(self) -> None:
        done = update(Lock(), [A], Told(A=OFFLINE))
        assert done.lock == Lock()
        assert done.unchecked == [("A. 2001.", OFFLINE.outcome)]

    def test_what_no_article_has_any_more_is_removed(self) -> None:
        done = update(Lock.of([entry("A. 2001.", WORK), entry("gone", WORK)]), [A], Told())
        assert done.removed == ["gone"]
        assert list(done.lock.entries) == ["A. 2001."]

    def test_nothing_is_removed_if_not_all_articles_were_read(self) -> None:
        lock = Lock.of([entry("A. 2001.", WORK), entry("gone", WORK)])
        assert update(lock, [A], Told(), prune=False).lock == lock

    def test_a_record_entered_by_hand_is_not_removed(self) -> None:
        lock = Lock.of([entry("gone", BY_HAND)])
        assert unused(lock, []) == []
        assert update(lock, [], Told()).lock == lock


class TestUpgrade:
    def test_asks_for_everything_again(self) -> None:
        newer = replace(WORK, volume="7")
        done = update(Lock.of([entry("A. 2001.", WORK)]), [A], Told(A=Resolution(newer)), upgrade=True)
        assert done.changed == ["A. 2001."]
        assert done.lock.entries["A. 2001."].resolution.outcome == newer

    def test_what_is_the_same_keeps_its_line(self) -> None:
        lock = Lock.of([entry("A. 2001.", replace(WORK, retrieved=OLD_DAY))])
        done = update(lock, [A], Told(A=Resolution(WORK)), upgrade=True)
        assert (done.lock, done.unchanged) == (lock, 1)

    def test_a_failure_keeps_what_was_known_and_says_so(self) -> None:
        lock = Lock.of([entry("A. 2001.", WORK)])
        done = update(lock, [A], Told(A=OFFLINE), upgrade=True)
        assert done.lock == lock
        assert [key for key, _ in done.unchecked] == ["A. 2001."]

    def test_only_what_is_older_than_asked_for_is_refreshed(self) -> None:
        lock = Lock.of([entry("A. 2001.", WORK), replace(entry("B. 2002.", WORK), retrieved=TODAY)])
        told = Told(A=Resolution(replace(WORK, volume="7")))
        done = update(lock, [A, B], told, refresh_before=TODAY)
        assert (told.asked, done.changed, done.unchanged) == (["A"], ["A. 2001."], 1)

    def test_an_entry_is_as_old_as_its_record(self) -> None:
        done = update(Lock(), [A], Told(A=Resolution(replace(WORK, retrieved=OLD_DAY))))
        assert done.lock.entries["A. 2001."].retrieved == OLD_DAY


class TestConfirming:
    """What a person vouches for, Crossref's record or that there is none."""

    @pytest.mark.parametrize("outcome", [WORK, NotFound(), NotCrossrefKind(WorkKind.REPORT)])
    def test_it_is_remembered_and_never_asked_for_again(self, outcome: Work | NotFound | NotCrossrefKind) -> None:
        lock = confirm(Lock.of([entry("A. 2001.", outcome)]), A, OFFLINE, "seen on paper", TODAY)
        assert lock.entries["A. 2001."].resolution.confirmation == "seen on paper"
        told = Told()
        assert update(lock, [A], told, upgrade=True, refresh_before=TODAY).lock == lock
        assert told.asked == []

    def test_what_the_lock_does_not_know_is_taken_from_what_was_found(self) -> None:
        lock = confirm(Lock(), A, Resolution(WORK), "seen", TODAY)
        assert lock.entries["A. 2001."].resolution.outcome == WORK

    def test_nothing_found_is_nothing_to_vouch_for(self) -> None:
        with pytest.raises(TypeError, match="not checked"):
            confirm(Lock(), A, OFFLINE, "seen", TODAY)

    def test_a_record_entered_by_hand_does_not_push_it_out_unless_confirmed(self) -> None:
        lock = confirm(Lock.of([entry("A. 2001.", NotFound())]), A, OFFLINE, "there is none", TODAY)
        done = update(lock, [A], Told(), entered=[entry("A. 2001.", BY_HAND)])
        assert (done.lock, done.refused) == (lock, ["A. 2001."])
        done = update(lock, [A], Told(), entered=[entry("A. 2001.", BY_HAND, confirmed=True)])
        assert done.entered == ["A. 2001."]

    def test_it_is_not_removed_with_its_reference(self) -> None:
        lock = confirm(Lock.of([entry("A. 2001.", WORK)]), A, OFFLINE, "seen", TODAY)
        assert update(lock, [], Told()).lock == lock


class TestByHand:
    def test_crossrefs_record_replaces_one_that_nobody_confirmed_and_says_so(self) -> None:
        done = update(Lock.of([entry("A. 2001.", BY_HAND)]), [A], Told(A=Resolution(WORK)))
        assert (done.replaced, done.new, done.changed) == (["A. 2001."], [], [])
        assert done.lock.entries["A. 2001."].resolution.outcome == WORK

    @pytest.mark.parametrize("answer", [OFFLINE, Resolution(NotFound()), Resolution(NotCrossrefKind(WorkKind.BOOK))])
    def test_nothing_less_than_a_record_replaces_it(self, answer: Resolution) -> None:
        lock = Lock.of([entry("A. 2001.", BY_HAND)])
        done = update(lock, [A], Told(A=answer))
        assert (done.lock, done.kept, done.unchecked) == (lock, ["A. 2001."], [])

    def test_a_confirmed_one_is_never_asked_for(self) -> None:
        lock = Lock.of([entry("A. 2001.", BY_HAND, confirmed=True)])
        told = Told()
        assert update(lock, [A], told, upgrade=True).lock == lock
        assert told.asked == []

    def test_one_that_crossref_does_not_hold_is_not_asked_for(self) -> None:
        lock = Lock.of([entry("A. 2001.", NotCrossrefKind(WorkKind.REPORT, BY_HAND))])
        assert update(lock, [A], Told(), upgrade=True).lock == lock

    def test_it_does_not_push_out_crossrefs_record_unless_confirmed(self) -> None:
        lock = Lock.of([entry("A. 2001.", WORK)])
        done = update(lock, [A], Told(), entered=[entry("A. 2001.", BY_HAND)])
        assert (done.lock, done.refused) == (lock, ["A. 2001."])
        done = update(lock, [A], Told(), entered=[entry("A. 2001.", BY_HAND, confirmed=True)])
        assert (done.entered, done.refused, done.unchanged) == (["A. 2001."], [], 0)
        assert done.lock.entries["A. 2001."].by_hand

    def test_it_takes_the_place_of_a_record_that_was_not_found(self) -> None:
        lock = Lock.of([entry("A. 2001.", NotFound())])
        done = update(lock, [A], Told(A=OFFLINE), entered=[entry("A. 2001.", BY_HAND)])
        assert (done.entered, done.lock.entries["A. 2001."].by_hand) == (["A. 2001."], True)

    def test_entered_again_it_keeps_its_line(self) -> None:
        lock = Lock.of([entry("A. 2001.", BY_HAND, confirmed=True)])
        again = replace(entry("A. 2001.", BY_HAND, confirmed=True), retrieved=TODAY)
        done = update(lock, [A], Told(), entered=[again])
        assert (done.lock, done.entered, done.unchanged) == (lock, [], 1)


class TestReadManual:
    def read(self, tmp_path: Path, records: object, references: list[Reference] | None = None) -> list[LockEntry]:
        path = tmp_path / "records.json"
        path.write_text(records if isinstance(records, str) else json.dumps(records), encoding="utf-8")
        return read_manual(path, [A, B, C] if references is None else references, TODAY)

    def test_a_record_is_for_the_reference_with_its_number(self, tmp_path: Path) -> None:
        record = {
            "number": 2,
            "doi": "10.1245/ASO.2006.05.039",
            "authors": [["Wei", "Alice C."], ["Hodge", "James", "Jr"], "FFCD Study Group"],
            "authors_complete": False,
            "title": "Survival After Hepatic Resection",
            "container": "Annals of Surgical Oncology",
            "year": 2006,
            "volume": "13",
            "issue": "5",
            "pages": "668-676",
            "crossref": True,
        }
        (found,) = self.read(tmp_path, [record])
        assert found.reference == "B. 2002."
        assert found.by_hand
        assert not found.confirmed
        assert found.resolution.outcome == Work(
            doi="10.1245/aso.2006.05.039",
            title="Survival After Hepatic Resection",
            authors=(
                Author("Wei", "Alice C."),
                Author("Hodge", "James", "Jr"),
                Author("FFCD Study Group", is_group=True),
            ),
            authors_complete=False,
            containers=("Annals of Surgical Oncology",),
            years=(2006,),
            volume="13",
            issue="5",
            pages="668-676",
            origin=Origin.MANUAL,
            retrieved=TODAY,
            note="entered by hand from records.json",
        )

    def test_a_work_that_crossref_does_not_hold_is_said_to_be(self, tmp_path: Path) -> None:
        (found,) = self.read(tmp_path, [{"number": 1, "crossref": False, "kind": "report", "note": "seen"}])
        outcome = found.resolution.outcome
        assert isinstance(outcome, NotCrossrefKind)
        assert outcome.kind is WorkKind.REPORT
        assert outcome.record is not None
        assert outcome.record.note == "seen"

    def test_a_record_may_name_its_reference_by_its_text(self, tmp_path: Path) -> None:
        (found,) = self.read(tmp_path, [{"reference": "A.  2001.", "confirmed": True}])
        assert (found.reference, found.confirmed) == ("A. 2001.", True)

    @pytest.mark.parametrize(
        ("printed", "state"),
        [("", DoiState.NOT_PRINTED), ("10.1/a", DoiState.VERIFIED), ("10.1/b", DoiState.UNCHECKED)],
    )
    def test_the_printed_doi_is_compared(self, tmp_path: Path, printed: str, state: DoiState) -> None:
        one = reference("A. 2001.", 1, ReferenceFields(doi=printed))
        (found,) = self.read(tmp_path, [{"number": 1, "doi": "10.1/A"}], [one])
        assert found.resolution.doi is state

    @pytest.mark.parametrize(
        ("records", "message"),
        [
            ("{", "cannot be read as JSON"),
            ({}, "not a list"),
            (["x"], "record 1: not a JSON object"),
            ([{"number": 9}], "no reference with the number 9"),
            ([{"reference": "nothing"}], "no reference with this text"),
            ([{"number": 1, "jurnal": "x"}], "unknown: jurnal"),
            ([{"number": 1, "kind": "rumour"}], "rumour"),
            ([{"number": 1, "year": "2006"}], "is no number"),
            ([{"number": 1, "volume": 13}], "13 is no str"),
            ([{"number": 1, "confirmed": "yes"}], "is no bool"),
            ([{"number": 1, "authors": "Wei"}], "is no list"),
            ([{"number": 1, "authors": [["Wei"]]}], "neither"),
        ],
    )
    def test_what_is_off_is_said_with_its_place(self, tmp_path: Path, records: object, message: str) -> None:
        with pytest.raises(UsageError, match=message) as raised:
            self.read(tmp_path, records)
        assert raised.value.path == str(tmp_path / "records.json")

    def test_a_number_that_occurs_twice_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(UsageError, match="2 references with the number 1"):
            self.read(tmp_path, [{"number": 1}], [A, replace(A)])
