"""Recorded answers of Crossref's, served again byte by byte on the loopback, and what is read from them."""

from __future__ import annotations

import gzip
import json
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import yaml

from refcheck.resolution.markup import plain
from refcheck.resolution.records import work_of
from tests.support.loopback import running

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.support.crossref_server import Record


@dataclass(frozen=True)
class Recorded:
    """One answer.

    Attributes:
        name: of the file, from the folder of the material.
        status: of HTTP.
        kind: its media type.
        body: its bytes.
    """

    name: str
    status: int
    kind: str
    body: bytes

    def message(self) -> dict[str, Any] | None:
        """The JSON of an answer that is a work or a list of works, else None."""
        try:
            value = json.loads(self.body)
        except ValueError:
            return None
        if self.status == 200 and isinstance(value, dict) and value.get("message-type") in ("work", "work-list"):
            return value
        return None


def recorded(folder: Path) -> Iterator[Recorded]:
    """The answers in a folder of cassettes (YAML of vcr in Ruby or vcrpy) and of plain JSON files."""
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.suffix == ".json":
            yield _of_json(name, path.read_bytes())
        elif path.suffix in (".yml", ".yaml"):
            content = yaml.load(path.read_bytes(), yaml.CSafeLoader)
            for one in content.get("interactions") or content.get("http_interactions") or ():
                yield _of_cassette(name, one["response"])


def _of_json(name: str, body: bytes) -> Recorded:
    value = json.loads(body)
    if "message-type" not in value:
        # Kept by the message alone: what stood around it is always the same.
        body = json.dumps({"status": "ok", "message-type": "work", "message": value["message"]}).encode()
    return Recorded(name, 200, "application/json", body)


def _of_cassette(name: str, response: dict[str, Any]) -> Recorded:
    body = response["body"].get("string") or b""
    body = body.encode() if isinstance(body, str) else body
    if body.startswith(b"\x1f\x8b"):
        body = gzip.decompress(body)
    headers = {key.lower(): value for key, value in response["headers"].items()}
    kind = headers.get("content-type", "")
    status = response["status"]
    return Recorded(
        name, int(status.get("code") or status.get("status_code")), kind[0] if isinstance(kind, list) else kind, body
    )


class Replay:
    """A server that gives one answer to whatever it is asked.

    Attributes:
        url: its base URL.
        answer: the answer.
    """

    def __init__(self) -> None:
        self.url = ""
        self.answer: Recorded | None = None


@contextmanager
def replaying() -> Iterator[Replay]:
    """Serve recorded answers on a free port of the loopback."""
    replay = Replay()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            answer = replay.answer
            assert answer is not None  # noqa: S101 (nobody asks before)
            self.send_response(answer.status)
            self.send_header("Content-Type", answer.kind)
            self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            self.wfile.write(answer.body)

        def log_message(self, *_arguments: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    with running(server) as replay.url:
        yield replay


def not_read(record: Record) -> list[str]:
    """The fields that a record has and that are not read from it, by a reading of its own."""
    work = work_of(record)
    people = [
        one
        for one in record.get("author") or record.get("editor") or []
        if any(plain(one.get(part)) for part in ("family", "given", "name"))
    ]
    checks = {
        "DOI": (record.get("DOI"), work.doi),
        "title": (any(map(plain, record.get("title") or [])), work.title),
        "container-title": (any(map(plain, record.get("container-title") or [])), work.containers),
        "issued": (_year(record), work.years),
        "volume": (record.get("volume"), work.volume),
        "issue": (record.get("issue"), work.issue),
        "page": (record.get("page"), work.pages),
        "article-number": (record.get("article-number"), work.article_number),
        "publisher": (record.get("publisher"), work.publisher),
        "ISBN": (record.get("ISBN"), work.isbns),
    }
    lacking = [name for name, (there, found) in checks.items() if bool(there) and not found]
    return lacking + (["author"] if len(work.authors) != len(people) else [])


def _year(record: Record) -> bool:
    parts = (record.get("issued") or {}).get("date-parts") or [[None]]
    return bool(parts[0] and parts[0][0])
