"""An HTTP server on the loopback that speaks Crossref's REST API over given records, and misbehaves on demand."""

from __future__ import annotations

import math
import re
import threading
import time
import unicodedata
from collections import Counter, defaultdict
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, unquote, urlsplit

from tests.support.loopback import running
from tests.support.misbehaving import Failure, answer, misbehave, told

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

__all__ = ["CrossrefServer", "Failure", "Index", "Record", "indexed_text", "serving", "words"]

Record = dict[str, Any]


def words(text: str) -> list[str]:
    """Folded words, as a search engine sees them."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return re.findall(r"[a-z0-9]+", "".join(char for char in decomposed if not unicodedata.combining(char)))


def indexed_text(record: Record) -> str:
    """What Crossref's ``query.bibliographic`` looks at: titles, authors, containers, year, volume, issue, pages."""
    people = [person for role in ("author", "editor") for person in record.get(role) or []]
    parts: list[object] = [
        *(record.get("title") or []),
        *(record.get("subtitle") or []),
        *(record.get("container-title") or []),
        *(record.get("short-container-title") or []),
        *(person.get("family") or person.get("name") or "" for person in people),
        record.get("volume"),
        record.get("issue"),
        record.get("page"),
        record.get("article-number"),
        record.get("publisher"),
        *(((record.get("issued") or {}).get("date-parts") or [[None]])[0][:1]),
    ]
    return re.sub(r"<[^>]*>", "", " ".join(str(part) for part in parts if part))


class Index:
    """BM25 over records, in memory."""

    def __init__(self, records: Iterable[Record]) -> None:
        self.records = list(records)
        self.postings: dict[str, list[tuple[int, int]]] = defaultdict(list)
        self.lengths: list[int] = []
        for number, record in enumerate(self.records):
            counts = Counter(words(indexed_text(record)))
            self.lengths.append(sum(counts.values()))
            for word, count in counts.items():
                self.postings[word].append((number, count))
        self.mean = sum(self.lengths) / max(1, len(self.lengths))

    def search(self, text: str, rows: int, *, without: frozenset[str] = frozenset()) -> list[Record]:
        """The best records for a text, by BM25 (k1 1.2, b 0.5)."""
        scores: dict[int, float] = defaultdict(float)
        for word in dict.fromkeys(words(text)):
            postings = self.postings.get(word, ())
            idf = math.log(1 + (len(self.records) - len(postings) + 0.5) / (len(postings) + 0.5))
            for number, count in postings:
                norm = 1.2 * (0.5 + 0.5 * self.lengths[number] / self.mean)
                scores[number] += idf * count * 2.2 / (count + norm)
        ranked = sorted(scores, key=lambda number: (-scores[number], number))
        found = (self.records[number] | {"score": round(scores[number], 3)} for number in ranked)
        return [record for record in found if record["DOI"].lower() not in without][:rows]


class CrossrefServer:
    """The server; use it as ``with serving(records) as server``.

    Attributes:
        url: its base URL.
        failure: what it does instead of answering; None for answers.
        failures_left: how many requests still fail; None for all.
        plan: what to do instead of answering, by the path asked for; None to go by `failure`.
        arrivals: when each request came, by this machine's monotonic clock, and whether it was for a list.
        requests: the paths asked for, in order, queries included.
        agents: the User-Agent of each request.
        hidden: lower-case DOIs that it denies having.
        unlisted: lower-case DOIs that it has, but leaves out of lists of DOIs.
        latency: seconds that every answer takes.
        most_at_once: the largest number of requests that were on their way at once.
        agencies: DOIs registered at other agencies, with the agency's label.
        aliases: DOIs that redirect to another.
        datacite: the attributes of records of DataCite's, which has its API here as well.
    """

    def __init__(self, records: Iterable[Record], agencies: Mapping[str, str] | None = None) -> None:
        self.index = Index(records)
        self.by_doi = {record["DOI"].lower(): record for record in self.index.records}
        self.agencies = {doi.lower(): label for doi, label in (agencies or {}).items()}
        self.aliases: dict[str, str] = {}
        self.hidden: frozenset[str] = frozenset()
        self.unlisted: frozenset[str] = frozenset()
        self.latency = 0.0
        self.most_at_once = 0
        self._at_once = 0
        self._counting = threading.Lock()
        self.failure: Failure | None = None
        self.failures_left: int | None = None
        self.plan: Callable[[str], Failure | None] | None = None
        self.datacite: dict[str, Record] = {}
        self.arrivals: list[tuple[float, bool]] = []
        self.requests: list[str] = []
        self.agents: list[str] = []
        self.released = threading.Event()
        self.url = ""

    def next_failure(self, path: str) -> Failure | None:
        """What to do instead of answering this request."""
        if self.plan is not None:
            return self.plan(path)
        if self.failure is None or self.failures_left == 0:
            return None
        if self.failures_left is not None:
            self.failures_left -= 1
        return self.failure

    @contextmanager
    def counted(self) -> Iterator[None]:
        """Count a request among those on their way."""
        with self._counting:
            self._at_once += 1
            self.most_at_once = max(self.most_at_once, self._at_once)
        try:
            yield
        finally:
            with self._counting:
                self._at_once -= 1


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    crossref: CrossrefServer

    def do_GET(self) -> None:
        with self.crossref.counted():
            self.reply()

    def reply(self) -> None:
        self.crossref.arrivals.append((time.monotonic(), self.path.startswith("/works?")))
        self.crossref.requests.append(self.path)
        self.crossref.agents.append(self.headers.get("User-Agent", ""))
        self.crossref.released.wait(self.crossref.latency)
        failure = self.crossref.next_failure(self.path)
        if failure is not None:
            misbehave(self, failure, self.crossref.released)
            return
        url = urlsplit(self.path)
        if url.path.rstrip("/") == "/works":
            self.list_works({name: values[0] for name, values in parse_qs(url.query).items()})
        elif url.path.startswith("/works/") and url.path.endswith("/agency"):
            self.agency(unquote(url.path.removeprefix("/works/").removesuffix("/agency")))
        elif url.path.startswith("/works/"):
            self.single(unquote(url.path.removeprefix("/works/")))
        elif url.path.startswith("/dois/"):
            self.at_datacite(unquote(url.path.removeprefix("/dois/")))
        else:
            self.not_found()

    def at_datacite(self, doi: str) -> None:
        attributes = self.crossref.datacite.get(doi.lower())
        if attributes is None:
            answer(self, b'{"errors": [{"status": "404"}]}', status=404, kind="application/vnd.api+json")
        else:
            told(self, {"data": {"id": doi.lower(), "type": "dois", "attributes": attributes}})

    def single(self, doi: str) -> None:
        if doi.lower() in self.crossref.aliases:
            answer(self, b"", status=301, headers={"Location": "/works/" + self.crossref.aliases[doi.lower()]})
            return
        record = self.crossref.by_doi.get(doi.lower())
        if record is None or doi.lower() in self.crossref.hidden:
            self.not_found()
        else:
            told(self, {"status": "ok", "message-type": "work", "message-version": "1.0.0", "message": record})

    def agency(self, doi: str) -> None:
        known = self.crossref.by_doi.keys() - self.crossref.hidden
        label = "Crossref" if doi.lower() in known else self.crossref.agencies.get(doi.lower())
        if label is None:
            self.not_found()
        else:
            message = {"DOI": doi.lower(), "agency": {"id": label.lower(), "label": label}}
            told(self, {"status": "ok", "message-type": "work-agency", "message-version": "1.0.0", "message": message})

    def list_works(self, query: dict[str, str]) -> None:
        rows = int(query.get("rows", "20"))
        if "filter" in query:
            dois = [part.removeprefix("doi:").lower() for part in query["filter"].split(",")]
            items = [
                self.crossref.by_doi[doi]
                for doi in dois
                if doi in self.crossref.by_doi and doi not in self.crossref.hidden | self.crossref.unlisted
            ]
        else:
            items = self.crossref.index.search(query["query.bibliographic"], rows, without=self.crossref.hidden)
        if "select" in query:
            names = {*query["select"].split(","), "score"}
            items = [{name: value for name, value in item.items() if name in names} for item in items]
        message = {"total-results": len(items), "items": items[:rows], "items-per-page": rows, "facets": {}}
        told(self, {"status": "ok", "message-type": "work-list", "message-version": "1.0.0", "message": message})

    def not_found(self) -> None:
        answer(self, b"Resource not found.", status=404, kind="text/plain")

    def log_message(self, *_arguments: object) -> None:
        """Say nothing."""


class _QuietServer(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, *_arguments: object) -> None:
        """A client that has gone away is no news."""


@contextmanager
def serving(records: Iterable[Record], agencies: Mapping[str, str] | None = None) -> Iterator[CrossrefServer]:
    """Serve records on a free port of the loopback."""
    crossref = CrossrefServer(records, agencies)
    handler = type("Handler", (_Handler,), {"crossref": crossref})
    server = _QuietServer(("127.0.0.1", 0), handler)
    with running(server) as crossref.url:
        try:
            yield crossref
        finally:
            crossref.released.set()
