"""An HTTP server on the loopback that speaks Crossref's REST API over given records, and misbehaves on demand."""

from __future__ import annotations

import json
import math
import re
import socket
import threading
import unicodedata
from collections import Counter, defaultdict
from contextlib import contextmanager
from enum import Enum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

Record = dict[str, Any]


class Failure(Enum):
    """What the server can do instead of answering."""

    TOO_MANY = "429 with an HTML page"
    TOO_MANY_RETRY_AFTER = "429 with Retry-After"
    SERVER_ERROR = "500"
    UNAVAILABLE = "503 with a JSON body that is not Crossref's"
    GARBAGE = "bytes that are no JSON"
    HALF_A_BODY = "a Content-Length larger than what is sent"
    NOTHING = "closes the connection"
    SILENCE = "never answers"
    WRONG_WORK = "the record of another work"
    UNRELATED_WORKS = "lists of works that have nothing to do with the question"
    EMPTY_JSON = "{}"
    WRONG_SHAPE = "JSON of another shape"


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
        requests: the paths asked for, in order, queries included.
        agents: the User-Agent of each request.
        hidden: lower-case DOIs that it denies having.
        agencies: DOIs registered at other agencies, with the agency's label.
        aliases: DOIs that redirect to another.
    """

    def __init__(self, records: Iterable[Record], agencies: Mapping[str, str] | None = None) -> None:
        self.index = Index(records)
        self.by_doi = {record["DOI"].lower(): record for record in self.index.records}
        self.agencies = {doi.lower(): label for doi, label in (agencies or {}).items()}
        self.aliases: dict[str, str] = {}
        self.hidden: frozenset[str] = frozenset()
        self.failure: Failure | None = None
        self.failures_left: int | None = None
        self.requests: list[str] = []
        self.agents: list[str] = []
        self.released = threading.Event()
        self.url = ""

    def next_failure(self) -> Failure | None:
        """What to do instead of answering this request."""
        if self.failure is None or self.failures_left == 0:
            return None
        if self.failures_left is not None:
            self.failures_left -= 1
        return self.failure


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    crossref: CrossrefServer

    def do_GET(self) -> None:
        self.crossref.requests.append(self.path)
        self.crossref.agents.append(self.headers.get("User-Agent", ""))
        failure = self.crossref.next_failure()
        if failure is not None:
            self.fail(failure)
            return
        url = urlsplit(self.path)
        if url.path.rstrip("/") == "/works":
            self.list_works({name: values[0] for name, values in parse_qs(url.query).items()})
        elif url.path.startswith("/works/") and url.path.endswith("/agency"):
            self.agency(unquote(url.path.removeprefix("/works/").removesuffix("/agency")))
        elif url.path.startswith("/works/"):
            self.single(unquote(url.path.removeprefix("/works/")))
        else:
            self.not_found()

    def single(self, doi: str) -> None:
        if doi.lower() in self.crossref.aliases:
            self.answer(b"", status=301, headers={"Location": "/works/" + self.crossref.aliases[doi.lower()]})
            return
        record = self.crossref.by_doi.get(doi.lower())
        if record is None or doi.lower() in self.crossref.hidden:
            self.not_found()
        else:
            self.json({"status": "ok", "message-type": "work", "message-version": "1.0.0", "message": record})

    def agency(self, doi: str) -> None:
        known = self.crossref.by_doi.keys() - self.crossref.hidden
        label = "Crossref" if doi.lower() in known else self.crossref.agencies.get(doi.lower())
        if label is None:
            self.not_found()
        else:
            message = {"DOI": doi.lower(), "agency": {"id": label.lower(), "label": label}}
            self.json({"status": "ok", "message-type": "work-agency", "message-version": "1.0.0", "message": message})

    def list_works(self, query: dict[str, str]) -> None:
        rows = int(query.get("rows", "20"))
        if "filter" in query:
            dois = [part.removeprefix("doi:").lower() for part in query["filter"].split(",")]
            items = [
                self.crossref.by_doi[doi] for doi in dois if doi in self.crossref.by_doi.keys() - self.crossref.hidden
            ]
        else:
            items = self.crossref.index.search(query["query.bibliographic"], rows, without=self.crossref.hidden)
        if "select" in query:
            names = {*query["select"].split(","), "score"}
            items = [{name: value for name, value in item.items() if name in names} for item in items]
        message = {"total-results": len(items), "items": items[:rows], "items-per-page": rows, "facets": {}}
        self.json({"status": "ok", "message-type": "work-list", "message-version": "1.0.0", "message": message})

    def not_found(self) -> None:
        self.answer(b"Resource not found.", status=404, kind="text/plain")

    def json(self, value: object) -> None:
        self.answer(json.dumps(value).encode())

    def answer(
        self,
        body: bytes,
        *,
        status: int = 200,
        kind: str = "application/json",
        headers: Mapping[str, str] | None = None,
    ) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Connection", "close")
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)
        self.close_connection = True

    def fail(self, failure: Failure) -> None:
        page = b"<html><body><h1>429 Too Many Requests</h1></body></html>"
        limits = {"x-rate-limit-limit": "2", "x-rate-limit-interval": "1s"}
        self.close_connection = True
        match failure:
            case Failure.TOO_MANY:
                self.answer(page, status=429, kind="text/html", headers=limits)
            case Failure.TOO_MANY_RETRY_AFTER:
                self.answer(page, status=429, kind="text/html", headers={"Retry-After": "7"})
            case Failure.SERVER_ERROR:
                self.answer(b"Internal Server Error", status=500, kind="text/plain")
            case Failure.UNAVAILABLE:
                self.answer(b'["try later"]', status=503)
            case Failure.GARBAGE:
                self.answer(b"\x00\xff\x8b{]not json")
            case Failure.HALF_A_BODY:
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", "5000")
                self.end_headers()
                self.wfile.write(b'{"status": "ok", "message": {"DOI": "10.')
            case Failure.NOTHING:
                self.connection.shutdown(socket.SHUT_RDWR)
            case Failure.SILENCE:
                self.crossref.released.wait(30)
            case Failure.WRONG_WORK:
                work = {"DOI": "10.5555/12345678", "title": ["Made for the test"], "type": "journal-article"}
                self.json({"status": "ok", "message-type": "work", "message": work})
            case Failure.UNRELATED_WORKS:
                work = {"DOI": "10.5555/12345678", "title": ["Quasar zoology"], "type": "journal-article"}
                self.json({"status": "ok", "message-type": "work-list", "message": {"items": [work]}})
            case Failure.EMPTY_JSON:
                self.json({})
            case Failure.WRONG_SHAPE:
                self.json({"status": "ok", "message": [1, 2]})

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
    crossref.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield crossref
    finally:
        crossref.released.set()
        server.shutdown()
        server.server_close()
        thread.join()
