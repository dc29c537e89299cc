"""DataCite's records over real HTTP, and as works."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from refcheck.bibliography import Author, WorkKind
from refcheck.resolution.datacite import DataCiteClient, work_of_datacite
from refcheck.resolution.pacing import ServiceFailure
from refcheck.resolution.records import RETRIEVED
from refcheck.work import Origin, UncheckedReason
from tests.support.crossref_server import Failure
from tests.support.fixtures import quick, waiting

if TYPE_CHECKING:
    from tests.support.crossref_server import CrossrefServer

DOI = "10.5281/zenodo.1003150"
#: the shape of a record, made for the test
ATTRIBUTES: dict[str, Any] = {
    "doi": DOI,
    "creators": [
        {"name": "Doe, Jane", "nameType": "Personal", "givenName": "Jane", "familyName": "Doe"},
        {"name": "Roe, Richard"},
        {"name": "Centre for Tests, Ltd", "nameType": "Organizational"},
    ],
    "titles": [
        {"title": "Measurements made for a test"},
        {"title": "The second series", "titleType": "Subtitle"},
        {"title": "Messungen", "titleType": "TranslatedTitle"},
    ],
    "publisher": "Zenodo",
    "container": {"title": "A Series", "volume": "3", "issue": "2", "firstPage": "5", "lastPage": "9"},
    "publicationYear": 2017,
    "types": {"resourceTypeGeneral": "Dataset"},
    "dates": [{"date": "2016-12-30", "dateType": "Submitted"}, {"date": "1999/2003", "dateType": "Collected"}],
}


@pytest.fixture
def client(server: CrossrefServer) -> DataCiteClient:
    server.datacite[DOI] = ATTRIBUTES
    return DataCiteClient(quick(server, attempts=1).for_datacite())


class TestClient:
    def test_fetches_the_record_of_a_doi(self, client: DataCiteClient, server: CrossrefServer) -> None:
        found = client.work(DOI.upper())
        assert found is not None
        assert found["publisher"] == "Zenodo"
        assert "refcheck" in server.agents[0]

    def test_odd_characters_are_part_of_the_doi(self, client: DataCiteClient, server: CrossrefServer) -> None:
        odd = f"{DOI}#a?b=c"
        server.datacite[odd] = ATTRIBUTES | {"doi": odd}
        assert client.work(odd) is not None

    def test_a_doi_that_datacite_does_not_have_is_none(self, client: DataCiteClient) -> None:
        assert client.work("10.5555/nothing") is None

    def test_the_record_of_another_work_is_no_answer(self, client: DataCiteClient, server: CrossrefServer) -> None:
        server.datacite["10.5555/other"] = ATTRIBUTES
        with pytest.raises(ServiceFailure, match="came back"):
            client.work("10.5555/other")

    @pytest.mark.parametrize(
        ("failure", "reason"),
        [
            (Failure.TOO_MANY, UncheckedReason.RATE_LIMITED),
            (Failure.TOO_MANY_RETRY_AFTER, UncheckedReason.RATE_LIMITED),
            (Failure.SERVER_ERROR, UncheckedReason.SERVER_ERROR),
            (Failure.GARBAGE, UncheckedReason.BAD_ANSWER),
            (Failure.HALF_A_BODY, UncheckedReason.CONNECTION),
            (Failure.NOTHING, UncheckedReason.CONNECTION),
            (Failure.RESET, UncheckedReason.CONNECTION),
            (Failure.SILENCE, UncheckedReason.TIMEOUT),
            (Failure.DRIP, UncheckedReason.TIMEOUT),
            (Failure.MOVED, UncheckedReason.BAD_ANSWER),
            (Failure.PAGE, UncheckedReason.BAD_ANSWER),
            (Failure.EMPTY_JSON, UncheckedReason.BAD_ANSWER),
        ],
    )
    def test_every_failure_has_its_reason(
        self, server: CrossrefServer, failure: Failure, reason: UncheckedReason
    ) -> None:
        server.failure = failure
        client = DataCiteClient(quick(server, attempts=1, **waiting(reason)).for_datacite())
        with pytest.raises(ServiceFailure) as raised:
            client.work(DOI)
        assert raised.value.reason is reason


class TestWork:
    def test_has_the_fields_that_are_compared(self) -> None:
        work = work_of_datacite(ATTRIBUTES, retrieved=date(2026, 11, 29))
        assert work.title == "Measurements made for a test: The second series"
        assert work.alternative_titles == ("Measurements made for a test", "The second series", "Messungen")
        assert work.authors == (
            Author("Doe", "Jane"),
            Author("Roe", "Richard"),
            Author("Centre for Tests, Ltd", is_group=True),
        )
        assert work.years == (2016, 2017)
        assert (work.containers, work.volume, work.issue, work.pages) == (("A Series",), "3", "2", "5-9")
        assert (work.kind, work.publisher, work.origin) == (WorkKind.DATASET, "Zenodo", Origin.DATACITE)
        assert work.retrieved == date(2026, 11, 29)

    def test_the_day_that_the_record_names_is_the_one_it_was_fetched_on(self) -> None:
        assert work_of_datacite({RETRIEVED: "2026-11-01"}, retrieved=date(2026, 11, 29)).retrieved == date(2026, 11, 1)
        assert work_of_datacite({RETRIEVED: "yesterday"}).retrieved is None

    @pytest.mark.parametrize("name", list(ATTRIBUTES))
    @pytest.mark.parametrize("value", [None, 7, "text", [7], {"a": "b"}, [{"title": 7, "name": [], "date": {}}]])
    def test_a_field_of_another_shape_counts_as_absent(self, name: str, value: object) -> None:
        work_of_datacite(ATTRIBUTES | {name: value})
