"""From one printed reference to its resolution."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from refcheck.article import ReferenceFields
from refcheck.bibliography import WorkKind
from refcheck.resolution.datacite import DataCiteClient
from refcheck.resolution.online import CrossrefSource, query_text
from refcheck.resolution.pacing import ServiceFailure
from refcheck.resolution.search import Finder
from refcheck.work import DoiState, NotCrossrefKind, NotFound, Origin, Resolution, Unchecked, UncheckedReason, Work
from tests.support.crossref_server import CrossrefServer, Failure
from tests.support.fixtures import record
from tests.support.references import reference
from tests.support.render import render

if TYPE_CHECKING:
    from refcheck.resolution.crossref import CrossrefClient

NUMPY = "10.1371/journal.pone.0033693"
WEATHER = "10.1175/1520-0493(1974)102<0736:wacoj>2.0.co;2"
ARTICLE = ReferenceFields(kind=WorkKind.ARTICLE)


@pytest.fixture
def finder(client: CrossrefClient) -> Finder:
    return Finder(CrossrefSource(client))


def printed(doi: str, style: str = "vancouver", *, with_doi: str = "") -> str:
    """A committed record as a reference, with a DOI of one's choice."""
    return render(record(doi), style) + (f" doi:{with_doi}" if with_doi else "")


def find(finder: Finder, raw: str, kind: WorkKind = WorkKind.ARTICLE) -> Resolution:
    return finder.find(reference(raw, fields=ReferenceFields(kind=kind)))


def doi_of(answer: Resolution) -> str:
    assert isinstance(answer.outcome, Work)
    return answer.outcome.doi


class TestWithDoi:
    def test_a_doi_that_fits_is_verified(self, finder: Finder, server: CrossrefServer) -> None:
        answer = find(finder, printed(NUMPY, with_doi=NUMPY))
        assert (doi_of(answer), answer.doi) == (NUMPY, DoiState.VERIFIED)
        assert answer.evidence["title"] == 1.0
        assert len(server.requests) == 1

    def test_a_doi_full_of_odd_characters_is_fetched(self, finder: Finder) -> None:
        assert doi_of(find(finder, printed(WEATHER, with_doi=WEATHER.upper()))) == WEATHER

    def test_a_doi_of_another_work_is_said_and_the_right_work_found(self, finder: Finder) -> None:
        answer = find(finder, printed(NUMPY, with_doi="10.1023/a:1025493705728"))
        assert (doi_of(answer), answer.doi) == (NUMPY, DoiState.OTHER_WORK)
        assert answer.doi_work is not None
        assert answer.doi_work.doi == "10.1023/a:1025493705728"

    def test_text_glued_to_the_doi_is_seen_through(self, finder: Finder) -> None:
        answer = find(finder, printed(NUMPY, with_doi=f"{NUMPY}Epub 2012 Mar 21"))
        assert (doi_of(answer), answer.doi) == (NUMPY, DoiState.VERIFIED)

    def test_a_doi_that_nobody_registered_is_said_and_the_work_found(self, finder: Finder) -> None:
        answer = find(finder, printed(NUMPY, with_doi="10.1371/journal.pone.99999999"))
        assert (doi_of(answer), answer.doi) == (NUMPY, DoiState.UNREGISTERED)

    def test_a_doi_of_another_agency_is_not_dead(self, finder: Finder) -> None:
        answer = find(finder, "Doe J. Data. Zenodo 2017. doi:10.5281/zenodo.1003150", WorkKind.DATASET)
        assert answer == Resolution(NotCrossrefKind(WorkKind.DATASET), DoiState.VERIFIED)

    def test_a_doi_that_crossref_registered_and_hides_is_unchecked(
        self, finder: Finder, server: CrossrefServer
    ) -> None:
        server.agencies["10.5555/hidden"] = "Crossref"
        answer = find(finder, printed(NUMPY, with_doi="10.5555/hidden"))
        assert (doi_of(answer), answer.doi) == (NUMPY, DoiState.UNCHECKED)

    def test_a_wrong_address_does_not_make_every_doi_dead(self, server: CrossrefServer, client: CrossrefClient) -> None:
        server.by_doi.clear()

        class WithoutLists(type(client)):  # type: ignore[misc]  # the class of the fixture
            def search(self, text: str) -> list[dict[str, object]]:
                raise ServiceFailure(UncheckedReason.BAD_ANSWER, f"HTTP 404 to {text[:4]}")

        answer = find(Finder(CrossrefSource(WithoutLists(client.settings))), printed(NUMPY, with_doi=NUMPY))
        assert isinstance(answer.outcome, Unchecked)
        assert answer.doi is DoiState.UNCHECKED


class TestAtDataCite:
    """DOIs that Crossref does not have."""

    RAW = "Doe J, Roe R. Measurements made for a test. Zenodo 2017. doi:10.5281/zenodo.1003150"
    DOI = "10.5281/zenodo.1003150"

    @pytest.fixture
    def both(self, client: CrossrefClient, server: CrossrefServer) -> Finder:
        server.datacite[self.DOI] = {
            "doi": self.DOI,
            "titles": [{"title": "Measurements made for a test"}],
            "creators": [{"familyName": "Doe", "givenName": "Jane"}, {"familyName": "Roe", "givenName": "Richard"}],
            "publicationYear": 2017,
            "types": {"resourceTypeGeneral": "Dataset"},
        }
        return Finder(CrossrefSource(client, DataCiteClient(client.settings.for_datacite())))

    def test_the_record_is_verified_and_gives_fields(self, both: Finder) -> None:
        answer = find(both, self.RAW, WorkKind.DATASET)
        assert isinstance(answer.outcome, Work)
        assert (answer.outcome.origin, answer.outcome.years) == (Origin.DATACITE, (2017,))
        assert answer.doi is DoiState.VERIFIED

    def test_the_record_of_another_work_is_told(self, both: Finder) -> None:
        answer = find(both, printed(NUMPY, with_doi=self.DOI))
        assert (doi_of(answer), answer.doi) == (NUMPY, DoiState.OTHER_WORK)
        assert answer.doi_work is not None
        assert answer.doi_work.doi == self.DOI

    def test_one_that_no_agency_names_may_be_there_all_the_same(self, both: Finder, server: CrossrefServer) -> None:
        server.agencies.clear()
        assert find(both, self.RAW, WorkKind.DATASET).doi is DoiState.VERIFIED

    def test_one_that_nobody_has_is_dead(self, both: Finder, server: CrossrefServer) -> None:
        answer = find(both, printed(NUMPY, with_doi="10.1371/journal.pone.99999999"))
        assert (doi_of(answer), answer.doi) == (NUMPY, DoiState.UNREGISTERED)
        assert any(path.startswith("/dois/") for path in server.requests)

    @pytest.mark.parametrize("where", ["/dois/", "/agency"])
    def test_where_nobody_can_be_asked_it_is_not_checked(
        self, both: Finder, server: CrossrefServer, where: str
    ) -> None:
        server.plan = lambda path: Failure.SERVER_ERROR if where in path else None
        known = find(both, printed(NUMPY, with_doi=self.DOI))
        assert (doi_of(known), known.doi) == (NUMPY, DoiState.UNCHECKED)
        unknown = find(both, "Wakefield B. Nothing that anybody found in children. Lancet. 1999;1:2. doi:10.5555/none")
        assert isinstance(unknown.outcome, Unchecked)
        assert (unknown.outcome.reason, unknown.doi) == (UncheckedReason.SERVER_ERROR, DoiState.UNCHECKED)


class TestWithoutDoi:
    @pytest.mark.parametrize("style", ["vancouver", "ama", "apa", "chicago", "biomed central"])
    def test_the_record_is_found_in_every_style(self, finder: Finder, style: str) -> None:
        answer = find(finder, printed(NUMPY, style))
        assert (doi_of(answer), answer.doi) == (NUMPY, DoiState.NOT_PRINTED)

    def test_an_article_without_a_record_is_not_found_and_the_nearest_shown(
        self, finder: Finder, server: CrossrefServer
    ) -> None:
        server.hidden = frozenset({NUMPY})
        answer = find(finder, printed(NUMPY))
        assert isinstance(answer.outcome, NotFound)
        assert answer.outcome.nearest is not None
        assert "title" in answer.outcome.reasons

    def test_an_unknown_kind_without_a_record_is_not_found(self, finder: Finder) -> None:
        assert isinstance(find(finder, "Something odd", WorkKind.UNKNOWN).outcome, NotFound)

    def test_nothing_to_search_for_is_not_found(self, finder: Finder, server: CrossrefServer) -> None:
        answer = find(finder, "**")
        assert answer.outcome == NotFound(reasons=("no candidate",))
        assert server.requests == []

    def test_a_report_without_a_record_is_not_expected_there(self, finder: Finder, server: CrossrefServer) -> None:
        answer = find(finder, "American Cancer Society. Cancer Facts. Atlanta, 2017.", WorkKind.REPORT)
        assert answer.outcome == NotCrossrefKind(WorkKind.REPORT)
        assert len(server.requests) == 1

    @pytest.mark.parametrize("kind", [WorkKind.PRODUCT_INFORMATION, WorkKind.WEB_PAGE, WorkKind.SOFTWARE])
    def test_a_package_insert_is_not_even_asked_for(
        self, finder: Finder, server: CrossrefServer, kind: WorkKind
    ) -> None:
        assert find(finder, "Microspheres Product Information.", kind).outcome == NotCrossrefKind(kind)
        assert server.requests == []

    def test_a_web_page_with_pages_may_be_an_article(self, finder: Finder) -> None:
        fields = ReferenceFields(kind=WorkKind.WEB_PAGE, volume="7", pages="e33693")
        assert doi_of(finder.find(reference(printed(NUMPY), fields=fields))) == NUMPY


class TestEmbedded:
    """The DOI that a reference manager keeps for a reference that prints none."""

    @staticmethod
    def find(finder: Finder, raw: str, embedded: str) -> Resolution:
        one = reference(raw, fields=ARTICLE)
        return finder.find(replace(one, embedded=ReferenceFields(title="As kept", doi=embedded)))

    def test_is_tried_first_and_is_not_taken_for_printed(self, finder: Finder, server: CrossrefServer) -> None:
        answer = self.find(finder, printed(NUMPY), NUMPY)
        assert (doi_of(answer), answer.doi) == (NUMPY, DoiState.NOT_PRINTED)
        assert len(server.requests) == 1

    @pytest.mark.parametrize("kept", [WEATHER, "10.5555/nobody-registered-this", ""])
    def test_is_no_better_than_the_text(self, finder: Finder, kept: str) -> None:
        answer = self.find(finder, printed(NUMPY), kept)
        assert (doi_of(answer), answer.doi) == (NUMPY, DoiState.NOT_PRINTED)


class TestPrefetch:
    def test_the_dois_of_a_list_are_fetched_at_once(self, finder: Finder, server: CrossrefServer) -> None:
        entries = [reference(printed(doi, with_doi=doi), fields=ARTICLE) for doi in (NUMPY, WEATHER, "10.1001/.450")]
        finder.prefetch(entries)
        assert [doi_of(finder.find(entry)) for entry in entries] == [NUMPY, WEATHER, "10.1001/.450"]
        assert len(server.requests) == 1

    def test_a_failure_is_left_to_the_single_requests(self, finder: Finder, server: CrossrefServer) -> None:
        server.failure, server.failures_left = Failure.GARBAGE, 1
        entries = [reference(printed(doi, with_doi=doi), fields=ARTICLE) for doi in (NUMPY, WEATHER)]
        finder.prefetch(entries)
        assert doi_of(finder.find(entries[0])) == NUMPY


class TestQueryText:
    def test_is_without_urls_dois_and_markup_and_not_too_long(self) -> None:
        assert query_text("**Cho M.**The state. https://doi.org/10.1586/x doi:10.1586/x") == "Cho M. The state."

    def test_many_authors_leave_room_for_the_title(self) -> None:
        query = query_text("Kikuchi S, " + "Satoh K, " * 99 + "Full-length cDNA clones from rice. Science 2003")
        assert query.startswith("Kikuchi S")
        assert query.endswith("clones from rice. Science 2003")
        assert len(query) == 400
