"""DataCite's REST API: the records of DOIs that are not Crossref's (data, preprints of arXiv, reports, theses).

https://support.datacite.org/docs/api-get-doi describes the answers, https://datacite-metadata-schema.readthedocs.io
the fields.
"""

from __future__ import annotations

import json
import re
from http.client import IncompleteRead
from typing import TYPE_CHECKING, Any
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import HTTPRedirectHandler, Request, build_opener

from refcheck.bibliography import Author, WorkKind
from refcheck.resolution.deadline import within
from refcheck.resolution.failures import Moved, NotThere, failure_of
from refcheck.resolution.markup import plain
from refcheck.resolution.pacing import Circuit, ServiceFailure
from refcheck.resolution.records import RETRIEVED, retrieved_on
from refcheck.resolution.shapes import as_dict, dicts_in
from refcheck.resolution.turns import Turns
from refcheck.work import Origin, UncheckedReason, Work

if TYPE_CHECKING:
    from datetime import date
    from http.client import HTTPResponse

    from refcheck.resolution.crossref import Record
    from refcheck.resolution.settings import CrossrefSettings

LONGEST = 5_000_000  # bytes of an answer; the longest known records, of genome data with all contributors, have 2 MB
# resourceTypeGeneral, in which works of text are told apart since version 4.4 of the schema.
_KINDS = {
    "journalarticle": WorkKind.ARTICLE,
    "datapaper": WorkKind.ARTICLE,
    "book": WorkKind.BOOK,
    "bookchapter": WorkKind.CHAPTER,
    "conferencepaper": WorkKind.CONFERENCE_PAPER,
    "conferenceproceeding": WorkKind.BOOK,
    "preprint": WorkKind.PREPRINT,
    "report": WorkKind.REPORT,
    "dissertation": WorkKind.THESIS,
    "standard": WorkKind.STANDARD,
    "dataset": WorkKind.DATASET,
    "software": WorkKind.SOFTWARE,
    "computationalnotebook": WorkKind.SOFTWARE,
}
# The dates that a reference may rightly print; "Collected" or "Valid" are about the data.
_DATES = frozenset({"Issued", "Available", "Created", "Submitted", "Updated", "Accepted"})


class DataCiteClient:
    """Asks DataCite for records. Raises `ServiceFailure` where there was no usable answer.

    Args:
        settings: how, as `CrossrefSettings.for_datacite` gives it.
    """

    def __init__(self, settings: CrossrefSettings) -> None:
        self.settings = settings
        self._circuit = Circuit(settings)
        self._turns = Turns(settings.base_url, "datacite", settings.single_rate, settings)
        self._opener = build_opener(_NoRedirect)

    def work(self, doi: str) -> Record | None:
        """The attributes of one DOI's record, or None if DataCite has none."""

        def question() -> Record | None:
            try:
                answer = within(self.settings.answer_within, lambda: self._get(doi))
            except Exception as error:
                failure = failure_of(error)
                if isinstance(failure, NotThere):
                    return None
                if isinstance(failure, Moved):
                    failure = _bad_answer("moved elsewhere")
                raise failure from error
            attributes = as_dict(as_dict(as_dict(answer).get("data")).get("attributes"))
            if str(attributes.get("doi", "")).lower() != doi.lower():
                raise _bad_answer(f"asked for {doi}, the record of {attributes.get('doi')!r} came back")
            return attributes

        return self._circuit.ask(question, self._turns)

    def _get(self, doi: str) -> Any:
        address = f"{self.settings.base_url.rstrip('/')}/dois/{quote(doi, safe='/')}"
        contact = f" (mailto:{self.settings.mailto})" if self.settings.mailto else ""
        request = Request(address, headers={"User-Agent": f"refcheck{contact}", "Accept": "application/vnd.api+json"})  # noqa: S310 (the settings let only http and https pass)
        response: HTTPResponse
        try:
            with self._opener.open(request, timeout=self.settings.timeout) as response:
                body = response.read(LONGEST + 1)
                missing = response.length
        except HTTPError as error:
            error.close()  # it holds the connection
            raise
        if len(body) > LONGEST:
            raise _bad_answer(f"more than {LONGEST:,} bytes")
        if missing:
            raise IncompleteRead(body, missing)
        return json.loads(body)


class _NoRedirect(HTTPRedirectHandler):
    """Follows nowhere: what is elsewhere is not DataCite's answer."""

    def redirect_request(self, *_arguments: Any) -> None:
        """No request instead."""


def work_of_datacite(record: Record, *, retrieved: date | None = None) -> Work:
    """The facts of a record of DataCite's.

    Args:
        record: its attributes. Fields of an unexpected shape count as absent.
        retrieved: when it was fetched, unless the record says so itself.
    """
    container = as_dict(record.get("container"))
    pages = "-".join(filter(None, (plain(container.get("firstPage")), plain(container.get("lastPage")))))
    titles = dicts_in(record.get("titles"))
    main = [plain(title.get("title")) for title in titles if not title.get("titleType")]
    subtitles = [plain(title.get("title")) for title in titles if title.get("titleType") == "Subtitle"]
    others = [plain(title.get("title")) for title in titles]
    title = ": ".join(filter(None, [*main[:1], *subtitles[:1]]))
    types = as_dict(record.get("types"))
    publisher = record.get("publisher")
    return Work(
        doi=str(record.get("doi", "")).lower(),
        kind=_KINDS.get(plain(types.get("resourceTypeGeneral")).lower(), WorkKind.UNKNOWN),
        type=plain(types.get("resourceTypeGeneral")),
        title=title,
        alternative_titles=tuple(other for other in dict.fromkeys(others) if other and other != title),
        authors=tuple(filter(None, map(_author, dicts_in(record.get("creators"))))),
        containers=tuple(filter(None, (plain(container.get("title")),))),
        years=_years(record),
        volume=plain(container.get("volume")),
        issue=plain(container.get("issue")),
        pages=pages,
        publisher=plain(publisher.get("name") if isinstance(publisher, dict) else publisher),
        origin=Origin.DATACITE,
        retrieved=retrieved_on(record.get(RETRIEVED)) or retrieved,
    )


def _author(creator: dict[str, Any]) -> Author | None:
    name, family, given = (plain(creator.get(part)) for part in ("name", "familyName", "givenName"))
    if family:
        return Author(family, given)
    if not name:
        return None
    # Older records have people as "Family, Given" only; a group's name may have a comma as well, and says what it is.
    if creator.get("nameType") != "Organizational" and name.count(",") == 1:
        family, given = (part.strip() for part in name.split(","))
        return Author(family, given)
    return Author(name, is_group=True)


def _years(record: Record) -> tuple[int, ...]:
    told = [str(record.get("publicationYear", ""))]
    told += [str(one.get("date", "")) for one in dicts_in(record.get("dates")) if one.get("dateType") in _DATES]
    return tuple(sorted({int(text[:4]) for text in told if re.match(r"(?:1[4-9]|20|21)\d\d(?!\d)", text)}))


def _bad_answer(detail: str) -> ServiceFailure:
    return ServiceFailure(UncheckedReason.BAD_ANSWER, detail)
