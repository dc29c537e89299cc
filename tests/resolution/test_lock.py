"""The lock file: what is written is what is read, and what is broken is said to be, with its line."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refcheck.bibliography import Author, WorkKind
from refcheck.errors import LockError
from refcheck.resolution.lock import LOCK_NAME, Lock
from refcheck.resolution.lock_format import LockEntry, entry_of_json, entry_to_json
from refcheck.resolution.normalise import reference_key
from refcheck.resolution.records import work_of
from refcheck.work import (
    DoiState,
    NotCrossrefKind,
    NotFound,
    Origin,
    Resolution,
    Unchecked,
    UncheckedReason,
    Update,
    UpdateKind,
    Work,
)
from tests.support.fixtures import committed_records, record
from tests.support.references import reference

if TYPE_CHECKING:
    from pathlib import Path

DAY = date(2026, 11, 23)
HEADER = '{"format": "refcheck-lock", "version": 1}\n'
WORK = Work("10.5555/1", title="Made for the test", retrieved=DAY)
ENTRY = LockEntry("A. Made for the test. 2020.", Resolution(WORK, DoiState.VERIFIED, score=0.98), DAY)

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
DATES = st.dates(date(1990, 1, 1), date(2030, 1, 1))
AUTHORS = st.builds(Author, TEXT, TEXT, TEXT, st.booleans())
UPDATES = st.builds(Update, st.sampled_from(UpdateKind), TEXT, st.none() | DATES, TEXT)
WORKS = st.builds(
    Work,
    doi=TEXT,
    kind=st.sampled_from(WorkKind),
    title=TEXT,
    alternative_titles=st.tuples(TEXT),
    authors=st.lists(AUTHORS, max_size=2).map(tuple),
    authors_complete=st.booleans(),
    containers=st.lists(TEXT, max_size=2).map(tuple),
    years=st.lists(st.integers(1800, 2030), max_size=2).map(tuple),
    volume=TEXT,
    isbns=st.lists(TEXT, max_size=1).map(tuple),
    updates=st.lists(UPDATES, max_size=2).map(tuple),
    published_as=TEXT,
)
OUTCOMES = (
    WORKS
    | st.builds(NotFound, st.none() | WORKS, st.lists(TEXT, max_size=2).map(tuple))
    | st.builds(NotCrossrefKind, st.sampled_from(WorkKind), st.none() | WORKS)
)
RESOLUTIONS = st.builds(Resolution, OUTCOMES, st.sampled_from(DoiState), st.none() | WORKS)
ENTRIES = st.builds(LockEntry, TEXT.map(reference_key), RESOLUTIONS, st.none(), st.booleans())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / LOCK_NAME


class TestRoundTrip:
    @given(st.lists(ENTRIES, max_size=4))
    def test_what_is_written_is_what_is_read(self, entries: list[LockEntry]) -> None:
        lock = Lock.of(entries)
        assert Lock._parse(lock.dumps(), "x") == lock

    def test_every_committed_record_comes_back_whole(self) -> None:
        for one in committed_records():
            entry = LockEntry("x", Resolution(work_of(one, retrieved=DAY)), DAY)
            assert entry_of_json(json.loads(json.dumps(entry_to_json(entry)))) == entry

    def test_date_origin_and_note_come_back_in_the_record(self) -> None:
        work = Work("", title="Facts", origin=Origin.MANUAL, retrieved=DAY, note="seen on paper")
        entry = LockEntry("x", Resolution(NotCrossrefKind(WorkKind.REPORT, work)), DAY, confirmed=True)
        assert entry_of_json(entry_to_json(entry)) == entry
        assert entry.by_hand

    def test_what_was_not_checked_cannot_be_locked(self) -> None:
        with pytest.raises(TypeError, match="not checked"):
            LockEntry("x", Resolution(Unchecked(UncheckedReason.TIMEOUT)))


class TestFile:
    def test_is_one_line_per_reference_sorted_and_readable(self, path: Path) -> None:
        other = LockEntry("Ångström A. 2019.", Resolution(NotFound(reasons=("title",))), DAY)
        Lock.of([other, ENTRY]).write(path)
        assert path.read_text(encoding="utf-8") == (
            HEADER + '{"reference": "A. Made for the test. 2020.", "outcome": "record", "origin": "crossref",'
            ' "record": {"doi": "10.5555/1", "title": "Made for the test"}, "doi": "verified",'
            ' "retrieved": "2026-11-23", "score": 0.98}\n'
            '{"reference": "Ångström A. 2019.", "outcome": "not found", "reasons": ["title"], "doi": "not printed",'
            ' "retrieved": "2026-11-23"}\n'
        )

    def test_one_reference_more_is_one_line_more(self) -> None:
        one = Lock.of([ENTRY]).dumps().splitlines()
        two = Lock.of([ENTRY, LockEntry("B", Resolution(WORK))]).dumps().splitlines()
        assert len(two) == len(one) + 1
        assert set(one) < set(two)

    def test_no_abstract_is_ever_written(self) -> None:
        entry = LockEntry("x", Resolution(work_of(record("10.1001/.450") | {"abstract": "copyrighted"})))
        assert "copyrighted" not in Lock.of([entry]).dumps()

    def test_no_file_is_no_lock(self, path: Path) -> None:
        assert Lock.read(path) is None

    def test_windows_line_ends_and_a_byte_order_mark_are_read(self, path: Path) -> None:
        path.write_bytes(b"\xef\xbb\xbf" + Lock.of([ENTRY]).dumps().replace("\n", "\r\n").encode())
        assert Lock.read(path) == Lock.of([ENTRY])


class TestBrokenFiles:
    @pytest.mark.parametrize(
        ("text", "line", "message"),
        [
            ("", 1, "broken JSON"),
            ("[]\n", 1, "does not say so"),
            ('{"format": "refcheck-lock", "version": 2}\n', 1, "reads version 1"),
            (HEADER + "<<<<<<< HEAD\n", 2, "merge conflict"),
            (HEADER + "\n=======\n", 3, "merge conflict"),
            (HEADER + ">>>>>>> theirs\n", 2, "merge conflict"),
            (HEADER + '{"reference": \n', 2, "broken JSON"),
            (HEADER + "[" * 100_000 + "\n", 2, "broken JSON"),
            (HEADER + "[1]\n", 2, "not a JSON object"),
            (HEADER + '{"outcome": "record"}\n', 2, '"record" is missing'),
            (HEADER + '{"outcome": "guessed", "reference": "x"}\n', 2, "guessed"),
            (HEADER + '{"outcome": "not found"}\n', 2, '"reference" is missing'),
            (HEADER + '{"outcome": "not found", "reference": 7}\n', 2, "7 is not a string"),
            (HEADER + '{"outcome": "not found", "reference": "x", "extra": 1}\n', 2, "unknown: extra"),
            (HEADER + '{"outcome": "not found", "reference": "x", "reasons": "y"}\n', 2, "not a list"),
            (HEADER + '{"outcome": "not found", "reference": "x", "confirmed": 1}\n', 2, "neither true nor false"),
            (HEADER + '{"outcome": "not found", "reference": "x", "retrieved": "soon"}\n', 2, "retrieved"),
            (HEADER + '{"outcome": "record", "reference": "x", "record": {"title": "y"}}\n', 2, '"doi" is missing'),
            (
                HEADER + '{"outcome": "record", "reference": "x", "record": {"doi": "", "years": ["1"]}}\n',
                2,
                "is not a year",
            ),
            (HEADER + '{"outcome": "not found", "reference": "x"}\n' * 2, 3, "second time"),
        ],
    )
    def test_are_refused_with_their_line(self, path: Path, text: str, line: int, message: str) -> None:
        path.write_text(text, encoding="utf-8")
        with pytest.raises(LockError, match=message) as raised:
            Lock.read(path)
        assert (raised.value.path, raised.value.line) == (str(path), line)

    def test_bytes_that_are_no_text_are_refused(self, path: Path) -> None:
        path.write_bytes(b"\xff\xfe\x00")
        with pytest.raises(LockError, match="not UTF-8"):
            Lock.read(path)

    def test_a_folder_in_its_place_is_refused(self, path: Path) -> None:
        path.mkdir()
        with pytest.raises(LockError, match="cannot be read"):
            Lock.read(path)
        with pytest.raises(LockError, match="cannot be written"):
            Lock().write(path)


class TestLookup:
    def test_white_space_does_not_matter(self) -> None:
        assert Lock.of([ENTRY]).resolution(reference("A.  Made for the\u00a0test. 2020.")) == ENTRY.resolution

    def test_what_is_missing_is_named_once(self) -> None:
        new = reference("B. New.", 2)
        missing = Lock.of([ENTRY]).missing([reference(ENTRY.reference), new, new])
        assert [one.raw for one in missing] == ["B. New."]
