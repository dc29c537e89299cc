"""The resolvers, one behind the other."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from refcheck.article import ReferenceFields
from refcheck.bibliography import WorkKind
from refcheck.resolution.compose import crossref_resolver, find_lock
from refcheck.resolution.crossref import CrossrefClient
from refcheck.resolution.lock import Lock
from refcheck.resolution.lock_format import LockEntry
from refcheck.resolution.normalise import reference_key
from refcheck.resolution.online import CrossrefSource
from refcheck.resolution.resolver import LockResolver, OfflineResolver
from refcheck.resolution.source_resolver import SourceResolver
from refcheck.work import DoiState, NotCrossrefKind, Resolution, Unchecked, UncheckedReason, Work
from tests.support.crossref_server import Failure
from tests.support.fixtures import committed_records, quick, record
from tests.support.references import reference
from tests.support.render import render, renderable

if TYPE_CHECKING:
    from refcheck.article import Reference
    from tests.support.crossref_server import CrossrefServer

ARTICLE = ReferenceFields(kind=WorkKind.ARTICLE)
FULL = [one for one in committed_records() if renderable(one) and one.get("volume") and one.get("page")]
REPORT = reference("American Cancer Society. Facts.", 1, ReferenceFields(kind=WorkKind.REPORT))
LOCKED = Lock.of([LockEntry(reference_key(REPORT.raw), Resolution(NotCrossrefKind(WorkKind.REPORT)))])


def printed(count: int = 4) -> list[Reference]:
    """The committed records as a reference list."""
    return [reference(render(one, "vancouver"), number, ARTICLE) for number, one in enumerate(FULL[:count], start=1)]


def reasons(answers: list[Resolution]) -> list[UncheckedReason | None]:
    return [answer.outcome.reason if isinstance(answer.outcome, Unchecked) else None for answer in answers]


class TestOffline:
    def test_everything_is_unchecked_and_says_why(self) -> None:
        resolver = OfflineResolver()
        assert reasons(resolver.resolve(printed())) == [UncheckedReason.OFFLINE] * 4

    def test_what_the_lock_knows_is_known(self) -> None:
        resolver = LockResolver(LOCKED, OfflineResolver())
        answers = resolver.resolve([REPORT, *printed(1)])
        assert answers[0].outcome == NotCrossrefKind(WorkKind.REPORT)
        assert reasons(answers) == [None, UncheckedReason.OFFLINE]

    def test_a_printed_doi_is_unchecked_too(self) -> None:
        resolver = OfflineResolver()
        with_doi = reference("A. B. doi:10.1/x", 1, ReferenceFields(doi="10.1/x"))
        assert resolver.resolve([with_doi])[0].doi is DoiState.UNCHECKED

    def test_neither_habanero_nor_the_matching_is_loaded(self) -> None:
        program = (
            "import sys\n"
            "import refcheck.resolution.compose\n"
            "from refcheck.resolution.resolver import OfflineResolver\n"
            "from refcheck.resolution.settings import CrossrefSettings\n"
            "CrossrefSettings()\n"
            "OfflineResolver().resolve([])\n"
            "assert not {'habanero', 'rapidfuzz', 'httpx2', 'click'} & set(sys.modules)\n"
        )
        subprocess.run([sys.executable, "-c", program], check=True)


class TestChain:
    def test_only_what_is_new_is_asked_for(self, server: CrossrefServer) -> None:
        resolver = LockResolver(LOCKED, crossref_resolver(quick(server)))
        answers = resolver.resolve([REPORT, *printed(2), REPORT])
        assert [type(answer.outcome) for answer in answers] == [NotCrossrefKind, Work, Work, NotCrossrefKind]
        assert len(server.requests) == 2

    def test_progress_counts_all_references(self, server: CrossrefServer) -> None:
        seen: list[tuple[int, int]] = []
        resolver = LockResolver(LOCKED, crossref_resolver(quick(server)))
        resolver.resolve([REPORT, *printed(2)], lambda done, total: seen.append((done, total)))
        assert seen == [(1, 3), (2, 3), (3, 3)]

    def test_progress_is_told_offline_as_well(self) -> None:
        seen: list[tuple[int, int]] = []
        resolver = LockResolver(LOCKED, OfflineResolver())
        resolver.resolve([REPORT, *printed(1)], lambda done, total: seen.append((done, total)))
        assert seen[-1] == (2, 2)

    def test_a_lock_that_knows_everything_asks_nobody(self, server: CrossrefServer) -> None:
        LockResolver(LOCKED, crossref_resolver(quick(server))).resolve([REPORT])
        assert server.requests == []


class TestCrossref:
    def test_a_reference_that_occurs_twice_is_asked_for_once(self, server: CrossrefServer) -> None:
        resolver = SourceResolver(CrossrefSource(CrossrefClient(quick(server))))
        (one,) = printed(1)
        first = resolver.resolve([one, one])
        assert resolver.resolve([one]) == first[:1]
        assert len(server.requests) == 1

    @pytest.mark.parametrize("failure", list(Failure))
    def test_a_service_that_fails_is_never_an_exception(self, server: CrossrefServer, failure: Failure) -> None:
        server.failure = failure
        resolver = SourceResolver(CrossrefSource(CrossrefClient(quick(server, timeout=0.2, attempts=1))))
        assert None not in reasons(resolver.resolve(printed()))

    def test_a_printed_doi_that_could_not_be_fetched_is_unchecked(self, server: CrossrefServer) -> None:
        server.failure = Failure.UNAVAILABLE
        entry = reference("A. B. doi:10.1/x", 1, ReferenceFields(doi="10.1234/x"))
        (answer,) = SourceResolver(CrossrefSource(CrossrefClient(quick(server)))).resolve([entry])
        assert reasons([answer]) == [UncheckedReason.SERVER_ERROR]
        assert answer.doi is DoiState.UNCHECKED

    def test_a_service_that_is_down_is_soon_left_alone(self, server: CrossrefServer) -> None:
        server.failure = Failure.SERVER_ERROR
        SourceResolver(CrossrefSource(CrossrefClient(quick(server, attempts=2)))).resolve(printed(8))
        assert len(server.requests) == 6  # three questions, two attempts each

    def test_an_interruption_keeps_what_was_found(self, server: CrossrefServer) -> None:
        def interrupt(done: int, _: int) -> None:
            if done == 2:
                raise KeyboardInterrupt

        resolver = SourceResolver(CrossrefSource(CrossrefClient(quick(server))))
        answers = resolver.resolve(printed(4), interrupt)
        assert reasons(answers) == [None, None, UncheckedReason.INTERRUPTED, UncheckedReason.INTERRUPTED]
        assert reasons(resolver.resolve(printed(5))[4:]) == [UncheckedReason.INTERRUPTED]
        assert len(server.requests) == 2

    def test_dois_are_fetched_together(self, server: CrossrefServer) -> None:
        entries = [reference(render(one, "apa", doi=True), 1, ARTICLE) for one in FULL[:4]]
        answers = SourceResolver(CrossrefSource(CrossrefClient(quick(server)))).resolve(entries)
        assert [answer.doi for answer in answers] == [DoiState.VERIFIED] * 4
        assert len(server.requests) == 1

    def test_a_retraction_is_told(self, server: CrossrefServer) -> None:
        lancet = record("10.1016/s0140-6736(97)11096-0")
        raw = render(lancet, "vancouver", doi=True).replace("RETRACTED: ", "")
        (answer,) = SourceResolver(CrossrefSource(CrossrefClient(quick(server)))).resolve([reference(raw, 1, ARTICLE)])
        assert isinstance(answer.outcome, Work)
        assert answer.outcome.updates[-1].kind == "retraction"


class TestFindLock:
    def test_is_in_the_folder_of_the_article(self) -> None:
        assert find_lock("articles/liver.txt").as_posix() == "articles/refcheck.lock"
        assert find_lock("liver.txt").as_posix() == "refcheck.lock"
