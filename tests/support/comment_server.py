"""An HTTP server on the loopback that keeps the comments of one pull request, as GitHub's REST API does."""

from __future__ import annotations

import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator

PULL = "/repos/an/archive/issues/7/comments"
ONE = "/repos/an/archive/issues/comments/"


class CommentServer(ThreadingHTTPServer):
    """The server; `comments` is what stands under the pull request."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.comments: list[dict[str, Any]] = []

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.server_address[1]}"

    def add(self, body: str, kind: str) -> dict[str, Any]:
        """Write a comment as a user of this type."""
        self.comments.append({"id": len(self.comments) + 1, "body": body, "user": {"type": kind}})
        return self.comments[-1]


class _Handler(BaseHTTPRequestHandler):
    server: CommentServer

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        query = {name: int(values[0]) for name, values in parse_qs(address.query).items()}
        first = (query["page"] - 1) * query["per_page"]
        self._answer(self.server.comments[first : first + query["per_page"]] if address.path == PULL else None)

    def do_POST(self) -> None:
        body = self._body()
        self._answer(self.server.add(body, "Bot") if self.path == PULL else None)

    def do_PATCH(self) -> None:
        body = self._body()
        comment = self.server.comments[int(self.path.removeprefix(ONE)) - 1]
        comment["body"] = body
        self._answer(comment)

    def _body(self) -> str:
        body: str = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["body"]
        return body

    def _answer(self, content: object) -> None:
        allowed = self.headers["Authorization"] == "Bearer a-token"
        self.send_response(403 if not allowed else 404 if content is None else 200)
        self.end_headers()
        self.wfile.write(json.dumps(content).encode())

    def log_message(self, *_arguments: object) -> None:
        """Say nothing."""


@contextmanager
def comments() -> Iterator[CommentServer]:
    """A running server."""
    server = CommentServer()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
